"""Small offices worked by hand, groups 1 to 3: the sums stand in the comments."""

from datetime import date

import pytest

from .calculate import calculate, count_rows
from .rows import schools, table

METHADONE = "個案編號 機構代碼 新收日期 結案日期 結案原因"
LEAVERS = "個案編號 離校類型 離校日期 轉銜評估會議日期 轉介日期"
CASES = "個案編號 開案日期 結案日期 無需轉介就業原因 就業轉介日期"
INSTITUTIONS = "機構代碼 機構名稱 替代治療 藥癮戒治"
PATIENTS = "個案編號 機構代碼 收案日期 結案日期 曾檢出C肝陽性 C肝篩檢日期"


def test_retention_at_179_180_and_181_days() -> None:
    # 112-09-01 + 179 days: 29 left in Sep, 31 Oct, 30 Nov, 31 Dec = 121 (112-12-31), 31 Jan = 152, then 27 Feb = 179.
    rows = table(
        METHADONE,
        "A H1 112/9/1 113/2/27 自行中斷",  # 179 days: not retained
        "B H1 112/9/1 113/2/28 自行中斷",  # 180: retained
        "C H1 112/9/1 113/2/29 自行中斷",  # 181: retained
        "D H1 112/9/1 113/2/27 死亡",  # 179 and a reason: out
        "E H1 112/9/1 113/2/28 死亡",  # 180: retained, whatever the reason
    )
    result = calculate({"美沙冬收案": rows})["3.3"]
    assert (result["numerator"], result["denominator"]) == (3, 4)  # B, C, E of A, B, C, E
    assert result["value"] == "75.00"
    assert result["excluded"] == [{"reason": "死亡", "count": 1}]
    assert result["attainment"] == "115.38"  # 75 / 65 = 1.153846
    assert result["progress"] == "超前"


def test_retention_windows_and_future_closing() -> None:
    rows = table(
        METHADONE,
        "A H1 112/6/30 _ _",  # before the final window, in the midterm's
        "B H1 112/7/1 _ _",  # first day of the final window
        "C H1 113/6/30 _ _",  # last day; open on 113-12-31: 184 days
        "D H1 113/7/1 _ _",  # after the final window
        "E H1 113/6/30 114/1/1 入監",  # closing has not happened: 184 days on as_of
    )
    final = calculate({"美沙冬收案": rows})["3.3"]
    assert (final["numerator"], final["denominator"]) == (3, 3)  # B, C, E
    midterm = calculate({"美沙冬收案": rows}, report="midterm")["3.3"]
    assert (midterm["numerator"], midterm["denominator"]) == (2, 2)  # A, B


def test_retention_shows_65_00_and_misses() -> None:
    # 1,623 of 2,497 = 64.99799 %, shown 65.00; 65 % of 2,497 = 1,623.05, so 1,624 are wanted: one more.
    rows = [{"個案編號": f"C{n}", "機構代碼": "H", "新收日期": "112/8/1"} for n in range(1623)]
    gone = {"機構代碼": "H", "新收日期": "112/8/1", "結案日期": "112/8/2", "結案原因": "死忘"}
    rows += [gone | {"個案編號": f"G{n}"} for n in range(874)]
    result = calculate({"美沙冬收案": rows})["3.3"]
    assert (result["value"], result["status"], result["shortfall"], result["progress"]) == (
        "65.00",
        "missed",
        1,
        "落後",
    )
    assert result["attainment"] == "100.00"  # 64.99799 / 65 = 99.9969
    assert result["excluded"] == []


def test_aliases_of_reasons_count_under_their_own() -> None:
    rows = table(
        METHADONE,
        "A H1 113/1/1 113/1/5 往生",
        "B H1 113/1/1 113/1/5 轉診",
        "C H1 113/1/1 113/1/5 轉院／轉診",
        "D H1 113/1/1 113/1/5 服役",
        "E H1 113/1/1 113/1/5 違規",
    )
    result = calculate({"美沙冬收案": rows})["3.3"]
    reasons = [("死亡", 1), ("轉院/轉診", 2), ("兵役", 1)]
    assert result["excluded"] == [{"reason": reason, "count": count} for reason, count in reasons]
    assert (result["numerator"], result["denominator"], result["value"]) == (0, 1, "0.00")


def test_workshops_against_schools_at_midterm() -> None:
    # 2 dated in the period of 10 schools = 20 %; the one of July is after as_of. Target for progress 20 × 6/12 = 10.
    held = table("辦理日期", "113/1/1", "1130630", "113年7月1日", "112-12-31")
    result = calculate({"家長研習場次": held, "學校清冊": schools(10)}, report="midterm")["1.1.1"]
    assert (result["numerator"], result["denominator"], result["value"]) == (2, 10, "20.00")
    assert (result["status"], result["progress"], result["attainment"]) == ("met", "超前", "100.00")


