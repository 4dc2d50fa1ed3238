"""The whole report of annexes 11 and 12: the official headings in order, the staff paragraph, blanks where nothing is known."""

import pytest

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.document import Contents, Table
from antidrug_kpi.forms.printed.form_names import list_form_ids
from antidrug_kpi.forms.printed.office_notes import take_out_office_notes
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import ReportName

from .filling import GROUPS, HEADERS
from .papers import build, build_sample, check_grid, find_paragraph, list_paragraphs, list_tables, list_words, mark

pytestmark = pytest.mark.slow

# As annexes 11 and 12 print them.
HEADINGS: dict[ReportName, list[str]] = {
    "midterm": [
        "壹、實際執行進度及成果",
        "貳、衡量指標達成情形",
        "參、人力運用情形",
        "肆、計畫執行檢討與策進",
        "伍、遭遇困難與建議",
        "陸、附件",
    ],
    "final": [
        "壹、113年毒品現況分析與處遇資源說明",
        "貳、計畫執行成果（含創新作為或特殊成果）",
        "參、衡量指標達成情形",
        "肆、人力運用情形",
        "伍、計畫執行檢討與策進",
        "陸、遭遇問題與建議",
        "柒、附件",
    ],
}
ANNEXES = ["附件一、藥癮治療服務量統計表", "附件五、毒品危害防制中心專責人力運用情形清冊", "毒品危害講習辦理場次及課程表"]
COVERS = {
    "midterm": ["113 年度毒品危害防制中心工作暨", "衛生福利部補助辦理藥癮者處遇計畫", "期中成果報告"],
    "final": ["113 年度毒品危害防制中心工作暨", "衛生福利部補助辦理藥癮者處遇計畫", "期末成果報告"],
}
PERIODS = {
    "midterm": "（113 年 1 月 1 日至 113 年 6 月 30 日）",
    "final": "(113 年 1 月 1 日至 113 年 12 月 31 日)",
}
CONTACTS = ["計畫負責人：", "職稱：", "計畫主辦科/單位：", "科長/主任：", "計畫聯絡人：", "職稱：", "電話：", "電子信箱："]
WORK_ITEMS = {"midterm": ["工作項目", "執行進度與成果", "中央審查意見"], "final": ["工作項目", "執行成果說明"]}
REPORTS: tuple[ReportName, ...] = ("midterm", "final")

STAFF = """
人力來源 | 業務組別   | 職稱 | 姓名 | 到職日期  | 離職日期  | 異動別
本部補助 | 綜合規劃組 | 個管 | 甲   | 112/1/1   |           | 在職
本部補助 | 綜合規劃組 | 個管 | 乙   | 113/12/31 |           | 在職
本部補助 | 綜合規劃組 | 個管 | 丙   | 114/1/1   |           | 在職
本部補助 | 綜合規劃組 | 個管 | 丁   | 110/1/1   | 113/12/31 | 離職
本部補助 | 綜合規劃組 | 個管 | 戊   | 110/1/1   | 113/12/30 | 離職
本部補助 | 綜合規劃組 | 個管 | 己   | 110/1/1   | 114/1/1   | 離職
本部補助 | 綜合規劃組 | 個管 | 庚   | 110/1/1   | 112/12/31 | 離職
本部補助 | 綜合規劃組 | 個管 | 辛   | 110/1/1   | 113/1/1   | 離職
本部補助 | 綜合規劃組 | 督導 | 壬   | 110/1/1   |           | 留職停薪
本部補助 | 綜合規劃組 | 專管 | 癸   | 113/2/29  |           |
本部補助 | 綜合規劃組 | 其他 | 子   | 113/3/1   |           |
機關自有 | 預防宣導組 | 個管 | 丑   | 111/1/1   |           | 在職
機關自有 | 醫療服務組 | 其他 | 寅   | 111/1/1   | 113/6/1   | 轉任他職
機關自有 | 查緝合作組 | 其他 | 卯   | 111/1/1   |           | 在職
機關自有 |            | 其他 | 辰   | 111/1/1   |           | 在職
"""


# Annex 7; 澎湖縣 has a dash for 專案管理人力, and its 督導 are 0.
KAOHSIUNG = {"staffing_table": {"一般個管": 74, "資深個管": 0, "個管員小計": 74, "個管督導人力": 11, "專案管理人力": 4}}
PENGHU = {"staffing_table": {"一般個管": 1, "資深個管": 0, "個管員小計": 1, "個管督導人力": 0}}


