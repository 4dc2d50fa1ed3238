"""附件五: who is listed, in which order, with which tenure and months, and what stays blank."""

from collections import Counter
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from antidrug_kpi.forms.document import Document, Table
from antidrug_kpi.plans.windows import ReportName

from .filling import SAMPLE
from .papers import build, build_sample, check_grid, list_paragraphs, list_rows, list_tables, mark_cell

# As annex 5 prints them: the first row, and below 工作內容 the second.
HEADINGS = [
    "人力來源",
    "係屬業務組別",
    "所屬行政單位(局處)",
    "職稱",
    "姓名",
    "任、離職時間",
    "年資",
    "113年在職月數",
    "學歷(科系)",
    "是否具有本計畫證照加給之證照",
    "工作內容",
]
COLUMNS = (
    "人力來源 | 業務組別 | 所屬局處 | 職稱 | 姓名 | 到職日期 | 離職日期 | 異動別 | 學歷 | 證照 | 累計個管案量 | 在案案量 | "
    "工作內容"
)
SUBSIDISED, OWN = "本部計畫/補助人力/(含聘用/及臨時)", "機關自有/專責人力"


def find_table(document: Document) -> Table:
    (table,) = list_tables(document)
    check_grid(table)
    return table


def list_people(document: Document) -> list[list[str]]:
    """The rows from 係屬業務組別 to the right, without the label that spans them."""
    width = len(find_table(document).widths) - 1
    return [row[-width:] for row in list_rows(find_table(document))]


def find_span(hired: str, left: str = "", change: str = "", as_of: str = "113/12/31") -> tuple[str, str, str]:
    """任、離職時間, 年資 and 在職月數 of someone."""
    row = f"本部補助 | 組 | 局 | 個管 | 甲 | {hired} | {left} | {change} | 大學 | 社工師 | 1 | 2 | 無"
    (person, *_) = list_people(build("annex5", {"人力清冊": f"{COLUMNS}\n{row}"}, as_of=as_of))
    return person[4], person[5], person[6]


def test_headings_and_texts() -> None:
    document = build_sample("annex5", "final")
    table = find_table(document)
    assert ["".join(line.text for line in cell.lines) for cell in table.rows[0].cells] == HEADINGS
    assert ["".join(line.text for line in cell.lines) for cell in table.rows[1].cells] == ["個案管理及案量", "其他(簡要條列說明)"]
    assert table.header_rows == 2
    assert list_paragraphs(document, "title", "body") == [
        "附件五、毒品危害防制中心專責人力運用情形清冊",
        "填報時間：〔　　年　　月　　日〕",
        "備註：本表請至本部毒品危害防制中心服務系統之使用者資料維護作業匯出。",
    ]


def test_without_the_register_the_form_stands_empty() -> None:
    document = build("annex5", {"志工": "志工編號 | 繼續教育時數\nV1 | 4"})
    post = "〔___〕年〔___〕月 至/☐迄今/☐___年___月"
    licence = "☐是(請註明)/〔_____〕/☐否"
    cases = "1. 累計個管案量：〔____〕人/2. 12月底在案案量：〔____〕人"
    blank = "〔＿＿〕"
    rest = ["〔○○○〕", post, "〔___〕年/〔___〕月", "〔___〕月", blank, licence]
    assert list_rows(find_table(document)) == [
        [SUBSIDISED, blank, blank, "個管", *rest, cases, ""],
        [blank, blank, "督導", *rest, cases, ""],
        [blank, blank, "專管", *rest, "／", ""],
        [OWN, blank, blank, blank, *rest, "", ""],
        [blank, blank, blank, *rest, "", ""],
    ]
    assert list_paragraphs(document, "note") == ["註：缺清冊「人力清冊」：所需空格留白，請補齊清冊或逕行填寫。"]


