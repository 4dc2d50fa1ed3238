"""The filled table of annexes 11 and 12 for the sample office, read back from the workbook."""

import io
import zipfile

import pytest
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter

from antidrug_kpi import pipeline
from antidrug_kpi.forms.document import Table
from antidrug_kpi.plans.loading.loader import load_plan

from .filling import GROUPS, HEADERS, build, compute, fill, find_header, list_rows, open_form

REPORTS = ["final", "midterm"]


def find_cells(report: str, title: str) -> list[str]:
    """The row of the only indicator whose name holds these words."""
    (row,) = [row for row in list_rows(report) if title in row[0]]
    return row


def find_annotated(title: str) -> str:
    """The attainment of the only indicator whose name holds these words, with what is for the office."""
    (section,) = build("final", is_annotated=True).sections
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    (text,) = [row.cells[2].text for row in table.rows if len(row.cells) > 2 and title in row.cells[0].text]
    return text


@pytest.mark.parametrize("report", REPORTS)
def test_header_is_the_annexs(report: str) -> None:
    sheet = open_form(report)
    row = find_header(sheet)
    assert [cell.value for cell in sheet[row]] == HEADERS[report]
    above = [sheet.cell(number, 1).value for number in range(1, row)]
    assert (
        above
        == {
            "final": [
                "望海縣",
                "113 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫",
                "期末成果報告（113 年 1 月 1 日至 113 年 12 月 31 日）",
                "參、衡量指標達成情形",
            ],
            "midterm": [
                "望海縣",
                "113 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫",
                "期中成果報告（113 年 1 月 1 日至 113 年 6 月 30 日）",
                "貳、衡量指標達成情形",
            ],
        }[report]
    )


@pytest.mark.parametrize("report", REPORTS)
def test_groups_and_indicators_stand_in_the_plans_order(report: str) -> None:
    plan = load_plan("mohw-113")
    wanted: list[str] = []
    for number, heading in enumerate(GROUPS, start=1):
        own = [indicator for indicator in plan.indicators if indicator.group == number]
        wanted += [heading, *(f"{indicator.label[1:]} {indicator.title}" for indicator in own)]
    assert len(wanted) == 4 + 36
    assert [row[0] for row in list_rows(report)] == wanted


@pytest.mark.parametrize("report", REPORTS)
def test_group_rows_span_the_table(report: str) -> None:
    sheet = open_form(report)
    last = get_column_letter(len(HEADERS[report]))
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    rows = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value in GROUPS]
    assert len(rows) == 4
    assert {f"A{row}:{last}{row}" for row in rows} <= merged


@pytest.mark.parametrize("report", REPORTS)
def test_every_indicator_has_target_attainment_and_boxes(report: str) -> None:
    rows = [row for row in list_rows(report) if row[0] not in GROUPS]
    assert all(row[1] and row[2] for row in rows)
    ticks = {"☑超前\n☐符合\n☐落後", "☐超前\n☑符合\n☐落後", "☐超前\n☐符合\n☑落後", "☐超前\n☐符合\n☐落後"}
    assert {row[3] for row in rows} == ticks
    assert [row[4:] for row in rows] == [[""] * (len(HEADERS[report]) - 4)] * 36


@pytest.mark.parametrize(
    ("title", "ticked"),
    [
        # 22.50 % of 20 % is 112.5 %, 60.83 % of 50 % is 121.7 %: both from 110 % on.
        ("(一) 針對學生家長", "☑超前\n☐符合\n☐落後"),
        # 82.86 % of 80 % is 103.57 %.
        ("依「學生轉銜輔導及服務辦法」召開轉銜評估會議情形", "☐超前\n☑符合\n☐落後"),
        ("(三) 所轄替代治療機構之美沙冬", "☐超前\n☐符合\n☑落後"),
        # 2.3.1 is on track and 2.3.2 behind: the indicator is behind.
        ("藥癮者家庭支持開案服務量", "☐超前\n☐符合\n☑落後"),
        # Not for this county, so no progress.
        ("(十) 公立就業服務機構推介就業率", "☐超前\n☐符合\n☐落後"),
    ],
)
def test_the_right_box_is_ticked(title: str, ticked: str) -> None:
    assert find_cells("final", title)[3] == ticked


def test_attainment_says_figures_rate_exclusions_and_what_is_lacking() -> None:
    # 168/259 = 64.864… %, over 65 % = 99.79… %; 169 of 259 would be 65.25 %.
    _, target, attainment, _ = find_cells("final", "(三) 所轄替代治療機構之美沙冬")
    assert target == "65%以上"
    assert attainment.splitlines()[0] == (
        "分子 168 人次／分母 259 人次＝64.86%；達成率 99.79%（未達成）；"
        "排除 死亡 5 人次、遷出 8 人次、入監 26 人次、其他疾病住院 4 人次、轉院/轉診 11 人次、"
        "醫師評估可終止 1 人次、依循治療計畫完成治療 3 人次（原有 317 人次）"
    )


def test_what_is_lacking_and_rejected_is_put_back_where_it_is_asked_for() -> None:
    assert find_annotated("(三) 所轄替代治療機構之美沙冬").endswith("（原有 317 人次）；尚差 1 人次；剔退 3 列")
    assert "\n項目「青少年門診」缺要件：成果推廣\n【佐證內容】\n" in find_annotated("發展特色藥癮醫療服務方案")
    assert find_annotated("司法安置涉毒少年").splitlines()[1:] == [
        "2.推動司法安置少年家庭支持性服務達成率：資料未備",
        "缺清冊「安置結案」",
    ]


