"""Formulas whose results are none: told from a real 0 or empty text in .xlsx, .xls and .ods."""

import struct
import zipfile
from pathlib import Path

import pytest

from antidrug_kpi.files import Sheet, UnreadableCell, is_uncalculated, read_data

from .builders import make_book, make_compound, make_record, make_text, write_ods, write_xlsx

APP = "<Properties><Application>{}</Application></Properties>"
CORE = '<cp:coreProperties><dc:creator xmlns:dc="x">{}</dc:creator></cp:coreProperties>'
ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>數</t></is></c></row><row r="2">{}</row>'


def read_one(path: Path) -> Sheet:
    (reading,) = read_data(path)
    assert not reading.issues
    return reading.sheets[0]


def write_asking(path: Path, cells: str, calculation: str = "", extra: dict[str, str | bytes] | None = None) -> Path:
    """A workbook with these cells in row 2 and this calcPr."""
    return write_xlsx(path, ROWS.format(cells), workbook_properties=calculation, extra=extra)


@pytest.mark.parametrize(
    ("calculation", "application", "creator"),
    [
        ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', "Microsoft Excel", ""),
        ('<calcPr fullCalcOnLoad="true"/>', "", ""),
        ("", "Microsoft Excel Compatible / Openpyxl 3.1.5", ""),
        ("", "Go Excelize", ""),
        ("", "SheetJS", ""),
        ("", "Apache POI", ""),
        ("", "", "openpyxl"),
    ],
)
@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>C2+D2</f><v>0</v></c>',
        '<c r="B2"><f>C2+D2</f><v>0.0</v></c>',
        '<c r="B2" t="str"><f>C2+D2</f><v></v></c>',
        '<c r="B2"><f>C2+D2</f></c>',
        '<c r="B2"><f t="array" ref="B2">C2+D2</f><v>0</v></c>',
    ],
)
def test_an_uncalculated_workbook(tmp_path: Path, calculation: str, application: str, creator: str, cell: str) -> None:
    extra: dict[str, str | bytes] = {"docProps/app.xml": APP.format(application), "docProps/core.xml": CORE.format(creator)}
    sheet = read_one(write_asking(tmp_path / "a.xlsx", cell, calculation, extra))
    found = sheet.rows[1][1]
    assert isinstance(found, UnreadableCell)
    assert (found.shown, is_uncalculated(found)) == ("=C2+D2", True)
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {1: [1]}


@pytest.mark.parametrize(
    ("calculation", "application", "creator"),
    [
        ("", "", ""),
        ('<calcPr calcId="191029"/>', "Microsoft Excel", ""),
        ('<calcPr fullCalcOnLoad="0"/>', "Microsoft Excel", ""),
        ("", "LibreOffice/7.4.7.2$Linux_X86_64", ""),
        # Made by a library, then opened and saved by a program: the author stays, the results are real.
        ("", "Microsoft Excel", "openpyxl"),
        ("", "LibreOffice/7.4", "xuri"),
    ],
)
def test_a_calculated_workbook_keeps_its_zeros(tmp_path: Path, calculation: str, application: str, creator: str) -> None:
    extra: dict[str, str | bytes] = {"docProps/app.xml": APP.format(application), "docProps/core.xml": CORE.format(creator)}
    cells = (
        '<c r="B2"><f>C2+D2</f><v>0</v></c><c r="C2" t="str"><f>""</f><v></v></c><c r="D2"><v>0</v></c>'
        '<c r="E2"><f t="shared" si="0"/><v>0</v></c><c r="F2"><f>1</f><v>10</v></c>'
    )
    sheet = read_one(write_asking(tmp_path / "a.xlsx", cells, calculation, extra))
    assert sheet.rows[1] == ["", 0.0, "", 0.0, 0.0, 10.0]
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {1: [1], 4: [1]}


def test_a_formula_that_gives_0_under_a_date_or_percent_format(tmp_path: Path) -> None:
    """calamine makes 0 the last day of 1899; the file says 0."""
    cells = '<c r="B2" s="1"><f>Z1</f><v>0</v></c><c r="C2" s="2"><f>Z1</f><v>0</v></c>'
    sheet = read_one(write_xlsx(tmp_path / "a.xlsx", ROWS.format(cells), ("yyyy-mm-dd", "0%")))
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {1: [1], 2: [1]}
    assert str(sheet.rows[1][2]) != ""


def test_positions_that_only_follow_from_the_order(tmp_path: Path) -> None:
    rows = "<row><c><f>A9</f><v>0</v></c><c><v>3</v></c></row><row><c><v>1</v></c><c><f>A9</f><v>0</v></c></row>"
    sheet = read_one(write_xlsx(tmp_path / "a.xlsx", rows))
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {0: [0], 1: [1]}


def test_positions_are_those_of_the_rows_that_are_handed_on(tmp_path: Path) -> None:
    """A sheet that begins in C5 leaves out two columns and four rows."""
    rows = '<row r="5"><c r="C5"><v>1</v></c><c r="D5"><f>A1</f><v>0</v></c></row>'
    sheet = read_one(write_xlsx(tmp_path / "a.xlsx", rows))
    assert (list(sheet.numbers), sheet.columns_left_out) == ([5], 2)
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {1: [0]}


# .xls

