"""`fill --into`: rows of a measure each, names over several rows, tables that go on in another one, cells that do not fit."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from .into_filling import BOXES, fill_into
from .own_forms import FEATURES, RETENTION, VISITS, add_table, read_table, write_table

SUFFIXES = (".docx", ".odt", ".xlsx")
HEADER = ["指標", "目標值", "目標達成情形及達成率", "自評進度"]
CASES = "(三)個案管理服務落實情形"
STAYING = "(二)本計畫補助個案管理人力年資滿12個月及18個月之留任率"
SCREENING = "(六)所轄替代治療執行機構落實推動替代治療個案C型肝炎（下稱C肝）篩檢率，並建立轉介治療機制"
# The sample office: 1,679 of 1,746 cases were served, 31 of 38 and 28 of 38 people stayed.
SERVED, STAYED_12, STAYED_18 = (
    "分子 1,679 人／分母 1,746 人＝96.16%",
    "分子 31 人／分母 38 人＝81.58%",
    "分子 28 人／分母 38 人＝73.68%",
)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_row_for_each_measure_under_one_name(suffix: str, tmp_path: Path) -> None:
    rows = [HEADER, [STAYING, "1.12 個月：80%", "", BOXES], ["", "2.18 個月：70%", "", BOXES]]
    form = write_table(tmp_path / f"表{suffix}", rows, ((1, 0, 2, 0),))
    said = fill_into(form)
    assert [line.rsplit(" ", 2)[1:] for line in said.changed] == [["四(二)", "4.2.1"]] * 2 + [["四(二)", "4.2.2"]] * 2
    assert said.remarks == []
    first, second = read_table(form)[1:]
    assert (first[2].startswith(STAYED_12), first[3]) == (True, "☐超前 ☑符合 ☐落後")
    assert (second[2].startswith(STAYED_18), second[3]) == (True, "☐超前 ☑符合 ☐落後")


def test_rows_below_without_a_name_of_their_own(tmp_path: Path) -> None:
    rows = [HEADER, [STAYING, "12個月：80%", "", BOXES], ["", "18個月：70%", "", BOXES], ["", "", "", ""]]
    form = write_table(tmp_path / "表.xlsx", rows)
    assert [line.rsplit(" ", 1)[1] for line in fill_into(form).changed] == ["4.2.1", "4.2.1", "4.2.2", "4.2.2"]


@pytest.mark.parametrize("repeated", [CASES, "〃", "同上"])
def test_the_name_repeated_in_each_row(repeated: str, tmp_path: Path) -> None:
    rows = [HEADER, [CASES, "1.個案管理服務涵蓋率達 95%", "", ""], [repeated, "2.統計每位個案平均追蹤輔導次數", "", ""]]
    form = write_table(tmp_path / "表.docx", rows)
    assert [line.rsplit(" ", 1)[1] for line in fill_into(form).changed] == ["4.3.1", "4.3.1", "4.3.2"]
    assert read_table(form)[1][2].startswith(SERVED)


def test_the_row_of_a_target_with_rows_of_its_own_below_it(tmp_path: Path) -> None:
    targets = (
        "1.針對初次查獲及查獲二次（含）以上個案，提供不同講習課程或方案",
        "初次查獲個案講習出席率",
        "二次（含）以上查獲個案講習出席率",
        "2.遭查獲二次",
    )
    rows = [
        HEADER,
        *([("" if place else "落實第三、四級毒品危害講習分流處遇"), target, "", ""] for place, target in enumerate(targets)),
    ]
    form = write_table(tmp_path / "表.docx", rows)
    filled = [line.rsplit(" ", 1)[1] for line in fill_into(form).changed]
    assert list(dict.fromkeys(filled)) == ["4.6.1.0", "4.6.1.1", "4.6.1.2", "4.6.2"]


def test_measures_named_in_the_indicators_column(tmp_path: Path) -> None:
    rows = [
        HEADER,
        [CASES, "", "", ""],
        ["1.個案管理服務涵蓋率", "95%", "", BOXES],
        ["2.每位個案平均追蹤輔導次數", "", "", BOXES],
    ]
    form = write_table(tmp_path / "表.docx", rows)
    said = fill_into(form)
    assert said.changed == [
        "表 1 第 3 列第 3 欄 四(三) 4.3.1",
        "表 1 第 3 列第 4 欄 四(三) 4.3.1",
        "表 1 第 4 列第 3 欄 四(三) 4.3.2",
    ]
    assert not [line for line in said.lacking if line.startswith("四(三)")]


def test_a_measure_without_a_row(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [HEADER, ["1.個案管理服務涵蓋率", "95%", "", BOXES]])
    assert [line for line in fill_into(form).lacking if line.startswith("四(三)")] == [
        "四(三) 每位個案平均追蹤輔導次數：表中沒有這一列"
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rows_that_do_not_say_which_is_whose(suffix: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / f"表{suffix}", [HEADER, [SCREENING, "", "", BOXES], ["", "", "", BOXES]], ((1, 0, 2, 0),))
    said = fill_into(form)
    place = "工作表「表」C2" if suffix == ".xlsx" else "表 1 第 2 列第 3 欄"
    assert said.changed[0] == f"{place} 三(六)"
    assert said.remarks == [f"{place}：這一項指標占 2 列，各列所指的項目不明，全部填在第一列"]
    first, second = read_table(form)[1:]
    assert first[2].startswith("1.C 肝篩檢率達 90%以上之機構比率：分子 9 家／分母 11 家＝81.82%")
    assert "2.訂有 C 肝陽性者轉介治療與追蹤機制之機構比率：分子 12 家／分母 12 家＝100.00%" in first[2]
    assert second[2:] == ["", BOXES]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_cell_over_the_rows_of_two_measures(suffix: str, tmp_path: Path) -> None:
    rows = [HEADER, [STAYING, "1.12 個月：80%", "", BOXES], ["", "2.18 個月：70%", "", BOXES]]
    form = write_table(tmp_path / f"表{suffix}", rows, ((1, 0, 2, 0), (1, 2, 2, 2)))
    said = fill_into(form)
    assert [line.partition("四(二)")[2] for line in said.changed] == ["", " 4.2.1", " 4.2.2"]
    first, second = read_table(form)[1:]
    assert first[2].startswith(f"1.年資滿 12 個月之留任率：{STAYED_12}")
    assert (first[3], second[3]) == ("☐超前 ☑符合 ☐落後", "☐超前 ☑符合 ☐落後")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_cell_that_another_indicator_has_too_is_said_and_not_filled_twice(suffix: str, tmp_path: Path) -> None:
    rows = [HEADER, [RETENTION, "65%", "", BOXES], [VISITS, "100%", "", BOXES]]
    form = write_table(tmp_path / f"表{suffix}", rows, ((1, 2, 2, 2),))
    said = fill_into(form)
    place = "工作表「表」A3" if suffix == ".xlsx" else "表 1 第 3 列第 1 欄"
    assert len(said.changed) == 3
    assert [line for line in said.lacking if line.startswith("三(四)")] == [
        f"三(四) 指定藥癮戒治機構及替代治療執行機構訪查完成率：{place}這一列沒有自己的儲存格可填（合併或分成數格）"
    ]
    assert read_table(form)[1][2].startswith("分子 168 人次")


def test_tables_that_go_on_and_one_that_is_another(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    document = Document()
    add_table(document, [HEADER, [RETENTION, "65%", "", BOXES]])
    document.add_paragraph("（續下頁）")
    add_table(document, [[VISITS, "100%", "", BOXES]])
    add_table(document, [["承辦人", "科長"]])
    add_table(document, [HEADER, [FEATURES, "1 項", "", BOXES]])
    # As wide as the form, with the same names: a table of its own.
    add_table(document, [["衡量指標", "未達成原因", "改善策略", "期程"], [RETENTION, "個案失聯", "", ""], [VISITS, "", "", ""]])
    document.save(str(form))
    said = fill_into(form)
    assert said.changed == [
        "表 1 第 2 列第 3 欄 三(三)",
        "表 1 第 2 列第 4 欄 三(三)",
        "表 2 第 1 列第 3 欄 三(四)",
        "表 2 第 1 列第 4 欄 三(四)",
        "表 4 第 2 列第 3 欄 三(二)",
        "表 4 第 2 列第 4 欄 三(二)",
    ]
    assert said.remarks == ["表 2 第 1 列第 1 欄起沒有欄名，視為前一個表的續表"]


def test_a_table_goes_on_behind_one_of_another_width(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    document = Document()
    add_table(document, [HEADER, [RETENTION, "65%", "", BOXES]])
    add_table(document, [["附表", "家數"]])
    add_table(document, [[VISITS, "100%", "", BOXES]])
    document.save(str(form))
    assert fill_into(form).changed[2:] == ["表 3 第 1 列第 3 欄 三(四)", "表 3 第 1 列第 4 欄 三(四)"]


def test_a_table_in_the_annexs_words_goes_before_one_in_others(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    document = Document()
    add_table(document, [["指標", "達成情形", "未達成原因", "改善策略"], [RETENTION, "", "", ""]])
    add_table(document, [HEADER, [RETENTION, "65%", "", BOXES], [VISITS, "100%", "", BOXES]])
    document.save(str(form))
    said = fill_into(form)
    assert [line.split("列")[0] for line in said.changed] == ["表 2 第 2 "] * 2 + ["表 2 第 3 "] * 2
    assert "表 1 第 2 列第 1 欄：這一列也是三(三)，欄名與附件不同，未填" in said.remarks


def test_cells_merged_as_old_word_files_have_them(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "", "達成情形", ""], [RETENTION, "", "", ""]])
    document = Document(str(form))
    for row in document.tables[0].rows:
        for start in (0, 2):
            for cell, value in zip(row.cells[start : start + 2], ("restart", "continue"), strict=True):
                cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:hMerge {nsdecls("w")} w:val="{value}"/>'))
    document.save(str(form))
    assert fill_into(form).changed == ["表 1 第 2 列第 2 欄 三(三)"]


def test_a_list_to_choose_from_takes_one_of_its_choices(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", [HEADER, [RETENTION, "65%", "", ""], [VISITS, "100%", "", ""]])
    workbook = load_workbook(form)
    choices = DataValidation(type="list", formula1='"超前,符合,落後"')
    choices.add("D2:D20")
    workbook.worksheets[0].add_data_validation(choices)
    workbook.save(form)
    assert len(fill_into(form).changed) == 4
    assert [row[3] for row in read_table(form)] == ["自評進度", "落後", "落後"]
    assert fill_into(form).changed == []


def test_a_progress_cell_that_another_indicator_has_too(tmp_path: Path) -> None:
    rows = [HEADER, [RETENTION, "65%", "", BOXES], [VISITS, "100%", "", BOXES]]
    said = fill_into(write_table(tmp_path / "表.docx", rows, ((1, 3, 2, 3),)))
    assert len(said.changed) == 3
    assert said.remarks == ["表 1 第 3 列第 1 欄：三(四) 沒有自己的「自評進度」儲存格，未填"]


def test_a_heading_s_word_in_a_remark_does_not_end_the_table(tmp_path: Path) -> None:
    rows = [[*HEADER, "備註"], [RETENTION, "65%", "", BOXES, "衡量指標"], [VISITS, "100%", "", BOXES, ""]]
    assert len(fill_into(write_table(tmp_path / "表.xlsx", rows)).changed) == 4


def test_another_table_below_on_the_same_sheet(tmp_path: Path) -> None:
    rows = [
        HEADER,
        [RETENTION, "65%", "", BOXES],
        ["衡量指標", "未達成原因", "策略", "期程"],
        [RETENTION, "", "", ""],
        [VISITS, "", "", ""],
    ]
    assert fill_into(write_table(tmp_path / "表.xlsx", rows)).changed == ["工作表「表」C2 三(三)", "工作表「表」D2 三(三)"]


def test_a_header_repeated_on_the_next_page(tmp_path: Path) -> None:
    rows = [HEADER, [RETENTION, "65%", "", BOXES], HEADER, [VISITS, "100%", "", BOXES]]
    form = write_table(tmp_path / "表.docx", rows)
    assert [line.split("列")[0] for line in fill_into(form).changed] == ["表 1 第 2 "] * 2 + ["表 1 第 4 "] * 2


def test_a_row_whose_borders_were_moved_by_hand(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    rows = [["指標", "", "目標值", "達成情形", "", "自評進度"], [RETENTION, "65%", "", "", BOXES, ""]]
    write_table(form, rows, ((0, 0, 0, 1), (0, 3, 0, 4), (1, 1, 1, 2), (1, 4, 1, 5)))
    # Header 0–1, 2, 3–4, 5; the row 0, 1–2, 3, 4–5: four cells each.
    said = fill_into(form)
    assert said.changed == ["表 1 第 2 列第 3 欄 三(三)", "表 1 第 2 列第 4 欄 三(三)"]
    assert read_table(form)[1][3] == "☐超前 ☐符合 ☑落後"


def test_the_midterm_report_goes_into_its_own_column(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "期中達成情形", "期末達成情形"], [RETENTION, "", ""]])
    assert fill_into(form, "midterm").changed == ["表 1 第 2 列第 2 欄 三(三)"]
    assert fill_into(form).changed == ["表 1 第 2 列第 3 欄 三(三)"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_row_that_is_merged_otherwise_than_the_header(suffix: str, tmp_path: Path) -> None:
    # Header 0, 1, 2–3; the second row 0–1, 2, 3: as many cells, and where the attainment's heading begins the name stands.
    rows = [["編號", "指標", "達成情形", ""], ["1", RETENTION, "", ""], ["2", "", VISITS, ""]]
    form = write_table(tmp_path / f"表{suffix}", rows, ((0, 2, 0, 3), (1, 2, 1, 3), (2, 0, 2, 1)))
    fill_into(form, overwrite=True)
    assert [row[1] for row in read_table(form)][1] == RETENTION
    assert VISITS in read_table(form)[2]
