"""`fill --into`: a form of another year or report is refused, unless it is asked for; what merely mentions one is not."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UnfitFormError
from antidrug_kpi.forms.into.form_times import WantedTime

from .filling import compute
from .into_filling import fill_into
from .own_forms import RETENTION, add_table, write_table

ROWS = [["指標", "目標達成情形及達成率", "自評進度"], [f"三(三) {RETENTION}", "", ""]]
FINAL = WantedTime(113, "final", {"midterm": ("期中", "附件十一"), "final": ("期末", "附件十二")})


def write_titled(path: Path, *titles: str, heading: str = ROWS[0][1]) -> Path:
    document = Document()
    for title in titles:
        document.add_paragraph(title)
    add_table(document, [["指標", heading, "自評進度"], ROWS[1]])
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("○○縣 112 年期末成果報告", "112 年度期末"),
        ("○○縣113年度期中成果報告", "113 年度期中"),
        ("附件十一 衡量指標達成情形", "期中"),
        ("2023 年度毒品危害防制計畫", "112 年度"),
        ("期末報告（112年1月1日至112年12月31日）", "112 年度期末"),
    ],
)
def test_a_form_of_another_time_is_refused(title: str, expected: str, tmp_path: Path) -> None:
    form = write_titled(tmp_path / "表.docx", title)
    with pytest.raises(UnfitFormError) as refused:
        fill_into(form)
    assert str(refused.value) == (
        f"表.docx：這是{expected}的表，這次計算的是113 年度期末，未填寫；"
        "請改用這一期的表，或以 --year、--report 計算那一期；確定要填入這份表請加 --other-form"
    )
    run = compute("final")
    filled = pipeline.fill_into(run, form, form, any_time=True)
    assert [cell.place for cell in filled.changed] == ["表 1 第 2 列第 2 欄", "表 1 第 2 列第 3 欄"]


@pytest.mark.parametrize(
    "titles",
    [
        ("○○縣 113 年期末成果報告",),
        ("本府衡量指標達成情形",),
        # The final report of a year is filled in when the next has begun.
        ("113 年度期末成果報告", "填報日期：114年1月15日"),
        ("附件十二　114年1月修正",),
        ("期末報告（含期中審查意見回應）",),
        ("112 年度及 113 年度成果報告",),
        ("依 112 年度檢討報告，本府加強訪查；未達成者已改善。",),
        ("113 年度期中成果報告", "113 年度期末成果報告"),
    ],
)
def test_what_names_this_time_or_merely_mentions_another_is_filled(titles: tuple[str, ...], tmp_path: Path) -> None:
    form = write_titled(tmp_path / "表.docx", *titles)
    assert fill_into(form).changed == ["表 1 第 2 列第 2 欄 三(三)", "表 1 第 2 列第 3 欄 三(三)"]


def test_the_report_that_was_computed_decides(tmp_path: Path) -> None:
    form = write_titled(tmp_path / "表.docx", "113 年度期中成果報告")
    assert fill_into(form, "midterm").changed == ["表 1 第 2 列第 2 欄 三(三)", "表 1 第 2 列第 3 欄 三(三)"]


@pytest.mark.parametrize(("heading", "expected"), [("112年度目標達成情形", "112 年度"), ("截至6月底達成情形", "期中")])
def test_a_heading_that_names_another_time(heading: str, expected: str, tmp_path: Path) -> None:
    form = write_titled(tmp_path / "表.docx", heading=heading)
    with pytest.raises(UnfitFormError, match=f"這是{expected}的表"):
        fill_into(form)


def test_of_two_tables_under_their_own_titles_the_reports_own_is_filled(tmp_path: Path) -> None:
    document = Document()
    for title in ("壹、113 年度期中達成情形", "貳、113 年度期末達成情形"):
        document.add_paragraph(title)
        add_table(document, ROWS)
    form = tmp_path / "表.docx"
    document.save(str(form))
    said = fill_into(form)
    assert said.changed == ["表 2 第 2 列第 2 欄 三(三)", "表 2 第 2 列第 3 欄 三(三)"]
    assert said.remarks == ["表 1 第 1 列第 1 欄起是其他期間的表，未填"]


@pytest.mark.parametrize("suffix", [".xlsx", ".odt", ".docx"])
def test_a_title_inside_the_table(suffix: str, tmp_path: Path) -> None:
    rows = [["○○縣 112 年期末成果報告", "", ""], *ROWS]
    form = write_table(tmp_path / f"表{suffix}", rows, ((0, 0, 0, 2),))
    with pytest.raises(UnfitFormError, match="這是112 年度期末的表"):
        fill_into(form)


def test_the_targets_of_other_years_in_the_rows_are_no_title(tmp_path: Path) -> None:
    rows = [["指標", "目標值", "目標達成情形及達成率"], [f"三(三) {RETENTION}", "112年度 60%", ""]]
    assert fill_into(write_table(tmp_path / "表.docx", rows)).changed == ["表 1 第 2 列第 3 欄 三(三)"]


def test_a_title_of_a_worksheet(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", ROWS)
    workbook = load_workbook(form)
    workbook.worksheets[0].title = "112期末"
    workbook.save(form)
    with pytest.raises(UnfitFormError, match="這是112 年度期末的表"):
        fill_into(form)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("59年度", set()),
        ("60年度", {60}),
        ("1971年度", {60}),
        ("200年度", {200}),
        ("201年度", set()),
        ("113年1-6月", {113}),
        ("113年1月至6月", {113}),
        ("113年6月修正", set()),
        ("第 113 號", set()),
    ],
)
def test_which_numbers_are_years(text: str, years: set[int]) -> None:
    assert FINAL.read([text], are_titles=True).years == years
