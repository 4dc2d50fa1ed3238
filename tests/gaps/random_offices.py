"""Small random offices, at most eight subjects each, whose days lie a day before, on and a day after each deadline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from oracle.office import Frame, add_months

Facts = dict[str, Any]
DAY = timedelta(days=1)
MOST_SUBJECTS = 8


@dataclass
class Maker:
    """Chance, the report's frame, and the first day of any act."""

    rng: Random
    frame: Frame
    today: date
    days: list[date] = field(default_factory=list)

    def near(self, *days: date) -> date:
        """One of these days, a day before or a day after."""
        return self.rng.choice(days) + self.rng.choice((-1, 0, 1)) * DAY

    def edge(self) -> date:
        """About today, the end, or the period's first day; seldom any day."""
        if self.rng.random() < 0.15:
            return self.frame.first + self.rng.randrange(366) * DAY
        return self.near(self.today, self.today, self.frame.as_of, self.frame.first)

    def maybe(self, value: Any, share: float = 0.5) -> Any:
        return value if self.rng.random() < share else None

    def flag(self) -> bool | None:
        return self.rng.choice((True, False, None))

    def entry(self) -> date:
        """A day of entry, mostly in the period."""
        return self.near(self.frame.first, self.frame.first + 40 * DAY, self.today)

    def person(self) -> str:
        return f"P{self.rng.randrange(1, 6)}"

    def rows(self, make: Callable[[int], Facts], most: int = MOST_SUBJECTS) -> list[Facts]:
        return [make(number) for number in range(1, self.rng.randint(1, most) + 1)]

    def episode(self, opened: str) -> Facts:
        start = self.rng.choice((self.frame.first - 30 * DAY, self.entry()))
        closed = self.maybe(self.near(self.today, self.frame.as_of, self.frame.first), 0.6)
        return {opened: start, "結案日期": None if closed is None or closed < start else closed}


def make_office(measure: str, seed: int) -> tuple[dict[str, list[Facts]], Frame, date, list[date] | None]:
    """Tables, frame, today, and the days on which rows are tried, where not all between are."""
    rng = Random(f"{measure} {seed}")
    report = rng.choice(("final", "final", "midterm"))
    frame = Frame(113, report, date(2024, 12, 31) if report == "final" else date(2024, 6, 30), "高雄市")
    span = rng.choice((5, 33, 70) if measure in MADE_OF_SPANS else (0, 1, 3, 6))
    make = Maker(rng, frame, frame.as_of - span * DAY)
    tables = OFFICES[measure](make)
    return tables, frame, make.today, sorted(set(make.days)) if make.days else None


def make_schools(make: Maker) -> dict[str, list[Facts]]:
    return {"學校清冊": make.rows(lambda n: {"學校代碼": f"S{n}", "學校日宣導": make.flag()})}


def make_student_cases(make: Maker) -> dict[str, list[Facts]]:
    source = make.rng.choices(("學校清查", "警察查獲"), (5, 1))
    return {
        "涉毒學生": make.rows(
            lambda n: {
                "案件編號": f"A{n}",
                "查獲來源": source[0],
                "查獲日期": make.entry(),
                "情資轉送檢警日期": make.maybe(make.edge()),
            }
        )
    }


def make_leavers(make: Maker) -> dict[str, list[Facts]]:
    return {
        "春暉離校個案": make.rows(
            lambda n: {
                "個案編號": f"C{n}",
                "離校類型": make.rng.choice(("畢業", "轉學", "離校未就學")),
                "離校日期": make.entry(),
                "轉銜評估會議日期": make.maybe(make.edge()),
            }
        )
    }


