"""The typed register: what reading an office's data gives, and what every measure is computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.files import FileReading, Mask
from antidrug_kpi.issues import Address, Issue, IssueKind, report_issue
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.typed_cells import TypedCells, say_read

ROW = "@row"
SHEET = "@sheet"


class MatchedBy(StrEnum):
    """By what a sheet was matched with its register, in the words that `check` prints."""

    NAME = "名稱"
    ALIAS = "別名"
    HEADERS = "欄名"
    MAPPING = "對應檔"


@dataclass(frozen=True)
class Source:
    """One sheet or file of a register.

    - `rows`: how many rows stand below its header; `skipped`: how many of them are blank or footers;
    - `header`: the number of the header's row, from 1;
    - `columns`: header as issues name it → number of its column, from 1.
    """

    file: str
    sheet: str | None
    rows: int
    skipped: int
    match: MatchedBy
    header: int
    columns: Mapping[str, int]


@dataclass(frozen=True)
class TypedRegister:
    """The records of a register, in the order of its files.

    - `frame`: a row for each record; a typed column for each header of the spec (words as categories, dates as datetime64, whole
      numbers as Int64, other numbers as Decimal objects), and `@sheet` (position in `sources`) and `@row` (number of the row in
      its sheet). Blank and faulty cells are missing values;
    - `faulty`: header → mask of the rows whose cell is faulty;
    - `lacking`: headers of the spec that no file has; their columns are blank;
    - `masked`: headers under which identifiers are masked (A12***89), so that they do not tell persons apart;
    - `typed`: for columns of dates, months and years, for names that are shown, or for all where that was asked for, the cells
      as they stand in the files.
    """

    spec: RegisterSpec
    frame: pd.DataFrame
    faulty: Mapping[str, Mask]
    sources: tuple[Source, ...]
    lacking: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()
    typed: Mapping[str, TypedCells] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.frame)

    def has_column(self, name: str) -> bool:
        """Whether the register came with this column."""
        return name in self.frame.columns and name not in self.lacking

    def find_faulty_rows(self, columns: Sequence[str] | frozenset[str]) -> Mask:
        """The mask of the rows with a faulty cell in one of the columns."""
        rows = np.zeros(len(self), dtype=bool)
        for name in columns:
            if name in self.faulty:
                rows |= self.faulty[name]
        return rows

    def locate(self, row: int, column: str | None = None) -> Address:
        """The address of a record by its position in the frame."""
        source = self.sources[int(self._sheets[row])]
        return Address(source.file, source.sheet, self.get_row_number(row), column)

    def show_typed(self, row: int, column: str) -> str:
        """A cell as it stands in the file, of a column in `typed`."""
        return self.typed[column].show(row)

    def say_read(self, row: int, column: str) -> str:
        """（讀作 2024-01-05） for a date that is written otherwise in the file, else nothing."""
        return say_read(self.show_typed(row, column), show_value(self.frame[column].iat[row]))

    def quote_day(self, row: int, column: str) -> str:
        """A date as it stands in the file, with what it was read as: 「113/1/5」（讀作 2024-01-05）."""
        return f"「{self.show_typed(row, column)}」{self.say_read(row, column)}"

    def point(self, row: int, from_row: int) -> str:
        """Where a record stands, as seen from another one: 第 12 列 in the same sheet, else its whole address."""
        place, origin = self.locate(row), self.locate(from_row)
        return f"第 {place.row} 列" if (place.file, place.sheet) == (origin.file, origin.sheet) else f" {place} "

    def get_row_number(self, row: int) -> int:
        """The number of a record's row in its sheet."""
        return int(self._rows[row])

    # Cached arrays: thousands of issues ask for their addresses one by one, and a look-up in a frame costs more than the issue.
    @cached_property
    def _sheets(self) -> npt.NDArray[np.int32]:
        return self.frame[SHEET].to_numpy()

    @cached_property
    def _rows(self) -> npt.NDArray[np.int32]:
        return self.frame[ROW].to_numpy()

    def report(
        self,
        kind: IssueKind,
        row: int,
        column: str | None,
        value: str | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> Issue:
        """An issue at a record, or at its cell in `column`; whether `value` is private is said by the column's spec.

        In 佐證清冊 and 填報數據 the record's indicator code is added to the facts: the issue touches that indicator alone.
        """
        spec = self.spec.find_column(column) if column else None
        is_private = spec is not None and spec.private
        code = self._codes[row] if self._codes is not None else None
        facts = {**(facts or {}), "code": code} if isinstance(code, str) else facts
        return report_issue(kind, self.locate(row, column), value, self.spec.id, facts, is_private)

    @cached_property
    def _codes(self) -> pd.Categorical | None:
        """The indicators' codes of the records, where the register has such a column."""
        name = next((column.name for column in self.spec.columns if column.type is ColumnType.CODE), None)
        return None if name is None else self.frame[name].array


def show_value(value: object) -> str:
    """A value of a frame as messages show it: a day as 2024-01-05."""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


class LeftOutReason(StrEnum):
    """Why a file or sheet was not read, as `inputs` of the JSON names it."""

    COPY = "copy"
    UNREADABLE = "unreadable"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class LeftOut:
    """A file or sheet that was not read, and the id of the register that it is or that its name names."""

    file: str
    sheet: str | None
    register: str | None
    why: LeftOutReason

    @property
    def address(self) -> Address:
        """Where it stands."""
        return Address(self.file, self.sheet)


@dataclass(frozen=True)
class Reading:
    """Everything that was read of an office.

    - `registers`: id → typed register; `digests`: file → SHA-256; `issues`: all that was noticed;
    - `left_out`: files and sheets that were not read, with the reason;
    - `unread`: register id → addresses of its files, sheets and columns that could not be read: half a register is no register;
    - `unfilled`: sheets of our template that were not filled in;
    - `files`: the sheets as they stand, kept only for commands that show them again;
    - `further`: the ids of the registers that no measure reads.
    """

    registers: Mapping[str, TypedRegister]
    digests: Mapping[str, str]
    issues: tuple[Issue, ...]
    left_out: tuple[LeftOut, ...] = ()
    unread: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    unfilled: tuple[Address, ...] = ()
    files: tuple[FileReading, ...] = field(default=(), repr=False)
    further: frozenset[str] = frozenset()

    @property
    def has_register(self) -> bool:
        """Whether there is a register that measures are made from, be it left out since it is not needed, or not filled in."""
        found = {*self.registers, *(left.register for left in self.left_out if left.why is LeftOutReason.NOT_NEEDED)}
        return bool(self.unfilled) or not found <= self.further
