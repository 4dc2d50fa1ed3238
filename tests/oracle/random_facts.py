"""Facts of random small offices, dense in the places where two readings of the plan could part."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from .contract import (
    ELEMENTS,
    NO_REFERRAL_ALIASES,
    NO_REFERRAL_REASONS,
    RETENTION_ALIASES,
    RETENTION_REASONS,
    Column,
    indicator_of,
)
from .office import FIGURE_MEASURES, Frame, add_months
from .random_cells import Fact

Facts = dict[str, Fact]
MONTH_ENDS = (date(2022, 12, 31), date(2023, 1, 31), date(2023, 2, 28), date(2023, 8, 31), date(2024, 2, 29))
INSTITUTIONS = ("H1", "H2", "H3", "H4")
ENDINGS = (*RETENTION_REASONS, *RETENTION_ALIASES, "自行中斷", "違規", "死忘", "失聯")


class Maker:
    """Draws facts for one office."""

    def __init__(self, rng: Random, size: int, frame: Frame) -> None:
        self.rng, self.frame = rng, frame
        forms = ("C{:03d}", "C{:03d}", "C-{:03d}", "1{:03d}", "00{:03d}")
        self.persons = [rng.choice(forms).format(number) for number in range(max(2, size // 2))]
        self.posts: list[tuple[str, date]] = []
        self.referrals: dict[str, date] = {}
        self.are_fractions = rng.random() < 0.1  # the minimum rates
        self.services: list[tuple[str, date]] = []
        marks = (frame.first, frame.as_of, frame.prior_first, frame.prior_last, date(2023, 7, 1), date(2024, 6, 30))
        self.edges = [mark + timedelta(days=days) for mark in marks for days in (-1, 0, 1)]

    def day(self) -> date:
        if self.rng.random() < 0.5:
            return self.rng.choice(self.edges)
        if self.rng.random() < 0.1:
            return self.rng.choice(MONTH_ENDS)
        return date(2022, 9, 1) + timedelta(days=self.rng.randint(0, 880))

    def maybe(self, value: Fact, share: float = 0.6) -> Fact:
        return value if self.rng.random() < share else None

    def near(self, mark: date, *gaps: int) -> date:
        return mark + timedelta(days=self.rng.choice(gaps))

    def default(self, column: Column) -> Fact:
        rng = self.rng
        drawn: dict[str, Callable[[], Fact]] = {
            "date": lambda: self.day() if column.required else self.maybe(self.day(), 0.7),
            "month": lambda: self.day().replace(day=1),
            "year": lambda: rng.choice((112, 113, 113, 113)),
            "flag": lambda: rng.choice((True, True, False)) if column.required or rng.random() < 0.93 else None,
            "answer": lambda: rng.choice((True, True, True, False, "首次訪查", "首次訪查", None)),
            "count": lambda: rng.randint(0, 5),
            "number": lambda: rng.choice((0, 3, 3.5, 4, 4, 5, 8)),
            "money": lambda: rng.choice((0, 100, 850, 1500)),
            "id": lambda: rng.choice(self.persons),
            "text": lambda: self.maybe(rng.choice(("甲", "乙", "丙A", "丁")), 1 if column.required else 0.7),
        }
        if column.kind == "category":
            return rng.choice(column.allowed) if column.required or rng.random() < 0.9 else None
        return drawn[column.kind]()


def school(make: Maker) -> Facts:
    numbers = {"學生數": 100, "前一年同期學生數": 100, "特定人員數": 3, "前一年同期特定人員數": 3}
    drawn: Facts = {name: make.maybe(make.rng.randint(0, most), 0.97) for name, most in numbers.items()}
    return drawn


def leaver(make: Maker) -> Facts:
    """Referred so that a quarter ends on as_of or the period's first day, give or take a day."""
    person = make.rng.choice(make.persons)
    mark = make.rng.choice((make.frame.as_of, make.frame.first, *MONTH_ENDS))
    referred = make.near(add_months(mark, -3 * make.rng.randint(0, 5)), -1, 0, 1, 1, 2)
    make.referrals[person] = referred
    return {"個案編號": person, "轉介日期": make.maybe(referred, 0.85), "離校日期": make.near(referred, -30, -1, 0)}


def followup(make: Maker) -> Facts:
    person = make.rng.choice([*make.referrals, "K999"] if make.referrals else make.persons)
    referred = make.referrals.get(person, make.frame.first)
    return {"個案編號": person, "追蹤日期": make.near(add_months(referred, 3 * make.rng.randint(0, 4)), -1, 0, 1, 20)}


