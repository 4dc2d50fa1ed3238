"""追蹤輔導個案 and their contacts at the boundaries of the readings of 2.9 and 4.3.1."""

from datetime import date, timedelta

from .boundary_facts import DAY, BoundaryMaker
from .contract import NO_REFERRAL_ALIASES, NO_REFERRAL_REASONS
from .random_facts import Facts

REASONS = (*NO_REFERRAL_REASONS, *NO_REFERRAL_ALIASES, "其他", "期滿", "出境")
OTHER_ENDINGS = ("自行中斷", "結束服務", "其他原因", "死忘")
UNIT = timedelta(days=30)


def opening_day(make: BoundaryMaker) -> date:
    """For services of 29, 30 or 31 days to as_of, of whole units, or from before the period."""
    first, as_of = make.frame.first, make.frame.as_of
    return make.rng.choice(
        (
            make.near(as_of, -28, -29, -30),
            make.near(as_of, -58, -59, -60, -89),
            make.near(as_of, -119, -149, -179),
            make.near(first, -400, -1, 0, 1),
            make.near(as_of, 0, 1, -1),
        )
    )


def closing_day(make: BoundaryMaker, opened: date) -> date | None:
    """None, around as_of or the period's first day, or after 29, 30 or 31 days in the period."""
    start = max(opened, make.frame.first)
    choices = (
        None,
        None,
        make.near(make.frame.as_of, -1, 0, 0, 1),
        make.near(start, 28, 29, 30),
        make.near(start, 0, 59, 89),
        make.near(make.frame.first, -1, 0),
    )
    closed = make.rng.choice(choices)
    return closed if closed is None or closed >= opened else None


def case_row(make: BoundaryMaker, person: str, opened: date) -> Facts:
    rng, frame = make.rng, make.frame
    inside = rng.choice((frame.first, frame.as_of))
    referred = inside if make.mostly(0.5) else rng.choice((frame.first - DAY, frame.as_of + DAY, opened, None))
    ending = rng.choice((*REASONS, *OTHER_ENDINGS))
    return {
        "個案編號": person,
        "開案日期": opened,
        "初評完成日期": rng.choice((opened,) * 8 + (frame.as_of, frame.as_of + DAY, None)),
        "結案日期": closing_day(make, opened),
        "結案原因": make.maybe(ending, 0.7),
        "需求等級": rng.choice(("低", "低", "中", "高")),
        "無需轉介就業原因": make.maybe(rng.choice(REASONS), 0.3),
        "就業轉介日期": referred,
    }


def close_with_reasons(make: BoundaryMaker, rows: list[Facts]) -> None:
    """Every row closed by as_of with a reason of 2.9 under 結案原因, one of them by chance with a reason proper."""
    for row in rows:
        opened = row["開案日期"]
        assert isinstance(opened, date)
        closed = max(opened, make.frame.as_of)
        row |= {"結案日期": closed, "結案原因": make.rng.choice(REASONS), "無需轉介就業原因": None}
    if make.rng.random() < 0.3:
        make.rng.choice(rows)["無需轉介就業原因"] = make.rng.choice(REASONS)


def contacts_of(make: BoundaryMaker, person: str, start: date) -> list[Facts]:
    """At the first and last days of the units: now and then none, of one kind throughout, or home visits where one is owed."""
    rng, frame = make.rng, make.frame
    every = rng.choice((0, 1, 2, 3))  # a home visit each so manieth unit, or none
    calls = rng.choice((0, 1, 1, 1, 2))
    rate = rng.choice((0.7, 1.0, 1.0))
    if make.is_diligent:
        every, calls, rate = rng.choice((1, 1, 1, 1, 1, every)), 1, 1.0
    rows: list[Facts] = []
    for unit in range(1, (frame.as_of - start).days // 30 + 2):
        begins = start + UNIT * (unit - 1)
        if rng.random() > rate:
            continue
        kinds = [rng.choice(("電訪", "面訪")) for _ in range(calls)] + ["家訪"] * int(every > 0 and unit % every == 0)
        for kind in kinds:
            day = rng.choice((begins, begins + UNIT - DAY, begins + 10 * DAY, begins + UNIT - DAY))
            rows.append({"個案編號": person, "追輔日期": rng.choice((day,) * 9 + (begins - DAY,)), "追輔方式": kind})
    return rows


def cases(make: BoundaryMaker, count: int) -> dict[str, list[Facts]]:
    """Persons with one row, two of different days, or two or three that were opened on the same day."""
    rows: list[Facts] = []
    made: list[Facts] = []
    for number in range(count):
        person = f"C{number:03d}"
        opened = opening_day(make)
        days = make.rng.choice(([opened], [opened], [opened, opened], [opened, opening_day(make)], [opened] * 3))
        own = [case_row(make, person, day) for day in days]
        if len(days) > 1 and make.rng.random() < 0.4:
            close_with_reasons(make, own)
        rows += own
        made += contacts_of(make, person, max(min(days), make.frame.first))
    return {"追蹤輔導個案": rows, "追蹤輔導紀錄": made}
