"""Small offices worked by hand: group 4, evidence, figures, cells and rounding."""

from fractions import Fraction

import pytest

from .calculate import calculate, count_rows
from .cells import is_faulty, read_cell
from .office import add_months
from .results import half_up
from .rows import contacts, table

STAFF = "人力來源 職稱 姓名 到職日期 離職日期 異動別"
CASES = "個案編號 開案日期 初評完成日期 結案日期 需求等級"
LECTURES = "案件編號 查獲次數 裁罰日期 通知參與日期 完成講習日期 分流課程"


def test_staff_hired_on_a_leap_day_or_a_31st() -> None:
    rows = table(
        STAFF,
        "本部補助 個管 甲 112/12/31 _ 在職",  # + 12 months = 113-12-31: served
        "本部補助 督導 乙 112/06/30 _ _",  # + 18 months = 113-12-30: served both
        "本部補助 個管 丙 113/1/1 _ 在職",  # + 12 months = 114-01-01: a day short
        "本部補助 個管 丁 110/1/1 114/1/1 離職",  # leaves after as_of: in post, served both
        "本部補助 個管 戊 110/1/1 _ 留職停薪",  # gone, without a date
        "本部補助 個管 己 110/1/1 113/12/31 在職",  # left on as_of
        "本部補助 專管 庚 110/1/1 _ 在職",
        "機關自有 個管 辛 110/1/1 _ 在職",
        "本部補助 個管 壬 114/1/1 _ 在職",  # not hired yet
        "本部補助 個管 癸 113/5/1 113/4/1 離職",  # left before hired: rejected
    )
    results = calculate({"人力清冊": rows})
    first, second = results["4.2.1"], results["4.2.2"]
    assert (first["numerator"], first["denominator"], first["rejected"]) == (3, 4, 1)  # 75 %; 3.2 -> 4 wanted
    assert (first["value"], first["shortfall"]) == ("75.00", 1)
    assert (second["numerator"], second["value"], second["shortfall"]) == (2, "50.00", 1)  # 2.8 -> 3 wanted
    assert add_months(read_cell("113-02-29", "date"), 12) == read_cell("114/2/28", "date")  # type: ignore[arg-type]
    assert add_months(read_cell("112/8/31", "date"), 18) == read_cell("114/2/28", "date")  # type: ignore[arg-type]


def test_eighteen_months_cut_to_the_end_of_june() -> None:
    # 111-12-31 + 18 months = 113-06-31, cut to 113-06-30 = as_of of the midterm: served. 112-01-01 gives 113-07-01.
    rows = table(STAFF, "本部補助 個管 甲 111/12/31 _ 在職", "本部補助 個管 乙 112/1/1 _ 在職")
    result = calculate({"人力清冊": rows}, report="midterm")["4.2.2"]
    assert (result["numerator"], result["denominator"]) == (1, 2)


def one_person(case_row: str, days: list[str], kind: str = "電訪") -> dict[str, object]:
    tables = {"追蹤輔導個案": table(CASES, case_row), "追蹤輔導紀錄": contacts("A", days, kind)}
    return calculate(tables)["4.3.1"]


def test_service_of_59_days_owes_one_unit() -> None:
    # 113-11-03..113-12-31 = 28 + 31 = 59 days: one unit, 11-03..12-02; what comes after counts nothing.
    assert one_person("A 113/11/3 113/11/5 _ 低", ["113/12/3"])["numerator"] == 0
    assert one_person("A 113/11/3 113/11/5 _ 低", ["113/12/2"])["numerator"] == 1


def test_service_of_60_days_owes_two_units() -> None:
    # 113-11-02..113-12-31 = 60 days: two units; one of two = 50 % < 65 %.
    assert one_person("A 113/11/2 113/11/5 _ 低", ["113/11/2", "113/12/1"])["numerator"] == 0  # both in the first
    assert one_person("A 113/11/2 113/11/5 _ 中", ["113/12/1", "113/12/2"])["numerator"] == 1


def test_high_need_owes_two_and_counts_at_most_two() -> None:
    # 113-10-03..113-12-31 = 29 + 30 + 31 = 90 days: three units, 6 contacts owed.
    # Units 10-03..11-01, 11-02..12-01, 12-02..12-31. 3 + 1 + 0, capped 2 + 1 = 3 of 6 = 50 %.
    thin = ["113/10/3", "113/10/4", "113/11/1", "113/12/1"]
    assert one_person("A 113/10/3 113/10/3 _ 高", thin)["numerator"] == 0
    # 2 + 1 + 1 = 4 of 6 = 66.7 %.
    assert one_person("A 113/10/3 113/10/3 _ 高", [*thin, "113/12/31"])["numerator"] == 1


def test_short_service_is_one_unit_cut_by_its_closing() -> None:
    # 113-05-01..113-05-10: ten days, one unit. A contact of the 11th falls outside the service.
    assert one_person("A 113/5/1 113/5/2 113/5/10 低", ["113/5/11"])["numerator"] == 0
    assert one_person("A 113/5/1 113/5/2 113/5/10 低", ["113/5/10"])["numerator"] == 1