def test_a_person_is_printed_in_the_official_words() -> None:
    staff = f"""{COLUMNS}
本部補助 | 綜合規劃組 | 衛生局 | 個管 | 王大明 | 111/3/15 |  | 在職 | 社會工作學系 | 社工師 | 1318 | 38 | 個案管理
本部補助 | 綜合規劃組 | 衛生局 | 專管 | 李小華 | 111/3/15 |  | 在職 | 碩士 | 無 | 9 | 9 | 計畫管理
機關自有 | 醫療服務組 | 衛生局 | 其他 | 陳一心 | 111/3/15 |  | 在職 |  |  |  |  |"""
    first, second, third = list_people(build("annex5", {"人力清冊": staff}))
    assert first == [
        "綜合規劃組",
        "衛生局",
        "個管",
        "王大明",
        "111年3月 至/☑迄今/☐___年___月",
        "2年/9月",
        "12月",
        "社會工作學系",
        "☑是(請註明)/社工師/☐否",
        "1. 累計個管案量：1,318人/2. 12月底在案案量：38人",
        "個案管理",
    ]
    assert second[8:] == ["☐是(請註明)/☑否", "／", "計畫管理"]
    assert third[7:] == ["〔＿＿〕", "☐是(請註明)/☑否", "", ""]


def test_rows_are_grouped_by_source_and_ordered_by_title() -> None:
    staff = f"""{COLUMNS}
機關自有 | 組 | 局 | 督導 | 甲 | 111/1/1 | | | | | | |
本部補助 | 組 | 局 | 其他 | 乙 | 111/1/1 | | | | | | |
本部補助 | 組 | 局 | 專管 | 丙 | 111/1/1 | | | | | | |
本部補助 | 組 | 局 | 個管 | 丁 | 111/1/1 | | | | | | |
機關自有 | 組 | 局 | 個管 | 戊 | 111/1/1 | | | | | | |
本部補助 | 組 | 局 | 督導 | 己 | 111/1/1 | | | | | | |
本部補助 | 組 | 局 | 個管 | 庚 | 111/1/1 | | | | | | |"""
    table = find_table(build("annex5", {"人力清冊": staff}))
    assert [row[-8] for row in list_rows(table)] == ["丁", "庚", "己", "丙", "乙", "戊", "甲"]
    labels = [(mark_cell(row.cells[0]), row.cells[0].rows) for row in table.rows[2:] if len(row.cells) == 12]
    assert labels == [(SUBSIDISED, 5), (OWN, 2)]


def test_a_source_without_staff_says_so() -> None:
    staff = f"{COLUMNS}\n本部補助 | 組 | 局 | 個管 | 甲 | 111/1/1 | | | | | | |"
    assert list_rows(find_table(build("annex5", {"人力清冊": staff})))[1] == [OWN, "無"]


def test_a_source_is_not_said_to_be_empty_where_rows_were_left_out() -> None:
    staff = f"""{COLUMNS}
本部補助 | 組 | 局 | 個管 | 甲 | 111/1/1 | | | | | | |
機關自有 | 組 | 局 | 助理 | 乙 | 111/1/1 | | | | | | |"""
    rows = list_rows(find_table(build("annex5", {"人力清冊": staff})))
    assert [row[0] for row in rows[1:]] == [OWN, "〔＿＿〕"]


@pytest.mark.parametrize(
    ("hired", "as_of", "tenure"),
    [
        ("112/12/30", "113/12/31", "1年/0月"),
        ("112/12/31", "113/12/31", "1年/0月"),
        # The first and the last day are both days served.
        ("113/1/1", "113/12/31", "1年/0月"),
        ("113/1/2", "113/12/31", "0年/11月"),
        ("113/11/30", "113/12/31", "0年/1月"),
        ("113/12/1", "113/12/31", "0年/1月"),
        ("113/12/2", "113/12/31", "0年/0月"),
        ("113/12/31", "113/12/31", "0年/0月"),
        # A month's last day where the day does not exist: 1/31 plus a month is 2/29 in a leap year, full on the day before.
        ("113/1/31", "113/2/27", "0年/0月"),
        ("113/1/31", "113/2/28", "0年/1月"),
        ("113/1/31", "113/3/29", "0年/1月"),
        ("113/1/31", "113/3/30", "0年/2月"),
        ("109/2/29", "113/2/27", "3年/11月"),
        ("109/2/29", "113/2/28", "4年/0月"),
        ("112/2/28", "113/2/26", "0年/11月"),
        ("112/2/28", "113/2/27", "1年/0月"),
    ],
)
def test_tenure_is_told_in_whole_years_and_months(hired: str, as_of: str, tenure: str) -> None:
    assert find_span(hired, as_of=as_of)[1] == tenure


