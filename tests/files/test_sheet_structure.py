"""Workbooks whose damaged structure would lose or double records: refused with what is wrong, and their neighbours read."""

import datetime
from pathlib import Path

import pytest

from antidrug_kpi.files import read_data

from .builders import make_xlsx_parts, write_ods, write_xlsx, write_zip

PART = "「xl/worksheets/sheet1.xml」"
ADVICE = "；請以試算表軟體開啟、另存新檔後再試"
RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
CELL = '<c r="A{0}"><v>{0}</v></c>'


def make_row(number: int, attributes: str | None = None) -> str:
    stated = f' r="{number}"' if attributes is None else attributes
    return f"<row{stated}>{CELL.format(number)}</row>"


def read_first(path: Path) -> tuple[list[str], list[object]]:
    """What is said of the file, and the first column of its first sheet."""
    (reading,) = read_data(path)
    return [str(issue) for issue in reading.issues], [row[0] for sheet in reading.sheets[:1] for row in sheet.rows]


def read_rows(folder: Path, rows: str) -> tuple[list[str], list[object]]:
    return read_first(write_xlsx(folder / "a.xlsx", rows))


def refuse(reason: str, file: str = "a.xlsx") -> tuple[list[str], list[object]]:
    return [f"{file}：檔案損壞或不合規格（{reason}）{ADVICE}"], []


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (make_row(1) + make_row(2) + make_row(4), [1.0, 2.0, "", 4.0]),
        (make_row(1, "") + make_row(2, "") + make_row(3, ""), [1.0, 2.0, 3.0]),
        (make_row(1) + make_row(2, "") + make_row(3, " spans='1:1' r='3'"), [1.0, 2.0, 3.0]),
        ('<row r="1"/><row r="2"></row>' + make_row(3), [3.0]),
        ('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row>', [1.0, 2.0]),
        ("<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row r='2'><x:c><x:v>2</x:v></x:c></x:row>", [1.0, 2.0]),
    ],
    ids=["a gap", "no numbers", "some numbers", "empty rows", "prefix", "prefix without numbers"],
)
def test_rows_in_their_order_are_read(tmp_path: Path, rows: str, values: list[object]) -> None:
    assert read_rows(tmp_path, rows) == ([], values)


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (make_row(1) + make_row(2) + make_row(2), 2),
        (make_row(1) + make_row(5) + make_row(4), 5),
        (make_row(1) + make_row(2, "") + make_row(2), 2),
        (make_row(2) + make_row(2, " spans='1:1' r='2'"), 2),
        (make_row(2) + '<x:row r="2"><x:c r="A2"><x:v>9</x:v></x:c></x:row>', 2),
        ("".join(map(make_row, [*range(1, 60_001), 60_000])), 60_000),
        ("".join(map(make_row, [*range(1, 60_001), 1])), 60_000),
    ],
    ids=["twice", "backwards", "after a row without", "written otherwise", "prefix", "far behind", "far before"],
)
def test_rows_of_one_number_or_out_of_order_are_refused(tmp_path: Path, rows: str, before: int) -> None:
    assert read_rows(tmp_path, rows) == refuse(f"{PART}第 {before} 列之後的列號重複或倒退")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (f"{make_row(1)}</sheetData><sheetData>{make_row(2)}", "有兩個 sheetData"),
        (f"</sheetData><sheetData>{make_row(2)}", "有兩個 sheetData"),
        (f"{make_row(1)}</sheetData>{make_row(2)}<sheetData>", "有不在 sheetData 裡的儲存格"),
        (f"</sheetData>{' ' * 3_000_000}<c><v>2</v></c><sheetData>", "有不在 sheetData 裡的儲存格"),
        (make_row(1) + "<c r='XFD900'><v>2</v></c></sheetData>" + make_row(2) + "<sheetData>", "有不在 sheetData 裡的儲存格"),
    ],
    ids=["two", "an empty one", "outside", "far outside", "a wide sheet"],
)
def test_cells_outside_the_one_sheet_data_are_refused(tmp_path: Path, rows: str, reason: str) -> None:
    assert read_rows(tmp_path, rows) == refuse(PART + reason)


def test_a_sheet_without_cells_is_empty_and_what_stands_around_cells_does_no_harm(tmp_path: Path) -> None:
    parts = make_xlsx_parts({"清冊": make_row(1), "空": ""})
    first, second = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
    around = '</sheetData><x:from xmlns:x="x"><x:col>1</x:col><x:row>2</x:row></x:from>'
    parts[first] = str(parts[first]).replace("<sheetData>", "<cols><col min='1' max='1'/></cols><sheetData>")
    parts[first] = str(parts[first]).replace("</sheetData>", around)
    parts[second] = str(parts[second]).replace("<sheetData></sheetData>", "<sheetData/>")
    assert read_first(write_zip(tmp_path / "a.xlsx", parts)) == ([], [1.0])