def test_service_begins_with_the_period() -> None:
    # Opened 112-06-01, closed 113-02-29: 31 + 29 = 60 days, units 01-01..01-30 and 01-31..02-29.
    result = one_person("A 112/6/1 112/6/2 113/2/29 低", ["112/12/31", "113/1/30", "113/1/31"])
    assert (result["numerator"], result["denominator"]) == (1, 1)


def test_several_rows_a_person() -> None:
    cases = table(
        CASES,
        "A 112/1/1 112/1/1 113/3/30 低",  # service from 113-01-01
        "A 113/3/1 113/3/1 113/3/30 高",  # opened last, on one day with the next: the higher level owes 2
        "A 113/3/1 113/3/1 113/2/30 低",  # impossible closing: rejected
        "A 113/3/1 113/3/1 113/3/20 中",
        "B 113/3/1 113/3/1 _ _",  # no level: out of 4.3.1, in 4.3.2
        "C 113/3/1 114/1/1 _ _",  # not assessed by as_of: in neither, not rejected
    )
    # A: 113-01-01..113-03-30 = 31 + 29 + 30 = 90 days, 3 units, 6 owed; one contact a unit = 3 of 6.
    made = contacts("A", ["113/1/1", "113/2/1", "113/3/1"]) + contacts("B", ["113/5/1"], "視訊")
    made += contacts("C", ["113/5/1"]) + contacts("X", ["113/5/1"])
    tables = {"追蹤輔導個案": cases, "追蹤輔導紀錄": made}
    results = calculate(tables)
    first, second = results["4.3.1"], results["4.3.2"]
    assert (first["numerator"], first["denominator"], first["rejected"]) == (0, 1, 3)  # closing, level, 視訊
    assert (second["numerator"], second["denominator"], second["value"]) == (4, 2, "2.00")  # A 3, B 1
    assert (second["rejected"], second["status"], second["unit"], second["shortfall"]) == (1, "reported", "次", None)
    assert count_rows(tables)["追蹤輔導個案"]["rejected"] == 2


