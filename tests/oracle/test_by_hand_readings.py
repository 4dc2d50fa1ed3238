"""The alternative readings worked by hand, each with the default beside it: the day before, the day, the day after."""

from collections.abc import Sequence
from datetime import date

import pytest

from .calculate import calculate
from .office import Tables
from .readings import ALTERNATIVES, list_choices, touched, touching
from .results import Result
from .rows import contacts, schools, table

METHADONE = "個案編號 機構代碼 新收日期 結案日期 結案原因"
STAFF = "人力來源 職稱 姓名 到職日期 離職日期 異動別"
CASES = "個案編號 開案日期 結案日期 結案原因 無需轉介就業原因 就業轉介日期"
NEEDS = "個案編號 開案日期 初評完成日期 結案日期 需求等級"


def read(tables: Tables, measure: str, *names: str, report: str = "final", place: str | None = None) -> Result:
    indicator = next(known for known in ALTERNATIVES if measure == known or measure.startswith(f"{known}."))
    return calculate(tables, report=report, jurisdiction=place, readings={indicator: names})[measure]


def parts(result: Result) -> tuple[object, object]:
    return result["numerator"], result["denominator"]


def reasons(result: Result) -> dict[str, int]:
    excluded = result["excluded"]
    assert isinstance(excluded, list)
    return {entry["reason"]: entry["count"] for entry in excluded}


def leaver(referred: str, *followed: str) -> Tables:
    return {
        "春暉離校個案": table("個案編號 離校類型 離校日期 轉介日期", f"A 離校未就學 112/9/1 {referred}"),
        "離校追蹤": table("個案編號 追蹤日期", *(f"A {day}" for day in followed)),
    }


@pytest.mark.parametrize(
    ("referred", "followed", "done"),
    [
        # The quarters begin on 112/10/1, 113/1/1, 4/1 and 7/1: three end in the period.
        ("112/9/30", ["113/1/1", "113/6/30", "113/9/30"], (1, 1)),
        ("112/10/1", ["113/1/1", "113/6/30", "113/9/30"], (1, 1)),
        ("112/10/1", ["112/12/31", "113/6/30", "113/9/30"], (0, 1)),  # the first quarter of the year is not seen
        # A day later they begin on 113/1/1: all four end in the period.
        ("112/10/2", ["113/1/1", "113/6/30", "113/9/30"], (0, 1)),
        ("112/10/2", ["113/3/31", "113/4/1", "113/7/1", "113/10/1"], (1, 1)),
        ("112/2/28", [], (0, 1)),  # from 112/4/1, the fourth ends on 113/3/31: one is due
        ("113/10/1", ["113/10/1"], (1, 1)),  # the quarter that begins on the day ends on as_of
        ("113/10/2", ["113/10/2"], (0, 0)),  # the next begins after as_of
    ],
)
def test_calendar_quarters(referred: str, followed: Sequence[str], done: tuple[int, int]) -> None:
    result = read(leaver(referred, *followed), "1.6", "calendar-quarters")
    assert parts(result) == done
    assert reasons(result) == ({} if done[1] else {"無到期季別": 1})


def test_quarters_of_the_calendar_at_midterm() -> None:
    # Referred on 113/3/31, the first quarter is April to June and ends on as_of; by the default it runs to 113/6/29.
    office = leaver("113/3/31", "113/6/30")
    assert parts(read(office, "1.6", "calendar-quarters", report="midterm")) == (1, 1)
    assert parts(read(office, "1.6", report="midterm")) == (0, 1)
    # Referred on 113/4/2, it begins in July.
    assert reasons(read(leaver("113/4/2"), "1.6", "calendar-quarters", report="midterm")) == {"無到期季別": 1}


@pytest.mark.parametrize(
    ("deadline", "assigned", "default", "counted"),
    [
        ("113/12/31", "_", (0, 1), (0, 1)),  # due on as_of
        ("114/1/1", "_", (0, 0), (0, 1)),
        ("114/1/1", "114/1/1", (0, 0), (0, 1)),  # assigned after as_of: not yet
        ("114/1/1", "113/12/31", (1, 1), (1, 1)),
    ],
)
def test_reports_not_yet_due(deadline: str, assigned: str, default: tuple[int, int], counted: tuple[int, int]) -> None:
    office = {"兒少通報": table("通報編號 通報日期 派案期限 派案日期", f"T 113/12/30 {deadline} {assigned}")}
    assert parts(read(office, "2.1")) == default
    assert parts(read(office, "2.1", "count-undue")) == counted
    assert reasons(read(office, "2.1")) == ({"尚未到期": 1} if default == (0, 0) else {})
    assert reasons(read(office, "2.1", "count-undue")) == {}