def test_workshops_missed_but_on_pace() -> None:
    # 1 of 10 = 10 %: misses 20 %, keeps pace with 10 % (100 % of it: 符合); one more is needed.
    held = table("辦理日期", "2024-03-05")
    result = calculate({"家長研習場次": held, "學校清冊": schools(10)}, report="midterm")["1.1.1"]
    assert (result["status"], result["progress"], result["shortfall"]) == ("missed", "符合", 1)
    january = calculate({"家長研習場次": held, "學校清冊": schools(10)}, as_of=date(2024, 1, 30))["1.1.1"]
    assert (january["numerator"], january["progress"]) == (0, None)  # no whole month has passed


def test_listed_students_against_the_year_before() -> None:
    header = "學校代碼 學生數 特定人員數 前一年同期學生數 前一年同期特定人員數"
    rows = table(header, "A 1,000 10 900 9", "B ５００ 4 600 6", "C 700 _ 700 7", "D 100 -1 100 1")
    # C has a blank and D a negative count: rejected. 14/1500 = 0.9333 %; prior 15/1500 = 1 %; 15 needed: 1 more.
    result = calculate({"學校清冊": rows})["1.2"]
    assert (result["numerator"], result["denominator"], result["value"]) == (14, 1500, "0.93")
    assert (result["target"], result["status"], result["shortfall"], result["rejected"]) == ("1.00", "missed", 1, 2)
    assert (result["attainment"], result["progress"]) == (None, "落後")
    assert count_rows({"學校清冊": rows})["學校清冊"] == {"rows": 4, "accepted": 2, "rejected": 2, "skipped": 0}


def test_unlisted_students_upper_limit() -> None:
    header = "案件編號 查獲來源 查獲日期 查獲時列入特定人員 情資轉送檢警日期"
    rows = [f"P{n} 警察查獲 113/5/1 是 _" for n in range(7)]
    rows += ["X1 警察查獲 113/5/1 否 _", "X2 警察查獲 113/12/31 Ｎ _", "X3 警察查獲 113/5/1 _ _"]
    rows += ["Y1 警察查獲 112/12/31 否 _", "Z1 學校清查 113/5/1 _ 113/5/9", "Z2 學校清查 113/5/1 _ 114/1/9"]
    result = calculate({"涉毒學生": table(header, *rows)})
    # X1, X2 of 10 (X3 is blank: only in the denominator) = 20 %; 15 % of 10 = 1.5, so 1 may stay: one fewer.
    first = result["1.3"]
    assert (first["numerator"], first["denominator"], first["value"], first["shortfall"]) == (2, 10, "20.00", 1)
    assert (first["attainment"], first["comparator"], first["progress"]) == ("75.00", "<=", "落後")  # 15 / 20
    second = result["1.4"]
    assert (second["numerator"], second["denominator"]) == (1, 2)  # Z2's is sent after as_of


def test_transition_meeting_after_as_of_does_not_count() -> None:
    rows = table(LEAVERS, "A 畢業 113/6/20 113/6/30 _", "B 轉學 113/6/20 113/7/1 _", "C 離校未就學 113/1/5 113/2/1 _")
    result = calculate({"春暉離校個案": rows}, report="midterm")["1.5"]
    assert (result["numerator"], result["denominator"]) == (1, 2)


def test_quarters_of_follow_up() -> None:
    # Referred 112-11-30: quarters 112-11-30..113-02-28 (end of Feb + 3 months: 113-02-29 minus a day),
    # 113-02-29..113-05-29, 113-05-30..113-08-29, 113-08-30..113-11-29. All four are due in 113.
    leavers = table(
        LEAVERS,
        "A 離校未就學 112/11/1 _ 112/11/30",
        "B 離校未就學 113/1/1 _ _",  # not referred
        "C 離校未就學 113/10/1 _ 113/10/2",  # first quarter ends 114-01-01: none due
        "D 離校未就學 112/1/1 _ 111/12/31",  # last quarter ends 112-12-30: none due
        "E 離校未就學 113/9/30 _ 113/9/30",  # 113-09-30..113-12-29: one due
    )
    days = table("個案編號 追蹤日期", "A 112/12/5", "A 113/2/29", "A 113/8/29", "A 113/11/29", "E 113/12/30")
    result = calculate({"春暉離校個案": leavers, "離校追蹤": days})["1.6"]
    assert (result["numerator"], result["denominator"]) == (1, 2)  # A in every quarter, E a day late
    assert result["excluded"] == [{"reason": "尚未轉介", "count": 1}, {"reason": "無到期季別", "count": 2}]
    moved = table("個案編號 追蹤日期", "A 112/12/5", "A 113/2/28", "A 113/8/29", "A 113/11/29", "E 113/12/29")
    assert calculate({"春暉離校個案": leavers, "離校追蹤": moved})["1.6"]["numerator"] == 1  # now E, no longer A


