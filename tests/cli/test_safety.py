"""Text from the data that a spreadsheet would run as a formula stays text in every output."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import run, write_csv

LINK = '=HYPERLINK("http://evil.example","看")'
STARTS = [LINK, "+1+cmd|'/C'!A0", "-2+3+cmd|'/C'!A0", "@SUM(1+1)"]


def quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def write_evidence(folder: Path, item: str) -> Path:
    row = f"3.2,{quote(item)},服務對象,青少年\n"
    return write_csv(folder, "佐證清冊", "指標代碼,項目名稱,要件,說明\n" + row)


@pytest.mark.parametrize("item", STARTS)
def test_traced_item_is_text_in_csv_and_workbook(tmp_path: Path, item: str) -> None:
    office = write_evidence(tmp_path / "office", item)
    assert run("trace", office, "3.2", "-o", "明細.csv", cwd=tmp_path).status == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "明細.csv").read_bytes().decode("utf-8-sig"))))
    assert rows[1][2] == f"'{item}"
    assert run("trace", office, "3.2", "-o", "明細.xlsx", cwd=tmp_path).status == 0
    cell = load_workbook(tmp_path / "明細.xlsx")["對象"]["C2"]
    assert (cell.value, cell.data_type) == (item, "s")


def test_no_cell_of_the_results_begins_like_a_formula(tmp_path: Path) -> None:
    office = write_evidence(tmp_path / "office", LINK)
    done = run("compute", office, "--only", "3.2", "--format", "csv", cwd=tmp_path)
    (row,) = list(csv.reader(io.StringIO(done.out)))[1:]
    assert row[-1].startswith(f"項目「{LINK}」缺要件：服務內容")
    assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_jurisdiction_in_the_forms_title_is_text(tmp_path: Path) -> None:
    office = write_evidence(tmp_path / "office", LINK)
    done = run("fill", office, "--only", "3.2", "--jurisdiction", LINK, "-o", "表.xlsx", cwd=tmp_path)
    assert done.status == 0
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].data_type) == (LINK, "s")
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(LINK in text and text != LINK for text in texts)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}


def test_negative_figure_stays_a_number_in_csv(tmp_path: Path) -> None:
    cases = "K1,2,112/5/1,112/6/1,是\nK2,2,112/5/1,112/6/1,否\nK3,2,113/5/1,113/6/1,否\n"
    write_csv(tmp_path / "office", "講習個案", "案件編號,查獲次數,裁罰日期,完成講習日期,分流課程\n" + cases)
    done = run("compute", "office", "--only", "4.6.2", "--format", "csv", cwd=tmp_path)
    (row,) = csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff")))
    # None of 1 this year, 1 of 2 the year before.
    assert row["數值"] == "-50.00"
