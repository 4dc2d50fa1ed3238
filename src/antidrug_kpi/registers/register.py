"""A typed register: what comes out of reading, and what every measure is computed from."""

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


class Match(StrEnum):
    """By what a sheet was taken for its register."""

    NAME = "名稱"
    ALIAS = "別名"
    HEADERS = "欄名"
    MAPPING = "對應檔"


@dataclass(frozen=True)
class Source:
    """One sheet or file of a register: how many rows stand below its header, and how many of them are blank or footers.

    `header` is the number of the header's row and `columns` the number of each column, from 1 as the spreadsheet counts them, by
    the header that issues name.
    """

    file: str
    sheet: str | None
    rows: int
    skipped: int
    match: Match
    header: int
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Register:
    """The records of a register in the order of its files.

    `frame` holds one typed column per header of the spec, blank for those `lacking` in the files (words as categories, dates as
    datetime64, whole numbers as Int64, other numbers as Decimal), `@sheet` (position in `sources`) and `@row` (row number in
    the sheet). `faulty` says per column which rows hold a cell that cannot be read; such a cell is missing in the frame.
    In `masked` columns somebody covered identifiers, so that they do not tell persons apart. `typed` holds what stands in the
    cells of columns of dates, months and years.
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
        """The rows with a faulty cell in one of the columns."""
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
        """A date's cell as it stands in the file."""
        return self.typed[column].show(row)

    def say_read(self, row: int, column: str) -> str:
        """（讀作 2024-01-05） after a date that is written otherwise."""
        return say_read(self.show_typed(row, column), show_value(self.frame[column].iat[row]))

    def quote_day(self, row: int, column: str) -> str:
        """A date as it stands in the file, with what it was read as: 「113/1/5」（讀作 2024-01-05）."""
        return f"「{self.show_typed(row, column)}」{self.say_read(row, column)}"

    def point(self, row: int, from_row: int) -> str:
        """Where a record stands, for someone who looks at another: its number, after its sheet where that is another one."""
        place, own = self.locate(row), self.locate(from_row)
        return f"第 {place.row} 列" if (place.file, place.sheet) == (own.file, own.sheet) else f" {place} "

    def get_row_number(self, row: int) -> int:
        """The number of a record's row in its sheet."""
        return int(self._rows[row])

    # Thousands of issues ask for their addresses one by one, and a look-up in a frame costs more than all the rest of an issue.
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
        """An issue at a record; the column's spec says whether its value identifies a person.

        In a register of evidence or figures the record's own code is among the facts: it is about that indicator alone.
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
    """A value of a frame in words: a day as 2024-01-05."""
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


class Why(StrEnum):
    """Why a file or sheet was not read (contract, `inputs`)."""

    COPY = "copy"
    UNREADABLE = "unreadable"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class LeftOut:
    """A file or sheet that was not read, and the register that it is or is called by its name."""

    file: str
    sheet: str | None
    register: str | None
    why: Why

    @property
    def address(self) -> Address:
        """Where it stands."""
        return Address(self.file, self.sheet)


@dataclass(frozen=True)
class Reading:
    """Everything that was read of an office: typed registers by id, digests of the files, and all issues; `files` are the sheets
    as they stand in the files, kept only for whoever shows them again.

    `left_out` was not read. `unread` says per register which file, sheet or column of it could not be read: the register is
    there, and not as a whole. `unfilled` are sheets of our own template that nobody has filled in.
    """

    registers: Mapping[str, Register]
    digests: Mapping[str, str]
    issues: tuple[Issue, ...]
    left_out: tuple[LeftOut, ...] = ()
    unread: Mapping[str, tuple[Address, ...]] = field(default_factory=dict)
    unfilled: tuple[Address, ...] = ()
    files: tuple[FileReading, ...] = field(default=(), repr=False)