def test_child_reports() -> None:
    rows = table(
        "通報編號 通報日期 派案期限 派案日期",
        "1 113/6/1 113/6/5 113/6/5",  # on the day
        "2 113/6/1 113/6/5 113/6/6",  # late
        "3 113/6/28 113/7/2 113/7/1",  # midterm: not due, not yet assigned
        "4 113/6/28 113/7/2 113/6/30",  # assigned early
        "5 113/6/28 113/6/30 _",  # due and not done
    )
    midterm = calculate({"兒少通報": rows}, report="midterm")["2.1"]
    assert (midterm["numerator"], midterm["denominator"]) == (2, 4)  # 1, 4 of 1, 2, 4, 5
    assert midterm["excluded"] == [{"reason": "尚未到期", "count": 1}]
    assert midterm["shortfall"] == 2  # 99 % of 4 = 3.96: 4 wanted
    final = calculate({"兒少通報": rows})["2.1"]
    assert (final["numerator"], final["denominator"], final["excluded"]) == (3, 5, [])


def test_family_workers() -> None:
    rows = table(
        "社工編號 年月 服務案家數 新開案數",
        "W1 113/01 31 10",
        "W1 11302 28 12",
        "W2 2024-01 30 9",
        "W2 112/12 99 99",
    )
    # (31 + 28 + 30) / 3 = 29.666…, 90 wanted: 1 more. (10 + 12 + 9) / 2 workers = 15.5; 60 wanted: 29 more.
    county = calculate({"家支社工": rows}, jurisdiction="望海縣")
    first, second = county["2.3.1"], county["2.3.2"]
    assert (first["numerator"], first["denominator"], first["value"], first["shortfall"]) == (89, 3, "29.67", 1)
    assert (second["numerator"], second["denominator"], second["value"], second["shortfall"]) == (31, 2, "15.50", 29)
    island = calculate({"家支社工": rows}, jurisdiction="金門縣")
    assert (island["2.3.1"]["target"], island["2.3.2"]["attainment"]) == ("15", "103.33")  # 15.5 / 15
    nowhere = calculate({"家支社工": rows})["2.3.1"]
    assert (nowhere["status"], nowhere["numerator"], nowhere["rejected"]) == ("no_data", None, 0)


def test_family_groups() -> None:
    groups = table("團體編號 聚會次數", "G1 2", "G1 3", "G2 2")
    members = table("團體編號 家屬編號 請假次數", "G1 F1 2", "G1 F2 3", "G2 F3 0", "G9 F4 0")
    result = calculate({"家屬團體": groups, "家屬團體成員": members})["2.5"]
    assert (result["numerator"], result["denominator"], result["shortfall"]) == (1, 4, 3)  # F1; 80 % of 4 = 3.2


