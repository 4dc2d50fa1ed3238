"""Rows below the header that are no records, and records that merely begin like one."""

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.vocabulary.footers import FooterColumn, could_be_footer, is_footer_row

from .offices import Rows, compute_sheets, count_rows, list_issues, list_values, make_sheet, read_sheets

ADMISSIONS = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]
RECORD = ["A0001", "H1", "113/1/5", None, None]


@pytest.mark.parametrize(
    "row",
    [
        ["合計"],
        ["合　計", None, None, None, 12],
        ["總計", "12"],
        ["小計："],
        ["小計", None, None, 3],
        ["合計：12人"],
        ["總計 35 件"],
        ["合計（12）"],
        [None, "合計", None, 12],
        ["備註"],
        ["備註：以上資料截至12月底"],
        ["備註 以上資料截至12月底"],
        ["註：本表不含移案"],
        ["註1：本表不含移案"],
        ["※本表不含移案"],
        ["製表"],
        ["製表：王小明", None, "審核：李大華"],
        ["製表　王小明"],
        ["製表人：王小明"],
        ["製表日期：114/1/5"],
        ["承辦人：", None, "主管："],
        ["資料來源：個案管理系統"],
    ],
)
def test_totals_and_notes_are_skipped(row: list[Cell]) -> None:
    result = compute_sheets(make_sheet("美沙冬收案.csv", [ADMISSIONS, RECORD, row]))
    assert count_rows(result, "methadone_admissions") == [(2, 1, 0, 1)]
    assert list(result.issues) == []


@pytest.mark.parametrize("row", [[], [None, None], ["", " "], ["　", "\t", "\n"], ["\u200b", "\ufeff"]])
def test_blank_rows_are_skipped(row: list[Cell]) -> None:
    result = compute_sheets(make_sheet("美沙冬收案.csv", [ADMISSIONS, row, RECORD, row]))
    assert count_rows(result, "methadone_admissions") == [(3, 1, 0, 2)]


def test_record_below_a_subtotal_keeps_its_row_number() -> None:
    rows: Rows = [ADMISSIONS, RECORD, ["小計", None, 1], [], ["A0002", "H1", "113/2/30"], ["總計", None, 2]]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert count_rows(result, "methadone_admissions") == [(5, 1, 1, 3)]
    assert [str(issue.address) for issue in result.issues] == ["美沙冬收案.csv 第 5 列 欄「新收日期」"]


@pytest.mark.parametrize("number", ["註1", "註 12", "備註1", "合計", "主管2", "說明", "合計01"])
def test_record_whose_number_begins_like_a_footer(number: str) -> None:
    reading = read_sheets(make_sheet("美沙冬收案.csv", [ADMISSIONS, [number, "H1", "113/1/5"]]))
    assert list_values(reading, "methadone_admissions", "個案編號") == [number.replace(" ", "")]


@pytest.mark.parametrize(
    ("file", "header", "row", "column"),
    [
        ("治療機構", ["機構名稱", "機構代碼"], ["合計診所", "H1"], "機構名稱"),
        ("治療機構", ["機構名稱", "機構代碼"], ["總計", "H1"], "機構名稱"),
        ("安置機構", ["機構名稱", "當年度安置涉毒少年"], ["小計之家", "是"], "機構名稱"),
        ("安置機構", ["機構名稱", "當年度安置涉毒少年"], ["說明之家", "是"], "機構名稱"),
        ("家長研習場次", ["主題", "辦理日期"], ["註1", "113/1/5"], "主題"),
        ("學校清冊", ["學校代碼", "學校名稱", "學生數"], ["註1", "第一國中", 12], "學校代碼"),
        ("家屬前後測", ["家屬編號", "前測分數", "後測分數"], ["註1", 50, 60], "家屬編號"),
        ("佐證清冊", ["項目名稱", "指標代碼", "要件", "說明"], ["說明:甲案", "3.2", "服務對象", "施用者"], "項目名稱"),
        ("佐證清冊", ["項目名稱", "指標代碼", "要件", "說明"], ["備註", "3.2", "服務對象", "施用者"], "項目名稱"),
    ],
)
def test_records_that_merely_begin_so(file: str, header: list[Cell], row: list[Cell], column: str) -> None:
    register = next(iter(read_sheets(make_sheet(f"{file}.csv", [header, row])).registers.values()))
    assert list(register.frame[column]) == [row[0]]
    assert [(source.rows, source.skipped) for source in register.sources] == [(1, 0)]


