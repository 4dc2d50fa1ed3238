"""`compute -o`: every result format by its suffix, masked and its owner's alone where it must be."""

import csv
import html
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import check_refused, run, write_csv

ROWS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00179,H1,113/1/1,113/6/28,自行中斷
M00180,A123456789,113/1/5,113/2/1,M00179轉介|*甲*
M00181,H1,113/1/5,113/2/1,"\x1b[2J\x9b\u202e死
亡"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ROWS)


def read_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return html.unescape("".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()))


@pytest.mark.parametrize("suffix", [".json", ".csv", ".md", ".txt", ".xlsx", ".docx", ".odt", ".ods", ".html"])
def test_each_format_is_written_masked_and_private_with_ids(office: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"結果{suffix}"
    for options in ((), ("--show-ids",)):
        done = run("compute", office, "--only", "3.3", "--by", "機構代碼", "-o", path, *options, cwd=tmp_path)
        assert (done.status, done.out) == (0, "")
        text = read_zip(path) if zipfile.is_zipfile(path) else path.read_text("utf-8-sig")
        shown = (("A123456789" in text), ("M00179轉介" in text), "…789" in text, "…179轉介" in text)
        assert shown == ((True, True, False, False) if options else (False, False, True, True))
        assert (path.stat().st_mode & 0o077 == 0) is bool(options)
        assert not {"\x1b", "\x9b"} & set(text)


def test_workbook_holds_the_table_with_numbers_and_is_no_register(office: Path, tmp_path: Path) -> None:
    assert run("compute", office, "--only", "3.3", "--by", "機構代碼", "-o", "結果.xlsx", cwd=tmp_path).status == 0
    assert run("compute", office, "--only", "3.3", "--by", "機構代碼", "-o", "結果.csv", cwd=tmp_path).status == 0
    with (tmp_path / "結果.csv").open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.reader(file))
    sheet = load_workbook(tmp_path / "結果.xlsx").worksheets[0]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert rows[0] == expected[0]
    assert rows[1][1:7] == ["3.3", expected[1][2], int(expected[1][3]), int(expected[1][4]), float(expected[1][5]), "%"]
    assert rows[1][-1] == "全部"
    assert [row[-1] for row in rows[2:]] == ["…789", "H1"] == [row[-1] for row in expected[2:]]
    (office / "結果.xlsx").write_bytes((tmp_path / "結果.xlsx").read_bytes())
    told = run("check", office, "--only", "3.3", cwd=tmp_path).out
    assert "結果.xlsx：這是本程式產生的報表、明細或檢核結果，不是清冊，未讀取" in told


def test_page_is_the_report_that_fill_writes(office: Path, tmp_path: Path) -> None:
    assert run("compute", office, "--only", "3.3", "-o", "甲.html", cwd=tmp_path).status == 0
    assert run("fill", office, "--only", "3.3", "-o", "乙.html", cwd=tmp_path).status == 0
    assert (tmp_path / "甲.html").read_bytes() == (tmp_path / "乙.html").read_bytes()


@pytest.mark.parametrize("name", ["結果", "結果.doc", "結果.xls"])
def test_other_suffixes_are_refused(office: Path, tmp_path: Path, name: str) -> None:
    suffixes = ".json、.csv、.md、.txt、.xlsx、.docx、.odt、.ods、.html、.pdf"
    done = run("compute", office, "-o", name, cwd=tmp_path)
    check_refused(done, 2, f"輸出檔「{name}」的副檔名不支援；請用 {suffixes}")
    assert not (tmp_path / name).exists()


def test_format_of_another_kind_than_the_suffix_is_wrong_usage(office: Path, tmp_path: Path) -> None:
    done = run("compute", office, "--format", "json", "-o", "甲.csv", cwd=tmp_path)
    check_refused(done, 2, "--format json 與輸出檔「甲.csv」的副檔名不合；請改用 .json，或拿掉 --format")
    assert run("compute", office, "--only", "3.3", "--format", "json", "-o", "甲.json", cwd=tmp_path).status == 0


def test_markdown_is_escaped_and_one_line_a_note(office: Path, tmp_path: Path) -> None:
    done = run("compute", office, "--only", "3.3", "--format", "markdown", cwd=tmp_path)
    assert r"「…179轉介\|\*甲\*」1 筆" in done.out
    assert r"\\x1b\[2J\\x9b\\u202e死\\n亡" in done.out


def test_names_of_files_are_masked_on_both_streams(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "美沙冬收案_A123456789", ROWS + "M00182,H1,113/2/30,,\n")
    done = run("compute", office, "--only", "3.3", "--format", "json", cwd=tmp_path)
    assert [given["file"] for given in json.loads(done.out)["inputs"]] == ["美沙冬收案_…789.csv"]
    assert "美沙冬收案_…789.csv 第 6 列 欄「新收日期」" in done.err
    full = run("compute", office, "--only", "3.3", "--format", "json", "--show-ids", cwd=tmp_path)
    assert json.loads(full.out)["inputs"][0]["file"] == "美沙冬收案_A123456789.csv"
    assert "美沙冬收案_A123456789.csv 第 6 列" in full.err


def test_checkup_as_page_is_private_marked_and_masked(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "美沙冬收案", ROWS + "M00182,H1,M00179<b>,,\n")
    assert run("check", office, "--only", "3.3", "-o", "檢核.html", cwd=tmp_path).status == 3
    page = (tmp_path / "檢核.html").read_text("utf-8")
    assert (tmp_path / "檢核.html").stat().st_mode & 0o777 == 0o600
    assert '<meta name="generator" content="antidrug-kpi output">' in page
    assert "「…179&lt;b&gt;」" in page
    assert "M00179" not in page
    told = run("check", office, "--only", "3.3", "--format", "csv", cwd=tmp_path).out
    assert {row[6] for row in csv.reader(io.StringIO(told)) if row[5] == "新收日期"} == {"…179<b>"}
