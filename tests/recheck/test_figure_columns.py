"""Forms of an office's own with a column each for numerator, denominator, value and attainment, in all four formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedMeasure
from antidrug_kpi.forms.submitted.submitted_reading import read_submitted
from antidrug_kpi.plans.loading.loader import load_plan
from forms.own_forms import add_table, write_table

from .typed_forms import SUFFIXES, write_form

pytestmark = pytest.mark.slow

PLAN = load_plan("mohw-113")
HOURS = "當年度志工接受繼續教育 4 小時之涵蓋率"
RETENTION = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
STAYING = "本計畫補助個案管理人力年資滿 12 個月及 18 個月之留任率"
METHODS = "發展特色藥癮醫療服務方案"


def read(path: Path, rows: Sequence[Sequence[str]]) -> dict[str, SubmittedMeasure]:
    return {measure.id: measure for measure in read_submitted(write_form(path, rows, "final", "高雄市"), PLAN).measures}


def show(measure: SubmittedMeasure) -> str:
    figures = measure.figures
    numbers = (figures.numerator, figures.denominator, figures.value, figures.attainment)
    return " ".join("-" if number is None else number.text for number in numbers)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_column_for_each_figure(tmp_path: Path, suffix: str) -> None:
    found = read(
        tmp_path / f"表{suffix}",
        [
            ["指標", "目標值", "分子", "分母", "百分比", "達成率(%)", "自評進度"],
            [HOURS, "100%", "83", "85", "97.65%", "97.65", "□超前 □符合 ☑落後"],
            [RETENTION, "65%", "66 人次", "99 人次", "66.67", "102.56", ""],
        ],
    )
    assert (show(found["4.8"]), show(found["3.3"])) == ("83 85 97.65 -", "66 99 66.67 102.56")
    # Where the target is 100 %, a rate that is the value says nothing of its own.
    assert found["4.8"].figures.text == "分子：83；分母：85；值：97.65%；達成率：97.65"
    assert found["4.8"].progress == "落後"
    assert found["4.8"].place == ("工作表「達成情形」C5" if suffix in {".xlsx", ".ods"} else "表格1 第2列 第3欄")


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        (["實際值"], ["66.67%"], "- - 66.67 -"),
        (["目標達成值"], ["66.67"], "- - 66.67 -"),
        (["達成值", "目標達成率"], ["66.67", "102.56"], "- - 66.67 102.56"),
        (["分子/分母", "比率"], ["66/99", "66.67%"], "66 99 66.67 -"),
        (["留置人次(分子)", "新收人次(分母)"], ["66", "99"], "66 99 - -"),
        (["分子", "分母", "百分比"], ["66", "99", "0.6667"], "66 99 66.67 -"),
        (["分子", "分母", "百分比"], ["99", "99", "1"], "99 99 100 -"),
        (["分子", "分母", "達成率"], ["66", "99", "66.67%"], "66 99 66.67 -"),  # called 達成率, and the value
        (["分子", "分母", "百分比"], ["1,066", "1,099", "97"], "1066 1099 97 -"),
        (["分子", "分母", "達成率"], ["－", "－", "－"], "- - - -"),
    ],
)
def test_what_a_column_is_by_its_heading(tmp_path: Path, heading: list[str], cells: list[str], wanted: str) -> None:
    found = read(tmp_path / "表.docx", [["衡量指標", "目標值", *heading], [RETENTION, "65%", *cells]])
    assert show(found["3.3"]) == wanted
    assert found["3.3"].figures.filling is (Filling.BLANK if cells[0] == "－" else Filling.FIGURES)


def test_no_case_in_a_column_of_figures(tmp_path: Path) -> None:
    found = read(tmp_path / "表.docx", [["指標", "分子", "分母"], [RETENTION, "無適用個案", ""]])
    assert found["3.3"].figures.filling is Filling.NO_CASE


@pytest.mark.parametrize(
    ("text", "wanted", "filling"),
    [
        ("", "66 99 66.67 -", Filling.FIGURES),
        ("留置66人次，達成率102.56%，辦理3場說明會", "66 99 66.67 102.56", Filling.FIGURES),
        ("66/99=66.67%", "66 99 66.67 -", Filling.FIGURES),
        ("65/99=65.66%", "66 99 66.67 -", Filling.UNREADABLE),
    ],
)
def test_columns_beside_the_text(tmp_path: Path, text: str, wanted: str, filling: Filling) -> None:
    rows = [["指標", "分子", "分母", "百分比", "目標達成情形及達成率"], [RETENTION, "66", "99", "66.67%", text]]
    found = read(tmp_path / "表.docx", rows)["3.3"]
    assert (show(found), found.figures.filling) == (wanted, filling)


def test_columns_that_stand_under_one_heading(tmp_path: Path) -> None:
    rows = [
        ["指標", "目標值", "達成情形", "", "", "自評進度"],
        ["", "", "分子", "分母", "百分比", ""],
        [RETENTION, "65%", "66", "99", "66.67%", "符合"],
    ]
    path = write_table(tmp_path / "表.docx", rows, ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)))
    found = {measure.id: measure for measure in read_submitted(path, PLAN).measures}["3.3"]
    assert (show(found), found.progress, found.place) == ("66 99 66.67 -", "符合", "表格1 第3列 第3欄")


def test_another_years_columns_are_none_of_the_figures(tmp_path: Path) -> None:
    rows = [["指標", "112年分子", "112年分母", "113年分子", "113年分母"], [RETENTION, "60", "90", "66", "99"]]
    assert show(read(tmp_path / "表.docx", rows)["3.3"]) == "66 99 - -"


def test_the_columns_of_an_indicator_with_several_measures(tmp_path: Path) -> None:
    rows = [["指標", "分子", "分母", "百分比"], [STAYING, "1.31\n2.28", "1.38\n2.38", "1.81.58%\n2.73.68%"]]
    found = read(tmp_path / "表.docx", rows)
    assert (show(found["4.2.1"]), show(found["4.2.2"])) == ("31 38 81.58 -", "28 38 73.68 -")
    rows = [["指標", "分子", "分母"], [STAYING, "31\n28", "38\n38"]]
    found = read(tmp_path / "表.xlsx", rows)
    assert (show(found["4.2.1"]), show(found["4.2.2"])) == ("31 38 - -", "28 38 - -")


def test_a_row_each_for_the_measures_of_one_name(tmp_path: Path) -> None:
    rows = [["指標", "分子", "分母"], [STAYING, "31", "38"], ["", "28", "38"]]
    found = read(tmp_path / "表.docx", rows)
    assert (show(found["4.2.1"]), show(found["4.2.2"])) == ("31 38 - -", "28 38 - -")


@pytest.mark.parametrize(
    ("remark", "wanted"),
    [
        ("留置66人次，新收99人次，另辦理3場說明會", "66 99 66.67 -"),
        ("分子66、分母99", "66 99 66.67 -"),
        ("65/99", "65 99 66.67 -"),  # both parts named, though they do not give the percentage
        ("留置65人次，新收99人次", "- - 66.67 -"),
        ("較去年增加3人次，辦理2場", "- - 66.67 -"),
        ("", "- - 66.67 -"),
    ],
)
def test_parts_told_in_a_column_of_remarks(tmp_path: Path, remark: str, wanted: str) -> None:
    rows = [["指標", "目標值", "目標達成情形及達成率", "說明", "自評進度"], [RETENTION, "65%", "66.67%", remark, ""]]
    for suffix in (".docx", ".ods"):
        assert show(read(tmp_path / f"表{suffix}", rows)["3.3"]) == wanted


def test_a_column_of_remarks_for_several_measures(tmp_path: Path) -> None:
    rows = [
        ["指標", "目標值", "目標達成情形及達成率", "備註", "自評進度"],
        [STAYING, "", "1.81.58%\n2.73.68%", "1.31/38\n2.28/38", ""],
    ]
    found = read(tmp_path / "表.docx", rows)
    assert (show(found["4.2.1"]), show(found["4.2.2"])) == ("31 38 81.58 -", "28 38 73.68 -")


def test_remarks_alone_are_no_table_of_attainment(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到有「指標」「目標達成情形及達成率」兩欄的表格"):
        read(tmp_path / "表.docx", [["指標", "目標值", "說明"], [RETENTION, "65%", "66/99"]])


def test_a_table_within_a_cell_is_not_read(tmp_path: Path) -> None:
    document = Document()
    table = add_table(document, [["指標", "目標值", "目標達成情形及達成率", "自評進度"], [RETENTION, "65%", "", ""]])
    table.rows[1].cells[2].add_table(rows=1, cols=2).rows[0].cells[0].text = "66人次"
    document.save(str(tmp_path / "表.docx"))
    found = {measure.id: measure for measure in read_submitted(tmp_path / "表.docx", PLAN).measures}["3.3"].figures
    said = "儲存格裡是另一個表格或圖片，讀不到其中的數字；請改寫為文字後再核對"
    assert (found.filling, found.fault) == (Filling.UNREADABLE, said)


def test_a_count_of_items_has_no_denominator(tmp_path: Path) -> None:
    rows = [["指標", "分子", "分母", "實際值", "達成率"], [METHODS, "2", "－", "2", "100%"]]
    assert show(read(tmp_path / "表.docx", rows)["3.2"]) == "2 - 2 100"


def test_numbers_of_a_sheet_as_they_are_shown(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["指標", "分子", "分母", "百分比"])
    sheet.append([RETENTION, 66, 99, 66 / 99])
    sheet["D2"].number_format = "0.00%"
    workbook.save(tmp_path / "表.xlsx")
    found = {measure.id: measure for measure in read_submitted(tmp_path / "表.xlsx", PLAN).measures}
    assert show(found["3.3"]) == "66 99 66.67 -"


def test_a_table_with_the_annexs_column_goes_before_one_of_figures_alone(tmp_path: Path) -> None:
    document = Document()
    for rows in (
        [["指標", "分子", "分母"], [RETENTION, "1", "2"]],
        [["指標", "目標值", "目標達成情形及達成率", "自評進度"], [RETENTION, "65%", "66/99=66.67%", ""]],
    ):
        add_table(document, rows)
        document.add_paragraph()
    document.save(str(tmp_path / "表.docx"))
    found = {measure.id: measure for measure in read_submitted(tmp_path / "表.docx", PLAN).measures}
    assert (show(found["3.3"]), found["3.3"].place) == ("66 99 66.67 -", "表格2 第2列 第3欄")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("=66/99", "儲存格是公式，檔案裡沒有計算結果；請以試算表軟體開啟並存檔後再核對"),
        ("#DIV/0!", "儲存格是錯誤值 #DIV/0!；請改正公式或改填數字"),
        ("#N/A", "儲存格是錯誤值 #N/A；請改正公式或改填數字"),
    ],
)
def test_a_cell_without_a_result_is_unreadable(tmp_path: Path, content: str, fault: str) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["指標", "目標值", "目標達成情形及達成率"])
    sheet.append([RETENTION, "65%", content])  # openpyxl keeps no result of a formula
    workbook.save(tmp_path / "表.xlsx")
    found = {measure.id: measure for measure in read_submitted(tmp_path / "表.xlsx", PLAN).measures}["3.3"]
    assert (found.figures.filling, found.figures.fault) == (Filling.UNREADABLE, fault)


def test_parts_are_read_beside_a_formula_without_a_result(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["指標", "分子", "分母", "百分比"])
    sheet.append([RETENTION, 66, 99, "=B2/C2"])
    sheet.append([HOURS, None, None, None])
    workbook.save(tmp_path / "表.xlsx")
    found = {measure.id: measure for measure in read_submitted(tmp_path / "表.xlsx", PLAN).measures}
    assert show(found["3.3"]) == "66 99 - -"
    assert found["4.8"].figures.filling is Filling.BLANK


@pytest.mark.parametrize(
    ("share", "wanted"), [("108.33%", "130 4 - 108.33"), ("118.33%", "130 4 - 118.33"), ("32.5", "130 4 32.5 -")]
)
def test_a_percentage_of_what_is_counted_in_cases_is_the_attainment(tmp_path: Path, share: str, wanted: str) -> None:
    name = "每名社工人員每月平均服務藥癮家庭案數"
    found = read(
        tmp_path / "表.docx", [["指標", "目標值", "分子", "分母", "百分比", "自評進度"], [name, "30案", "130", "4", share, ""]]
    )
    assert show(found["2.3.1"]) == wanted


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        (["分母", "分子", "達成比率", "達成率"], ["99", "66", "66.67%", "102.56%"], "66 99 66.67 102.56"),
        (["分母", "分子", "達成比率", "達成率"], ["99", "66", "65.67%", "102.56%"], "66 99 65.67 102.56"),
        (["分母/分子", "比率"], ["99/66", "66.67%"], "66 99 66.67 -"),
    ],
)
def test_columns_of_shares_and_of_parts_the_other_way_round(
    tmp_path: Path, heading: list[str], cells: list[str], wanted: str
) -> None:
    assert show(read(tmp_path / "表.xlsx", [["指標", "目標值", *heading], [RETENTION, "65%", *cells]])["3.3"]) == wanted


def test_of_a_part_of_the_year_and_the_whole_the_whole(tmp_path: Path) -> None:
    rows = [
        ["指標", "1-6月", "", "", "1-12月", "", "", "達成率"],
        ["", "分母", "分子", "比率", "分母", "分子", "比率", ""],
        [RETENTION, "50", "30", "60%", "99", "66", "66.67%", "102.56%"],
    ]
    assert show(read(tmp_path / "表.ods", rows)["3.3"]) == "66 99 66.67 102.56"


@pytest.mark.parametrize(
    ("cells", "filling"),
    [(["66", "99", "65", "99"], Filling.UNREADABLE), (["66", "", "", ""], Filling.UNREADABLE), ([""] * 4, Filling.FIGURES)],
)
def test_two_columns_of_one_figure_are_never_left_out_in_silence(tmp_path: Path, cells: list[str], filling: Filling) -> None:
    rows = [["指標", "目標達成情形及達成率", "分子", "分母", "分子", "分母"], [RETENTION, "66/99", *cells]]
    found = read(tmp_path / "表.xlsx", rows)["3.3"].figures
    said = "「分子」有兩欄，不知以哪一欄為準；請只留一欄，或在欄名寫明期間" if filling is Filling.UNREADABLE else None
    assert (found.filling, found.fault) == (filling, said)


def test_a_row_each_whose_name_tells_the_measure_below_it(tmp_path: Path) -> None:
    rows = [["指標", "分子", "分母"], [f"{STAYING}\n2.18個月", "28", "38"], [f"{STAYING}\n1.12個月", "31", "39"]]
    found = read(tmp_path / "表.xlsx", rows)
    assert (show(found["4.2.1"]), show(found["4.2.2"])) == ("31 39 - -", "28 38 - -")
