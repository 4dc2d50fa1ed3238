"""`trace` gives every subject its address and keeps identifiers to itself."""

import csv
import io
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import ADMISSIONS, find_rows, run, write_xlsx

HEADERS = ["衡量項目", "組別", "對象", "檔案", "工作表", "列", "歸屬", "排除原因", "留置日數"]
TRACE = [
    ["3.3", "", "…179", "全部.xlsx", "美沙冬收案", "2", "分母", "", "179"],
    ["3.3", "", "…180", "全部.xlsx", "美沙冬收案", "3", "分子", "", "180"],
    ["3.3", "", "…181", "全部.xlsx", "美沙冬收案", "4", "分子", "", "181"],
    ["3.3", "", "…182", "全部.xlsx", "美沙冬收案", "5", "排除", "死亡", "31"],
]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "全部.xlsx", {"美沙冬收案": ADMISSIONS})


def test_trace_on_screen(workbook: Path) -> None:
    done = run("trace", workbook, "3.3", cwd=workbook.parent)
    assert (done.status, done.err) == (0, "")
    assert find_rows(done, "3.3") == TRACE
    steps = done.out[: done.out.index("衡量項目")].splitlines()
    wanted = ["「美沙冬收案」資料列：4", "　－ 排除：死亡：1", "分子：持續治療滿 180 日人次：2"]
    assert [line for line in steps if line in wanted] == wanted
    assert "M0018" not in done.out


@pytest.mark.parametrize("is_shown", [False, True])
def test_trace_csv(workbook: Path, is_shown: bool) -> None:
    output = workbook.parent / "明細.csv"
    options = ("--show-ids",) if is_shown else ()
    done = run("trace", workbook, "三(三)", "-o", output, *options, cwd=workbook.parent)
    assert (done.status, done.out, done.err) == (0, "", f"已寫入 {output}（僅擁有者可讀）\n")
    text = output.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    expected = [[*row[:2], row[2].replace("…", "M00"), *row[3:]] for row in TRACE] if is_shown else TRACE
    assert rows == [HEADERS, *expected]
    assert stat.S_IMODE(output.stat().st_mode) == 0o600


def test_trace_workbook(workbook: Path) -> None:
    output = workbook.parent / "明細.xlsx"
    for _ in range(2):
        assert run("trace", workbook, "3.3", "-o", output, cwd=workbook.parent).status == 0
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    book = load_workbook(output)
    assert book.sheetnames == ["對象", "人數流程"]
    rows = [["" if value is None else str(value) for value in row] for row in book["對象"].iter_rows(values_only=True)]
    assert rows == [HEADERS, *TRACE]
    assert all(isinstance(cell.value, int) for (cell,) in book["對象"]["F2":"F5"])
    assert book["對象"].auto_filter.ref == "A1:I5"
    steps = {str(text): count for _, text, count in book["人數流程"].iter_rows(min_row=2, values_only=True)}
    assert steps["「美沙冬收案」資料列"] == 4
    assert steps["分子：持續治療滿 180 日人次"] == 2


def test_trace_replaces_a_file_that_others_could_read(workbook: Path) -> None:
    output = workbook.parent / "明細.csv"
    output.write_text("old", encoding="utf-8")
    output.chmod(0o644)
    assert run("trace", workbook, "3.3", "-o", output, cwd=workbook.parent).status == 0
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