def make_followed(make: Maker) -> dict[str, list[Facts]]:
    """Referred so that quarters end about today and the end."""

    def make_row(number: int) -> Facts:
        quarters = make.rng.randint(1, 4)
        referred = add_months(make.near(make.today, make.frame.as_of) + DAY, -3 * quarters)
        return {
            "個案編號": f"C{number % 4}",
            "離校類型": make.rng.choice(("離校未就學", "離校未就學", "畢業")),
            "離校日期": referred - DAY,
            "轉介日期": make.maybe(referred, 0.9),
        }

    leavers = make.rows(make_row, 5)
    for month in (1, 4, 7, 10):
        begins = date(2024, month, 1)
        make.days += [begins - DAY, begins, begins - 2 * DAY]
    followups: list[Facts] = []
    for row in leavers:
        for quarter in range(4) if row["轉介日期"] else ():
            ends = add_months(row["轉介日期"], 3 * (quarter + 1)) - DAY
            make.days += [ends - DAY, ends, ends + DAY]
            if make.rng.random() < 0.6:
                followups.append({"個案編號": row["個案編號"], "追蹤日期": ends - make.rng.choice((0, 1, 40)) * DAY})
    keep_days(make)
    return {"春暉離校個案": leavers, "離校追蹤": followups}


def keep_days(make: Maker) -> None:
    make.days = [day for day in (*make.days, make.today, make.frame.as_of) if make.today <= day <= make.frame.as_of]


def make_reports(make: Maker) -> dict[str, list[Facts]]:
    return {
        "兒少通報": make.rows(
            lambda n: {
                "通報編號": f"R{n}",
                "通報日期": make.entry(),
                "派案期限": make.near(make.today, make.frame.as_of, make.frame.first),
                "派案日期": make.maybe(make.edge()),
            }
        )
    }


def make_groups(make: Maker) -> dict[str, list[Facts]]:
    return {
        "家屬團體": make.rows(lambda _: {"團體編號": make.rng.choice("GHI"), "聚會次數": Fraction(make.rng.randint(0, 4))}, 4),
        "家屬團體成員": make.rows(
            lambda n: {"團體編號": make.rng.choice("GHIJ"), "家屬編號": f"F{n}", "請假次數": Fraction(make.rng.randint(1, 3))}
        ),
    }


def make_assessments(make: Maker) -> dict[str, list[Facts]]:
    return {
        "家屬前後測": make.rows(
            lambda n: {
                "家屬編號": f"F{n}",
                "前測分數": make.maybe(Fraction(make.rng.randint(0, 3)), 0.8),
                "後測分數": make.maybe(Fraction(make.rng.randint(0, 3)), 0.6),
            }
        )
    }


def make_events(title: str, day: str, flag: str) -> Callable[[Maker], dict[str, list[Facts]]]:
    return lambda make: {title: make.rows(lambda _: {day: make.edge(), flag: make.rng.choice((True, False))})}


def make_cases(make: Maker) -> dict[str, list[Facts]]:
    return {
        "追蹤輔導個案": make.rows(
            lambda _: {
                "個案編號": make.person(),
                **make.episode("開案日期"),
                "結案原因": make.maybe("失聯", 0.3),
                "無需轉介就業原因": make.maybe("死亡", 0.1),
                "就業轉介日期": make.maybe(make.edge()),
            }
        )
    }


def make_seekers(make: Maker) -> dict[str, list[Facts]]:
    return {
        "求職服務": make.rows(
            lambda _: {
                "個案編號": make.person(),
                "求職登記日期": make.entry(),
                "就業結果": make.rng.choice(("推介就業", "自行就業", "未就業", None)),
                "就業日期": make.maybe(make.edge()),
            }
        )
    }


def make_placements(make: Maker) -> dict[str, list[Facts]]:
    return {
        "安置機構": make.rows(
            lambda n: {"機構名稱": f"機構{n}", "當年度安置涉毒少年": make.rng.random() < 0.8, "辦理工作人員教育訓練": make.flag()}
        )
    }


def make_closures(make: Maker) -> dict[str, list[Facts]]:
    return {
        "安置結案": make.rows(
            lambda n: {"個案編號": f"C{n}", "結案日期": make.edge(), "家庭支持或關係修復": make.rng.random() < 0.4}
        )
    }


