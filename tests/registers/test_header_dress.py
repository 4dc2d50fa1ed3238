"""What stands around a header: harmless and dropped, or another column."""

import pytest

from antidrug_kpi.files import Cell

from .offices import Rows, list_issues, list_values, make_sheet, read_sheets

FIRST: dict[str, tuple[str, Cell]] = {
    "學校清冊": ("學校代碼", "000001"),
    "經費": ("中央補助金額", 1000),
    "志工": ("志工編號", "V1"),
    "追蹤輔導個案": ("個案編號", "A1"),
    "涉毒學生": ("案件編號", "S1"),
    "家屬前後測": ("家屬編號", "F1"),
    "人力清冊": ("到職日期", "113/1/1"),
    "家支社工": ("社工編號", "W1"),
}
IDS = {"學校清冊": "schools", "經費": "funding", "志工": "volunteers", "追蹤輔導個案": "cases", "涉毒學生": "student_drug_cases"}
IDS |= {"家屬前後測": "family_assessments", "人力清冊": "staff", "家支社工": "family_workers"}


def read_header(register: str, header: str, cell: Cell) -> tuple[bool, list[str]]:
    key, value = FIRST[register]
    reading = read_sheets(make_sheet(f"{register}.csv", [[key, header], [value, cell]]))
    official = [column.name for column in reading.registers[IDS[register]].spec.columns]
    found = [name for name in official if reading.registers[IDS[register]].has_column(name) and name != key]
    return bool(found), list_issues(reading.issues, "column-changed")


@pytest.mark.parametrize(
    ("register", "header", "cell"),
    [
        *(
            ("經費", header, 5)
            for header in ("自籌金額（元）", "自籌金額(新臺幣元)", "自籌金額（單位：元）", "自籌金額[NT$]", "自籌金額 單位：元")
        ),
        *(
            ("經費", header, 5)
            for header in ("最低自籌比率（％）", "最低自籌比率%", "最低自籌比率(百分比)", "最低自籌比率（必填）(%)")
        ),
        *(
            ("學校清冊", header, 5)
            for header in ("學生數（人）", "學生數（必填、人）", "學生數(C)", "學生數(以人數計)", "學生數(衛生局填)")
        ),
        *(
            ("學校清冊", header, "是")
            for header in ("學校日宣導（是/否）", "學校日宣導（請填是或否）", "學校日宣導(V)", "學校日宣導（Y/N）")
        ),
        *(
            ("志工", header, 5)
            for header in ("繼續教育時數（小時）", "繼續教育時數(hr)", "繼續教育時數（時數）", "繼續教育時數 Hours")
        ),
        *(("家屬前後測", header, 5) for header in ("前測分數（分）", "前測分數(必填)")),
        *(
            ("追蹤輔導個案", header, "113/1/5")
            for header in ("結案日期（民國年/月/日）", "結案日期（yyyy/mm/dd）", "結案日期(例:113/1/5)")
        ),
        *(
            ("追蹤輔導個案", header, "113/1/5")
            for header in ("結案日期（民國）", "結案日期(年月日)", "結案日期（格式：1130105）", "結案日期（選填）")
        ),
        *(
            ("追蹤輔導個案", header, "低")
            for header in ("需求等級（低/中/高）", "需求等級（下拉選單）", "需求等級 Priority", "需求等級（1低2中3高）")
        ),
        ("追蹤輔導個案", "結案原因（請敘明）", "期滿"),
        ("涉毒學生", "查獲來源（警察查獲/學校清查）", "警察查獲"),
        ("人力清冊", "姓名（全名）", "王明"),
        ("家支社工", "年月（民國年月）", "113/01"),
        ("學校清冊", "前一年同期學生數 Students last year", 5),
    ],
)
def test_what_changes_no_meaning_behind_a_header_is_passed_over(register: str, header: str, cell: Cell) -> None:
    assert read_header(register, header, cell) == (True, [])