def family_workers(months: Sequence[tuple[str, int]], opened: int) -> Tables:
    rows = [f"{worker} 113/{month:02d} 20 {opened}" for worker, month in months]
    return {"家支社工": table("社工編號 年月 服務案家數 新開案數", *rows)}


def test_a_post_that_changed_hands_is_one_worker_year() -> None:
    office = family_workers([("W1" if month < 8 else "W2", month) for month in range(1, 13)], 2)
    default = read(office, "2.3.2", place="高雄市")
    assert parts(default) == (24, 2)
    assert (default["value"], default["shortfall"]) == ("12.00", 36)
    years = read(office, "2.3.2", "worker-years", place="高雄市")
    assert parts(years) == (24, 1)
    assert (years["value"], years["status"], years["shortfall"], years["attainment"]) == ("24.00", "missed", 6, "80.00")


@pytest.mark.parametrize(
    ("months", "shown"),
    [(1, "0.08"), (5, "0.42"), (6, "0.50"), (7, "0.58")],  # 1/12 = 0.083, 5/12 = 0.416, 7/12 = 0.583
)
def test_worker_years_as_a_fraction(months: int, shown: str) -> None:
    office = family_workers([("W1", month) for month in range(1, months + 1)], 3)
    result = read(office, "2.3.2", "worker-years", place="高雄市")
    assert parts(result) == (3 * months, shown)
    assert (result["value"], result["attainment"]) == ("36.00", "120.00")  # of the exact fraction


@pytest.mark.parametrize(("opened", "progress"), [(14, "落後"), (15, "符合"), (16, "符合"), (17, "超前")])
def test_worker_years_are_held_against_the_whole_target(opened: int, progress: str) -> None:
    # Six months of one worker in the first half: half a worker-year; 15 new families are 30 a year.
    office = family_workers([("W1", month) for month in range(1, 6)], 0)
    last = table("社工編號 年月 服務案家數 新開案數", f"W1 113/06 20 {opened}")
    office = {"家支社工": [*office["家支社工"], *last]}
    result = read(office, "2.3.2", "worker-years", place="高雄市", report="midterm")
    assert parts(result) == (opened, "0.50")
    assert result["progress"] == progress  # 16.5 would be 超前
    assert result["shortfall"] == max(0, 15 - opened)


def test_members_of_groups_that_met_seldom() -> None:
    office = {
        "家屬團體": table("團體編號 聚會次數", "G2 2", "G3 3", "G4 4", "GX 2", "GX 3", "GF 兩次"),
        "家屬團體成員": table("團體編號 家屬編號 請假次數", "G2 a 0", "G3 b 2", "G3 c 3", "G4 d 2", "GX e 0", "G9 f 0", "GF g 0"),
    }
    assert parts(read(office, "2.5")) == (3, 7)
    dropped = read(office, "2.5", "drop-seldom")
    # G2's member goes; GX met three times in one row; G9 is unknown, and of GF nothing can be read: they stay.
    assert parts(dropped) == (3, 6)
    assert reasons(dropped) == {"團體聚會未滿3次": 1}


JOBS = {
    "追蹤輔導個案": table(
        CASES,
        "A 113/1/5 _ _ 就養 113/3/1",  # a reason and a referral
        "B 113/1/5 113/12/31 死亡 _ _",  # closed on as_of with a reason
        "C 113/1/5 114/1/1 死亡 _ _",  # closed a day later: still open
        "D 113/1/5 113/5/1 其他 _ 113/4/1",  # an alias, and a referral
        "E 113/1/5 113/5/1 自行中斷 _ _",  # no reason of 2.9
        "F 113/1/5 113/5/1 期滿 _ _",  # not the deciding row
        "F 113/6/1 _ _ _ _",
        "G 113/6/1 113/8/1 期滿 _ _",  # two rows opened that day: the reason proper comes first
        "G 113/6/1 _ _ 失聯 _",
        "H 113/6/1 _ 入監 _ _",  # not closed
        "H 113/6/1 113/7/1 違規 _ _",  # not a reason
        "H 113/6/1 113/9/1 出境(外籍人士遣返) _ _",
        "H 113/6/1 113/9/1 死亡 _ _",
        "I 113/1/5 _ _ 就養 112/12/31",  # referred before the period
    )
}


