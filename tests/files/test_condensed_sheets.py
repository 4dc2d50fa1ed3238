"""Worksheets of an .xlsx read with each different content once: the same as when every cell is read, or not done at all."""

import dataclasses
import datetime
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl.styles import PatternFill

from antidrug_kpi.files.archives.archive import open_archive
from antidrug_kpi.files.cells.sheet import Sheet, name_column
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.xlsx import condensed_book, xlsx_parts
from antidrug_kpi.files.xlsx.ordinary_contents import UnusualSheetError
from antidrug_kpi.files.xlsx.sheet_condensing import condense_sheet
from antidrug_kpi.files.xlsx.xlsx_reading import read_xlsx
from chance import take_examples

from .builders import MAIN, make_xlsx_parts, write_zip

PART = "xl/worksheets/sheet1.xml"
NEVER = sys.maxsize
FORMATS = ("yyyy/m/d", "0%", "0.00", "[$-404]e/m/d", "00000", "[h]:mm:ss", "@")
TEXTS = ["", "甲", " 乙 ", "&amp;", "1", "112/7/1"]
VALUES = [
    "/>",
    "></c>",
    ' t="n"/>',
    *(f' t="s"><v>{index}</v></c>' for index in range(len(TEXTS))),
    *(f"><v>{number}</v></c>" for number in ("0", "1", "1.0", "-3", "0.5", "45000", "1E2", "60")),
    ' t="n"><v>1</v></c>',
    ' t="b"><v>1</v></c>',
    ' t="b"><v>0</v></c>',
    ' t="str"><v>甲</v></c>',
    ' t="inlineStr"><is><t>甲</t></is></c>',
    ' t="inlineStr"><is><t xml:space="preserve"> 乙 </t></is></c>',
    ' t="inlineStr"><is><t>甲 &lt; 乙</t></is></c>',
]
CONTENTS = st.tuples(st.sampled_from(["", *(f' s="{style}"' for style in range(len(FORMATS) + 1))]), st.sampled_from(VALUES))
CELLS = st.dictionaries(st.one_of(st.integers(0, 5), st.integers(24, 28)), CONTENTS.map("".join), max_size=5)
ATTRIBUTES = st.sampled_from(["", ' spans="1:4"', ' hidden="1"', ' hidden="false" ht="12.8"', ' s="2" customFormat="1"'])
ROWS = st.dictionaries(st.integers(1, 40), st.tuples(ATTRIBUTES, CELLS), min_size=1, max_size=8)
TAIL = '<mergeCells count="2"><mergeCell ref="A2:A30"/><mergeCell ref="C1:D9"/></mergeCells>'
SHEET = f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" hidden="1"/></cols><sheetData>{{}}</sheetData>{TAIL}</worksheet>'
CELL = '<c r="{}{}"><v>7</v></c>'
PLAIN = '<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="s"><v>1</v></c></row><row r="3"><c r="A3"><v>7</v></c></row>'


def write_rows(rows: dict[int, tuple[str, dict[int, str]]], break_rows: str = "") -> str:
    written = []
    for row, (attributes, cells) in sorted(rows.items()):
        inside = "".join(f'<c r="{name_column(column)}{row}"{content}' for column, content in sorted(cells.items()))
        written.append(f'<row r="{row}"{attributes}>{inside}</row>' if inside else f'<row r="{row}"{attributes}/>')
    return break_rows.join(written)