@pytest.mark.parametrize(
    ("file", "header", "row"),
    [
        ("學校清冊", ["學校代碼", "學校名稱", "學生數"], ["合計", None, 12]),
        ("學校清冊", ["學校代碼", "學校名稱", "學生數"], ["合計", "3校", 12]),
        ("學校清冊", ["學校代碼", "學校名稱", "學生數"], ["註1", None, None]),
        ("學校清冊", ["學校代碼", "學校名稱", "學生數"], ["備註：", "註：兩校停辦", None]),
        ("家屬前後測", ["家屬編號", "前測分數", "後測分數"], ["總計", 50, 60]),
        ("志工", ["志工編號", "繼續教育時數"], ["合計", 12]),
        ("志工", ["志工編號", "繼續教育時數"], ["註1", None]),
        ("家支社工", ["社工編號", "年月", "服務案家數", "新開案數"], ["合計", None, 60, 12]),
        ("主責局處", ["組別", "局處名稱", "專責人力數"], ["合計", None, 5]),
        ("經費", ["項目", "中央補助金額", "自籌金額", "最低自籌比率"], ["合計", 100, 50, "30%"]),
        ("佐證清冊", ["指標代碼", "項目名稱", "要件", "說明"], ["備註：以上", None, None, None]),
    ],
)
def test_footers_of_registers_with_few_required_columns(file: str, header: list[Cell], row: list[Cell]) -> None:
    result = compute_sheets(make_sheet(f"{file}.csv", [header, row]))
    assert [(own.rows, own.accepted, own.rejected, own.skipped) for own in result.inputs] == [(1, 0, 0, 1)]
    assert list_issues(result.issues, "cell-unreadable", "cell-blank") == []


@pytest.mark.parametrize(
    ("name", "said"), [("合計", True), ("（小計）", True), ("總計 5人", True), ("合計處", False), ("衛生局", False)]
)
def test_a_bureau_named_like_a_total_counts_and_is_said(name: str, said: bool) -> None:
    """A group's name stands before it, so that nothing shows for certain that the row is no record."""
    rows: Rows = [["組別", "局處名稱", "專責人力數"], ["預防宣導組", "教育局", 2], ["預防宣導組", name, 2]]
    result = compute_sheets(make_sheet("主責局處.csv", rows))
    assert count_rows(result, "bureaus") == [(2, 2, 0, 0)]
    shown = {"（小計）": "(小計)", "總計 5人": "總計5人"}.get(name, name)
    expected = f"主責局處.csv 第 3 列 欄「局處名稱」：「{shown}」像是合計或小計，照樣當作一筆列計；如果是，請從清冊刪去"
    assert list_issues(result.issues, "total-suspected") == ([expected] if said else [])


def test_a_total_of_text_in_the_middle_is_a_record_with_its_faults() -> None:
    rows: Rows = [ADMISSIONS, ["A0001", "合計", "113/2/30"]]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert count_rows(result, "methadone_admissions") == [(1, 0, 1, 0)]


@pytest.mark.parametrize("text", ["(合計)", "（總計）", "第1頁／共1頁", "機關首長：", "核章"])
def test_totals_in_brackets_page_numbers_and_signatures_are_footers(text: str) -> None:
    assert could_be_footer(text)


@pytest.mark.parametrize("text", ["(合計診所)", "第1頁印刷", "首長紀念醫院"])
def test_what_merely_looks_like_them_is_none(text: str) -> None:
    assert not could_be_footer(text)


SCHOOLS: list[Cell] = ["學校代碼", "學校名稱", "學生數", "特定人員數", "學校日宣導"]
SCHOOL: list[Cell] = ["000001", "第一國中", 100, 1, "是"]
# What stands below a school register's last row, alone in its row.
ALONE = [
    "填報人：王小明",
    "填報日期：113.12.31",
    "聯絡電話：02-12345678",
    "電話：02-12345678",
    "科長：　　主任：",
    "局長：",
    "校長　簽章：",
    "承辦人：王小明",
    "會計：",
    "備考：本表由學校填報",
    "以上資料截至 113 年 12 月 31 日止",
    "以下空白",
    "（以下空白）",
    "【以下空白】",
    "本表共5校",
    "＊本表由學校填報",
    "共5校",
    "共 1,234 人",
    "計5筆",
    "說明一、由學校填報",
    "說明一：由學校填報",
    "1.本表由學校填報",
    "１、資料日期，以年底為準",
    "一、本表由學校填報",
    "列印時間 113/12/31 10:00",
    "(1)以上由學校填報",
    "※由學校填報",
    "------",
    "──────",
]


