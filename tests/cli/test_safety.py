"""Text from the data that a spreadsheet would run as a formula stays text in every output."""

import csv
import io
import sys
import unicodedata
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
    cell = load_workbook(tmp_path / "明細.xlsx")["分母"]["C2"]
    assert (cell.value, cell.data_type) == (item, "s")


def test_no_cell_of_the_results_begins_like_a_formula(tmp_path: Path) -> None:
    office = write_evidence(tmp_path / "office", LINK)
    done = run("compute", office, "--only", "3.2", "--format", "csv", cwd=tmp_path)
    (row,) = list(csv.reader(io.StringIO(done.out)))[1:]
    assert row[-1].startswith(f"項目「{LINK}」缺要件：服務內容")
    assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_jurisdiction_in_the_forms_title_is_text(tmp_path: Path) -> None:
    office = write_evidence(tmp_path / "office", LINK)
    done = run("fill", office, "--only", "3.2", "--jurisdiction", LINK, "--annotate", "-o", "表.xlsx", cwd=tmp_path)
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


HOSTILE = (
    "個案編號,機構代碼,新收日期,結案日期,結案原因,\x1b[31m欄\nM\x1b[31m1,H\x071,113/\x1b1/1,,\n"
    "M\x1b[2K2,H1,113/1/1,,\u202e死\x07亡\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
@pytest.mark.parametrize(
    "command",
    [
        ("check", "office", "--show-ids"),
        ("check", "office", "--format", "json"),
        ("compute", "office", "--only", "3.3"),
        ("compute", "office", "--only", "3.3", "--format", "markdown"),
        ("compute", "office", "--only", "3.3", "--format", "csv"),
        ("trace", "office", "3.3", "--show-ids"),
        ("trace", "office", "3.3", "--show-ids", "-o", "a.csv"),
        ("check", "office/\x1b[31mx", "--show-ids"),
    ],
)
def test_what_a_terminal_would_obey_is_never_printed(tmp_path: Path, command: tuple[str, ...]) -> None:
    office = write_csv(tmp_path / "office", "美沙冬收案", HOSTILE)
    write_csv(office, "b\x1b[31m\r\n\u202e", "a,b\n1,2\n")
    write_csv(office / "\x1b[31mx", "c", "a,b\n1,2\n")
    (office / "\x1b[1mnote").write_text("x")
    done = run(*command, cwd=tmp_path)
    assert "Traceback" not in done.err
    written = "".join(path.read_text("utf-8-sig") for path in tmp_path.glob("*.csv"))
    shown = (done.out + done.err + written).removeprefix("\ufeff")
    assert {character for character in shown if not is_safe(character)} == set()


def is_safe(character: str) -> bool:
    """Whether a terminal shows the character, and neither obeys nor hides it."""
    return character in "\r\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
