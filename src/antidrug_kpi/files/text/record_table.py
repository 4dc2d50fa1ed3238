"""Delimited records, taken in piece by piece and kept as numbered columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.growing_grid import MOST_COLUMNS, check_extent
from antidrug_kpi.files.cells.numbered_columns import NumberedColumn
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError, refuse_count, refuse_extent
from antidrug_kpi.files.text.record_shapes import LongRecords, RecordWidths
from antidrug_kpi.files.text.text_numbering import TextNumbering
from antidrug_kpi.files.text.uniform_fields import EvenFields, FieldColumn

BATCH = 20_000
"""The number of records after which the size of the table is checked, always at the same ones, so that the same file is refused
with the same message in whatever pieces it comes."""


@dataclass(frozen=True)
class TextRecords:
    """All records of a text.

    - `columns`: equally long, with "" where a record is shorter than the longest;
    - `numbers`: the line of the text on which each record begins, from 1;
    - `widths`: the number of fields of each record, empty where all have the same;
    - `has_breaks`: whether there is a line break within a field.
    """

    columns: tuple[NumberedColumn, ...]
    numbers: Sequence[int]
    widths: Sequence[int]
    has_breaks: bool


class RecordTable:
    """Takes in records piece by piece; RefusedError where the table becomes too large."""

    def __init__(self, delimiter: str, limits: Limits, batch: int = BATCH) -> None:
        self.rows = 0
        self.line = 0
        """The last line of the text that was taken in."""
        self._limits = limits
        self._batch = batch
        self._width = 0
        self._widths = RecordWidths()
        self._long = LongRecords(delimiter)
        self._columns: list[TextNumbering] = []
        self._numbers: array[int] | None = None
        """The first line of each record, once one of them has taken more than one line."""

    @property
    def rows_until_check(self) -> int:
        """How many records may be added before the size is checked."""
        return self._batch - self.rows % self._batch

    def add_columns(self, columns: Sequence[Sequence[str]], height: int) -> None:
        """Records of one line each and of equally many fields, which come column by column; without any they are blank lines."""
        self._widths.add(len(columns), height)
        self._number_lines(height)
        self._take(columns, len(columns), height)

    def add_fields(self, fields: EvenFields) -> None:
        """Records of one line each and of equally many fields."""
        self._widths.add(fields.width, fields.height)
        self._number_lines(fields.height)
        columns = (FieldColumn(fields, column) for column in range(fields.width))
        self._take(columns, fields.width, fields.height)

    def add_records(self, records: Sequence[Sequence[str]], lines: int) -> None:
        """At most `rows_until_check` records, which take so many lines of the text together."""
        widths = list(map(len, records))
        self._widths.add_each(widths)
        # A text that ends within quotes, which only a lenient reader takes, has a break but no line behind it.
        if lines != len(records) or count_lines(records[-1]) > 1:
            self._number_long(records)
        else:
            self._number_lines(len(records))
        self._take(zip_longest(*records, fillvalue=""), max(widths), len(records))

    def finish(self) -> TextRecords:
        """All that was taken in, unless it is too much or two stray quotes made one record of several."""
        if self.rows:
            self._check_size(self.rows)
        stray = self._long.find_stray_quotes(self._widths.counts)
        if stray is not None:
            raise RefusedError(kinds.QUOTE_UNPAIRED, row=stray)
        numbers = range(1, self.rows + 1) if self._numbers is None else self._numbers
        columns = tuple(column.finish() for column in self._columns)
        return TextRecords(columns, numbers, self._widths.finish(), self._numbers is not None)

    def _number_lines(self, height: int) -> None:
        if self._numbers is not None:
            self._numbers.extend(range(self.line + 1, self.line + height + 1))
        self.line += height

    def _number_long(self, records: Sequence[Sequence[str]]) -> None:
        if self._numbers is None:
            self._numbers = array("I", range(1, self.line + 1))
        for record in records:
            length = count_lines(record)
            if length > 1:
                self._long.add(record, self.line + 1)
            self._numbers.append(self.line + 1)
            self.line += length

    def _take(self, columns: Iterable[Sequence[str] | FieldColumn], width: int, height: int) -> None:
        before = self.rows
        self.rows += height
        self._width = max(self._width, width)
        for rows in range(before + self._batch - before % self._batch, self.rows + 1, self._batch):
            self._check_size(rows)
        if self._width > MOST_COLUMNS or self.rows * self._width > self._limits.cells:
            return  # too large: it is refused at the next check, and nothing more of it is kept
        while len(self._columns) < width:
            self._columns.append(TextNumbering())
            self._columns[-1].add_blank(before)
        for column, cells in zip(self._columns, columns, strict=False):
            if isinstance(cells, FieldColumn):
                column.add_fields(cells)
            else:
                column.add(cells)
        for column in self._columns[width:]:
            column.add_blank(height)

    def _check_size(self, rows: int) -> None:
        if rows > self._limits.records:
            raise refuse_count("資料", rows, self._limits.records, "列以上")
        check_extent(0, self._width)
        if rows * self._width > self._limits.cells:
            raise refuse_extent(rows, self._width, self._limits.cells)


def count_lines(record: Sequence[str]) -> int:
    """How many lines a record takes: one, and one more for every line break inside its quotes."""
    return 1 + count_breaks("\t".join(record))


def count_breaks(text: str) -> int:
    """How many line breaks a text holds."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")
