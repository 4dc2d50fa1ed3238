"""Sheets that patterns once searched over and over: megabytes of them are answered at once, in a process of bounded memory."""

import re
from pathlib import Path

import pytest

from antidrug_kpi.files.xlsx.number_pattern import make_number_pattern

from .apart import read_apart
from .builders import MAIN, make_styles, make_xlsx_parts, write_xlsx, write_zip

pytestmark = pytest.mark.slow  # large files

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
REPEATS = 120_000
HIDDEN = '<col min="1" max="16384" hidden="1"/><col min="9" max="16384" hidden="1"/>'


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{":row " * REPEATS}hidden</t></is></c></row>',
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{":col " * REPEATS}hidden</t></is></c></row>',
        f"""<row r="1"><c r="A1" t="inlineStr"><is><t>#{' t="e"' * REPEATS}</t></is></c></row>""",
        f"""<row r="1"><c r="A1" t="inlineStr"><is><t>{'"s"' * REPEATS}</t></is></c></row>""",
        f'<row r="1"><c r="A1"><f>1</f>{"<f/>" * REPEATS}<v>1</v></c></row>',
        f"<cols>{HIDDEN * (REPEATS // 2)}</cols>{FIRST}",
    ],
    ids=["rows in a text", "columns in a text", "errors in a text", "types in a text", "formulas in a cell", "hidden columns"],
)
def test_a_sheet_is_searched_once(tmp_path: Path, rows: str) -> None:
    assert read_apart(write_xlsx(tmp_path / "a.xlsx", rows))[-1] == "1 sheets"


@pytest.mark.parametrize(
    "rows",
    ['<row r="1">' + '<c r="A1"><f/>' * REPEATS, f'<row r="{"1" * 5_000}"><c><v>1</v></c></row>'],
    ids=["cells without an end", "a row's number"],
)
def test_a_sheet_that_is_none_is_refused_at_once(tmp_path: Path, rows: str) -> None:
    issue, sheets = read_apart(write_xlsx(tmp_path / "a.xlsx", rows))
    assert issue.startswith("a.xlsx：檔案損壞或不合規格（")
    assert sheets == "0 sheets"


def test_blanks_before_the_declaration_are_passed_once(tmp_path: Path) -> None:
    parts = make_xlsx_parts({"清冊": FIRST})
    parts["xl/styles.xml"] = " " * 1_000_000 + str(parts["xl/styles.xml"])
    issue, _ = read_apart(write_zip(tmp_path / "a.xlsx", parts))
    assert "「xl/styles.xml」第 1 行的 XML 不完整" in issue


@pytest.mark.parametrize(("length", "is_read"), [(1_023, True), (1_024, True), (1_025, False)])
def test_a_format_code_has_a_longest_length(tmp_path: Path, length: int, is_read: bool) -> None:
    said = read_apart(write_xlsx(tmp_path / "a.xlsx", FIRST, ("0" * length,)))
    assert said[-1] == f"{int(is_read)} sheets"
    assert (
        said[0] == "a.xlsx：一個數字格式的代碼為 1,025 字，超過上限 1,024 字，未讀取；請分成數個檔案或重新匯出"
    ) is not is_read


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "x", ""])
def test_the_number_of_a_format_is_one(tmp_path: Path, number: str) -> None:
    styles = make_styles(()).replace('<cellXfs><xf numFmtId="0"/>', f'<cellXfs><xf numFmtId="{number}"/>')
    issue, _ = read_apart(write_xlsx(tmp_path / "a.xlsx", FIRST, extra={"xl/styles.xml": styles}))
    assert issue == "a.xlsx：檔案損壞或不合規格（「xl/styles.xml」有不合規格的數字格式編號）；請以試算表軟體開啟、另存新檔後再試"


def test_thousands_of_styles_cost_no_more_than_one(tmp_path: Path) -> None:
    used = '<xf numFmtId="9"/>' * 20_000
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="{row}"><v>0.5</v></c></row>' for row in range(1, 20_001))
    assert read_apart(write_xlsx(tmp_path / "a.xlsx", rows, extra={"xl/styles.xml": styles})) == ["1 sheets"]


@pytest.mark.parametrize("numbers", [{7}, {1, 12, 123}, {0, 10, 100, 110}, set(range(5, 1_234)), {3, 65_535}])
def test_a_pattern_of_numbers_takes_these_and_no_others(numbers: set[int]) -> None:
    pattern = re.compile(make_number_pattern(numbers))
    assert {number for number in range(70_000) if pattern.fullmatch(str(number).encode())} == numbers


@pytest.mark.parametrize(("sheets", "is_read"), [(1, True), (2, False)])
def test_a_part_is_one_sheet_and_no_more(tmp_path: Path, sheets: int, is_read: bool) -> None:
    parts = make_xlsx_parts({"甲": FIRST})
    entry = '<sheet name="乙" sheetId="2" r:id="rId1"/>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</sheets>", entry * (sheets - 1) + "</sheets>")
    said = read_apart(write_zip(tmp_path / "a.xlsx", parts))
    assert said[-1] == f"{int(is_read)} sheets"
    assert ("兩張工作表是同一份內容" in said[0]) is not is_read