def make_institution(make: Maker, number: int) -> Facts:
    return {
        "機構代碼": f"H{number}",
        "機構名稱": f"第{number}醫院",
        "藥癮戒治": make.flag(),
        "替代治療": make.rng.random() < 0.8,
        "具戒癮治療資格": make.rng.random() < 0.8,
        "提供緩起訴戒癮治療": make.flag(),
        "勾選緩起訴附帶命令": make.flag(),
        "訪查日期": make.maybe(make.edge()),
        "訪查項目完整": make.flag(),
        "前次建議追蹤": make.rng.choice((True, False, None, "首次訪查")),
        "策進建議": make.flag(),
        "C肝轉介機制": make.flag(),
    }


def make_institutions(make: Maker) -> dict[str, list[Facts]]:
    return {"治療機構": make.rows(lambda n: make_institution(make, n))}


def make_admissions(make: Maker) -> dict[str, list[Facts]]:
    def make_row(number: int) -> Facts:
        admitted = make.near(make.today, make.frame.as_of) - 180 * DAY
        closed = make.maybe(make.near(make.today, make.frame.as_of, admitted + 180 * DAY), 0.4)
        reason = make.rng.choice(("死亡", "自行中斷", None))
        return {"個案編號": f"M{number}", "機構代碼": "H1", "新收日期": admitted, "結案日期": closed, "結案原因": reason}

    return {"美沙冬收案": make.rows(make_row)}


def make_prosecutions(make: Maker) -> dict[str, list[Facts]]:
    return {
        "治療機構": [make_institution(make, make.rng.randint(1, 2)) for _ in range(3)],
        "緩起訴個案": make.rows(
            lambda _: {
                "個案編號": make.person(),
                "機構代碼": f"H{make.rng.randint(1, 3)}",
                **make.episode("收案日期"),
                "治療紀錄": make.flag(),
            }
        ),
    }


def make_patients(make: Maker) -> dict[str, list[Facts]]:
    return {
        "治療機構": [make_institution(make, number) for number in (1, 2)],
        "替代治療個案": make.rows(
            lambda _: {
                "個案編號": make.person(),
                "機構代碼": f"H{make.rng.choice((1, 1, 2))}",
                **make.episode("收案日期"),
                "曾檢出C肝陽性": make.rng.choice((True, False, None, None, None)),
                "C肝篩檢日期": make.maybe(make.edge()),
            }
        ),
    }


def make_bureaus(make: Maker) -> dict[str, list[Facts]]:
    return {
        "主責局處": make.rows(
            lambda _: {
                "組別": "綜合",
                "局處名稱": f"第{make.rng.randint(1, 4)}局",
                "專責人力數": Fraction(make.rng.randint(0, 1)),
            }
        )
    }


def make_staff(make: Maker) -> dict[str, list[Facts]]:
    def make_row(_: int) -> Facts:
        months = make.rng.choice((12, 12, 18, 18, 2))
        hired = add_months(make.near(make.today, make.frame.as_of) + DAY, -months)
        left = make.maybe(make.near(make.today, make.frame.as_of, hired + 20 * DAY), 0.4)
        return {
            "人力來源": make.rng.choice(("本部補助", "本部補助", "機關自有")),
            "職稱": make.rng.choice(("個管", "督導", "專管")),
            "姓名": f"甲{make.rng.randint(1, 5)}",
            "到職日期": hired,
            "離職日期": None if left is None or left < hired else left,
            "異動別": make.rng.choice(("在職", None, None, "離職")),
        }

    return {"人力清冊": make.rows(make_row)}