@pytest.mark.parametrize(
    ("names", "done", "excluded"),
    [
        ((), (1, 6), {"失聯": 1, "就養": 2}),  # B C D E F H
        (("referral-keeps",), (2, 7), {"失聯": 1, "就養": 1}),
        (
            ("closing-reason",),
            (0, 3),  # C E F
            {"死亡": 1, "失聯": 1, "就養": 2, "出境（外籍人士遣返）": 1, "其他經評估無法轉介就業服務": 1},
        ),
        (
            ("referral-keeps", "closing-reason"),
            (2, 5),  # A and D are back
            {"死亡": 1, "失聯": 1, "就養": 1, "出境（外籍人士遣返）": 1},
        ),
    ],
)
def test_reasons_and_referrals(names: Sequence[str], done: tuple[int, int], excluded: dict[str, int]) -> None:
    result = read(JOBS, "2.9", *names)
    assert parts(result) == done
    assert reasons(result) == excluded


def test_closing_reason_reads_its_column() -> None:
    rows = [{name: text for name, text in row.items() if name != "結案原因"} for row in JOBS["追蹤輔導個案"]]
    columns = {"追蹤輔導個案": list(rows[0])}
    for names, status in (((), "missed"), (("referral-keeps",), "missed"), (("closing-reason",), "no_data")):
        found = calculate({"追蹤輔導個案": rows}, columns=columns, readings={"2.9": names})["2.9"]
        assert found["status"] == status


@pytest.mark.parametrize(
    ("closed", "default", "inclusive"),
    [  # 112/8/1 + 178, 179 and 180 days
        ("113/1/26", "excluded", "excluded"),
        ("113/1/27", "excluded", "retained"),
        ("113/1/28", "retained", "retained"),
    ],
)
def test_day_of_admission_is_day_one(closed: str, default: str, inclusive: str) -> None:
    office = {"美沙冬收案": table(METHADONE, f"A H 112/8/1 {closed} 死亡")}
    outcome = {"excluded": (0, 0), "retained": (1, 1)}
    assert parts(read(office, "3.3")) == outcome[default]
    assert parts(read(office, "3.3", "inclusive")) == outcome[inclusive]
    left = {"美沙冬收案": table(METHADONE, f"A H 112/8/1 {closed} 自行中斷")}
    assert parts(read(left, "3.3", "inclusive")) == (int(inclusive == "retained"), 1)


@pytest.mark.parametrize(
    ("admitted", "closed", "done"),
    [
        ("112/8/1", "113/1/31", (0, 0)),  # 183 days, and a day before 113/2/1
        ("112/8/1", "113/2/1", (1, 1)),
        ("112/8/31", "113/2/28", (0, 0)),  # six months are cut to the leap day
        ("112/8/31", "113/2/29", (1, 1)),
        ("112/8/29", "113/2/28", (0, 0)),
        ("113/2/29", "113/8/28", (0, 0)),  # 181 days
        ("113/2/29", "113/8/29", (1, 1)),
        ("113/6/30", "113/12/30", (1, 1)),
        ("113/6/30", "113/12/29", (0, 0)),  # 182 days
    ],
)
def test_six_calendar_months(admitted: str, closed: str, done: tuple[int, int]) -> None:
    office = {"美沙冬收案": table(METHADONE, f"A H {admitted} {closed} 轉診")}
    assert parts(read(office, "3.3", "calendar-months")) == done
    assert reasons(read(office, "3.3", "calendar-months")) == ({} if done[1] else {"轉院/轉診": 1})


def test_six_months_until_as_of() -> None:
    # At midterm, who was admitted on 112/12/31 has 182 days, and six months on 113/6/30, cut to the month's end.
    office = {"美沙冬收案": table(METHADONE, "A H 112/12/31 _ _", "B H 112/12/30 _ _", "C H 113/1/1 _ _")}
    assert parts(read(office, "3.3", "calendar-months", report="midterm")) == (2, 2)


def test_contradicting_readings_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        calculate({}, readings={"3.3": ["inclusive", "calendar-months"]})
    with pytest.raises(ValueError, match="no such reading"):
        calculate({}, readings={"4.2.1": ["elapsed"]})
    with pytest.raises(ValueError, match="no such reading"):
        calculate({}, readings={"4.2": ["elapse"]})


