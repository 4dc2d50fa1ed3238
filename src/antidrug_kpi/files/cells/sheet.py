"""What the readers hand on: sheets of numbered columns that know their row numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from antidrug_kpi.files.cells.numbered_columns import NumberedColumn
from antidrug_kpi.files.cells.row_view import RowView
from antidrug_kpi.issues import Address, Issue


class Merge(NamedTuple):
    """Rows that one merged cell covers in its first column, by their positions in a sheet, the last one included."""

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
    """One table as it stands in a file. `columns` are equally long; an empty cell is "" or None.

    `numbers` holds for each row the number that the spreadsheet gives it (the record's first line in a delimited file);
    rows that are empty above the first used one may be left out, so it need not begin at 1. So may empty columns before the
    first used one: `columns_left_out` says how many. Hidden rows and columns are given by number, as runs. `merged` are the
    cells merged over several rows, apart from each other in their column. `idle_formulas` are the formulas that give 0 or have no
    result, by column: the positions of their rows. Only a delimited file has a `shape`.
    """

    file: str
    name: str | None
    columns: Sequence[NumberedColumn]
    numbers: Sequence[int]
    is_hidden: bool = False
    is_date1904: bool = False
    columns_left_out: int = 0
    hidden_rows: Sequence[range] = ()
    hidden_columns: Sequence[range] = ()
    merged: Sequence[Merge] = ()
    idle_formulas: Mapping[int, Sequence[int]] = field(default_factory=dict)
    shape: RecordShape | None = None

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.numbers)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    @property
    def rows(self) -> RowView:
        """The rows, each a list made when it is asked for."""
        return RowView(self.columns, range(self.height))

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