def test_bureaus_by_name() -> None:
    rows = table("組別 局處名稱 專責人力數", "一 衛生局 0", "二 衛 2", "二 教育局 0", "三 衛生局 1", "_ 警察局 1")
    result = calculate({"主責局處": rows})["4.1.1"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (3, 4, 0)


def test_self_funding() -> None:
    # 150 of 1,000 = 15 %; the highest minimum is 15: 0 is not above 0.
    rows = table("中央補助金額 自籌金額 最低自籌比率", "500 100 10%", "350 50 15", "-5 1 15")
    result = calculate({"經費": rows})["4.1.3"]
    assert (result["value"], result["status"], result["rejected"]) == ("0.00", "missed", 1)
    assert result["parts"] == {"self_funded": "150", "subsidy": "850", "minimum_rate": "15"}
    assert (result["numerator"], result["shortfall"], result["attainment"]) == (None, None, None)
    # 119 of 800 = 14.875 %, less 15 = -0.125, half up away from zero.
    below = calculate({"經費": table("中央補助金額 自籌金額 最低自籌比率", "681 119 15")})["4.1.3"]
    assert (below["value"], below["progress"]) == ("-0.13", "落後")


def test_lectures_of_second_offenders() -> None:
    rows = table(
        LECTURES,
        "1 2 113/1/5 113/2/1 113/3/1 是",  # A and B
        "2 3 113/1/5 113/2/1 113/3/1 否",  # A
        "3 2 112/12/31 113/2/1 113/3/1 是",  # fined before the period: neither
        "4 2 112/1/5 112/2/1 112/3/1 是",  # C and D
        "5 2 112/1/5 112/2/1 112/3/1 _",  # C
        "6 2 112/1/5 112/2/1 112/12/31 否",  # C
        "7 1 113/1/5 113/2/1 _ _",
        "8 1 113/1/5 113/12/31 114/1/1 _",  # completed after as_of
    )
    results = calculate({"講習個案": rows})
    # B/A = 1/2, D/C = 1/3: 16.67 points.
    assert results["4.6.2"]["parts"] == {"A": 2, "B": 1, "C": 3, "D": 1}
    assert (results["4.6.2"]["value"], results["4.6.2"]["status"], results["4.6.2"]["progress"]) == (
        "16.67",
        "met",
        "符合",
    )
    assert (results["4.6.1.1"]["numerator"], results["4.6.1.1"]["denominator"]) == (0, 2)
    assert (results["4.6.1.2"]["numerator"], results["4.6.1.2"]["denominator"]) == (3, 3)  # 1, 2, 3
    one_year = calculate({"講習個案": rows[:3]})["4.6.2"]
    assert (one_year["status"], one_year["value"], one_year["parts"]) == (
        "not_applicable",
        None,
        {"A": 2, "B": 1, "C": 0, "D": 0},
    )


def test_urine_tests_by_person_and_fines_of_the_year_before() -> None:
    urine = table("個案編號 應採驗年度 實際採驗日期", "a 113 _", "Ａ 2024 113/1/1", "B 112 113/1/1", "C 113 112/12/31")
    result = calculate({"尿液採驗": urine})["4.9"]
    assert (result["numerator"], result["denominator"], result["shortfall"]) == (1, 2, 1)
    fined = table(
        "案件編號 裁罰日期 應移送執行 移送執行日期",
        "1 112/1/1 是 112/6/1",
        "2 112/12/31 是 114/1/1",
        "3 112/5/1 否 _",
        "4 113/1/1 是 113/2/1",
        "5 112/5/1 _ _",
    )
    ten = calculate({"罰鍰案件": fined})["4.10"]
    assert (ten["numerator"], ten["denominator"], ten["rejected"]) == (1, 2, 1)


def test_meetings_and_volunteers() -> None:
    held = table("會議日期 秘書長或主任秘書以上主持", "113/1/1 是", "113/6/30 否", "113/7/1 是")
    assert calculate({"跨局處會議": held}, report="midterm")["4.1.2"]["value"] == "50.00"
    hours = table("志工編號 繼續教育時數", "1 4", "2 3.5", "3 8")
    result = calculate({"志工": hours}, report="midterm")["4.8"]
    # 2 of 3 = 66.67 %: misses 100 %, but above 55 % = 1.1 × the 50 % of six months.
    assert (result["status"], result["progress"], result["value"]) == ("missed", "超前", "66.67")
    assert calculate({"志工": []})["4.8"]["status"] == "not_applicable"


def test_evidence_items() -> None:
    rows = table(
        "指標代碼 項目名稱 要件 說明",
        "4.5 共管 服務對象 甲",
        "4.5 共管 合作單位 乙",
        "四(五) 共管 服務流程及內容 丙",
        "4.5 共管 共管結案指標 －",  # a missing mark: the item is not whole
        "4.6 講習 初次查獲課程 基礎班",
        "4.6.1.0 講習 二次以上查獲課程 基礎班",  # the same text
        "4.12 官網 網站簡介 有網頁",
        "4.12 宣導 宣導媒體 電視",
        "四(十二) 宣導 宣導媒體 ｒａｄｉｏ",
        "4.12.2 宣導二 宣導媒體 radio",  # the same after NFKC
        "3.3 錯 服務對象 甲",  # a measure without evidence: counts against all
        "2.4 銜接 _ 甲",  # no element: counts against 2.4
    )
    results = calculate({"佐證清冊": rows})
    assert (results["4.5"]["numerator"], results["4.5"]["shortfall"], results["4.5"]["rejected"]) == (0, 1, 1)
    assert results["4.6.1.0"]["value"] == "0.00"
    assert (results["4.12.1"]["status"], results["4.12.1"]["denominator"]) == ("met", None)
    assert (results["4.12.2"]["value"], results["4.12.2"]["unit"], results["4.12.2"]["attainment"]) == (
        "2.00",
        "種",
        "100.00",
    )
    assert results["2.4"]["rejected"] == 2


@pytest.mark.parametrize(
    ("text", "kind", "meaning"),
    [
        ("113/1/5", "date", "2024-01-05"),
        ("１１３.０１.０５", "date", "2024-01-05"),
        ("民國113年1月5日", "date", "2024-01-05"),
        ("113 年 1 月 5 日", "date", "2024-01-05"),
        ("1130105", "date", "2024-01-05"),
        ("990105", "date", "2010-01-05"),
        ("20240105", "date", "2024-01-05"),
        ("2024-01-05 08:30:00", "date", "2024-01-05"),
        ("113年1月", "month", "2024-01-01"),
        ("2024-01", "month", "2024-01-01"),
        ("2024", "year", "113"),
        ("ｙ", "flag", "True"),
        ("無", "flag", "False"),
        ("無", "date", "None"),
        ("——", "count", "None"),
        ("1,234", "count", "1234"),
        ("4.0", "count", "4"),
        (" c113－00 001 ", "id", "C113-00001"),
    ],
)
def test_readable_cells(text: str, kind: str, meaning: str) -> None:
    assert str(read_cell(text, kind)) == meaning


@pytest.mark.parametrize(
    ("text", "kind"),
    [("113/2/30", "date"), ("45292", "date"), ("113/1", "date"), ("2.5", "count"), ("-1", "money"), ("對", "flag")],
)
def test_faulty_cells(text: str, kind: str) -> None:
    assert is_faulty(text, kind)


def test_half_up() -> None:
    assert half_up(Fraction(-125, 1000)) == "-0.13"
    assert half_up(Fraction(125, 1000)) == "0.13"
    assert half_up(Fraction(64996, 1000)) == "65.00"
    assert half_up(Fraction(-1, 1000)) == "0.00"


def test_strict_withholds() -> None:
    rows = table("志工編號 繼續教育時數", "1 4", "2 _")
    result = calculate({"志工": rows}, strict=True)["4.8"]
    assert (result["status"], result["value"], result["rejected"]) == ("withheld", None, 1)
