"""Values that calamine reads otherwise than XML means them: written again in plain form, and read; or refused."""

import datetime
from pathlib import Path

import pytest

from antidrug_kpi.files import read_data
from antidrug_kpi.files.cells.cell_types import Cell, ShownNumber
from antidrug_kpi.files.cells.sheet import FileReading

from .builders import MAIN, write_xlsx

STRINGS: dict[str, str | bytes] = {
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>零</t></si><si><t>一</t></si><si><t>二 &amp; 三</t></si></sst>'
}
PART = "xl/worksheets/sheet1.xml"
DAMAGED = "a.xlsx：檔案損壞或不合規格（{}）；請以試算表軟體開啟、另存新檔後再試"


def read_cell(folder: Path, cell: str, formats: tuple[str | int, ...] = ()) -> FileReading:
    row = f'<row r="1"><c r="A1" t="s"><v>1</v></c>{cell}<c r="C1" t="inlineStr"><is><t>甲&lt;乙</t></is></c></row>'
    (reading,) = read_data(write_xlsx(folder / "a.xlsx", row, formats, extra=STRINGS))
    return reading


def get_value(reading: FileReading) -> Cell:
    """The cell in the middle; those beside it must have come through as they are."""
    assert not reading.issues, reading.issues[0]
    (row,) = reading.sheets[0].rows
    assert (row[0], row[2]) == ("一", "甲<乙")
    return row[1]


@pytest.mark.parametrize(
    "cell",
    [
        "<v>2</v>",
        "<v> 2 </v>",
        "<v>\n2\t</v>",
        "<v>&#50;</v>",
        "<v>&#x32;</v>",
        "<v>2<!-- 3 --></v>",
        "<v><!-- 3 -->2</v>",
        "<v>0<!-- 3 -->2</v>",
        "<v>2<?x y?></v>",
        "<v>002</v>",
        '<v xml:space="preserve">2</v>',
        "\n<v>2</v>\n",
        "<f>A2</f><v>2</v>",
    ],
)
def test_an_index_is_read_as_xml_means_it(tmp_path: Path, cell: str) -> None:
    assert get_value(read_cell(tmp_path, f'<c r="B1" t="s">{cell}</c>')) == "二 & 三"


@pytest.mark.parametrize("index", ["-1", "+1", "1.0", "1e0", "x", "", " ", "1 2", "１", "²", "0x1", "1" * 5_000, "1<!-- -->,"])
def test_what_is_no_index_is_a_fault(tmp_path: Path, index: str) -> None:
    reading = read_cell(tmp_path, f'<c r="B1" t="s"><v>{index}</v></c>')
    assert [str(issue) for issue in reading.issues] == [DAMAGED.format(f"「{PART}」B1 的共用文字編號不是數字")]
    assert not reading.sheets


@pytest.mark.parametrize(("index", "is_read"), [(1, True), (2, True), (3, False), (999_999_999, False)])
def test_an_index_beyond_the_last_text_is_a_fault(tmp_path: Path, index: int, is_read: bool) -> None:
    reading = read_cell(tmp_path, f'<c r="B1" t="s"><v>{index}</v></c>')
    said = [] if is_read else [DAMAGED.format("儲存格指向不存在的共用文字")]
    assert [str(issue) for issue in reading.issues] == said


@pytest.mark.parametrize(("value", "number"), [("&#49;2", 12), ("1<!-- x -->2", 12), ("<!-- -->-3.5", -3.5), ("&#x31;e2", 100)])
def test_a_number_is_read_as_xml_means_it(tmp_path: Path, value: str, number: float) -> None:
    assert get_value(read_cell(tmp_path, f'<c r="B1"><v>{value}</v></c>')) == number


def test_a_styled_number_keeps_its_style(tmp_path: Path) -> None:
    cell = '<c r="B1" s="1"><v>0.6<!-- -->5</v></c>'
    assert get_value(read_cell(tmp_path, cell, ("0%",))) == ShownNumber(0.65, "65%")


@pytest.mark.parametrize("value", ["NaN", "inf", "-inf", "-1e400", "-INFINITY"])
@pytest.mark.parametrize("code", ["yyyy/m/d", "[h]:mm"])
def test_what_is_no_number_is_the_text_that_it_is(tmp_path: Path, value: str, code: str) -> None:
    assert get_value(read_cell(tmp_path, f'<c r="B1" s="1"><v>{value}</v></c>', (code,))) == value


@pytest.mark.parametrize(
    ("days", "value"),
    [
        ("999999999", datetime.timedelta(days=999_999_999)),
        ("1000000000", 1_000_000_000),
        ("-1000000000", -1_000_000_000),
        ("1e300", 1e300),
    ],
)
def test_a_length_of_time_that_is_none_is_the_bare_number(tmp_path: Path, days: str, value: Cell) -> None:
    assert get_value(read_cell(tmp_path, f'<c r="B1" s="1"><v>{days}</v></c>', ("[h]:mm",))) == value


def test_a_cell_with_two_values_is_refused(tmp_path: Path) -> None:
    reading = read_cell(tmp_path, '<c r="B1" t="s"><v>1</v><v>2</v></c>')
    assert [str(issue) for issue in reading.issues] == [DAMAGED.format(f"「{PART}」B1 有兩個值")]


@pytest.mark.parametrize("value", ["-1.2.3", "-.", "-", "-" + "9" * 5_000, "1e5000"])
def test_no_number_ends_in_a_traceback(tmp_path: Path, value: str) -> None:
    reading = read_cell(tmp_path, f'<c r="B1" s="1"><v>{value}</v></c>', ("yyyy/m/d",))
    assert len(reading.sheets) + len(reading.issues) == 1