@pytest.mark.parametrize("report", REPORTS)
def test_headings_stand_in_the_annex_order(report: ReportName) -> None:
    document = build_sample("full", report)
    assert list_paragraphs(document, "heading1") == HEADINGS[report]
    assert list_paragraphs(document, "heading2") == ANNEXES
    (contents,) = [block for section in document.sections for block in section.blocks if isinstance(block, Contents)]
    assert contents.title == "目錄"
    words = list_words(document)
    order = [words.index(text) for text in ("目錄", *HEADINGS[report])]
    assert order == sorted(order)


@pytest.mark.parametrize("report", REPORTS)
def test_the_cover_has_county_period_and_contacts_to_be_filled(report: ReportName) -> None:
    document = build_sample("full", report)
    cover, *_ = document.sections
    texts = [text for text in list_words(document) if text]
    assert texts[:5] == ["望海縣", *COVERS[report], PERIODS[report]]
    (contacts,) = [block for block in cover.blocks if isinstance(block, Table)]
    assert [cell.text.rstrip("　") for row in contacts.rows for cell in row.cells] == CONTACTS
    assert all(cell.lines[0].runs[-1].is_blank for row in contacts.rows for cell in row.cells)
    assert "〔○年○月○日〕" in list_paragraphs(document, "title")


@pytest.mark.parametrize(("report", "blank"), [("midterm", "〔○○縣（市）〕"), ("final", "〔○○縣(市)〕")])
def test_cover_without_a_county_keeps_the_official_blank(report: ReportName, blank: str) -> None:
    document = build("full", {"志工": "志工編號 | 繼續教育時數\nV1 | 4"}, report, county=None)
    assert [text for text in list_paragraphs(document, "cover") if text] == [blank, *COVERS[report]]


@pytest.mark.parametrize("report", REPORTS)
def test_sections_that_only_a_person_can_write_are_marked_blanks(report: ReportName) -> None:
    document = build_sample("full", report)
    work = next(table for table in list_tables(document) if table.header_rows and "工作項目" in table.rows[0].cells[0].text)
    assert [cell.text for cell in work.rows[0].cells] == WORK_ITEMS[report]
    assert [row.cells[0].text for row in work.rows if row.cells[0].text in GROUPS] == GROUPS
    # Every item but those that are headings of others.
    prompts = [line for row in work.rows for cell in row.cells for line in cell.lines if mark(line).startswith("〔（請填寫")]
    assert len(prompts) == 63
    assert list_paragraphs(document, "body").count("〔（請填寫）〕") == {"midterm": 2, "final": 3}[report]


@pytest.mark.parametrize("report", REPORTS)
def test_the_table_of_attainment_stands_in_its_section(report: ReportName) -> None:
    (section,) = [section for section in build_sample("full", report).sections if "衡量指標達成情形" in section.name]
    assert section.is_landscape
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.rows[0].cells] == HEADERS[report]
    assert [row.cells[0].text for row in table.rows if len(row.cells) == 1] == GROUPS
    assert len(table.rows) == 1 + len(GROUPS) + 36


def test_staff_paragraph_of_the_final_report() -> None:
    """In the period 個管 甲乙丁戊己辛, 督導 壬, 專管 癸, 其他 子; in post on 12/31 甲乙己, nobody, 癸, 子.

    機關自有 in the period 丑寅卯辰, in post 丑卯辰.
    """
    document = build("full", {"人力清冊": STAFF}, annexes=KAOHSIUNG)
    assert find_paragraph(document, "本計畫執行人力") == (
        "本計畫執行人力共計89人，其中衛福部補助之聘用人力85人(含個管74人、督導11人)，臨時人力(專管)4人，截至113年12月底，"
        "前已聘任之補助人力9人(含個管6人、督導1人、專管1人)人，尚在職人數5人(含個管3人、督導0人、專管1人)；"
        "另本府各業務組設置之自有專責人力4人(含預防宣導組1人、保護扶助組0人、醫療服務組1人、綜合規劃組0人)，截至113年12月底，"
        "尚在職人數3人(含預防宣導組1人、保護扶助組0人、醫療服務組0人、綜合規劃組0人)；"
        "人力運用情形詳如「毒品危害防制中心專責人力運用情形清冊(如附件五)」。"
    )
    assert [text for text in list_paragraphs(document, "note") if "總數" in text] == [
        "註：本部補助人力中有 1 人職稱為「其他」，計入補助人力總數，不在個管、督導、專管之列。",
        "註：機關自有專責人力中有 2 人業務組別為「查緝合作組」、空白，計入自有專責人力總數，不在所列四組之內。",
    ]


