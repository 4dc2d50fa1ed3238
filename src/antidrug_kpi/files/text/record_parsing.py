"""From pieces of delimited text to a table of records: even pieces at once, others by the csv reader of Python's library."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from antidrug_kpi.files import kinds
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.text.record_table import BATCH, RecordTable, TextRecords, count_breaks, count_lines
from antidrug_kpi.files.text.uniform_fields import FEWEST_RECORDS, locate_even
from antidrug_kpi.files.text.uniform_text import split_even

if TYPE_CHECKING:
    from _csv import Reader as CsvReader


def parse_records(
    pieces: Iterable[str],
    delimiter: str,
    limits: Limits,
    *,
    is_strict: bool = True,
    batch: int = BATCH,
    fewest: int = FEWEST_RECORDS,
) -> tuple[TextRecords, bool]:
    """The records of a text that comes in pieces of whole lines, and whether `="` may stand in a field (="0012", see
    `delimited`).

    Raises RefusedError for a quote without its pair, a field that is too long and a table that is too large. Where `is_strict` is
    False, text behind a closing quote is read as a part of the field.
    """
    table = RecordTable(delimiter, limits, batch)
    source = _Source(iter(pieces))
    for piece in source.pieces:
        if not piece.strip("\r\n"):
            table.add_columns((), count_breaks(piece))
        elif fields := locate_even(piece, delimiter, fewest):
            table.add_fields(fields)
        elif columns := split_even(piece, delimiter):
            table.add_columns(columns, len(columns[0]))
        else:
            _read_on(csv.reader(source.open(piece), delimiter=delimiter, strict=is_strict), source, table)
    return table.finish(), source.has_formulas


class _Source:
    """The pieces of a text, shared by the loop over pieces and the csv reader, which takes as many as a quoted field spans."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self.pieces = pieces
        self.has_formulas = False
        self.lines = 0
        """The number of lines in the pieces that the present csv reader has begun."""

    def open(self, piece: str) -> Iterator[str]:
        """The lines of this piece and of all that follow."""
        self.lines = 0
        return chain.from_iterable(map(self._open, chain((piece,), self.pieces)))

    def _open(self, piece: str) -> io.StringIO:
        self.lines += count_breaks(piece) + (piece[-1] not in "\r\n")
        self.has_formulas = self.has_formulas or '="' in piece
        return io.StringIO(piece, newline="")


def _read_on(reader: CsvReader, source: _Source, table: RecordTable) -> None:
    """Takes in records until one ends where a piece ends, so that the next piece may be split as an even one again.

    RefusedError for an unpaired quote or a field that is too long, with the line on which its record begins.
    """
    count = 1
    while count:
        line = reader.line_num
        batch: list[list[str]] = []
        try:
            batch.extend(islice(reader, count))
        except csv.Error as error:
            begun = table.line + sum(map(count_lines, batch)) + 1
            if "field limit" in str(error):
                raise RefusedError(kinds.FIELD_TOO_LONG, row=begun, limit=f"{csv.field_size_limit():,}") from error
            raise RefusedError(kinds.QUOTE_UNPAIRED, row=begun) from error
        if batch:
            table.add_records(batch, reader.line_num - line)
        count = min(source.lines - reader.line_num, table.rows_until_check)
