"""What the readers hand on: cells that still show what the spreadsheet shows, sheets that know their row numbers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from antidrug_kpi.files.reasons import UNCALCULATED_REASON
from antidrug_kpi.issues import Address, Issue


class ShownNumber(float):
    """A numeric cell whose number format shows something else than the bare number: 0.6549 shown as 65%.

    Two of them are equal when value and text are: 4.1 shown as 4.10 and 4.1 shown as 4.1 are different cells, and must
    stay different in a set, in a dictionary and where pandas factorises a column. `float(cell)` gives the bare number.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: float, text: str) -> ShownNumber:
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __getnewargs__(self) -> tuple[float, str]:  # type: ignore[override]  # copy and pickle call __new__ with these
        return float(self), self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShownNumber) and float(self) == float(other) and self.text == other.text

    def __ne__(self, other: object) -> bool:  # float has its own, which would compare the bare numbers
        return not self == other

    def __hash__(self) -> int:
        return hash((float(self), self.text))

    def __repr__(self) -> str:
        return f"ShownNumber({float(self)!r}, {self.text!r})"


@dataclass(frozen=True)
class UnreadableCell:
    """A cell without a value: an error such as #DIV/0!, or a formula whose result the file does not hold."""

    shown: str
    reason: str


def is_uncalculated(cell: object) -> bool:
    """Whether a cell is a formula whose result the file does not hold."""
    return isinstance(cell, UnreadableCell) and cell.reason == UNCALCULATED_REASON


Cell = (
    str
    | int
    | float
    | bool
    | datetime.datetime
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | ShownNumber
    | UnreadableCell
    | None
)


class Merge(NamedTuple):
    """Rows that one merged cell covers in its first column, by their positions in a sheet's `rows`, the last one included."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class RecordShape:
    """What a delimited file tells of its records beyond their fields, which a sheet holds filled up to one length.

    `widths` is the number of fields of each record, empty where all that hold any have the same; `is_cut` says that no line
    break ends the last one.
    """

    widths: Sequence[int] = ()
    is_cut: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table as it stands in a file. `rows` are equally long; an empty cell is "" or None.

    `numbers` holds for each row the number that the spreadsheet gives it (the record's first line in a delimited file);
    rows that are empty above the first used one may be left out, so it need not begin at 1. So may empty columns before the
    first used one: `columns_left_out` says how many. Hidden rows and columns are given by number, as runs. `merged` are the
    cells merged over several rows, apart from each other in their column. `idle_formulas` are the formulas that give 0 or have no
    result, by column: the positions of their rows. Only a delimited file has a `shape`.
    """

    file: str
    name: str | None
    rows: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    is_hidden: bool = False
    is_date1904: bool = False
    columns_left_out: int = 0
    hidden_rows: Sequence[range] = ()
    hidden_columns: Sequence[range] = ()
    merged: Sequence[Merge] = ()
    idle_formulas: Mapping[int, Sequence[int]] = field(default_factory=dict)
    shape: RecordShape | None = None

    def address(self, row: int | None = None, column: str | None = None) -> Address:
        """The address of this sheet, of one of its rows (by its number), or of one cell (by its column's header)."""
        return Address(self.file, self.name, row, column)


@dataclass(frozen=True)
class FileReading:
    """What came out of one file. A file that could not be read has no sheets and an issue of level FILE.

    `within` is filled for a web page alone: for each of its tables the position of the one that it stands in, if any.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    issues: tuple[Issue, ...]
    within: tuple[int | None, ...] = ()


def name_column(index: int) -> str:
    """The letters by which a spreadsheet calls a column, counted from 0: A, B … Z, AA."""
    letters = ""
    number = index + 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