def report(make: Maker) -> Facts:
    told = make.day()
    deadline = make.rng.choice((make.near(told, 0, 3, 7), make.rng.choice(make.edges)))
    return {"通報日期": told, "派案期限": deadline, "派案日期": make.maybe(make.near(deadline, -2, -1, 0, 0, 1), 0.85)}


def worker(make: Maker) -> Facts:
    return {
        "社工編號": make.rng.choice(("W1", "W2", "W3")),
        "服務案家數": make.rng.randint(10, 45),
        "新開案數": make.rng.randint(0, 30),
    }


def group(make: Maker) -> Facts:
    return {"團體編號": make.rng.choice(("G1", "G2", "G3")), "聚會次數": make.rng.randint(2, 4)}


def member(make: Maker) -> Facts:
    return {"團體編號": make.rng.choice(("G1", "G2", "G3", "G9")), "請假次數": make.rng.randint(0, 3)}


def scores(make: Maker) -> Facts:
    before = make.rng.randint(1, 9)
    return {
        "前測分數": make.maybe(before, 0.93),
        "後測分數": make.maybe(before + make.rng.choice((-1, 0, 1, 0.5)), 0.9),
    }


def case(make: Maker) -> Facts:
    opened = make.day()
    if make.rng.random() < 0.3:
        opened = make.near(make.frame.as_of, -29, -30, -58, -59, -60, -89)
    reasons = (*NO_REFERRAL_REASONS, *NO_REFERRAL_ALIASES)
    closed = make.rng.choice((make.day(), make.near(opened, 0, 9, 29, 30, 58, 59, 60, 89, 300)))
    person = make.rng.choice(make.persons)
    make.services.append((person, max(opened, make.frame.first)))
    return {
        "個案編號": person,
        "開案日期": opened,
        "初評完成日期": make.rng.choice((opened, opened, make.near(opened, 5), make.near(make.frame.as_of, 0, 1), None)),
        "結案日期": make.maybe(closed, 0.5) if closed >= opened or make.rng.random() < 0.1 else None,
        "無需轉介就業原因": make.maybe(make.rng.choice(reasons), 0.35),
        "就業轉介日期": make.maybe(make.day()),
    }


def contact(make: Maker) -> Facts:
    """On and around the first and last days of thirty-day units of somebody's service, mostly the first."""
    person, start = make.rng.choice([*make.services, ("X999", make.frame.first)])
    unit = make.rng.choice((0, 0, 0, 1, 1, 2, 5, 11))
    return {"個案編號": person, "追輔日期": make.near(start, *(30 * unit + gap for gap in (-1, 0, 0, 10, 20, 29, 29)))}


def institution(make: Maker) -> Facts:
    drawn: Facts = {"機構代碼": make.rng.choice(INSTITUTIONS), "自費人數": 1, "總人數": 2}
    return drawn


def admission(make: Maker) -> Facts:
    admitted = make.day()
    if make.rng.random() < 0.3:
        admitted = make.near(make.frame.as_of, -179, -180, -181, 0, 1)
    closed = make.near(admitted, 0, 1, 90, 178, 179, 180, 181, 300)
    if make.rng.random() < 0.2:
        closed = make.near(make.frame.as_of, -1, 0, 1)
    if closed < admitted and make.rng.random() < 0.8:
        closed = admitted
    return {
        "機構代碼": make.rng.choice(INSTITUTIONS),
        "新收日期": admitted,
        "結案日期": make.maybe(closed, 0.7),
        "結案原因": make.maybe(make.rng.choice(ENDINGS), 0.8),
    }


def treated(make: Maker) -> Facts:
    opened = make.day()
    closed = make.near(opened, 0, 30, 200, 400)
    if make.rng.random() < 0.3:
        closed = make.near(make.frame.first, -1, 0)
    if closed < opened and make.rng.random() < 0.9:
        closed = opened
    return {
        "機構代碼": make.rng.choice((*INSTITUTIONS, "H9")),
        "收案日期": opened,
        "結案日期": make.maybe(closed, 0.5),
    }


def patient(make: Maker) -> Facts:
    screened = make.rng.choice((make.day(), make.frame.first, make.frame.as_of))
    return treated(make) | {"曾檢出C肝陽性": make.rng.random() < 0.15, "C肝篩檢日期": make.maybe(screened, 0.93)}


def bureau(make: Maker) -> Facts:
    return {
        "局處名稱": make.rng.choice(("衛生局", "教育處", "社會處", "警察局A")),
        "專責人力數": make.rng.randint(0, 2),
    }


