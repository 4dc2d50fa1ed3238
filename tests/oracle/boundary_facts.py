"""Facts of small offices at the boundaries of the alternative readings: clients, groups, institutions, staff, fines.

Every maker gives the registers that belong together.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from .contract import RETENTION_ALIASES, RETENTION_REASONS
from .office import Frame, add_months
from .random_facts import INSTITUTIONS, Facts, Maker

Registers = dict[str, list[Facts]]


class BoundaryMaker(Maker):
    """Draws facts for one office, by chance a diligent one that comes near every target."""

    def __init__(self, rng: Random, size: int, frame: Frame) -> None:
        super().__init__(rng, size, frame)
        self.is_diligent = rng.random() < 0.4

    def mostly(self, share: float) -> bool:
        return self.rng.random() < (0.995 if self.is_diligent else share)


ENDINGS = (*RETENTION_REASONS, *RETENTION_ALIASES, "自行中斷", "違規", "死忘")
LEFT = ("離職", "轉任他職", "留職停薪")
DAY = timedelta(days=1)


def around(make: BoundaryMaker, mark: date) -> date:
    """The day before, the day, or the day after."""
    return make.near(mark, -1, 0, 1)


def quarter_starts(make: BoundaryMaker) -> list[date]:
    """The first days of the calendar quarters from the second half of the prior year to the one after as_of."""
    return [add_months(make.frame.prior_first, 3 * number) for number in range(2, 9)]


def referral_day(make: BoundaryMaker) -> date:
    """Around a quarter's first day, the end of a month, a leap day, or whole quarters before as_of."""
    rng = make.rng
    month_end = add_months(make.frame.prior_first, rng.randint(1, 23)) - DAY
    marks = (*quarter_starts(make), month_end, month_end, date(2024, 2, 29), add_months(make.frame.as_of, -3 * rng.randint(0, 5)))
    return around(make, rng.choice(marks))


def quarters_from(begins: date) -> list[tuple[date, date]]:
    return [(add_months(begins, 3 * k), add_months(begins, 3 * k + 3) - DAY) for k in range(4)]


def leavers(make: BoundaryMaker, count: int) -> Registers:
    """Followed up in the quarters from the referral, or in those of the calendar, at their first and last days."""
    rng = make.rng
    cases: list[Facts] = []
    followed: list[Facts] = []
    for number in range(count):
        person = f"L{number:03d}"
        referred = referral_day(make)
        later = [start for start in quarter_starts(make) if start >= referred]
        begins = later[0] if later and rng.random() < (0.8 if make.is_diligent else 0.5) else referred
        for first, last in quarters_from(begins):
            day = rng.choice((first, last)) if make.mostly(0.7) else rng.choice((first - DAY, last + DAY))
            if make.mostly(0.93):
                followed.append({"個案編號": person, "追蹤日期": day})
        kind = rng.choice(("離校未就學",) * 5 + ("畢業",))
        facts: Facts = {"個案編號": person, "離校類型": kind, "離校日期": make.near(referred, -30, -1, 0)}
        cases.append(facts | {"轉介日期": make.maybe(referred, 0.95)})
    return {"春暉離校個案": cases, "離校追蹤": followed}


def reports(make: BoundaryMaker, count: int) -> Registers:
    """Deadlines around as_of, dispatched around the deadline and as_of, or not at all."""
    rows: list[Facts] = []
    for _ in range(count):
        deadline = make.near(make.frame.as_of, -20, -1, 0, 1, 2, 7)
        assigned = around(make, make.rng.choice((deadline, make.frame.as_of)))
        is_left = deadline > make.frame.as_of and make.rng.random() < 0.4
        if make.is_diligent:
            assigned = min(assigned, deadline, max(make.frame.as_of, deadline - DAY))
        told = make.rng.choice((make.near(deadline, -7, -3), around(make, make.frame.first)))
        rows.append({"通報日期": told, "派案期限": deadline, "派案日期": assigned if make.mostly(0.75) and not is_left else None})
    return {"兒少通報": rows}