@pytest.mark.parametrize("text", ALONE)
def test_what_stands_alone_below_a_register_with_one_required_column(text: str) -> None:
    row: list[Cell] = [text, None, None, None, None]
    result = compute_sheets(make_sheet("學校清冊.csv", [SCHOOLS, SCHOOL, row]))
    assert count_rows(result, "schools") == [(2, 1, 0, 1)]
    assert list_issues(result.issues, "total-suspected", "footer-suspected") == []


def test_what_stands_alone_below_a_register_with_more_of_them() -> None:
    rows: Rows = [ADMISSIONS, RECORD, ["填報人：王小明"], ["共1人"], ["------", "----", "----"]]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert count_rows(result, "methadone_admissions") == [(4, 1, 0, 3)]
    assert list(result.issues) == []


def test_it_may_stand_beside_others_of_its_kind_and_before_the_first_known_column() -> None:
    rows: Rows = [["序號", *SCHOOLS], [1, *SCHOOL], ["填報人：王小明", None, None, "科長："], [None, None, "以下空白"]]
    result = compute_sheets(make_sheet("學校清冊.csv", rows))
    assert count_rows(result, "schools") == [(3, 1, 0, 2)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        *((text, other) for text in ("本表國中", "以上國中", "1.本表", "備考國中", "------") for other in (1, 2, 3, 4)),
        *(("共5校", other) for other in (1, 4)),  # beside a number it is a total
    ],
)
def test_a_record_that_begins_so_is_one_with_any_other_cell(text: str, other: int) -> None:
    row: list[Cell] = [text, *(cell if index == other else None for index, cell in enumerate(SCHOOL) if index)]
    reading = read_sheets(make_sheet("學校清冊.csv", [SCHOOLS, SCHOOL, row]))
    # A row of dashes stands for nothing, and so the record beside it lacks its number.
    assert list_values(reading, "schools", "學校代碼") == ["000001", None if text == "------" else text]


@pytest.mark.parametrize(
    "text", ["共生之家", "計程車工會", "科長", "主任之家", "以心之家", "1.王小明", "(1)王小明", "----", "123----"]
)
def test_what_merely_begins_so_is_none_even_alone(text: str) -> None:
    assert could_be_footer(text) == (text == "----")


def test_a_name_in_a_register_of_names_stays() -> None:
    header = ["機構名稱", "當年度安置涉毒少年", "辦理工作人員教育訓練"]
    rows: Rows = [header, ["說明", "是", None], ["本表之家", "是", "否"], ["以上", None, None]]
    reading = read_sheets(make_sheet("安置機構.csv", rows))
    assert list_values(reading, "placement_institutions", "機構名稱") == ["說明", "本表之家"]


BLANK: list[Cell] = [None, None, None, None]
NOTES: list[list[list[Cell]]] = [
    [["備註："], ["1.本表含兼任"], ["2.次序依編號"], ["（三）資料不含離職"]],
    [["註：1.九十三年以前列入本國籍"], ["　　　2.因國內振興經濟"]],
    [["附　　註：(1)失竊物金額由五十萬元提高至一百萬"], ["　　　　　元以上之竊案"]],
    [["說明："], ["一、由學校填報"], ["二、年底為準"], ["③其他"]],
    [["附 註：", "1病因物質判明合計為扣除重複計數"], [None, "2細菌之小計，為扣除重複計數之值"]],
    [["資料來源：本部戶政司。"], [" Source : Dept. of Household Registration"]],
    [["資料來源：各級警察機關。", "Source: The Record of Criminal Cases"]],
    [["附註：(1)民國89年起", "(1)Since 2000"], ["　　(2)民國88年起", "(2)Since 1999"]],
    [["  填表", "審核", "主辦業務人員", "  機關長官"], [None, None, "主辦統計人員"]],
    [["更新日期：", "2018-06-11"], ["https://www.stat.gov.tw/ct.asp"]],
    [["製表日期", "113/12/31"]],
    [["備註：", "依教育部統計"]],
    [["資料來源", "教育部"]],
    [["*由於受查者延誤，最近3個月資料均可能修正。"]],
    [["(http://www.stat.gov.tw/lp.asp) more"]],
    [["印表日期：113/12/31", "頁次：1/1"]],
    [["單位：人"], ["統計期間：113年1月至12月"], ["- 1 -"], ["Page 1 of 1"]],
    [["合計", None, 12], ["總計  Total", None, 12], ["Total", None, 12], ["Grand Total", "3校", 12], ["總和", None, 12]],
]


