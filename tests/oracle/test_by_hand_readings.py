"""The alternative readings of 1.6 and group 2, worked by hand: the day before, the day, the day after."""

from collections.abc import Sequence

import pytest

from .calculate import calculate
from .office import Tables
from .rows import table
from .short_results import parts, read, reasons

CASES = "個案編號 開案日期 結案日期 結案原因 無需轉介就業原因 就業轉介日期"


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
