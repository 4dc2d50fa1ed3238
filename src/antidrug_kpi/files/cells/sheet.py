"""What every reader returns: a file's sheets, as numbered columns that know their row numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from antidrug_kpi.files.cells.numbered_columns import NumberedColumn
from antidrug_kpi.files.cells.row_view import RowView
from antidrug_kpi.issues import Address, Issue


class Merge(NamedTuple):
    """A cell merged over several rows: its first column, and the positions of its first and last row in the sheet."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class RecordShape:
    """The shape of a delimited file's records, which the sheet itself no longer shows: it fills them up to one length.

    `widths` are the numbers of fields of each record, empty where all that are not blank have the same; `is_cut` says that no
    line break ends the last record.
    """

    widths: Sequence[int] = ()
    is_cut: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table as it stands in a file. Positions count from 0, numbers from 1 as the spreadsheet shows them.

    - `name`: the sheet's title, None for a delimited file;
    - `columns`: equally long; an empty cell is "" or None;
    - `numbers`: the number of each row (in a delimited file the first line of its record); it need not begin at 1, since empty
      rows above the first used one may be left out;
    - `columns_left_out`: how many empty columns before the first used one are left out;
    - `hidden_rows`, `hidden_columns`: runs of numbers;
    - `merged`: the cells merged over several rows; none overlap in a column;
    - `idle_formulas`: position of a column → positions of the rows whose formula gives 0 or nothing, or was never calculated;
    - `shape`: of a delimited file only.
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
        """The rows as a sequence of lists, each made when it is asked for: to ask for all of them undoes what columns save."""
        return RowView(self.columns, range(self.height))

    def address(self, row: int | None = None, column: str | None = None) -> Address:
        """The address of this sheet, of one of its rows (by its number), or of one cell (by its column's header)."""
        return Address(self.file, self.name, row, column)


@dataclass(frozen=True)
class FileReading:
    """What was read of one file. A file that could not be read has no sheets and an issue of level FILE.

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
