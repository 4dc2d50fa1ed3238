"""Small offices worked by hand: group 4, evidence and rounding."""

from fractions import Fraction

import pytest

from .calculate import calculate, count_rows
from .results import half_up
from .rows import contacts, table

CASES = "個案編號 開案日期 初評完成日期 結案日期 需求等級"
LECTURES = "案件編號 查獲次數 裁罰日期 通知參與日期 完成講習日期 分流課程"


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


@pytest.mark.parametrize("rows", [[], ["112/12/31 是"], ["114/1/1 是"], ["113/2/30 是", "112/12/31 否"]])
def test_no_meeting_is_a_miss(rows: list[str]) -> None:
    # The target asks that meetings are held: none in the period, so nothing was chaired as it should be.
    result = calculate({"跨局處會議": table("會議日期 秘書長或主任秘書以上主持", *rows)})["4.1.2"]
    assert (result["status"], result["progress"]) == ("missed", "落後")
    assert (result["numerator"], result["denominator"]) == (0, 0)
    assert (result["value"], result["attainment"], result["shortfall"]) == (None, None, None)
    assert (result["comparator"], result["target"], result["source"]) == (">=", "50", "register")


def test_no_meeting_by_hand_and_no_register() -> None:
    figures = table("指標代碼 項目 數值", "4.1.2 分子 0", "4.1.2 分母 0", "4.7 分子 0", "4.7 分母 0")
    results = calculate({"填報數據": figures})
    assert (results["4.1.2"]["status"], results["4.1.2"]["source"], results["4.1.2"]["progress"]) == (
        "missed",
        "figures",
        "落後",
    )
    assert results["4.7"]["status"] == "not_applicable"
    assert calculate({})["4.1.2"]["status"] == "no_data"
    faulty = table("會議日期 秘書長或主任秘書以上主持", "113/2/30 是")
    assert calculate({"跨局處會議": faulty})["4.1.2"]["status"] == "no_data"  # all rejected: nobody knows


def test_a_year_without_a_target_in_force() -> None:
    hours = table("志工編號 繼續教育時數", "1 4", "2 3")
    result = calculate({"志工": hours, "家支社工": table("社工編號 年月 服務案家數 新開案數", "W 112/1 30 9")}, year=112)
    assert (result["4.8"]["status"], result["4.8"]["value"]) == ("reported", "50.00")
    for key in ("comparator", "target", "attainment", "progress", "shortfall"):
        assert result["4.8"][key] is None, key
    assert result["2.3.1"]["status"] == "no_data"  # without a jurisdiction, whatever the year


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
    # The source names no number of items there: no attainment, and nothing to be ahead of.
    assert (results["4.12.1"]["attainment"], results["4.12.1"]["progress"], results["4.12.1"]["target"]) == (None, "符合", "1")
    assert (results["4.6.1.0"]["attainment"], results["4.6.1.0"]["progress"], results["4.6.1.0"]["shortfall"]) == (
        None,
        "落後",
        1,
    )
    assert (results["4.12.2"]["value"], results["4.12.2"]["unit"], results["4.12.2"]["attainment"]) == (
        "2.00",
        "種",
        "100.00",
    )
    assert results["2.4"]["rejected"] == 2


def test_half_up() -> None:
    assert half_up(Fraction(-125, 1000)) == "-0.13"
    assert half_up(Fraction(125, 1000)) == "0.13"
    assert half_up(Fraction(64996, 1000)) == "65.00"
    assert half_up(Fraction(-1, 1000)) == "0.00"


def test_strict_withholds() -> None:
    rows = table("志工編號 繼續教育時數", "1 4", "2 _")
    result = calculate({"志工": rows}, strict=True)["4.8"]
    assert (result["status"], result["value"], result["rejected"]) == ("withheld", None, 1)


def test_two_items_are_ahead_only_where_the_source_names_a_number() -> None:
    header = "指標代碼 項目名稱 要件 說明"
    rows = table(header, "4.12.1 甲 網站簡介 有", "4.12.1 乙 網站簡介 有", "4.12.1 丙 網站簡介 None", "4.12.1 丁 網站簡介 待補")
    rows += table(header, "2.4 甲 合作矯正機關 子", "2.4 甲 服務內容 丑", "2.4 乙 合作矯正機關 寅", "2.4 乙 服務內容 0")
    results = calculate({"佐證清冊": rows})
    own = results["4.12.1"]  # 甲, 乙, 丁: a text that only holds the place counts; None is blank
    assert (own["value"], own["attainment"], own["progress"]) == ("3.00", None, "符合")
    named = results["2.4"]  # 甲 and 乙, 0 being a text: 2 of 1 = 200 %
    assert (named["value"], named["attainment"], named["progress"]) == ("2.00", "200.00", "超前")