def test_staff_paragraph_of_the_midterm_report() -> None:
    """On 6/30 乙 is not hired yet, and 丁 and 戊 have not left."""
    assert find_paragraph(build("full", {"人力清冊": STAFF}, "midterm", annexes=PENGHU), "本計畫執行人力") == (
        "本計畫執行人力共計1人，其中衛福部補助之聘用人力1人（含個管1人、督導0人），臨時人力（專管）0人，截至 113 年 6 月底，"
        "前已聘任之補助人力8人(含個管5人、督導1人、專管1人)人，尚在職人數6人(含個管4人、督導0人、專管1人)；"
        "另本府各業務組設置之自有專責人力4人(含預防宣導組1人、保護扶助組0人、醫療服務組1人、綜合規劃組0人)，截至 113 年 6 月底，"
        "尚在職人數3人(含預防宣導組1人、保護扶助組0人、醫療服務組0人、綜合規劃組0人)；"
        "人力運用情形詳如「毒品危害防制中心專責人力運用情形清冊(如附件五)」。"
    )


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("113/9/29", "截至113年9月29日，"),
        ("113/9/30", "截至113年9月底，"),
        ("113/2/28", "截至113年2月28日，"),
        ("113/2/29", "截至113年2月底，"),
    ],
)
def test_staff_paragraph_says_the_day_where_it_is_no_end_of_a_month(as_of: str, said: str) -> None:
    assert said in find_paragraph(build("full", {"人力清冊": STAFF}, as_of=as_of), "本計畫執行人力")


OFFICIAL = (
    "本計畫執行人力共計〔○〕人，其中衛福部補助之聘用人力〔○〕人(含個管〔○〕人、督導〔○〕人)，臨時人力(專管)〔○〕人，截至113年12月底，"
    "前已聘任之補助人力〔○〕人(含個管〔○〕人、督導〔○〕人、專管〔○〕人)人，尚在職人數〔○〕人(含個管〔○〕人、督導〔○〕人、專管〔○〕人)；"
    "另本府各業務組設置之自有專責人力〔○〕人(含預防宣導組〔○〕人、保護扶助組〔○〕人、醫療服務組〔○〕人、綜合規劃組〔○〕人)，截至113年12月底，"
    "尚在職人數〔○〕人(含預防宣導組〔○〕人、保護扶助組〔○〕人、醫療服務組〔○〕人、綜合規劃組〔○〕人)；"
    "人力運用情形詳如「毒品危害防制中心專責人力運用情形清冊(如附件五)」。"
)


WITHOUT_CHANGES = "人力來源 | 業務組別 | 職稱 | 姓名 | 到職日期 | 離職日期\n本部補助 | 綜合規劃組 | 個管 | 甲 | 112/1/1 |"


@pytest.mark.parametrize(
    ("registers", "note"),
    [
        ({"志工": "志工編號 | 繼續教育時數\nV1 | 4"}, "註：缺清冊「人力清冊」：所需空格留白，請補齊清冊或逕行填寫。"),
        (
            {"人力清冊": WITHOUT_CHANGES},
            "註：「人力清冊」缺欄位「異動別」：所需空格留白，請補齊清冊或逕行填寫。",
        ),
        (
            {"人力清冊": STAFF.splitlines()[1] + "\n本部補助 | 綜合規劃組 | 助理 | 甲 | 112/1/1 | |"},
            "註：「人力清冊」有 1 列資料有誤，未計入上列人數：人力清冊.csv 第 2 列「職稱」。",
        ),
    ],
    ids=["no register", "no column", "every row rejected"],
)
def test_what_cannot_be_counted_stays_blank(registers: dict[str, str], note: str) -> None:
    document = build("full", registers)
    assert find_paragraph(document, "本計畫執行人力") == OFFICIAL
    assert note in list_paragraphs(document, "note")