def make_services(make: Maker) -> dict[str, list[Facts]]:
    """Services whose units end about today and the end, with contacts near the least that is enough."""
    cases: list[Facts] = []
    contacts: list[Facts] = []
    for _number in range(make.rng.randint(1, 4)):
        units = make.rng.randint(1, 4)
        last = make.near(make.today, make.frame.as_of)
        opened = last - (30 * units - 1) * DAY
        closed = make.maybe(make.near(make.today, make.frame.as_of, last - 20 * DAY), 0.5)
        case = {
            "個案編號": f"P{make.rng.randint(1, 4)}",
            "開案日期": opened,
            "初評完成日期": make.maybe(make.near(opened, make.today), 0.9),
            "結案日期": None if closed is None or closed < opened else closed,
            "需求等級": make.rng.choice(("低", "中", "高")),
        }
        cases.append(case)
        start = max(opened, make.frame.first)
        for unit in range(1 + (make.frame.as_of - start).days // 30):
            ends = start + (30 * (unit + 1) - 1) * DAY
            make.days += [ends - DAY, ends, ends + DAY]
            for _ in range(make.rng.choice((0, 1, 1, 2))):
                day = ends - make.rng.choice((0, 1, 15, 29)) * DAY
                contacts.append({"個案編號": case["個案編號"], "追輔日期": day, "追輔方式": "電訪"})
        make.days += [closed + n * DAY for n in (-1, 0, 1)] if closed is not None else []
    keep_days(make)
    return {"追蹤輔導個案": cases, "追蹤輔導紀錄": contacts}


def make_lectures(make: Maker) -> dict[str, list[Facts]]:
    def make_row(number: int) -> Facts:
        is_prior = make.rng.random() < 0.25
        fined = date(2023, 5, 1) if is_prior else make.entry()
        done = date(2023, 8, 1) if is_prior else make.maybe(make.edge())
        return {
            "案件編號": f"L{number}",
            "查獲次數": Fraction(make.rng.choice((1, 2, 2, 3))),
            "裁罰日期": fined,
            "通知參與日期": make.entry(),
            "完成講習日期": done,
            "分流課程": make.flag(),
        }

    return {"講習個案": make.rows(make_row)}


def make_volunteers(make: Maker) -> dict[str, list[Facts]]:
    return {"志工": make.rows(lambda n: {"志工編號": f"V{n}", "繼續教育時數": Fraction(make.rng.randint(0, 18), 4)})}


def make_tests(make: Maker) -> dict[str, list[Facts]]:
    return {
        "尿液採驗": make.rows(
            lambda _: {
                "個案編號": make.person(),
                "應採驗年度": Fraction(make.rng.choice((113, 113, 112))),
                "實際採驗日期": make.maybe(make.edge()),
            }
        )
    }


def make_fines(make: Maker) -> dict[str, list[Facts]]:
    return {
        "罰鍰案件": make.rows(
            lambda n: {
                "案件編號": f"N{n}",
                "裁罰日期": make.near(date(2023, 1, 1), date(2023, 12, 31), date(2022, 6, 1)),
                "應移送執行": make.rng.random() < 0.8,
                "移送執行日期": make.maybe(make.edge()),
            }
        )
    }


MADE_OF_SPANS = ("1.6", "4.3.1")
OFFICES: dict[str, Callable[[Maker], dict[str, list[Facts]]]] = {
    "1.1.2": make_schools,
    "1.4": make_student_cases,
    "1.5": make_leavers,
    "1.6": make_followed,
    "2.1": make_reports,
    "2.5": make_groups,
    "2.7": make_assessments,
    "2.8": make_events("本部教育訓練", "辦理日期", "出席"),
    "2.9": make_cases,
    "2.10": make_seekers,
    "2.11.1": make_placements,
    "2.11.2": make_closures,
    "3.1": make_institutions,
    "3.3": make_admissions,
    "3.4": make_institutions,
    "3.5": make_prosecutions,
    "3.6.1": make_patients,
    "3.6.2": make_institutions,
    "4.1.1": make_bureaus,
    "4.1.2": make_events("跨局處會議", "會議日期", "秘書長或主任秘書以上主持"),
    "4.2.1": make_staff,
    "4.2.2": make_staff,
    "4.3.1": make_services,
    "4.6.1.1": make_lectures,
    "4.6.1.2": make_lectures,
    "4.6.2": make_lectures,
    "4.7": make_events("講習場次", "辦理日期", "含藥愛及愛滋防治"),
    "4.8": make_volunteers,
    "4.9": make_tests,
    "4.10": make_fines,
}
