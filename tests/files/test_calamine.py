"""What calamine alone gives of a small workbook: what the readers of .xlsx make up for and what they copy (docs/calamine.md).

Where a new version fails here it parses differently, and what stands beside the difference on that page is to be read again.
"""

import datetime as dt
import io
from pathlib import Path

import pytest
from python_calamine import CalamineError, CalamineWorkbook

from .builders import MAIN, make_xlsx_parts, write_zip

STRINGS: dict[str, str | bytes] = {
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>零</t></si><si><t>一</t></si><si><t>二 &amp; 三</t></si></sst>'
}
FORMATS = ("0%", "0.00", "yyyy/m/d", "[h]:mm", "[$-404]e/m/d", "00000", 14, "aaa")
PERCENT, FIXED, DAY, HOURS, ERA, ZEROS, NUMBERED, WEEKDAY = range(1, len(FORMATS) + 1)

# A cell as the file has it, and what calamine makes of it.
CELLS: list[tuple[str, object]] = [
    # Every number is a float, and its format is lost: sheet_marks.
    ('t="n"><v>1130105</v>', 1130105.0),
    ("><v>9007199254740993</v>", 9007199254740992.0),
    (f's="{PERCENT}"><v>0.65</v>', 0.65),
    (f's="{FIXED}"><v>4.1</v>', 4.1),
    (f's="{ZEROS}"><v>123</v>', 123.0),
    # Dates by their format, but not one of a weekday alone; days before 1900 are midnight: number_formats, negative_dates.
    (f's="{DAY}"><v>45296</v>', dt.date(2024, 1, 5)),
    (f's="{DAY}"><v>45296.5</v>', dt.datetime(2024, 1, 5, 12)),
    (f's="{ERA}"><v>45296</v>', dt.date(2024, 1, 5)),
    (f's="{NUMBERED}"><v>45296</v>', dt.date(2024, 1, 5)),
    (f's="{WEEKDAY}"><v>45296</v>', 45296.0),
    (f's="{DAY}"><v>-5</v>', dt.time()),
    (f's="{DAY}"><v>0</v>', dt.time()),
    (f's="{HOURS}"><v>1.5</v>', dt.timedelta(days=1, hours=12)),
    ('t="d"><v>2024-01-05</v>', dt.date(2024, 1, 5)),
    # Errors and formulas without a result are empty texts: sheet_marks.
    ('t="e"><v>#DIV/0!</v>', ""),
    ("><f>1+1</f>", ""),
    ("><f>1+1</f><v>2</v>", 2.0),
    ('t="str"><f>A1</f><v></v>', ""),
    ('t="b"><v>1</v>', True),
    ('t="inlineStr"><is><t> 甲 </t></is>', "甲"),
    # An index that is none is the first text, or none at all; what stands beside a value is lost: sheet_oddities, sheet_extent.
    ('t="s"><v>2</v>', "二 & 三"),
    ('t="s"><v> 2 </v>', "零"),
    ('t="s"><v>x</v>', "零"),
    ('t="s"><v>&#50;</v>', ""),
    ("><v><![CDATA[5]]></v>", ""),
    ("><v>12<!-- 3 -->4</v>", 12.0),
    ("><v>5</v><v>6</v>", 6.0),
]

# The rows of a sheet, and its first used row and column with the rectangle from there.
SHEETS: dict[str, tuple[str, tuple[int, int], list[list[object]]]] = {
    "cells far apart": (
        '<row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="D5"><v>2</v></c></row>',
        (2, 1),
        [[1.0, "", ""], ["", "", ""], ["", "", 2.0]],
    ),
    "no positions": ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", (0, 0), [[1.0, 2.0], [3.0, ""]]),
    "some positions": ('<row r="2"><c><v>1</v></c><c r="C2"><v>2</v></c><c><v>3</v></c></row>', (1, 0), [[1.0, "", 2.0, 3.0]]),
    "only formatted": ('<row r="2"><c r="B2"><v>1</v></c></row><row r="9"><c r="F9" s="1"/></row>', (1, 1), [[1.0]]),
    "a row twice": ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', (0, 0), [[2.0]]),
    "rows backwards": ('<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', (0, 0), [[1.0], [2.0]]),
    "rows outside": (
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2"><c r="A2"><v>2</v></c></row>',
        (0, 0),
        [[1.0]],
    ),
}


def open_book(folder: Path, sheets: dict[str, str], properties: str = "") -> CalamineWorkbook:
    parts = make_xlsx_parts(sheets, FORMATS, workbook_properties=properties)
    return CalamineWorkbook.from_filelike(io.BytesIO(write_zip(folder / "a.xlsx", parts | STRINGS).read_bytes()))


def test_each_cell_is_what_it_was_with_the_version_that_the_readers_know(tmp_path: Path) -> None:
    row = "".join(f"<c {cell}</c>" for cell, _ in CELLS)
    (values,) = open_book(tmp_path, {"清冊": f"<row>{row}</row>"}).get_sheet_by_index(0).to_python()
    found = [(cell, type(value), value) for (cell, _), value in zip(CELLS, values, strict=True)]
    assert found == [(cell, type(value), value) for cell, value in CELLS]


def test_each_sheet_is_the_rectangle_of_what_is_used(tmp_path: Path) -> None:
    book = open_book(tmp_path, {name: rows for name, (rows, _, _) in SHEETS.items()})
    for position, (name, (_, start, rows)) in enumerate(SHEETS.items()):
        sheet = book.get_sheet_by_index(position)
        assert (name, sheet.start, sheet.to_python()) == (name, start, rows)


def test_the_system_of_1904_is_told_by_the_workbook(tmp_path: Path) -> None:
    sheet = {"清冊": f'<row r="1"><c r="A1" s="{DAY}"><v>1</v></c></row>'}
    book = open_book(tmp_path, sheet, '<workbookPr date1904="1"/>')
    assert book.get_sheet_by_index(0).to_python() == [[dt.date(1904, 1, 2)]]


def test_an_index_beyond_the_texts_and_a_length_of_time_beyond_python_are_errors(tmp_path: Path) -> None:
    book = open_book(tmp_path, {"清冊": '<row r="1"><c r="A1" t="s"><v>9</v></c></row>'})
    with pytest.raises(CalamineError, match="index not found in shared strings"):  # the words that xlsx_reading looks for
        book.get_sheet_by_index(0)
    book = open_book(tmp_path, {"清冊": f'<row r="1"><c r="A1" s="{HOURS}"><v>99999999999</v></c></row>'})
    with pytest.raises(OverflowError):
        book.get_sheet_by_index(0).to_python()
