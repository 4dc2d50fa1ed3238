"""Tie-outs as people and programs get them: on the screen, in every file of `check`, and in the report."""

import csv
import io
import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antidrug_kpi import pipeline
from antidrug_kpi.forms.check.checkup import Checkup
from antidrug_kpi.forms.check.checkup_screen import print_checkup
from antidrug_kpi.forms.duties.tie_out_rows import HEADERS, list_tie_out_rows, say_tie_outs, shorten_rows
from antidrug_kpi.forms.terminal import make_console
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.duties.duty_results import Duties, TieOutResult
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.registers.redaction import NO_REDACTION
from antidrug_kpi.settings import Settings

STAFF = "人力清冊.csv"
TIE_OUTS = (
    TieOutResult("T1", "=", True, 956_000, 956_000, 0, text="經費等於附件六", question="是否調整？"),
    TieOutResult("T2a", "<=", None, None, None, None, text="在職不超過員額", question="是否超過？"),
    TieOutResult(
        "T4",
        "=",
        False,
        12,
        1_010,
        -998,
        rows=(Address(STAFF, None, 7), Address("綜合.xlsx", "人力清冊", 3)),
        subject="望明遠山",
        is_subject_private=True,
        text="在案案量等於在案人數",
        question="哪一份名單較舊？",
    ),
    TieOutResult("T4", "=", True, 3, 3, 0, subject="海安平", is_subject_private=True, text="在案案量等於在案人數"),
    TieOutResult("T5", "<=", True, 3, 3, 0, subject=f"{STAFF}:2", text="在案不超過累計"),
    TieOutResult("T5", "<=", True, 3, 9, -6, subject=f"{STAFF}:3", text="在案不超過累計"),
)