@pytest.mark.parametrize("notes", NOTES)
def test_footers_of_several_lines_and_cells_as_agencies_print_them(notes: list[list[Cell]]) -> None:
    """School registers have one required column, so that a note taken for a school would count as one."""
    rows = [[*row, *BLANK, None][:5] for row in notes]
    result = compute_sheets(make_sheet("學校清冊.csv", [SCHOOLS, SCHOOL, *rows]))
    assert count_rows(result, "schools") == [(1 + len(rows), 1, 0, len(rows))]
    assert list_issues(result.issues, "cell-unreadable", "cell-blank", "total-suspected", "footer-suspected") == []


@pytest.mark.parametrize(
    "row", [["000002"], ["000002", "一、二國中"], ["S2"], ["　S2"], ["註1", "第二國中"], ["1-1"], ["備註", None, 12]]
)
def test_a_record_below_a_note_stays_one(row: list[Cell]) -> None:
    rows: Rows = [SCHOOLS, SCHOOL, ["備註：以上為國中"], [*row, *BLANK][:5]]
    assert list_values(read_sheets(make_sheet("學校清冊.csv", rows)), "schools", "學校代碼") == ["000001", str(row[0]).strip()]


def test_what_goes_on_is_no_note_without_one_above() -> None:
    rows: Rows = [SCHOOLS, SCHOOL, ["2.第二國中", "第二國中", None, None, None]]
    assert list_values(read_sheets(make_sheet("學校清冊.csv", rows)), "schools", "學校代碼") == ["000001", "2.第二國中"]


@pytest.mark.parametrize("row", [["－", "－", "－"], ["…", "---", "N/A"], ["無", "無資料", None], [None, "—", " "]])
def test_a_row_of_missing_marks_is_blank(row: list[Cell]) -> None:
    header = ["機構名稱", "當年度安置涉毒少年", "辦理工作人員教育訓練"]
    result = compute_sheets(make_sheet("安置機構.csv", [header, row, ["甲園", "是", "是"]]))
    assert count_rows(result, "placement_institutions") == [(2, 1, 0, 1)]


def test_a_no_in_a_column_of_flags_is_no_missing_mark() -> None:
    header = ["機構名稱", "當年度安置涉毒少年", "辦理工作人員教育訓練"]
    result = compute_sheets(make_sheet("安置機構.csv", [header, ["－", "無", "無"], ["甲園", "是", "是"]]))
    assert count_rows(result, "placement_institutions") == [(2, 1, 1, 0)]


@pytest.mark.parametrize("label", ["製表日期", "更新日期：", "資料時間", "統計期間：", "填表人：", "聯絡電話："])
def test_a_label_with_its_answer_in_the_next_cell_is_no_record(label: str) -> None:
    """Here both required cells of a record would be filled."""
    rows: Rows = [["個案編號", "追蹤日期"], ["A1", "113/1/5"], [label, "113/12/31"]]
    assert count_rows(compute_sheets(make_sheet("離校追蹤.csv", rows)), "leaver_followups") == [(2, 1, 0, 1)]


@pytest.mark.parametrize("row", [["備註", "113/1/5"], ["說明", "113/1/6"], ["製表日期1", "113/1/7"]])
def test_a_number_like_a_label_beside_a_date_is_a_record(row: list[Cell]) -> None:
    rows: Rows = [["個案編號", "追蹤日期"], ["A1", "113/1/5"], row]
    assert count_rows(compute_sheets(make_sheet("離校追蹤.csv", rows)), "leaver_followups") == [(2, 2, 0, 0)]


@pytest.mark.parametrize(
    "row", [["填表", "審核", "主辦業務人員", "機關長官"], ["承辦人：", None, "單位主管："], ["製表", "主任", "局長"]]
)
def test_nothing_but_signatures_is_no_record_though_every_required_cell_could_be_read(row: list[Cell]) -> None:
    rows: Rows = [["指標代碼", "項目名稱", "要件", "說明"], ["3.2", "甲案", "服務對象", "x"], [*row, None][:4]]
    assert count_rows(compute_sheets(make_sheet("佐證清冊.csv", rows)), "evidence") == [(2, 1, 0, 1)]


@pytest.mark.parametrize("width", [3, 5])
@pytest.mark.parametrize(("filled", "is_footer"), [(1, True), (2, True), (3, False)])
def test_a_question_has_one_answer(width: int, filled: int, *, is_footer: bool) -> None:
    """With a key and a third cell it is a record under whatever name."""
    name = FooterColumn(False, False, True, False, bool)
    columns = dict.fromkeys(range(width), name) | {1: FooterColumn(True, True, True, False, bool)}
    row = ["填表人：", "王小明", "李大華"][:filled]
    assert is_footer_row([*row, *[None] * (width - filled)], columns) is is_footer
