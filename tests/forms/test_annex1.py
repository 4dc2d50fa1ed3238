"""附件一: institutions with their check boxes, the totals, and what is left blank."""

import pytest
from openpyxl import load_workbook

from antidrug_kpi.forms.document import Document, Table
from antidrug_kpi.plans.windows import ReportName

from .filling import SAMPLE
from .papers import build, build_sample, check_grid, list_paragraphs, list_rows, list_tables

COLUMNS = "機構代碼 | 機構名稱 | 藥癮戒治 | 替代治療 | 參與補助方案 | 未參與原因 | 自費人數 | 總人數"
BLANK = "〔＿＿〕"
TICKED = {"是", "Ｖ", "■"}


def find_table(document: Document) -> Table:
    (table,) = list_tables(document)
    check_grid(table)
    return table


def test_headings_and_texts() -> None:
    document = build_sample("annex1", "final")
    table = find_table(document)
    assert [[cell.text.replace("\n", "") for cell in row.cells] for row in table.rows[: table.header_rows]] == [
        ["指定藥癮治療機構名稱(請寫全銜)", "指定機構類別", "治療機構是否參與藥癮治療費用補助方案", "全年度藥癮治療人數"],
        ["自費註2人數", "總人數註3"],
    ]
    assert list_paragraphs(document, "title", "body") == [
        "附件一、藥癮治療服務量統計表",
        "縣市別：望海縣",
        "填報日期：〔○年○月○日〕",
        "※填表說明：",
        "1. 請調查轄內所有指定藥癮戒治機構及替代治療執行機構辦理情形，"
        "機構名單可至本部官網→心理健康司→成癮治療→藥癮業務→藥癮戒治下載。",
        "2. 「自費人數」，係指於療程內「未」曾接受衛福部心健司或其他單位補助之個案人數（含新案及在案）。",
        "3. 「總人數」，係指年度內所有個案人數，包含自費、衛福部心健司或其他單位補助之新案及在案個案人數總和。",
    ]


def test_numbers_of_notes_are_raised() -> None:
    *_, header = find_table(build_sample("annex1", "final")).rows[:2]
    lines = [line for cell in header.cells for line in cell.lines]
    assert [[(run.text, run.is_raised, run.is_bold) for run in line.runs] for line in lines] == [
        [("自費", False, True), ("註2", True, True)],
        [("人數", False, True)],
        [("總人數", False, True), ("註3", True, True)],
    ]


def test_boxes_and_totals() -> None:
    institutions = f"""{COLUMNS}
H1 | 甲醫院 | 是 | 是 | 是 |          | 0    | 1,200
H2 | 乙醫院 | 是 | 否 | 否 | 人力不足 | 3    | 40
H3 | 丙診所 | 否 | 是 | 否 |          | 2    | 5
H4 | 丁診所 |    | 是 |    | 評估中   |      | 6
H5 | 戊診所 | 否 | 否 | 是 |          | 100  | 100
H6 | 己診所 |    |    | 是 |          | 100  | 100"""
    document = build("annex1", {"治療機構": institutions})
    assert list_rows(find_table(document)) == [
        ["甲醫院", "☑藥癮戒治/☑替代治療", "☑是/☐否，原因：", "0", "1,200"],
        ["乙醫院", "☑藥癮戒治/☐替代治療", "☐是/☑否，原因：人力不足", "3", "40"],
        ["丙診所", "☐藥癮戒治/☑替代治療", "☐是/☑否，原因：〔＿＿＿＿＿＿〕", "2", "5"],
        ["丁診所", "☐藥癮戒治/☑替代治療", "☐是/☐否，原因：", BLANK, "6"],
        ["合計", "", "", "5", "1,251"],
        ["備註："],
    ]
    assert list_paragraphs(document, "note") == [
        "註：「自費人數」有 1 列沒有數字，合計未予計入。",
        "註：另有 2 家非指定藥癮戒治機構，亦非替代治療執行機構，未列入。",
    ]


def test_faulty_cells() -> None:
    """A number that cannot be read leaves its cell blank; a box that cannot be read leaves its institution out."""
    institutions = f"""{COLUMNS}
H1 | 甲醫院 | 是   | 是 | 是 | | 約5 | 53
H2 | 乙醫院 | 部分 | 是 | 是 | | 1   | 10
H3 | 丙醫院 | 是   | 是 | 是 | | 2   | 7"""
    document = build("annex1", {"治療機構": institutions})
    assert [row[0::3] for row in list_rows(find_table(document))[:3]] == [["甲醫院", BLANK], ["丙醫院", "2"], ["合計", "2"]]
    assert list_paragraphs(document, "note") == [
        "註：「治療機構」有 1 列資料有誤，未列入本表：治療機構.csv 第 3 列「藥癮戒治」。",
        "註：「治療機構」有 1 格資料有誤，留白：治療機構.csv 第 2 列「自費人數」。",
        "註：「自費人數」有 1 列沒有數字，合計未予計入。",
    ]