ZERO, EMPTY, SEVEN = struct.pack("<d", 0.0), b"\3\0\0\0\0\0\xff\xff", struct.pack("<d", 7.0)
BY_EXCEL = make_record(0x01C1, struct.pack("<HHI", 0x01C1, 0, 191029))
BY_NOBODY = make_record(0x01C1, struct.pack("<HHI", 0x01C1, 0, 0))
UNCALCULATED = make_record(0x005E, bytes(2))


def formula(column: int, result: bytes) -> bytes:
    return make_record(0x0006, struct.pack("<HHH", 1, column, 0) + result + bytes(8))


def read_xls(tmp_path: Path, before: bytes = b"", cells: bytes = b"", streams: dict[str, bytes] | None = None) -> Sheet:
    text = make_record(0x0207, make_text(""))
    results = formula(0, ZERO) + formula(1, EMPTY) + formula(2, b"\0" * 6 + b"\xff\xff") + text + formula(3, SEVEN)
    path = tmp_path / "a.xls"
    path.write_bytes(make_compound({"Workbook": make_book(cells + results, before), **(streams or {})}))
    return read_one(path)


@pytest.mark.parametrize(("before", "cells"), [(b"", b""), (BY_NOBODY, b""), (BY_EXCEL, UNCALCULATED)])
def test_an_uncalculated_xls(tmp_path: Path, before: bytes, cells: bytes) -> None:
    sheet = read_xls(tmp_path, before, cells)
    assert [is_uncalculated(cell) for cell in sheet.rows[1]] == [True, True, True, False]
    assert sheet.rows[1][3] == 7.0
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {0: [1], 1: [1], 2: [1]}


@pytest.mark.parametrize("streams", [{}, {"\x05SummaryInformation": b"x"}])
def test_a_calculated_xls_keeps_its_zeros(tmp_path: Path, streams: dict[str, bytes]) -> None:
    before = b"" if streams else BY_EXCEL
    sheet = read_xls(tmp_path, before, streams=streams)
    assert sheet.rows[1] == [0.0, "", "", 7.0]
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {0: [1], 1: [1], 2: [1]}


@pytest.mark.parametrize("rows_below", [0, 1, 40])
def test_formulas_that_give_nothing_below_the_last_cell_of_an_xls(tmp_path: Path, rows_below: int) -> None:
    """="" filled down for records to come: these rows hold no cell, so no row of the sheet is theirs."""
    down = b"".join(make_record(0x0006, struct.pack("<HHH", 2 + n, 1, 0) + EMPTY + bytes(8)) for n in range(rows_below))
    path = tmp_path / "a.xls"
    text = make_record(0x0204, struct.pack("<HHH", 1, 0, 0) + make_text("甲"))
    path.write_bytes(make_compound({"Workbook": make_book(text + formula(1, EMPTY) + down, BY_EXCEL)}))
    sheet = read_one(path)
    assert (len(sheet.rows), {column: list(rows) for column, rows in sheet.idle_formulas.items()}) == (2, {1: [1]})


# .ods

FORMULA = 'table:formula="of:=[.Z9]"'


def write_generated(path: Path, cells: str, generator: str = "") -> Path:
    write_ods(path, f'<table:table table:name="清冊"><table:table-row>{cells}</table:table-row></table:table>')
    if generator:
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("meta.xml", f"<office:meta><meta:generator>{generator}</meta:generator></office:meta>")
    return path


@pytest.mark.parametrize(
    "cell",
    [
        f"<table:table-cell {FORMULA}/>",
        f'<table:table-cell {FORMULA} office:value-type="float"/>',
        f'<table:table-cell {FORMULA} office:value-type="date"/>',
        f'<table:table-cell {FORMULA} office:value-type="percentage" office:value=""/>',
        f'<table:table-cell {FORMULA} office:value-type="boolean"/>',
    ],
)
def test_a_formula_of_an_ods_without_a_result(tmp_path: Path, cell: str) -> None:
    sheet = read_one(write_generated(tmp_path / "a.ods", cell, "LibreOffice/7.4.7.2$Linux_X86_64"))
    assert is_uncalculated(sheet.rows[0][0])


@pytest.mark.parametrize("generator", ["ODFPY/1.4.1", "odfdo 3.20", "PhpSpreadsheet", "SheetJS"])
def test_zeros_of_a_library_are_no_results(tmp_path: Path, generator: str) -> None:
    cells = (
        f'<table:table-cell {FORMULA} office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
        f'<table:table-cell {FORMULA} office:value-type="string" office:string-value=""/>'
        f'<table:table-cell {FORMULA} office:value-type="float" office:value="5"/>'
    )
    sheet = read_one(write_generated(tmp_path / "a.ods", cells, generator))
    assert [is_uncalculated(cell) for cell in sheet.rows[0]] == [True, True, False]


@pytest.mark.parametrize("generator", ["", "LibreOffice/7.4.7.2$Linux_X86_64", "MicrosoftOffice/15.0 MicrosoftExcel"])
def test_zeros_of_a_program_are_results(tmp_path: Path, generator: str) -> None:
    cells = (
        f'<table:table-cell {FORMULA} office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
        f'<table:table-cell {FORMULA} office:value-type="string" office:string-value=""><text:p/></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="2"/>'
        f'<table:table-cell {FORMULA} office:value-type="date" office:date-value="1899-12-30"/>'
    )
    sheet = read_one(write_generated(tmp_path / "a.ods", cells, generator))
    assert sheet.rows[0][:4] == [0.0, "", 5.0, 5.0]
    assert {column: list(rows) for column, rows in sheet.idle_formulas.items()} == {0: [0], 4: [0]}