def workers(make: BoundaryMaker, count: int) -> Registers:
    """Posts that one worker held, or two after each other; their families add up to the target or one beside it."""
    rng, frame = make.rng, make.frame
    rows: list[Facts] = []
    for post in range(1, max(1, count // 10) + 1):
        change = rng.choice((0, 0, 3, 6, 7, 11))
        for number in range(12):
            worker = f"W{post}{'B' if number >= change else 'A'}"
            month = add_months(frame.first, number)
            if month <= frame.as_of and rng.random() < 0.95:
                rows.append({"社工編號": worker, "年月": month, "服務案家數": rng.randint(10, 40)})
    target = 15 if frame.jurisdiction == "金門縣" else 30
    goals = (target * len(rows) // 12, target * len(rows) * 11 // 120, target * len({row["社工編號"] for row in rows}))
    wanted = rng.choice(goals) + rng.choice((-1, 0, 1, 2))
    opened = Counter(rng.randrange(len(rows)) for _ in range(wanted if rows else 0))
    rows = [row | {"新開案數": opened[number]} for number, row in enumerate(rows)]
    outside = add_months(frame.first, rng.choice((-1, 12)))
    return {"家支社工": [*rows, {"社工編號": "W9", "年月": outside, "服務案家數": 5, "新開案數": 40}]}


def groups(make: BoundaryMaker, count: int) -> Registers:
    """Groups that met twice, three times, in two rows both, or are unknown."""
    met = {"G1": 2, "G2": 3, "G3": make.rng.choice((2, 3)), "G4": 4, "G5": 2}
    rows: list[Facts] = [{"團體編號": name, "聚會次數": times} for name, times in met.items()]
    rows += [{"團體編號": name, "聚會次數": make.rng.choice((1, 2, 3, 3))} for name in ("G1", "G5")]
    joined = ("G1", "G2", "G2", "G2", "G3", "G3", "G4", "G4", "G4", "G5", "G9")
    members: list[Facts] = []
    for number in range(count):
        leaves = make.rng.choice((0, 1, 2)) if make.mostly(0.8) else 3
        members.append({"團體編號": make.rng.choice(joined), "家屬編號": f"F{number:03d}", "請假次數": leaves})
    return {"家屬團體": rows, "家屬團體成員": members}


def admission_day(make: BoundaryMaker) -> date:
    """So that 180 days or six months end around as_of, at a window's edge, or at a month's end."""
    rng, as_of = make.rng, make.frame.as_of
    marks = (make.frame.prior_first, make.frame.prior_last, date(2023, 7, 1), date(2024, 6, 30), date(2023, 8, 30))
    month_end = add_months(make.frame.prior_first, rng.randint(1, 18)) - DAY
    ending = (make.near(as_of, -178, -179, -180, -181), around(make, add_months(as_of, -6)))
    return rng.choice((around(make, rng.choice(marks)), around(make, month_end), around(make, month_end), *ending))


def admissions(make: BoundaryMaker, count: int) -> Registers:
    rows: list[Facts] = []
    for _ in range(count):
        admitted = admission_day(make)
        half_year = (make.near(admitted, 178, 179, 180, 181), around(make, add_months(admitted, 6)))
        closed = max(admitted, make.rng.choice((*half_year, around(make, make.frame.as_of))))
        reason = make.maybe(make.rng.choice(ENDINGS), 0.85)
        rows.append({"新收日期": admitted, "結案日期": make.maybe(closed, 0.8), "結案原因": reason})
    return {"美沙冬收案": rows}


def patients(make: BoundaryMaker, count: int) -> Registers:
    """Screened around the period's edges; one missing of ten; positive in a row, screened in another."""
    rng, frame = make.rng, make.frame
    places = [*INSTITUTIONS, "H5"]
    rows: list[Facts] = []
    for place in places[:-1]:
        misses = rng.choice((0, 1, 1, 2))
        for number in range(rng.choice((1, 9, 10, 11, 20)) if count else 0):
            person = f"P{rng.choice((number, number, number + 100)):03d}"
            inside = rng.choice((frame.first, frame.as_of, frame.first + DAY))
            screened = rng.choice((frame.first - DAY, frame.as_of + DAY, None)) if number < misses else inside
            facts: Facts = {"個案編號": person, "機構代碼": place, "收案日期": make.near(frame.first, -300, -1, 0)}
            facts |= {"結案日期": make.maybe(make.near(frame.first, -1, 0, 30, 300), 0.1)}
            is_positive = rng.random() < (0.5 if number < 2 * misses else 0.15)
            again = facts | {"曾檢出C肝陽性": is_positive, "C肝篩檢日期": screened}
            if rng.random() < 0.15:  # the finding and the screening stand in two rows
                rows.append(facts | {"曾檢出C肝陽性": is_positive, "C肝篩檢日期": None})
                again |= {"曾檢出C肝陽性": False}
            rows.append(again)
    institutions: list[Facts] = [
        {"機構代碼": place, "替代治療": rng.random() < 0.93, "自費人數": 1, "總人數": 2} for place in places
    ]
    return {"治療機構": institutions, "替代治療個案": [row for row in rows if keeps_order(row)]}


def keeps_order(row: Facts) -> bool:
    opened, closed = row["收案日期"], row["結案日期"]
    return not (isinstance(opened, date) and isinstance(closed, date) and closed < opened)


def seniority_day(make: BoundaryMaker) -> date:
    """So that twelve or eighteen months end on the day before as_of, on it, or on the days after."""
    return make.near(add_months(make.frame.as_of, -(18 if make.mostly(0.6) else 12)), -1, 0, 1, 2)


def staff(make: BoundaryMaker, count: int) -> Registers:
    """One post, two after each other with or without a day between, two at once, or left without a date."""
    rng, as_of = make.rng, make.frame.as_of
    rows: list[Facts] = []

    def add(name: str, hired: date, left: date | None, change: str | None) -> None:
        title = rng.choice(("個管", "個管", "督導", "督導", "督導", "專管"))
        source = rng.choice(("本部補助",) * 12 + ("機關自有",))
        facts: Facts = {"姓名": name, "人力來源": source, "職稱": title, "到職日期": hired, "離職日期": left}
        rows.append(facts | {"異動別": change})

    for number in range(count):
        name = f"{'王李陳林'[number // 10]}{'甲乙丙丁戊己庚辛壬癸'[number % 10]}"
        begun = seniority_day(make)
        kind = rng.choice(("one", "one", "promoted", "promoted", "both", "leaver", "undated"))
        if kind in ("one", "leaver"):
            left = make.near(as_of, -1, 0, 1) if kind == "leaver" else None
            add(name, begun, left, rng.choice(LEFT) if left else rng.choice(("在職", None)))
        elif kind == "promoted":
            ended = make.near(begun, 20, 100, 360) if rng.random() < 0.5 else begun - DAY
            start = begun if ended > begun else make.near(begun, -400, -30)
            add(name, start, ended, rng.choice((*LEFT, None)))
            add(name, make.near(ended, 0, 1, 1, 1, 2), None, "在職")
        elif kind == "both":
            add(name, begun, None, "在職")
            later = make.near(as_of, -200, -1, 0, 1)
            add(name, later, make.near(later, 0, 1, 5) if rng.random() < 0.3 else None, None)
        else:
            add(name, begun, None, rng.choice(LEFT))
            add(name, make.near(begun, 30, 200), None, "在職")
    return {"人力清冊": rows}


def fines(make: BoundaryMaker, count: int) -> Registers:
    """Fined at the edges of the two years before, moved by as_of or a day later."""
    rows: list[Facts] = []
    for _ in range(count):
        year = make.frame.year + 1911 - make.rng.choice((0, 1, 1, 2, 2, 3))
        fined = make.rng.choice((date(year, 1, 1), date(year, 12, 31), date(year, 6, 30)))
        moved = make.maybe(around(make, make.frame.as_of), 0.85)
        rows.append({"裁罰日期": fined, "應移送執行": make.rng.random() < 0.9, "移送執行日期": moved})
    return {"罰鍰案件": rows}


MAKERS: Sequence[Callable[[BoundaryMaker, int], Registers]] = (
    leavers,
    reports,
    workers,
    groups,
    admissions,
    patients,
    staff,
    fines,
)
