"""Comma-, tab- and semicolon-separated text into rows, each with the line on which its record begins."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells import RecordShape, Sheet
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.decoding import find_encoding
from antidrug_kpi.files.growing_grid import check_extent
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.numbered_columns import number_rows
from antidrug_kpi.files.record_shapes import find_stray_quotes, is_cut, list_widths
from antidrug_kpi.files.refusal import RefusedError, refuse_count, refuse_extent, refuse_size
from antidrug_kpi.issues import Address, Issue, report_issue

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

TAB_SUFFIX = ".tsv"
# In doubt the first: commas stand in many tab-separated cells, tabs in hardly any comma-separated one.
_DELIMITERS = ("\t", ",", ";")
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_RECORDS = 200
_BATCH = 20_000
Rows = list[list[str]]
_Records = tuple[Rows, Sequence[int], Sequence[int]]


def read_delimited(stream: BinaryIO, file: str, suffix: str, limits: Limits) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]]:
    """The one table of a delimited file."""
    size = stream.seek(0, io.SEEK_END)
    if size > limits.text_bytes:
        raise refuse_size("檔案", size, limits.text_bytes)
    encoding = find_encoding(stream, limits)
    issues: tuple[Issue, ...] = ()
    if encoding.private_line is not None:
        place = Address(file, row=encoding.private_line)
        issues = (report_issue(kinds.TEXT_PRIVATE, place, facts={"byte": encoding.private_bytes}),)
    elif encoding.is_unmarked:
        issues = (report_issue(kinds.TEXT_AS_UTF16, Address(file)),)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding.name, errors=encoding.errors, newline="")
    try:
        sample = text.read(_SAMPLE_CHARACTERS)
        delimiter = "\t" if suffix == TAB_SUFFIX and "\t" in sample else choose_delimiter(sample)
        text.seek(0)
        with pause_collector():
            rows, numbers, widths = _read_records(text, delimiter, limits)
            text.seek(0)
            if any('="' in line for line in text):
                rows = [[_unwrap(cell) for cell in row] for row in rows]
    finally:
        text.detach()
    return (Sheet(file, None, number_rows(rows), numbers, shape=RecordShape(widths, is_cut(stream, encoding.name))),), issues


def _unwrap(cell: str) -> str:
    """The text in ="0012", as systems write a number so that Excel keeps its zeros."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


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


def _read_records(text: io.TextIOWrapper, delimiter: str, limits: Limits) -> _Records:
    """All records, the number of the line on which each begins, and their numbers of fields where these differ."""
    try:
        return _try_records(csv.reader(text, delimiter=delimiter, strict=True), delimiter, limits)
    except RefusedError as refusal:
        if refusal.kind is not kinds.QUOTE_UNPAIRED:
            raise
        # Text behind a closing quote is common and harmless, unless the quote has swallowed the lines in between.
        text.seek(0)
        records = _try_records(csv.reader(text, delimiter=delimiter), delimiter, limits)
        if any(count != 1 for count in map(_count_lines, records[0])):
            raise
        return records


def _try_records(reader: CsvReader, delimiter: str, limits: Limits) -> _Records:
    rows: Rows = []
    numbers: list[int] = []
    widths: set[int] = set()
    long: list[int] = []
    blank: list[str] = []  # one for all lines without anything, of which there may be millions
    while True:
        read, line = len(rows), reader.line_num
        try:
            rows.extend(islice(reader, _BATCH))
        except csv.Error as error:
            begun = line + sum(map(_count_lines, rows[read:])) + 1
            if "field limit" in str(error):
                raise RefusedError(kinds.FIELD_TOO_LONG, row=begun, limit=f"{csv.field_size_limit():,}") from error
            raise RefusedError(kinds.QUOTE_UNPAIRED, row=begun) from error
        batch = [record or blank for record in rows[read:]]
        if not batch:
            break
        rows[read:] = batch
        numbers.extend(_number_records(batch, line, reader.line_num))
        if reader.line_num - line != len(batch):
            long += [read + position for position, record in enumerate(batch) if _count_lines(record) > 1]
        widths.update(map(len, batch))
        _check_size(len(rows), max(widths), limits)
    stray = find_stray_quotes(rows, long, delimiter)
    if stray is not None:
        raise RefusedError(kinds.QUOTE_UNPAIRED, row=numbers[stray])
    shape = list_widths(rows, widths)
    width = max(widths, default=0)
    for row in rows:
        if len(row) != width:
            row.extend([""] * (width - len(row)))
    return rows, numbers, shape


def _number_records(batch: Rows, line: int, last_line: int) -> Sequence[int]:
    """The first line of each record of a batch that covers the lines after `line` up to `last_line`."""
    if last_line - line == len(batch):
        return range(line + 1, last_line + 1)
    numbers = []
    for record in batch:
        numbers.append(line + 1)
        line += _count_lines(record)
    return numbers


def _count_lines(record: Sequence[str]) -> int:
    """How many lines a record takes: one, and one more for every line break inside its quotes."""
    return 1 + sum(field.count("\n") + field.count("\r") - field.count("\r\n") for field in record)


def _check_size(rows: int, width: int, limits: Limits) -> None:
    if rows > limits.records:
        raise refuse_count("資料", rows, limits.records, "列以上")
    check_extent(0, width)
    if rows * width > limits.cells:
        raise refuse_extent(rows, width, limits.cells)
