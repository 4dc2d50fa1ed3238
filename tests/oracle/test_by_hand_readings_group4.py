"""The alternative readings of group 4, worked by hand: the day before, the day, the day after."""

from collections.abc import Sequence

import pytest

from .calculate import calculate
from .rows import contacts, table
from .short_results import parts, read, reasons

STAFF = "人力來源 職稱 姓名 到職日期 離職日期 異動別"
NEEDS = "個案編號 開案日期 初評完成日期 結案日期 需求等級"


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