@pytest.mark.parametrize(
    "values",
    [
        "<v>1</v><v>2</v>",
        "<v>1.5</v><v>2</v>",
        "<v>1</v>\n<v>2</v>",
        "<v>1</v><f>A2</f><v>2</v>",
        "<x:v>1</x:v><x:v>2</x:v>",
        "<v>1</v><v/>",
    ],
)
def test_a_cell_of_two_values_is_refused(tmp_path: Path, values: str) -> None:
    rows = f'<row r="1"><c r="A1">{values}</c></row>'
    assert read_rows(tmp_path, rows) == refuse(f"{PART}A1 有兩個值")


@pytest.mark.parametrize("values", ["<v>1.5</v>", "<f>A2</f><v>1.5</v>", "<v>1.5</v>\n", "<v>15e-1</v>"])
def test_a_cell_of_one_value_is_read(tmp_path: Path, values: str) -> None:
    assert read_rows(tmp_path, f'<row r="1"><c r="A1">{values}</c></row>') == ([], [1.5])


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (RELATIONSHIPS, 'Id="rId2"', 'Id="rId9"'),
        (RELATIONSHIPS, 'Id="rId2"', 'Id="rId2" TargetMode="External"'),
        ("xl/workbook.xml", ' r:id="rId2"', ""),
        (RELATIONSHIPS, 'worksheet" Target="worksheets/sheet2.xml"', 'styles" Target="worksheets/sheet2.xml"'),
        (RELATIONSHIPS, 'worksheet" Target="worksheets/sheet2.xml"', 'dialogsheet" Target="worksheets/sheet2.xml"'),
    ],
    ids=["missing", "external", "no id", "no sheet", "a sheet of cells said to be a dialog"],
)
def test_a_sheet_whose_content_is_not_found_is_said(tmp_path: Path, part: str, old: str, new: str) -> None:
    parts = make_xlsx_parts({"一月": make_row(1), "二月": make_row(1)})
    assert old in str(parts[part])
    parts[part] = str(parts[part]).replace(old, new)
    (reading,) = read_data(write_zip(tmp_path / "a.xlsx", parts))
    assert [str(issue) for issue in reading.issues] == [
        f"a.xlsx 工作表「二月」：檔案損壞或不合規格（找不到工作表的內容）{ADVICE}"
    ]


def test_two_relationships_of_one_name_are_refused(tmp_path: Path) -> None:
    parts = make_xlsx_parts({"一月": make_row(1), "二月": make_row(1)})
    parts[RELATIONSHIPS] = str(parts[RELATIONSHIPS]).replace('Id="rId2"', 'Id="rId1"')
    assert read_first(write_zip(tmp_path / "a.xlsx", parts)) == refuse(f"「{RELATIONSHIPS}」有兩個「rId1」")


@pytest.mark.parametrize(
    ("value", "year"), [(" true ", 2028), ("\t1", 2028), ("true", 2028), ("0", 2024), (" false", 2024), ("", 2024)]
)
def test_the_year_of_dates_is_read_as_xml_means_it(tmp_path: Path, value: str, year: int) -> None:
    row = '<row r="1"><c r="A1" s="1"><v>45300</v></c></row>'
    path = write_xlsx(tmp_path / "a.xlsx", row, ("yyyy-mm-dd",), workbook_properties=f'<workbookPr date1904="{value}"/>')
    (day,) = read_first(path)[1]
    assert isinstance(day, datetime.date)
    assert day.year == year


@pytest.mark.parametrize(("count", "height"), [("0", 2), ("1", 2), ("2", 3)])
def test_a_row_and_a_cell_are_there_at_least_once(tmp_path: Path, count: str, height: int) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="{count}" office:value-type="float" office:value="7"/>'
    row = (
        f'<table:table-row table:number-rows-repeated="{count}">{cell}</table:table-row><table:table-row>{cell}</table:table-row>'
    )
    assert read_first(write_ods(tmp_path / "a.ods", f'<table:table table:name="清冊">{row}</table:table>')) == (
        [],
        [7.0] * height,
    )


@pytest.mark.parametrize("outside", ["<table:table-row/>", "<table:table-cell/>", "<table:covered-table-cell/>"])
def test_rows_outside_a_table_are_refused(tmp_path: Path, outside: str) -> None:
    body = f'<table:table table:name="清冊"><table:table-row/></table:table>{outside}'
    assert read_first(write_ods(tmp_path / "a.ods", body)) == refuse("有不在任何工作表的列或儲存格", "a.ods")
