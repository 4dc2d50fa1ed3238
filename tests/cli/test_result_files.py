"""`compute -o`: every result format by its suffix, masked and its owner's alone where it must be."""

import csv
import html
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antidrug_kpi import pipeline
from antidrug_kpi.cli.program import app
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings

from .running import run, write_csv

ROWS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00179,H1,113/1/1,113/6/28,自行中斷
M00180,A123456789,113/1/5,113/2/1,M00179轉介|*甲*
M00181,H1,113/1/5,113/2/1,"\x1b[2J\x9b\u202e死
亡"
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_csv(tmp_path_factory.mktemp("files") / "office", "美沙冬收案", ROWS)


@pytest.fixture(scope="module")
def computed(office: Path) -> pipeline.Run:
    """One run for all formats."""
    return pipeline.compute(office, Settings(only=("3.3",), by="機構代碼"))


def read_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return html.unescape("".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()))


@pytest.mark.parametrize("suffix", [".json", ".csv", ".md", ".txt", ".xlsx", ".docx", ".odt", ".ods", ".html"])
def test_each_format_is_written_masked_and_private_with_ids(computed: pipeline.Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"結果{suffix}"
    for show_ids in (False, True):
        pipeline.save_results(computed, path, show_ids=show_ids)
        text = read_zip(path) if zipfile.is_zipfile(path) else path.read_text("utf-8-sig")
        shown = (("A123456789" in text), ("M00179轉介" in text), "…789" in text, "…179轉介" in text)
        assert shown == ((True, True, False, False) if show_ids else (False, False, True, True))
        assert (path.stat().st_mode & 0o077 == 0) is show_ids
        assert not {"\x1b", "\x9b", "\u202e"} & set(text)


def test_workbook_holds_the_table_with_numbers_and_is_no_register(computed: pipeline.Run, tmp_path: Path) -> None:
    expected = list(csv.reader(io.StringIO(pipeline.write_results(computed, "csv").removeprefix("\ufeff"))))
    office = write_csv(tmp_path / "office", "美沙冬收案", ROWS)
    pipeline.save_results(computed, office / "結果.xlsx")
    sheet = load_workbook(office / "結果.xlsx").worksheets[0]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=3, max_row=6)]
    assert rows[0] == expected[0]
    assert rows[1][1:7] == ["3.3", expected[1][2], int(expected[1][3]), int(expected[1][4]), float(expected[1][5]), "%"]
    assert rows[1][-1] == "全部"
    assert [sheet.cell(4, column).number_format for column in (4, 5, 6)] == ["0", "0", "0.00"]
    assert [row[-1] for row in rows[2:]] == ["…789", "H1"] == [row[-1] for row in expected[2:]]
    told = [str(issue) for issue in pipeline.compute(office, Settings(only=("3.3",))).reading.issues]
    assert any("結果.xlsx：這是本程式產生的報表、明細或檢核結果，不是清冊，未讀取" in line for line in told)


def test_page_is_the_report_that_fill_writes(computed: pipeline.Run, tmp_path: Path) -> None:
    pipeline.save_results(computed, tmp_path / "甲.html")
    pipeline.fill_form(computed, tmp_path / "乙.html")
    assert (tmp_path / "甲.html").read_bytes() == (tmp_path / "乙.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        *(
            (["-o", name], f"輸出檔「{name}」的副檔名不支援；請用 .json、.csv、.md、.txt、.xlsx、.docx、.odt、.ods、.html、.pdf")
            for name in ("結果", "結果.doc", "結果.xls", "結果.unknown")
        ),
        (
            ["--format", "json", "-o", "甲.csv"],
            "--format json 與輸出檔「甲.csv」的副檔名不合；請改用 .json，或拿掉 --format",
        ),
        (["-o", "a\nb\x1b"], "輸出檔「a\\nb\\x1b」的副檔名不支援"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_read(arguments: list[str], told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        app(["compute", "no such folder", *arguments], standalone_mode=False)
    assert str(refusal.value).startswith(told)


def test_a_name_that_is_no_text_is_written_and_told_escaped(office: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"o\xff\x1bd.json")
    done = run("compute", office, "--only", "3.3", "--format", "json", "-o", name, cwd=tmp_path)
    assert (done.status, done.out, done.err.splitlines()[0]) == (0, "", "已寫入 o\\udcff\\x1bd.json")
    assert json.loads((tmp_path / name).read_bytes())["complete"] is True


def test_markdown_is_escaped_and_one_line_a_note(computed: pipeline.Run) -> None:
    told = pipeline.write_results(computed, "markdown")
    assert r"「…179轉介\|\*甲\*」1 筆" in told
    assert r"\\x1b\[2J\\x9b\\u202e死\\n亡" in told


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
    checkup = pipeline.build_checkup(pipeline.compute(office, Settings(only=("3.3",))))
    told = "".join(pipeline.write_checkup(checkup, "csv"))
    assert {row[6] for row in csv.reader(io.StringIO(told)) if row[5] == "新收日期"} == {"…179<b>"}