@pytest.mark.parametrize(
    "hired", ["113/1/1", "113/1/2", "113/1/31", "113/6/30", "113/8/31", "113/10/31", "113/11/30", "113/12/31"]
)
@pytest.mark.parametrize("as_of", ["113/2/28", "113/2/29", "113/6/30", "113/11/29", "113/12/30", "113/12/31"])
def test_tenure_of_who_began_in_the_year_agrees_with_the_months_in_post(hired: str, as_of: str) -> None:
    def read(day: str) -> tuple[int, ...]:
        return tuple(map(int, day.split("/")))

    if read(hired) <= read(as_of):
        _, tenure, months = find_span(hired, as_of=as_of)
        years, rest = (int(part[:-1]) for part in tenure.split("/"))
        assert f"{years * 12 + rest}月" == months


@pytest.mark.parametrize(
    ("hired", "left", "as_of", "months"),
    [
        ("110/5/5", "", "113/12/31", "12月"),
        ("113/1/1", "", "113/12/31", "12月"),
        ("113/1/2", "", "113/12/31", "11月"),
        ("110/5/5", "", "113/6/29", "5月"),
        ("110/5/5", "", "113/6/30", "6月"),
        ("113/2/29", "", "113/3/27", "0月"),
        ("113/2/29", "", "113/3/28", "1月"),
        ("113/12/31", "", "113/12/31", "0月"),
        # The day of leaving counts as one in post; the months before the year do not.
        ("110/5/5", "113/3/30", "113/12/31", "2月"),
        ("110/5/5", "113/3/31", "113/12/31", "3月"),
        ("110/5/5", "113/4/1", "113/12/31", "3月"),
        ("113/2/10", "113/3/8", "113/12/31", "0月"),
        ("113/2/10", "113/3/9", "113/12/31", "1月"),
    ],
)
def test_months_in_post(hired: str, left: str, as_of: str, months: str) -> None:
    assert find_span(hired, left, as_of=as_of)[2] == months


@pytest.mark.parametrize(
    ("left", "change", "printed"),
    [
        ("", "在職", ("110年5月 至/☑迄今/☐___年___月", "3年/7月", "12月")),
        ("", "", ("110年5月 至/☑迄今/☐___年___月", "3年/7月", "12月")),
        ("113/12/30", "離職", ("110年5月 至/☐迄今/☑113年12月", "3年/7月", "11月")),
        ("113/12/31", "離職", ("110年5月 至/☐迄今/☑113年12月", "3年/7月", "12月")),
        ("114/1/1", "離職", ("110年5月 至/☑迄今/☐___年___月", "3年/7月", "12月")),
        ("113/7/20", "在職", ("110年5月 至/☐迄今/☑113年7月", "3年/2月", "6月")),
        ("", "轉任他職", ("110年5月 至/☐迄今/☑〔___〕年〔___〕月", "〔___〕年/〔___〕月", "〔___〕月")),
        ("", "留職停薪", ("110年5月 至/☐迄今/☑〔___〕年〔___〕月", "〔___〕年/〔___〕月", "〔___〕月")),
    ],
)
def test_who_has_left(left: str, change: str, printed: tuple[str, str, str]) -> None:
    assert find_span("110/5/6", left, change) == printed


def test_staff_of_other_years_are_left_out_and_said() -> None:
    staff = f"""{COLUMNS}
本部補助 | 組 | 局 | 個管 | 甲 | 110/1/1 | 112/12/31 | 離職 | | | | |
本部補助 | 組 | 局 | 個管 | 乙 | 110/1/1 | 113/1/1 | 離職 | | | | |
本部補助 | 組 | 局 | 個管 | 丙 | 113/12/31 | | | | | | |
本部補助 | 組 | 局 | 個管 | 丁 | 114/1/1 | | | | | | |"""
    document = build("annex5", {"人力清冊": staff})
    assert [row[-8] for row in list_rows(find_table(document))[:2]] == ["乙", "丙"]
    assert list_paragraphs(document, "note") == ["註：另有 2 人於統計期間前已離職，或於基準日後到職，未列入。"]