@pytest.mark.parametrize(
    ("register", "header", "what", "official"),
    [
        ("經費", "自籌金額（千元）", "千元", "自籌金額"),
        ("經費", "自籌金額（單位：萬元）", "單位:萬元", "自籌金額"),
        ("經費", "自籌金額（新臺幣百萬元）", "新臺幣百萬元", "自籌金額"),
        ("經費", "自籌金額（%）", "%", "自籌金額"),
        ("經費", "最低自籌比率（‰）", "‰", "最低自籌比率"),
        ("學校清冊", "學生數（前一年）", "前一年", "學生數"),
        ("學校清冊", "學生數（112年度）", "112年度", "學生數"),
        ("學校清冊", "學生數（％）", "%", "學生數"),
        ("學校清冊", "學生數（預估）", "預估", "學生數"),
        ("志工", "繼續教育時數（分鐘）", "分鐘", "繼續教育時數"),
        ("志工", "繼續教育時數（分）", "分", "繼續教育時數"),
        ("志工", "繼續教育時數（天）", "天", "繼續教育時數"),
        ("追蹤輔導個案", "結案日期（預定）", "預定", "結案日期"),
        ("追蹤輔導個案", "結案日期（預計，民國年）", "預計,民國年", "結案日期"),
        ("追蹤輔導個案", "開案日期 (planned)", "planned", "開案日期"),
        ("追蹤輔導個案", "開案日期/planned", "planned", "開案日期"),
        ("人力清冊", "離職日期（擬訂）", "擬訂", "離職日期"),
    ],
)
def test_another_column(register: str, header: str, what: str, official: str) -> None:
    is_found, said = read_header(register, header, None)
    assert not is_found
    (line,) = said
    assert f"的「{what}」可能改變了意義，未當作「{official}」讀取" in line


def test_a_required_column_whose_meaning_is_changed_is_lacking_and_the_register_there() -> None:
    rows: Rows = [["志工編號", "繼續教育時數（分鐘）"], ["V1", 240]]
    reading = read_sheets(make_sheet("志工.csv", rows))
    assert reading.registers["volunteers"].lacking == {"繼續教育時數"}


@pytest.mark.parametrize("line", [["(元)", "(千元)", "(%)"], [None, "（千元）", None]])
def test_a_line_of_units_below_the_words(line: list[Cell]) -> None:
    rows: Rows = [["中央補助金額", "自籌金額", "最低自籌比率"], line, [1000, 500, 30]]
    reading = read_sheets(make_sheet("經費.csv", rows))
    assert reading.registers["funding"].lacking == {"自籌金額"}
    assert list_values(reading, "funding", "中央補助金額") == [1000]
    assert len(list_issues(reading.issues, "column-changed")) == 1


def test_two_lines_whose_joined_words_are_a_header_are_that_one() -> None:
    rows: Rows = [
        ["學校代碼", "本年", "", "前一年同期", ""],
        ["", "學生數", "特定人員數", "學生數", "特定人員數"],
        ["000001", 100, 10, 90, 9],
    ]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    names = ["學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數"]
    assert [list_values(reading, "schools", name) for name in names] == [[100], [10], [90], [9]]
    assert list_issues(reading.issues, "column-twice", "column-changed") == []


@pytest.mark.parametrize("group", ["預定", "預計", "前一年", "上年度", "去年同期"])
def test_a_group_that_changes_what_stands_below_it(group: str) -> None:
    rows: Rows = [
        ["", "", "", group, ""],
        ["個案編號", "開案日期", "初評完成日期", "結案日期", "就業轉介日期"],
        ["A1", "113/1/5", "113/1/6", "113/2/1", "113/2/1"],
    ]
    reading = read_sheets(make_sheet("追蹤輔導個案.csv", rows))
    assert {"結案日期", "就業轉介日期"} <= reading.registers["cases"].lacking
    assert list_values(reading, "cases", "初評完成日期") == ["2024-01-06"]
    assert len(list_issues(reading.issues, "column-changed")) == 2


@pytest.mark.parametrize(
    "above", [[], [["人力清冊", "", "", ""]], [["人力清冊", "", "", ""], ["製表日期：114/01/06", "", "", ""]]]
)
def test_the_first_half_of_a_header_is_no_group(above: list[list[Cell]]) -> None:
    rows: Rows = [*above, ["", "", "累計", ""], ["姓名", "到職日期", "個管案量", "離職日期"], ["王明", "113/1/5", 30, "113/2/1"]]
    reading = read_sheets(make_sheet("人力清冊.csv", rows))
    assert list_values(reading, "staff", "累計個管案量") == [30]
    assert list_values(reading, "staff", "離職日期") == ["2024-02-01"]
    assert list_issues(reading.issues, "column-changed") == []


@pytest.mark.parametrize(
    "title",
    [
        ["113年預定追蹤輔導個案", None, None, None],
        ["", "前一年預定追蹤輔導個案一覽表", None, None],
        ["追蹤輔導個案", None, None, "單位：千元"],
        ["追蹤輔導個案", None, "列印日期：113/1/5", None],
        ["", "預定", None, None],
    ],
)
def test_a_title_is_no_group(title: list[Cell]) -> None:
    rows: Rows = [title, ["個案編號", "開案日期", "結案日期", "就業轉介日期"], ["A1", "113/1/5", "113/2/1", None]]
    reading = read_sheets(make_sheet("追蹤輔導個案.csv", rows))
    assert list_values(reading, "cases", "結案日期") == ["2024-02-01"]
    assert list_issues(reading.issues, "column-changed") == []
