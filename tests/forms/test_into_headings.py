"""`fill --into`: the headings of offices are recognised with certainty and said, or the form is refused with the nearest one."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from antidrug_kpi.errors import UnfitFormError, UserError
from antidrug_kpi.forms.into.form_headings import Headings

from .filling import compute
from .into_filling import BOXES, fill_into
from .own_forms import RETENTION, write_table

FINAL = Headings(compute("final").plan.reports["final"].form.columns, 113, "期末", 12, ["期中"])
MIDTERM = Headings(compute("final").plan.reports["midterm"].form.columns, 113, "期中", 6, ["期末"])
SUFFIXES = (".docx", ".odt", ".xlsx")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("指　標", "indicator"),
        ("衡量指標", "indicator"),
        ("衡量指標\n內容", "indicator"),
        ("指標項目（含計算公式）", "indicator"),
        ("衡量指標及目標值", "indicator"),
        ("指標編號", None),
        ("工作項目", None),
        ("目標值", "target"),
        ("指標目標值", None),
        ("目標達成情形\n及達成率", "attainment"),
        ("達成情形", "attainment"),
        ("達成情形（含分子、分母）", "attainment"),
        ("達成情形(請敘明分子及分母)", "attainment"),
        ("113年度達成情形及達成率", "attainment"),
        ("期末達成情形", "attainment"),
        ("達成情形（截至113年12月底）", "attainment"),
        ("截至 12 月底達成情形", "attainment"),
        ("112年度達成情形", None),
        ("期中達成情形", None),
        ("達成情形（期中）", None),
        ("達成情形（前一年度）", None),
        ("達成情形（請填112年數據）", None),
        ("未達成情形", None),
        ("未達成情形說明", None),
        ("達成率", None),
        ("辦理情形及達成率", "attainment"),
        ("辦理情形", None),
        ("自評進度（請勾選）", "progress"),
        ("進度自評", "progress"),
        ("自我評估", "progress"),
        ("自評達成情形", None),
        ("自評\n(超前/符合/落後)", "progress"),
        ("辦理進度", None),
        ("", None),
        ("達成情形" * 30, None),
    ],
)
def test_what_a_heading_is_in_the_final_report(text: str, role: str | None) -> None:
    assert FINAL.read_role(text) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("期中達成情形", "attainment"),
        ("達成情形（1-6月）", "attainment"),
        ("達成情形（1-12月）", None),
        ("期末達成情形", None),
        ("中央審查意見", "blank"),
    ],
)
def test_what_a_heading_is_in_the_midterm_report(text: str, role: str | None) -> None:
    assert MIDTERM.read_role(text) == role


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_headings_in_other_words_are_said(suffix: str, tmp_path: Path) -> None:
    # The boxes below it, and not the words, say which column is that of the progress.
    rows = [["衡量指標\n內容", "目標值", "達成情形（含分子、分母）", "辦理\n進度"], [RETENTION, "65%", "", BOXES]]
    form = write_table(tmp_path / f"表{suffix}", rows)
    said = fill_into(form)
    first, cells = ("工作表「表」A1", ["工作表「表」C2", "工作表「表」D2"]) if suffix == ".xlsx" else ("表 1 第 1 列第 1 欄", [])
    assert said.changed == [f"{cell} 三(三)" for cell in cells or ["表 1 第 2 列第 3 欄", "表 1 第 2 列第 4 欄"]]
    assert said.remarks[0] == f"{first}「衡量指標內容」視為「指標」欄"
    assert [line.partition("「")[2] if suffix != ".xlsx" else line.split("「", 2)[2] for line in said.remarks[1:]] == [
        "達成情形（含分子、分母）」視為「目標達成情形及達成率」欄",
        "辦理進度」視為「自評進度」欄",
    ]


def refuse(tmp_path: Path, rows: list[list[str]]) -> str:
    form = write_table(tmp_path / "表.docx", rows)
    content = form.read_bytes()
    with pytest.raises(UserError) as caught:
        fill_into(form)
    assert form.read_bytes() == content
    return str(caught.value)


def test_what_could_be_the_column_is_named_and_not_taken(tmp_path: Path) -> None:
    assert refuse(tmp_path, [["指標", "目標值", "辦理情形"], [RETENTION, "65%", ""]]) == (
        "表.docx：找不到有「指標」、「目標達成情形及達成率」兩欄的表格；"
        "最接近的是表 1 第 1 列第 3 欄「辦理情形」，若就是「目標達成情形及達成率」欄，請改用這個欄名"
    )


def test_of_two_columns_that_could_be_it_none_is_taken(tmp_path: Path) -> None:
    assert refuse(tmp_path, [["指標", "達成情形", "年度達成情形"], [RETENTION, "", ""]]) == (
        "表.docx：找不到有「指標」、「目標達成情形及達成率」兩欄的表格；最接近的是表 1 第 1 列第 2 欄「達成情形」、"
        "表 1 第 1 列第 3 欄「年度達成情形」，若就是「目標達成情形及達成率」欄，請改用這個欄名"
    )


def test_a_table_without_the_indicators_column_is_refused_with_the_nearest(tmp_path: Path) -> None:
    assert refuse(tmp_path, [["指標編號", "達成情形", "自評進度"], [RETENTION, "", ""]]) == (
        "表.docx：找不到有「指標」、「目標達成情形及達成率」兩欄的表格；"
        "最接近的是表 1 第 1 列第 1 欄「指標編號」，若就是「指標」欄，請改用這個欄名"
    )


def test_of_two_columns_the_one_in_the_annexs_words_is_taken(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "達成情形", "目標達成情形及達成率"], [RETENTION, "", ""]])
    assert (fill_into(form).changed, fill_into(form).remarks) == (["表 1 第 2 列第 3 欄 三(三)"], [])


@pytest.mark.parametrize("heading", ["執行成果", "實際執行情形", "辦理情形及成效", "執行情形說明", "執行進度及成果"])
def test_a_likely_heading_is_taken_beside_the_progress(heading: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", heading, "自評進度"], [RETENTION, "", ""]])
    said = fill_into(form)
    assert said.changed == ["表 1 第 2 列第 2 欄 三(三)", "表 1 第 2 列第 3 欄 三(三)"]
    assert said.remarks == [f"表 1 第 1 列第 2 欄「{heading}」視為「目標達成情形及達成率」欄"]


def test_a_heading_that_names_the_choices(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "達成情形", "超前、符合或落後"], [RETENTION, "", ""]])
    assert fill_into(form).changed == ["表 1 第 2 列第 2 欄 三(三)", "表 1 第 2 列第 3 欄 三(三)"]


@pytest.mark.parametrize("heading", ["辦理進度", "自評分數", "執行進度說明"])
def test_a_progress_without_boxes_is_not_taken_and_said(heading: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "達成情形", heading], [RETENTION, "", ""]])
    said = fill_into(form)
    assert said.changed == ["表 1 第 2 列第 2 欄 三(三)"]
    assert said.remarks[1] == (f"表 1 第 1 列第 3 欄「{heading}」未視為「自評進度」欄，未填；若就是這一欄，請改用這個欄名")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_header_of_two_lines(suffix: str, tmp_path: Path) -> None:
    rows = [["指標", "達成情形及達成率", "", "自評進度"], ["", "達成率", "達成情形", ""], [RETENTION, "", "", BOXES]]
    form = write_table(tmp_path / f"表{suffix}", rows, ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3)))
    place = "工作表「表」C3" if suffix == ".xlsx" else "表 1 第 3 列第 3 欄"
    assert fill_into(form).changed[0] == f"{place} 三(三)"


def test_a_heading_over_columns_of_which_none_is_the_whole(tmp_path: Path) -> None:
    form = write_table(
        tmp_path / "表.docx",
        [["指標", "達成情形及達成率", ""], ["", "分子", "分母"], [RETENTION, "", ""]],
        ((0, 0, 1, 0), (0, 1, 0, 2)),
    )
    with pytest.raises(UserError, match="最接近的是表 1 第 2 列第 2 欄「分子」、表 1 第 2 列第 3 欄「分母」，"):
        fill_into(form)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("期末", False),
        ("113年期末", False),
        ("期末（含期中意見回應）", False),
        ("113年", False),
        ("表", False),
        ("", False),
        ("期中", True),
        ("113年期中", True),
        ("112年", True),
        ("112年度期末", True),
        ("第2季", True),
        ("前一年", True),
    ],
)
def test_which_sheets_are_of_another_time(title: str, expected: bool) -> None:
    assert FINAL.is_other_time(title) is expected


def test_a_sheet_of_another_report_is_left_and_said(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", [["指標", "目標達成情形及達成率"], [RETENTION, ""]])
    workbook = load_workbook(form)
    workbook.worksheets[0].title = "期中"
    workbook.copy_worksheet(workbook.worksheets[0]).title = "期末"
    workbook.save(form)
    said = fill_into(form)
    assert said.changed == ["工作表「期末」B2 三(三)"]
    assert said.remarks == ["工作表「期中」A1起是其他期間的表，未填"]
    assert fill_into(form, "midterm").changed == ["工作表「期中」B2 三(三)"]


def test_a_workbook_with_a_sheet_of_another_report_only_is_refused(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", [["指標", "目標達成情形及達成率"], [RETENTION, ""]])
    workbook = load_workbook(form)
    workbook.worksheets[0].title = "期中格式"
    workbook.save(form)
    with pytest.raises(UnfitFormError, match=r"表\.xlsx：這是期中的表，這次計算的是113 年度期末，未填寫；"):
        fill_into(form)


def test_a_heading_over_number_and_name(tmp_path: Path) -> None:
    rows = [["衡量指標", "", "達成情形"], ["3-3", RETENTION, ""]]
    form = write_table(tmp_path / "表.docx", rows, ((0, 0, 0, 1),))
    assert fill_into(form).changed == ["表 1 第 2 列第 3 欄 三(三)"]
