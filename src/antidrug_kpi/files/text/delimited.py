"""Reading delimited text (.csv, .tsv): encoding, delimiter and records, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.cell_types import Cell
from antidrug_kpi.files.cells.numbered_columns import NumberedColumn
from antidrug_kpi.files.cells.sheet import RecordShape, Sheet
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError, refuse_size
from antidrug_kpi.files.text.decoding import Encoding, find_encoding, guess_encoding
from antidrug_kpi.files.text.record_parsing import parse_records
from antidrug_kpi.files.text.record_shapes import is_cut
from antidrug_kpi.files.text.record_table import TextRecords
from antidrug_kpi.files.text.text_pieces import read_pieces
from antidrug_kpi.issues import Address, Issue, report_issue

TAB_SUFFIX = ".tsv"
# In doubt the first: commas stand in many tab-separated cells, tabs in hardly any comma-separated one.
_DELIMITERS = ("\t", ",", ";")
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_RECORDS = 200


def read_delimited(stream: BinaryIO, file: str, suffix: str, limits: Limits) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The one table of a delimited file, and the issues about its encoding. Raises RefusedError."""
    size = stream.seek(0, io.SEEK_END)
    if size > limits.text_bytes:
        raise refuse_size("檔案", size, limits.text_bytes)
    with pause_collector():
        encoding, records = _read_records(stream, suffix, limits)
    issues: tuple[Issue, ...] = ()
    if encoding.private_line is not None:
        place = Address(file, row=encoding.private_line)
        issues = (report_issue(kinds.TEXT_PRIVATE, place, facts={"byte": encoding.private_bytes}),)
    elif encoding.is_unmarked:
        issues = (report_issue(kinds.TEXT_AS_UTF16, Address(file)),)
    shape = RecordShape(records.widths, is_cut(stream, encoding.name))
    return (Sheet(file, None, records.columns, records.numbers, shape=shape),), issues


def _read_records(stream: BinaryIO, suffix: str, limits: Limits) -> tuple[Encoding, TextRecords]:
    """The records, and the encoding in which they were read.

    The encoding guessed from the beginning is tried first, so that a sound text is decoded once. Where anything fails, the
    encoding is found over the whole text before anything is refused: of several faults that of the encoding is reported.
    """
    encoding = guess_encoding(stream, limits)
    try:
        return encoding, _parse(stream, encoding, suffix, limits, is_strict=True)
    except (UnicodeDecodeError, RefusedError):
        pass
    encoding = find_encoding(stream, limits)
    try:
        return encoding, _parse(stream, encoding, suffix, limits, is_strict=True)
    except RefusedError as refusal:
        if refusal.kind is not kinds.QUOTE_UNPAIRED:
            raise
        # Text behind a closing quote is common and harmless, unless the quote has swallowed the lines in between.
        records = _parse(stream, encoding, suffix, limits, is_strict=False)
        if records.has_breaks:
            raise
        return encoding, records


def _parse(stream: BinaryIO, encoding: Encoding, suffix: str, limits: Limits, *, is_strict: bool) -> TextRecords:
    pieces = read_pieces(stream, encoding, limits)
    first = list(_take_sample(pieces))
    sample = "".join(first)[:_SAMPLE_CHARACTERS]
    delimiter = "\t" if suffix == TAB_SUFFIX and "\t" in sample else choose_delimiter(sample)
    records, has_formulas = parse_records(chain(first, pieces), delimiter, limits, is_strict=is_strict)
    return replace(records, columns=tuple(map(_unwrap_column, records.columns))) if has_formulas else records


def _take_sample(pieces: Iterator[str]) -> Iterator[str]:
    """The first pieces, as many as it takes to choose the delimiter."""
    characters = 0
    while characters < _SAMPLE_CHARACTERS and (piece := next(pieces, "")):
        characters += len(piece)
        yield piece


def _unwrap_column(column: NumberedColumn) -> NumberedColumn:
    is_wrapped = any(type(cell) is str and cell.startswith('="') for cell in column.distinct)
    return column.translate(_unwrap) if is_wrapped else column


def _unwrap(cell: Cell) -> Cell:
    """The text in ="0012", as systems write a number so that Excel keeps its zeros."""
    is_wrapped = isinstance(cell, str) and cell.startswith('="') and cell.endswith('"') and len(cell) > 2
    return cell[2:-1] if is_wrapped else cell  # type: ignore[index]


def choose_delimiter(sample: str) -> str:
    """The delimiter under which most records of the sample have the same number of fields, more than one; else a comma."""
    lines = io.StringIO(sample, newline="").readlines()
    if len(sample) == _SAMPLE_CHARACTERS and len(lines) > 1:
        lines.pop()  # cut in the middle
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        widths = Counter(map(len, islice(_read_leniently(lines, delimiter), _SAMPLE_RECORDS)))
        widths = Counter({width: count for width, count in widths.items() if width > 1})
        if widths:
            width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
            if (count, width) > most:
                best, most = delimiter, (count, width)
    return best


def _read_leniently(lines: Sequence[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return
