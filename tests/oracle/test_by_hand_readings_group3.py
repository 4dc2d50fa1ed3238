"""The alternative readings of group 3, worked by hand: the day before, the day, the day after."""

import pytest

from .rows import table
from .short_results import parts, read, reasons

METHADONE = "個案編號 機構代碼 新收日期 結案日期 結案原因"


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