def test_scores_need_both() -> None:
    rows = table("家屬編號 前測分數 後測分數", "1 60 61", "2 60 60", "3 _ 70", "4 5.5 5.6", "5 甲 70")
    result = calculate({"家屬前後測": rows})["2.7"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (2, 3, 1)
    assert (result["value"], result["progress"]) == ("66.67", "超前")


def test_job_referrals() -> None:
    rows = table(
        CASES,
        "A 112/3/1 _ _ 113/2/1",  # referred
        "B 112/3/1 113/1/1 已就業 _",  # open on the first day
        "C 112/3/1 112/12/31 死亡 _",  # closed before: not tracked
        "D 112/3/1 _ 其他 _",  # the older row
        "D 113/3/1 _ _ _",  # decides: no reason, no referral
        "E 113/5/1 _ _ _",
        "E 113/5/1 _ 出境 113/6/1",  # the same day: the one with a reason; stays excluded beside a referral
        "F 113/5/1 _ _ 112/12/31",  # referred before the period
        "G 113/5/1 _ 懶 _",  # no such reason
        "H 113/5/1 113/4/30 _ _",  # closed before opened
    )
    result = calculate({"追蹤輔導個案": rows})["2.9"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (1, 3, 2)  # A of A, D, F
    assert result["excluded"] == [{"reason": "已就業", "count": 1}, {"reason": "出境（外籍人士遣返）", "count": 1}]


@pytest.mark.parametrize(
    ("place", "status"), [("高雄市", "met"), ("望海縣", "not_applicable"), (None, "no_data"), ("臺北市", "met")]
)
def test_placements_belong_to_municipalities(place: str | None, status: str) -> None:
    rows = table(
        "個案編號 求職登記日期 就業結果 就業日期",
        "A 113/1/1 未就業 _",
        "A 113/9/1 自行就業 _",  # employed, no date given
        "B 113/9/1 推介就業 114/1/1",  # not yet
    )
    result = calculate({"求職服務": rows}, jurisdiction=place)["2.10"]
    assert result["status"] == status
    assert (result["numerator"], result["denominator"]) == ((1, 2) if status == "met" else (None, None))


def test_hepatitis_screening_institution_by_institution() -> None:
    institutions = table(INSTITUTIONS, "h1 甲院 是 否", "H2 乙院 是 否", "H3 丙院 是 否", "H4 丁院 否 是")
    patients = [f"P{n} Ｈ1 113/1/1 _ 否 113/2/1" for n in range(9)] + ["P9 H1 113/1/1 _ 否 _"]  # 9 of 10 = 90 %
    patients += [f"Q{n} H2 112/1/1 _ 否 113/2/1" for n in range(8)]
    patients += ["Q8 H2 112/1/1 _ 否 112/12/31"]  # 8 of 9 = 88.9 %
    patients += ["R1 H3 112/1/1 _ 是 _", "R2 H3 112/1/1 112/12/31 否 _"]  # nobody left to screen
    result = calculate({"治療機構": institutions, "替代治療個案": table(PATIENTS, *patients)})["3.6.1"]
    assert (result["numerator"], result["denominator"], result["value"]) == (1, 2, "50.00")
    assert result["excluded"] == [{"reason": "無應篩檢個案", "count": 1}]


def test_a_positive_row_takes_the_person_out_at_that_institution_only() -> None:
    institutions = table(INSTITUTIONS, "H1 甲院 是 否", "H2 乙院 是 否")
    rows = ["A H1 112/1/1 _ 是 _", "A H1 113/1/1 _ 否 _", "B H1 113/1/1 _ _ 113/12/31", "A H2 113/1/1 _ 否 _"]
    result = calculate({"治療機構": institutions, "替代治療個案": table(PATIENTS, *rows)})["3.6.1"]
    assert (result["numerator"], result["denominator"]) == (1, 2)  # H1: B alone; H2: A, unscreened


def test_visits_and_names_nobody_reads() -> None:
    header = INSTITUTIONS + " 訪查日期 訪查項目完整 前次建議追蹤 策進建議"
    rows = table(
        header,
        "H1 甲院 是 否 113/6/30 V ○ ✓",
        "H2 _ 否 是 113/6/30 是 是 _",  # blank name: a warning only; one flag blank
        "H3 丙院 否 否 113/6/30 是 是 是",
        "H4 丁院 是 也許 113/6/30 是 是 是",  # faulty 藥癮戒治
    )
    results = calculate({"治療機構": rows})
    assert (results["3.4"]["numerator"], results["3.4"]["denominator"], results["3.4"]["rejected"]) == (1, 2, 1)
    assert (results["3.6.2"]["denominator"], results["3.6.2"]["rejected"]) == (2, 0)
    assert results["3.1"]["status"] == "not_applicable"


def test_a_first_visit_has_nothing_to_follow_up() -> None:
    header = INSTITUTIONS + " 訪查日期 訪查項目完整 前次建議追蹤 策進建議"
    rows = table(
        header,
        "H1 甲院 是 否 113/6/30 是 首次訪查 是",
        "H2 乙院 是 否 113/6/30 是 N/A 是",
        "H3 丙院 是 否 113/6/30 是 不適用 是",
        "H4 丁院 是 否 113/6/30 是 無 是",  # 否: advice was given and not followed
        "H5 戊院 是 否 113/6/30 是 #N/A 是",  # blank
        "H6 己院 是 否 113/6/30 首次訪查 是 是",  # a third answer where there is none: faulty
        "H7 庚院 是 否 114/1/1 是 首次訪查 是",  # visited after as_of
    )
    result = calculate({"治療機構": rows})["3.4"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (3, 6, 1)  # H1, H2, H3


def test_treatment_records_need_a_ticking_institution() -> None:
    institutions = table("機構代碼 機構名稱 勾選緩起訴附帶命令", "H1 甲院 否", "H1 甲院 是", "H2 乙院 _")
    rows = table(
        "個案編號 機構代碼 收案日期 結案日期 治療紀錄",
        "A H1 112/5/1 _ 是",
        "B H2 112/5/1 _ 是",
        "C H9 112/5/1 _ 是",  # unknown institution
        "D H1 112/5/1 112/12/31 是",  # closed before the period
        "D H1 113/5/1 _ 否",
    )
    result = calculate({"緩起訴個案": rows, "治療機構": institutions})["3.5"]
    assert (result["numerator"], result["denominator"]) == (1, 4)