def test_screened_patients_stay() -> None:
    patients = [f"P{number} H1 112/1/1 是 113/3/1" for number in range(8)]  # positive, and screened this year
    office = {
        "治療機構": table("機構代碼 替代治療", "H1 是", "H2 是", "H3 是"),
        "替代治療個案": table(
            "個案編號 機構代碼 收案日期 曾檢出C肝陽性 C肝篩檢日期",
            *patients,
            "P8 H1 112/1/1 否 113/12/31",
            "P9 H1 112/1/1 否 112/12/31",  # not in the period
            "PA H2 112/1/1 是 112/12/31",  # positive, screened before the period: owed nothing
            "PB H3 112/1/1 是 _",  # positive in one row, screened in the other
            "PB H3 113/6/1 否 113/1/1",
        ),
    }
    default = read(office, "3.6.1")
    assert parts(default) == (0, 1)  # H1: 1 of 2
    assert reasons(default) == {"無應篩檢個案": 2}
    stay = read(office, "3.6.1", "screened-stay")
    assert parts(stay) == (2, 2)  # H1: 9 of 10; H3: 1 of 1
    assert reasons(stay) == {"無應篩檢個案": 1}


@pytest.mark.parametrize(
    ("measure", "began", "default", "elapsed"),
    [
        ("4.2.1", "112/12/31", 1, 1),
        ("4.2.1", "113/1/1", 1, 0),
        ("4.2.1", "113/1/2", 0, 0),
        ("4.2.2", "112/6/30", 1, 1),  # + 18 months = 113/12/30
        ("4.2.2", "112/7/1", 1, 0),
        ("4.2.2", "112/7/2", 0, 0),
    ],
)
def test_elapsed_months(measure: str, began: str, default: int, elapsed: int) -> None:
    office = {"人力清冊": table(STAFF, f"本部補助 個管 甲 {began} _ 在職")}
    assert parts(read(office, measure)) == (default, 1)
    assert parts(read(office, measure, "elapsed")) == (elapsed, 1)


def test_each_post_begins_anew() -> None:
    promoted = ("本部補助 個管 甲 111/1/1 112/12/31 轉任他職", "本部補助 督導 甲 113/1/1 _ 在職")
    twice = ("本部補助 個管 乙 111/1/1 _ 在職", "本部補助 督導 乙 113/6/1 _ 在職")  # both held
    office = {"人力清冊": table(STAFF, *promoted, *twice, "本部補助 個管 丙 111/1/1 _ 離職")}
    assert parts(read(office, "4.2.2")) == (2, 2)
    assert parts(read(office, "4.2.2", "each-post")) == (1, 3)
    assert parts(read(office, "4.2.1", "each-post")) == (2, 3)  # 甲's twelve months end on as_of
    assert parts(read(office, "4.2.1", "elapsed", "each-post")) == (1, 3)
    assert parts(read(office, "4.2.1", "elapsed")) == (2, 2)


def case(level: str, opened: str = "113/9/3", closed: str = "_") -> list[dict[str, str]]:
    """Opened on 113/9/3, four units of thirty days to 113/12/31: from 9/3, 10/3, 11/2 and 12/2."""
    return table(NEEDS, f"A {opened} {opened} {closed} {level}")


UNITS = ("113/9/3", "113/10/3", "113/11/2", "113/12/2")


@pytest.mark.parametrize(
    ("level", "calls", "visits", "reached"),
    [
        ("低", (0, 1, 3), (2,), 1),  # the third unit's visit is there
        ("低", (0, 1, 2, 3), (), 1),  # without it three of four: 75 %
        ("低", (0, 1, 2), (), 0),  # the third unit's call is no visit: two of four
        ("低", (0, 1), (2,), 1),
        ("中", (0, 2), (1, 3), 1),
        ("中", (0, 1, 2, 3), (), 0),  # the second and fourth are visits: two of four
        ("中", (0, 2, 3), (1,), 1),
        ("中", (1, 2, 3), (0,), 0),  # a visit in the first unit fulfils what a call would
        ("高", (0, 0, 1, 1, 2, 2, 3, 3), (), 0),  # a call each: four of eight
        ("高", (0, 1, 2, 3), (0, 1), 1),  # six of eight
        ("高", (0, 1, 2, 3), (0,), 0),  # five of eight, 62.5 %
        ("高", (), (0, 0, 1, 1, 2, 2), 1),  # home visits fulfil the rest too
    ],
)
def test_home_visits_are_owed(level: str, calls: Sequence[int], visits: Sequence[int], reached: int) -> None:
    made = contacts("A", [UNITS[unit] for unit in calls]) + contacts("A", [UNITS[unit] for unit in visits], "家訪")
    result = read({"追蹤輔導個案": case(level), "追蹤輔導紀錄": made}, "4.3.1", "home-visits")
    assert parts(result) == (reached, 1)