def test_more_who_pay_themselves_than_there_are_is_asked_and_changes_nothing() -> None:
    """One below, at and above the whole; what is not listed, and what has no number to be held against, is not asked."""
    institutions = f"""{COLUMNS}
H1 | 甲醫院 | 是 | 是 | 是 | | 9  | 10
H2 | 乙醫院 | 是 | 是 | 是 | | 10 | 10
H3 | 丙醫院 | 是 | 是 | 是 | | 11 | 10
H4 | 丁診所 | 否 | 否 | 是 | | 11 | 10
H5 | 戊診所 | 是 | 否 | 是 | | 11 |
H6 | 己診所 | 是 | 否 | 是 | | 1  | 0"""
    document = build("annex1", {"治療機構": institutions})
    assert [row[3:] for row in list_rows(find_table(document))[:-1]] == [
        ["9", "10"],
        ["10", "10"],
        ["11", "10"],
        ["11", BLANK],
        ["1", "0"],
        ["42", "30"],
    ]
    assert list_paragraphs(document, "note") == [
        "註：「總人數」有 1 列沒有數字，合計未予計入。",
        "註：另有 1 家非指定藥癮戒治機構，亦非替代治療執行機構，未列入。",
        "註：有 2 家自費人數大於總人數，請確認：治療機構.csv 第 4 列、第 7 列。",
    ]


def test_where_there_is_no_institution_there_is_nobody_in_sum() -> None:
    assert list_rows(find_table(build("annex1", {"治療機構": COLUMNS}))) == [["無"], ["合計", "", "", "0", "0"], ["備註："]]
    none = f"{COLUMNS}\nH1 | 甲醫院 | 否 | 否 | 是 | | 3 | 4"
    assert list_rows(find_table(build("annex1", {"治療機構": none})))[1] == ["合計", "", "", "0", "0"]
    # Whoever cannot be read may have been one.
    faulty = f"{COLUMNS}\nH1 | 甲醫院 | 否 | 否 | 是 | | 3 | 4\nH2 | 乙醫院 | 部分 | 是 | 是 | | 3 | 4"
    assert list_rows(find_table(build("annex1", {"治療機構": faulty})))[-2] == ["合計", "", "", BLANK, BLANK]


def test_of_many_questions_the_first_places_are_named() -> None:
    rows = "\n".join(f"H{number} | 醫院 | 是 | 是 | 是 | | 2 | 1" for number in range(12))
    document = build("annex1", {"治療機構": f"{COLUMNS}\n{rows}"})
    (note,) = list_paragraphs(document, "note")
    assert note.startswith("註：有 12 家自費人數大於總人數，請確認：治療機構.csv 第 2 列、")
    assert note.endswith("、第 11 列 等 12 列。")


def test_without_the_column_nothing_is_asked() -> None:
    register = "機構代碼 | 機構名稱 | 藥癮戒治 | 替代治療 | 參與補助方案 | 自費人數\nH1 | 甲醫院 | 是 | 是 | 是 | 3"
    assert not [note for note in list_paragraphs(build("annex1", {"治療機構": register}), "note") if "大於" in note]


@pytest.mark.parametrize(
    "registers",
    [{"志工": "志工編號 | 繼續教育時數\nV1 | 4"}, {"治療機構": "機構代碼 | 機構名稱 | 藥癮戒治 | 訪查日期\nH1 | 甲醫院 | 是 |"}],
    ids=["no register", "no column"],
)
def test_without_the_register_or_a_deciding_column_the_form_stands_empty(registers: dict[str, str]) -> None:
    document = build("annex1", registers, county=None)
    assert "縣市別：〔○○○〕" in list_paragraphs(document, "body")
    empty = [BLANK, "☐藥癮戒治/☐替代治療", "☐是/☐否，原因：", BLANK, BLANK]
    assert list_rows(find_table(document)) == [*[empty] * 8, ["合計", "", "", BLANK, BLANK], ["備註："]]


@pytest.mark.parametrize("report", ["midterm", "final"])
def test_the_sample_office_by_independent_arithmetic(report: ReportName) -> None:
    sheet = load_workbook(SAMPLE / "office" / "05_醫療服務組.xlsx")["治療機構"]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if str(row[0] or "").startswith("H")]
    listed = [row for row in rows if row[2] in TICKED or row[3] in TICKED]
    printed = list_rows(find_table(build_sample("annex1", report)))
    assert [row[0] for row in printed[:-2]] == [row[1] for row in listed]
    own, whole = (sum(int(str(row[column])) for row in listed) for column in (-2, -1))
    assert printed[-2] == ["合計", "", "", f"{own:,}", f"{whole:,}"]
    for row, line in zip(listed, printed, strict=False):
        boxes = "/".join(f"{'☑' if row[column] in TICKED else '☐'}{name}" for column, name in ((2, "藥癮戒治"), (3, "替代治療")))
        assert line[1] == boxes