def test_faulty_cells_leave_a_row_out_only_where_they_decide() -> None:
    staff = f"""{COLUMNS}
本部補助 | 組 | 局 | 個管 | 甲 | 111/1/1 | | | | | 約30 | 8 |
本部補助 | 組 | 局 | 個管 | 乙 | 111/1/1 | 113/2/30 | 離職 | | | 1 | 2 |
本部補助 | 組 | 局 | 個管 | 丙 | 111/1/1 | | 請假 | | | 1 | 2 |"""
    document = build("annex5", {"人力清冊": staff})
    (person, *_) = list_people(document)
    assert person[9] == "1. 累計個管案量：〔____〕人/2. 12月底在案案量：8人"
    assert list_paragraphs(document, "note") == [
        "註：「人力清冊」有 2 列資料有誤，未列入本表：人力清冊.csv 第 3 列「離職日期」、第 4 列「異動別」。",
        "註：「人力清冊」有 1 格資料有誤，留白：人力清冊.csv 第 2 列「累計個管案量」。",
    ]


def test_cells_of_columns_that_the_register_lacks_stay_blank() -> None:
    staff = "人力來源 | 職稱 | 姓名 | 到職日期 | 離職日期\n本部補助 | 個管 | 甲 | 111/1/1 |"
    (person, *_) = list_people(build("annex5", {"人力清冊": staff}))
    assert person == [
        "〔＿＿〕",
        "〔＿＿〕",
        "個管",
        "甲",
        "〔___〕年〔___〕月 至/☐迄今/☐___年___月",
        "〔___〕年/〔___〕月",
        "〔___〕月",
        "〔＿＿〕",
        "☐是(請註明)/〔_____〕/☐否",
        "1. 累計個管案量：〔____〕人/2. 12月底在案案量：〔____〕人",
        "",
    ]


def read_sample() -> list[dict[str, object]]:
    """The sample office's staff as the workbook holds them, by the standard spreadsheet reader and nothing of the program."""
    sheet = load_workbook(SAMPLE / "office" / "06_綜合規劃組.xlsx")["人力清冊"]
    header = ["".join(str(cell).split()) for cell in next(sheet.iter_rows(min_row=3, max_row=3, values_only=True))]
    rows: list[dict[str, object]] = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)]
    return [row for row in rows if row["姓名"]]


def read_day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None:
        return None
    year, month, day = map(int, str(cell).split("."))
    return date(year + 1911, month, day)


@pytest.mark.parametrize(("report", "as_of"), [("midterm", date(2024, 6, 30)), ("final", date(2024, 12, 31))])
def test_the_sample_office_by_independent_arithmetic(report: ReportName, as_of: date) -> None:
    """Names, and the printed months of those who stayed, worked out from the workbook once more."""
    expected: Counter[tuple[str, str]] = Counter()
    for row in read_sample():
        hired, left = read_day(row["到職日期"]), read_day(row["離職日期"])
        assert hired is not None
        if row["職稱"] == "助理" or (left is not None and left < hired):
            continue  # the two faults that the sample's README tells of
        if hired > as_of or (left is not None and left < date(2024, 1, 1)):
            continue
        is_gone = (left is not None and left <= as_of) or (left is None and row["異動別"] != "在職")
        expected[str(row["姓名"]), "☐迄今" if is_gone else "☑迄今"] += 1
    people = list_people(build_sample("annex5", report))
    assert Counter((person[3], person[4].split("/")[1]) for person in people) == expected
    stayed = {person[3]: person[6] for person in people if "☑迄今" in person[4]}
    for row in read_sample():
        hired, left = read_day(row["到職日期"]), read_day(row["離職日期"])
        is_lock_held = left is None or left > as_of  # one was promoted, and has a row that ended
        if row["姓名"] in stayed and hired is not None and hired <= date(2024, 1, 1) and is_lock_held:
            assert stayed[str(row["姓名"])] == f"{as_of.month}月"


def test_identifiers_stand_where_the_form_asks_for_them_alone() -> None:
    row = "本部補助 | 組 | 局 | 個管 | A123456789 | 113/1/1 | | | 大學 | 社工師 | 1 | 2 | 輔導 M00179、a123456780\u202e。"
    registers = {
        "人力清冊_B123456789": f"{COLUMNS}\n{row}\n{row.replace('| 1 | 2 |', '| 約1 | 2 |')}",
        "美沙冬收案": "個案編號\nM00179",
    }
    person, *_ = list_people(build("annex5", registers))
    assert (person[3], person[-1]) == ("A123456789", "輔導 …179、…780。")
    (note,) = list_paragraphs(build("annex5", registers), "note")
    assert "人力清冊_…789.csv 第 3 列「累計個管案量」" in note