def make_parts(rows: str, date1904: bool = False) -> dict[str, str | bytes]:
    properties = '<workbookPr date1904="1"/>' if date1904 else ""
    parts = make_xlsx_parts({"清冊": "", "其他": PLAIN}, FORMATS, workbook_properties=properties)
    texts = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in TEXTS)
    return parts | {PART: SHEET.format(rows), "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'}


def read(path: Path, least_condensed: int, limits: Limits = DEFAULT_LIMITS) -> tuple[Sheet, ...]:
    archive = open_archive(path.read_bytes())
    workbook = xlsx_parts.read_workbook(archive, xlsx_parts.USUAL_WORKBOOK, limits)
    assert workbook is not None
    return read_xlsx(archive, workbook, path.name, limits, least_condensed)


def show(sheets: Sequence[Sheet]) -> list[object]:
    """All that a sheet says; its cells as they are spelled, because 1 equals true."""
    cells = [[(column.codes.tolist(), list(map(repr, column.distinct))) for column in sheet.columns] for sheet in sheets]
    return [cells, [dataclasses.replace(sheet, columns=()) for sheet in sheets]]


def check_same(path: Path) -> None:
    assert show(read(path, 0)) == show(read(path, NEVER))


def condense(sheet: str) -> object:
    return condense_sheet([sheet.encode()], DEFAULT_LIMITS)


@given(ROWS, st.booleans(), st.sampled_from(["", "\n  "]))
@example({3: ("", {2: ' t="s"><v>0</v></c>'}), 9: ("", {4: ' s="1"/>'})}, False, "")  # an empty text is used, a format is not
@example({1: (' hidden="1"', {0: "/>"})}, False, "")  # nothing at all
@example({1: ("", {0: ' t="b"><v>1</v></c>'}), 2: ("", {0: "><v>1</v></c>"}), 3: ("", {0: "><v>1.0</v></c>"})}, False, "")
@take_examples(60)
def test_a_condensed_sheet_reads_as_every_cell_of_it(
    rows: dict[int, tuple[str, dict[int, str]]], date1904: bool, break_rows: str
) -> None:
    written = write_rows(rows, break_rows)
    if "v>" in written or "<t" in written:
        condense(SHEET.format(written))  # which would raise an error where it is not done
    with tempfile.TemporaryDirectory() as folder:
        check_same(write_zip(Path(folder) / "a.xlsx", make_parts(written, date1904)))


def test_pieces_may_be_cut_anywhere() -> None:
    sheet = SHEET.format(PLAIN).encode()
    whole = condense_sheet([sheet], DEFAULT_LIMITS)
    for size in (1, 7, 64):
        cut = condense_sheet([sheet[at : at + size] for at in range(0, len(sheet), size)], DEFAULT_LIMITS)
        assert [column.tolist() for column in cut.columns] == [column.tolist() for column in whole.columns]
        assert cut.part.checksum == whole.part.checksum


@pytest.mark.parametrize(
    "rows",
    [
        '<row  r="1"><c r="A1"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
        '<row r="1"><c r="A1" t="s"/></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>inf</v></c></row>',
        '<row r="1"><c r="A1"><v></v></c></row>',
        '<row r="1"><c r="A1"><v>7</v><v>8</v></c></row>',
        '<row r="1"><c r="A1"><v><!-- 7 -->8</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[7]]></v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r></is></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t> r="A1"</t></is></c></row>',
        '<row r="1"><c t="n" r="A1"><v>7</v></c></row>',
        '<row r="1"><c><v>7</v></c></row>',
        '<row r="1"><x:c r="A1"><x:v>7</x:v></x:c></row>',
        '<row r="1"><c r="A2"><v>7</v></c></row>',
        '<row r="1"><c r="B1"><v>7</v></c><c r="A1"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>7</v></c><c r="A1"><v>8</v></c></row>',
        '<row r="1"><c r="A01"><v>7</v></c></row>',
        '<row r="1"><c r="XFE1"><v>7</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>7</v></c></row>',
        '<row r="2"><c r="A2"><v>7</v></c></row><row r="2"><c r="B2"><v>7</v></c></row>',
        '<row r="2"><c r="A2"><v>7</v></c></row><row r="1"><c r="A1"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>7</v></c><row r="2"><c r="A2"><v>7</v></c></row></row>',
        '<row r="1"><c r="A1"><v>7</v></c></row></sheetData><sheetData><row r="2"><c r="A2"><v>7</v></c></row>',
        '<row r="1"><c r="A1"><v>7</v></c></row></sheetData><c r="A2"><v>7</v></c><sheetData>',
        '<row r="1"><c r="A1"><v>7</v></c></row><row r="1000"><c r="XFD1000"><v>7</v></c></row>' * 4,
        '<row r="1"><c r="A1" s="1"/></row>',
        "",
    ],
)
def test_a_sheet_that_no_program_writes_so_is_not_condensed(rows: str) -> None:
    with pytest.raises(UnusualSheetError):
        condense(SHEET.format(rows))


@pytest.mark.parametrize(("most", "is_condensed"), [(4_799_999, False), (4_800_000, True), (4_800_001, True)])
def test_a_sheet_that_reaches_too_far_is_not_condensed(most: int, is_condensed: bool) -> None:
    rows = f'<row r="1">{CELL.format("P", 1)}</row><row r="300000">{CELL.format("A", 300000)}</row>'
    limits = dataclasses.replace(DEFAULT_LIMITS, sparse_cells=most)
    if is_condensed:
        assert condense_sheet([SHEET.format(rows).encode()], limits).height == 300_000
    else:
        with pytest.raises(UnusualSheetError):
            condense_sheet([SHEET.format(rows).encode()], limits)


def test_what_a_library_writes_reads_the_same(tmp_path: Path) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.append(["個案編號", "日期", "比率", "備註"])
    for number in range(1, 30):
        sheet.append(
            [f"C{number % 5:04d}", datetime.datetime(2025, 1, 1 + number % 7), number % 3 / 4, None if number % 2 else ""]
        )
        sheet.cell(number + 1, 3).number_format = "0.0%"
    sheet.cell(40, 6).fill = PatternFill("solid", "FFFF00")
    book.save(tmp_path / "a.xlsx")
    archive = open_archive((tmp_path / "a.xlsx").read_bytes())
    workbook = xlsx_parts.read_workbook(archive, xlsx_parts.USUAL_WORKBOOK, DEFAULT_LIMITS)
    assert workbook is not None
    (condensed,) = condensed_book.condense_book(archive, workbook, DEFAULT_LIMITS, 0).sheets
    assert condensed is not None
    assert len(condensed.references) == 4 + 5 + 7 + 3
    check_same(tmp_path / "a.xlsx")


def test_a_sheet_with_an_error_is_read_beside_one_that_is_condensed(tmp_path: Path) -> None:
    rows = '<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row><row r="4"><c r="A4"><f>1-1</f><v>0</v></c></row>'
    path = write_zip(tmp_path / "a.xlsx", make_parts(rows))
    check_same(path)
    odd, ordinary = read(path, 0)
    assert [[getattr(cell, "shown", cell) for cell in row] for row in odd.rows] == [["", "#N/A"], ["", ""], [0.0, ""]]
    assert list(ordinary.rows) == [[7.0, "甲"], ["", ""], [7.0, ""]]


@pytest.mark.parametrize("characters", [40, 41])
def test_the_characters_of_shared_texts_are_those_of_all_cells(tmp_path: Path, characters: int) -> None:
    cells = '<row r="{0}"><c r="A{0}" t="s"><v>3</v></c><c r="B{0}" t="s"><v>1</v></c></row>'
    parts = make_parts("".join(cells.format(row) for row in range(1, 21)))
    path = write_zip(tmp_path / "a.xlsx", parts)
    limits = dataclasses.replace(DEFAULT_LIMITS, characters=characters)
    said = []
    for least in (0, NEVER):
        if characters == 41:  # 20 cells of each text, and one of the other sheet
            assert sum(sheet.height for sheet in read(path, least, limits)) == 23
        else:
            with pytest.raises(RefusedError) as refused:
                read(path, least, limits)
            said.append(str(refused.value.facts))
    assert len(set(said)) <= 1