def fund(make: Maker) -> Facts:
    rates = (0.05, 0.1) if make.are_fractions else (5, 10, 12.5, 15)
    return {"最低自籌比率": make.rng.choice(rates)}


def employee(make: Maker) -> Facts:
    months = make.rng.choice((12, 18, 12, 18, 3, 40))
    hired = make.rng.choice((make.near(add_months(make.frame.as_of, -months), -1, 0, 1, 2), make.day(), *MONTH_ENDS))
    name = f"{make.rng.choice('王李陳林')}{make.rng.choice('一二三四五六七八')}{make.rng.choice(('', 'A'))}"
    if make.posts and make.rng.random() < 0.4:  # a later post of somebody, with a day between or without
        name, before = make.rng.choice(make.posts)
        hired = make.near(before, -40, 0, 1, 1, 1, 2)
    left = make.rng.choice((make.near(make.frame.as_of, -40, -1, 0, 1), make.near(hired, 30, 200)))
    if left < hired and make.rng.random() < 0.8:
        left = hired
    make.posts.append((name, left))
    return {
        "姓名": name,
        "人力來源": make.rng.choice(("本部補助", "本部補助", "本部補助", "機關自有")),
        "職稱": make.rng.choice(("個管", "個管", "督導", "專管", "其他")),
        "到職日期": hired,
        "離職日期": make.maybe(left, 0.5),
        "異動別": make.rng.choice(("在職", "在職", "在職", "離職", "轉任他職", "留職停薪", None)),
        "累計個管案量": 30,
    }


def lecture(make: Maker) -> Facts:
    fined = make.day()
    return {
        "查獲次數": make.rng.randint(0, 3),
        "裁罰日期": make.maybe(fined, 0.95),
        "完成講習日期": make.maybe(make.rng.choice((make.near(fined, 0, 20), make.day())), 0.8),
    }


def evidence_rows(make: Maker) -> list[Facts]:
    rows: list[Facts] = []
    for measure, elements in ELEMENTS.items():
        names = [measure, indicator_of(measure), ".".join(measure.split(".")[:2])]
        for item in ("甲", "乙方案")[: make.rng.randint(0, 2)]:
            for element in elements:
                text = make.maybe(make.rng.choice(("說明A", "說明B", "說明C")), 0.93)
                code = make.rng.choice(names)
                rows.append({"指標代碼": code, "項目名稱": item, "要件": element, "說明": text})
    if make.rng.random() < 0.15:
        rows.append({"指標代碼": make.rng.choice(("4.1", "3.3", "9.9")), "項目名稱": "甲", "要件": "服務對象", "說明": "乙"})
    return rows


def figure_rows(make: Maker) -> list[Facts]:
    rows: list[Facts] = []
    for measure in make.rng.sample(FIGURE_MEASURES, make.rng.randint(0, len(FIGURE_MEASURES))):
        code = make.rng.choice(("四(十)", "4.10")) if measure == "4.10" else measure
        below = make.rng.choice((0, 7, 20, 1000))
        named = ("完成愛滋篩檢人次", "實際到場講習人次") if measure == "3.7" else ("分子", "分母")
        for name, value in zip(named, (make.rng.randint(0, below), below), strict=True):
            for _ in range(make.rng.choice((0, 1, 1, 1, 1, 1, 1, 1, 2))):
                extra = make.rng.choice((0, 0, 0, 0, 0, 0, 1))
                rows.append({"指標代碼": code, "項目": name, "數值": value + extra, "資料來源": "甲"})
    if make.rng.random() < 0.1:
        rows.append({"指標代碼": make.rng.choice(("4.1", "1.2")), "項目": "分子", "數值": 1, "資料來源": None})
    return rows


SPECIAL: dict[str, Callable[[Maker], Facts]] = {
    "學校清冊": school,
    "春暉離校個案": leaver,
    "離校追蹤": followup,
    "兒少通報": report,
    "家支社工": worker,
    "家屬團體": group,
    "家屬團體成員": member,
    "家屬前後測": scores,
    "追蹤輔導個案": case,
    "追蹤輔導紀錄": contact,
    "治療機構": institution,
    "美沙冬收案": admission,
    "緩起訴個案": treated,
    "替代治療個案": patient,
    "主責局處": bureau,
    "經費": fund,
    "人力清冊": employee,
    "講習個案": lecture,
}
WHOLE = {"佐證清冊": evidence_rows, "填報數據": figure_rows}