def test_a_rejected_row_counts_nowhere_in_the_paragraph() -> None:
    """A faulty 業務組別 cannot be; a faulty 異動別 keeps its row out of the total too, so that parts add up."""
    staff = STAFF + "本部補助 | 綜合規劃組 | 個管 | 巳 | 110/1/1 |           | 請假\n"
    document = build("full", {"人力清冊": staff})
    assert "前已聘任之補助人力9人" in find_paragraph(document, "本計畫執行人力")
    assert "註：「人力清冊」有 1 列資料有誤，未計入上列人數：人力清冊.csv 第 17 列「異動別」。" in list_paragraphs(
        document, "note"
    )


def test_approved_posts_of_a_county_without_a_row_stay_blank_beside_those_in_post() -> None:
    said = find_paragraph(build("full", {"人力清冊": STAFF}), "本計畫執行人力")
    assert said.startswith(
        "本計畫執行人力共計〔○〕人，其中衛福部補助之聘用人力〔○〕人(含個管〔○〕人、督導〔○〕人)，臨時人力(專管)〔○〕人，"
    )
    assert "前已聘任之補助人力9人(含個管6人、督導1人、專管1人)人，尚在職人數5人" in said


NOTES = {
    "work": "(請依本計畫說明書工作項目逐一填寫，自訂工作項目請置於指定工作項目後)",
    "staff": "（請依本計畫說明書附件九填復）",
}


@pytest.mark.parametrize(
    ("registers", "annexes", "printed"),
    [
        # Nothing is left to fill in 參; the blanks of 肆 are none of it.
        ({"人力清冊": STAFF}, KAOHSIUNG, ["work"]),
        ({"人力清冊": STAFF}, None, ["work", "staff"]),
        ({"志工": "志工編號 | 繼續教育時數\nV1 | 4"}, KAOHSIUNG, ["work", "staff"]),
    ],
    ids=["filled", "no row of the county", "no register"],
)
def test_a_note_for_the_writer_goes_once_its_part_is_filled(
    registers: dict[str, str], annexes: dict[str, dict[str, int]] | None, printed: list[str]
) -> None:
    notes = list_paragraphs(build("full", registers, "midterm", annexes=annexes), "note")
    assert [name for name, note in NOTES.items() if note in notes] == printed


def test_what_only_the_office_needs_is_taken_out_of_what_is_handed_in() -> None:
    staff = STAFF + "本部補助 | 綜合規劃組 | 個管 | 巳 | 110/1/1 |           | 請假\n"
    whole = build("full", {"人力清冊": staff})
    fault = "「人力清冊」有 1 列資料有誤，未計入上列人數：人力清冊.csv 第 17 列「異動別」。"
    left_out = "另有 2 人於統計期間前已離職，或於基準日後到職，未列入。"
    clean, notes = take_out_office_notes(whole)
    assert (fault in notes, left_out in notes) == (True, True)
    kept = [text for text in list_paragraphs(clean, "note") if text.startswith("註：")]
    # What explains a printed number stays.
    assert kept == [
        "註：本部補助人力中有 1 人職稱為「其他」，計入補助人力總數，不在個管、督導、專管之列。",
        "註：機關自有專責人力中有 2 人業務組別為「查緝合作組」、空白，計入自有專責人力總數，不在所列四組之內。",
    ]
    assert not any(".csv" in text for text in list_words(clean))


@pytest.mark.parametrize("report", REPORTS)
def test_every_table_fills_its_grid(report: ReportName) -> None:
    for registers in ({"人力清冊": STAFF}, {"志工": "志工編號 | 繼續教育時數\nV1 | 4"}):
        for table in list_tables(build("full", registers, report)):
            check_grid(table)


def test_a_form_that_the_plan_does_not_have_names_those_that_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        build("annex2", {"人力清冊": STAFF})
    assert (
        str(caught.value) == "計畫 mohw-113 沒有表單「annex2」；請用 "
        "indicators（附件十一、附件十二）、annex1（附件一）、annex5（附件五）、full、paste、plan（附件十）、paste-plan"
    )


def test_a_plan_without_forms_has_its_table_of_attainment() -> None:
    assert [list_form_ids(load_plan(name)) for name in ("mol-107", "khh-114")] == [("indicators",), ("indicators",)]