@lru_cache
def make_run(folder: Path) -> Run:
    (folder / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    run = pipeline.compute(folder, Settings(quiet=True), keep="files")
    return replace(run, duties=Duties(tie_outs=TIE_OUTS))


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return make_run(tmp_path_factory.getbasetemp())


@pytest.fixture
def checkup(run: Run) -> Checkup:
    return pipeline.build_checkup(run)


def test_rows_show_what_differs_each_by_itself_and_count_the_rest() -> None:
    assert list_tie_out_rows(TIE_OUTS, NO_REDACTION) == [
        ("T1", "經費等於附件六", "", "956,000", "＝", "956,000", "0", "相符", "", ""),
        ("T2a", "在職不超過員額", "", "—", "≤", "—", "—", "缺資料，未勾稽", "", ""),
        (
            *("T4", "在案案量等於在案人數", "…明遠山", "12", "＝", "1,010", "-998", "不符"),
            *("人力清冊.csv 第 7 列；綜合.xlsx 工作表「人力清冊」 第 3 列", "哪一份名單較舊？"),
        ),
        ("T4", "在案案量等於在案人數", "其餘 1 個對象", "", "＝", "", "", "相符", "", ""),
        ("T5", "在案不超過累計", "2 個對象", "", "≤", "", "", "相符", "", ""),
    ]
    assert list_tie_out_rows(TIE_OUTS, NO_REDACTION, show_ids=True)[2][2] == "望明遠山"


def test_on_a_terminal_both_sides_share_a_cell_and_what_is_compared_is_said_once() -> None:
    rows = list(shorten_rows(list_tie_out_rows(TIE_OUTS, NO_REDACTION)))
    assert [row[:6] for row in rows] == [
        ("T1", "經費等於附件六", "", "956,000 ＝ 956,000", "0", "相符"),
        ("T2a", "在職不超過員額", "", "— ≤ —", "—", "缺資料，未勾稽"),
        ("T4", "在案案量等於在案人數", "…明遠山", "12 ＝ 1,010", "-998", "不符"),
        ("T4", "", "其餘 1 個對象", "", "", "相符"),
        ("T5", "在案不超過累計", "2 個對象", "", "", "相符"),
    ]


def test_of_many_rows_the_first_five_and_how_many() -> None:
    many = replace(TIE_OUTS[2], rows=tuple(Address(STAFF, None, row) for row in range(2, 9)))
    assert list_tie_out_rows((many,), NO_REDACTION)[0][8] == "人力清冊.csv 第 2、3、4、5、6 列等 7 列"


def test_one_line_counts_them() -> None:
    assert say_tie_outs(TIE_OUTS) == ("勾稽 4 項：相符 2 項、不符 1 項、缺資料 1 項（不符者請確認，不影響數字與完成狀態）")


def test_the_screen_of_check_has_the_table(checkup: Checkup) -> None:
    stream = io.StringIO()
    print_checkup(make_console(stream), checkup)
    shown = stream.getvalue()
    for text in ("勾稽", "T2a", "缺資料，未勾稽", "…明遠山", "哪一份名單較舊？", "-998", say_tie_outs(TIE_OUTS)):
        assert text in shown
    assert "望明遠山" not in shown


def test_json_of_check_has_them_before_the_issues_and_masks_names(checkup: Checkup) -> None:
    described = json.loads("".join(pipeline.write_checkup(checkup, "json")))
    assert list(described)[-3:] == ["tie_outs", "issues", "complete"]
    assert described["tie_outs"][1] == {
        "id": "T2a",
        "relation": "<=",
        "holds": None,
        "left": None,
        "right": None,
        "difference": None,
        "rows": [],
        "question": None,
    }
    assert described["tie_outs"][2] == {
        "id": "T4",
        "relation": "=",
        "holds": False,
        "subject": "…明遠山",
        "left": 12,
        "right": 1010,
        "difference": -998,
        "rows": ["人力清冊.csv:7", "綜合.xlsx!人力清冊:3"],
        "question": "哪一份名單較舊？",
    }
    assert described["tie_outs"][4]["subject"] == "人力清冊.csv:2"
    without = json.loads("".join(pipeline.write_checkup(replace(checkup, tie_outs=()), "json")))
    assert "tie_outs" not in without


def test_csv_of_check_asks_about_what_differs_alone(checkup: Checkup) -> None:
    rows = list(csv.reader(io.StringIO("".join(pipeline.write_checkup(checkup, "csv")))))
    assert [row for row in rows if row[1] == "勾稽"] == [
        [
            *("請確認", "勾稽", "人力清冊.csv", "", "7", "", "…明遠山"),
            "在案案量等於在案人數（…明遠山）：12，應 ＝ 1,010，差 -998；哪一份名單較舊？",
            *("", "", "T4"),
        ]
    ]


def test_workbook_and_page_of_check_have_the_table(run: Run, checkup: Checkup, tmp_path: Path) -> None:
    pipeline.save_checkup(run, checkup, tmp_path / "檢核.xlsx")
    cells = [[cell.value for cell in row] for row in load_workbook(tmp_path / "檢核.xlsx")["總覽"].iter_rows()]
    start = cells.index([*HEADERS])
    assert cells[start + 3][:8] == ["T4", "在案案量等於在案人數", "…明遠山", "12", "＝", "1,010", "-998", "不符"]
    pipeline.save_checkup(run, checkup, tmp_path / "檢核.html")
    page = (tmp_path / "檢核.html").read_text(encoding="utf-8")
    assert 'id="tie-outs"' in page
    assert "哪一份名單較舊？" in page
    assert "望明遠山" not in page


def test_report_has_the_section_and_its_link_unless_it_is_for_the_public(run: Run, tmp_path: Path) -> None:
    pipeline.save_results(run, tmp_path / "報告.html")
    page = (tmp_path / "報告.html").read_text(encoding="utf-8")
    assert '<a href="#tie-outs">勾稽</a>' in page
    assert "…明遠山" in page
    assert "望明遠山" not in page
    pipeline.save_results(run, tmp_path / "全.html", show_ids=True)
    assert "望明遠山" in (tmp_path / "全.html").read_text(encoding="utf-8")
    pipeline.save_results(pipeline.mark_for_public(run), tmp_path / "公布.html")
    assert "tie-outs" not in (tmp_path / "公布.html").read_text(encoding="utf-8")
    pipeline.save_results(replace(run, duties=None), tmp_path / "無.html")
    assert "tie-outs" not in (tmp_path / "無.html").read_text(encoding="utf-8")


def test_a_question_changes_neither_completeness_nor_the_summary(run: Run, checkup: Checkup) -> None:
    from antidrug_kpi.forms.check.checkup import say_summary

    without = pipeline.build_checkup(replace(run, duties=None))
    assert (checkup.is_complete, say_summary(checkup)) == (without.is_complete, say_summary(without))