def test_midterm_has_its_own_figures() -> None:
    # 13 workshops for 120 schools, of 20 % asked in the whole year: 10.83 %, 54.17 % of it; 24 would do, so 11 more.
    # 6 of 12 months ask for 10 %, so that it is behind the year's target and not behind its share.
    _, _, attainment, boxes, _ = find_cells("midterm", "(一) 針對學生家長")
    assert attainment.splitlines()[0] == (
        "1.全年度家長藥物濫用防制知能研習場次：分子 13 場／分母 120 校＝10.83%；"
        "達成率 54.17%（未達成）（全年目標；期中以 6/12 計）"
    )
    assert boxes == "☐超前\n☑符合\n☐落後"
    said = [row[0] for row in list_rows("midterm") if len(row) > 2 and "6/12" in row[2]]
    assert [name[:5] for name in said] == ["(一) 針", "(八) 當", "(九) 應"]
    assert not any("/12" in row[2] for row in list_rows("final"))


def test_what_the_office_should_look_at_is_not_handed_in() -> None:
    """The sample has texts that exclude nothing, blanks and a contradicted figure: the screen and the report ask about them."""
    asked = [question for measure in compute("final").result.measures for question in measure.questions]
    assert any("非屬可排除者" in question for question in asked)
    assert any("兩者不符" in question for question in asked)
    cells = [cell for row in list_rows("final") for cell in row]
    assert not any(question in cell for question in asked for cell in cells)
    words = ("剔退", "尚差", "缺清冊", "資料未備", "缺要件", "填報數據", ".xlsx", ".csv", ".ods")
    assert not [cell for cell in cells if any(word in cell for word in words)]


def test_a_scheme_is_told_with_all_that_is_described() -> None:
    """The source wants 對象, 內容, 方式 … said; an item that lacks an element counts not, and is not told."""
    figures, *told = find_cells("final", "發展特色藥癮醫療服務方案")[2].splitlines()
    assert figures == "計 1 項；達成率 100.00%（達成）"
    assert told == [
        "【佐證內容】",
        "「漁港夜間美沙冬給藥」",
        "服務對象：夜間出海之漁民個案",
        "服務內容：夜間給藥與衛教",
        "服務方式：行動給藥車",
        "服務機構：望潮醫院",
        "服務時程或頻次：每週六晚",
        "處遇人員：藥師一名、護理師二名",
        "具體執行成果：服務 46 人，中斷率降為 12%",
        "成果推廣：年度成果發表會",
    ]


def test_a_target_that_is_last_years_ratio_is_printed() -> None:
    # 849 of 87,990 students were listed a year before: 0.9649 %.
    assert find_cells("final", "特定人員提列情形")[2].splitlines()[1] == "目標值（前 1 年同期）：849／87,990＝0.96%"


def test_a_measure_that_is_not_for_the_county_says_so() -> None:
    attainment = find_cells("final", "(十) 公立就業服務機構推介就業率")[2]
    assert attainment == "無適用個案\n本項僅由新北市、臺北市、桃園市、臺中市、臺南市、高雄市填報"


def test_a_measure_without_data_is_a_marked_blank() -> None:
    lines = find_cells("final", "司法安置涉毒少年")[2].splitlines()
    assert lines[1:] == ["2.推動司法安置少年家庭支持性服務達成率：（請填寫）"]


def test_the_items_of_4_6_are_numbered_as_its_targets_are() -> None:
    _, target, attainment, _ = find_cells("final", "落實第三、四級毒品危害講習分流處遇")
    assert [line[:2] for line in target.splitlines()] == ["1.", "2."]
    figures, _, _ = attainment.partition("\n【佐證內容】")
    assert [line.split("：")[0] for line in figures.splitlines()] == [
        "1.提供初次查獲及查獲二次（含）以上個案不同之講習課程或方案",
        "(1)初次查獲個案講習出席率",
        "(2)二次（含）以上查獲個案講習出席率",
        "2.查獲二次（含）以上個案接受分流處遇比率較前 1 年提升",
    ]


@pytest.mark.parametrize("report", REPORTS)
def test_page_prints_like_the_form(report: str) -> None:
    sheet = open_form(report)
    row = find_header(sheet)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert sheet.print_title_rows == f"${row}:${row}"
    assert sheet.freeze_panes == f"A{row + 1}"
    widths = [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, len(HEADERS[report]) + 1)]
    assert widths[2] == max(widths)
    # As wide as a landscape A4 page: 756 points, 5.25 to a character.
    assert all(width >= 10 for width in widths)
    assert round(sum(widths) * 5.25) == 756


@pytest.mark.parametrize("report", REPORTS)
def test_cells_wrap_and_rows_are_high_enough(report: str) -> None:
    sheet = open_form(report)
    for cells in sheet.iter_rows(min_row=find_header(sheet), max_row=sheet.max_row - 1):
        assert all(cell.alignment.wrap_text for cell in cells if not isinstance(cell, MergedCell))
        lines = max(str(cell.value or "").count("\n") + 1 for cell in cells)
        height = sheet.row_dimensions[cells[0].row or 0].height
        assert height is None or height >= min(lines * 15, 409)


@pytest.mark.parametrize("report", REPORTS)
def test_no_cell_is_a_formula(report: str) -> None:
    types = {cell.data_type for row in open_form(report).iter_rows() for cell in row if cell.value is not None}
    assert types == {"s"}


@pytest.mark.parametrize("report", REPORTS)
def test_second_run_gives_the_same_bytes(report: str) -> None:
    first = fill(report)
    second = first.with_name(f"again-{report}.xlsx")
    pipeline.fill_form(compute(report), second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first.read_bytes())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