def test_middle_level_is_above_the_low_one() -> None:
    # Two rows of one day: 低 and 中 owe one contact each, but their visits differ.
    rows = case("低") + case("中")
    office = {"追蹤輔導個案": rows, "追蹤輔導紀錄": contacts("A", UNITS)}
    assert parts(read(office, "4.3.1")) == (1, 1)
    assert parts(read(office, "4.3.1", "home-visits")) == (0, 1)
    office["追蹤輔導個案"] = case("低")
    assert parts(read(office, "4.3.1", "home-visits")) == (1, 1)


@pytest.mark.parametrize(
    ("opened", "closed", "short"),
    [
        ("113/12/3", "_", True),  # 29 days to as_of
        ("113/12/2", "_", False),
        ("113/12/1", "_", False),
        ("113/5/1", "113/5/29", True),
        ("113/5/1", "113/5/30", False),
        ("111/1/1", "113/1/29", True),  # 29 days of it lie in the period
        ("111/1/1", "113/1/30", False),
    ],
)
def test_short_services_are_dropped(opened: str, closed: str, short: bool) -> None:
    office = {"追蹤輔導個案": case("低", opened, closed), "追蹤輔導紀錄": contacts("A", [])}
    for names in (("drop-short",), ("home-visits", "drop-short")):
        result = read(office, "4.3.1", *names)
        assert parts(result) == (0, 0 if short else 1)
        assert reasons(result) == ({"服務未滿30日": 1} if short else {})
        assert calculate(office, readings={"4.3.1": names})["4.3.2"]["denominator"] == 1
    assert parts(read(office, "4.3.1")) == (0, 1)


@pytest.mark.parametrize(
    ("fined", "default", "earlier"),
    [
        ("110/12/31", (0, 0), (0, 0)),
        ("111/1/1", (0, 0), (1, 1)),
        ("111/12/31", (0, 0), (1, 1)),
        ("112/1/1", (1, 1), (0, 0)),
        ("112/12/31", (1, 1), (0, 0)),
        ("113/1/1", (0, 0), (0, 0)),
    ],
)
def test_fines_of_two_years_before(fined: str, default: tuple[int, int], earlier: tuple[int, int]) -> None:
    office = {"罰鍰案件": table("案件編號 裁罰日期 應移送執行 移送執行日期", f"F {fined} 是 113/12/31")}
    assert parts(read(office, "4.10")) == default
    assert parts(read(office, "4.10", "two-years-before")) == earlier


def test_what_can_be_chosen() -> None:
    choices = list_choices()
    assert sum(len(names) for names in ALTERNATIVES.values()) == 14
    assert [(place, names) for choice in choices[14:] for place, names in choice.items()] == [
        ("2.9", ("referral-keeps", "closing-reason")),
        ("4.2", ("elapsed", "each-post")),
        ("4.3.1", ("home-visits", "drop-short")),
    ]
    assert touched({"4.2": ["elapsed"], "1.6": ["calendar-quarters"]}) == ["1.6", "4.2.1", "4.2.2"]
    assert touched({"4.3.1": ["drop-short"]}) == ["4.3.1"]
    assert touching("2.9", {"2.9": ["closing-reason", "referral-keeps"]}) == ["referral-keeps", "closing-reason"]
    assert touching("4.3.2", {"4.3.1": ["drop-short"]}) == []


def test_a_reading_touches_no_other_measure() -> None:
    tables = {**JOBS, "學校清冊": schools(3), "追蹤輔導紀錄": contacts("A", ["113/2/1"])}
    default = calculate(tables, as_of=date(2024, 12, 31))
    for choice in list_choices():
        found = calculate(tables, as_of=date(2024, 12, 31), readings=choice)
        assert {name for name in found if found[name] != default[name]} <= set(touched(choice))
