"""追蹤輔導: cases and the contacts made with them."""

from datetime import date, timedelta
from functools import lru_cache
from random import Random

from .base import EXPORTED, FIRST, LAST, Rows, between, drawn, iso, weighted

PERSONS = 2430
REOPENED = 64
CLOSINGS = (("期滿", 52), ("入監", 14), ("失聯", 11), ("死亡", 5), ("遷移其他縣市", 8), ("移案", 7), ("已就業穩定", 3))
REASONS = (
    ("已就業", 58),
    ("就學中", 4),
    ("傷病", 9),
    ("就養", 4),
    ("服役中", 2),
    ("託管", 3),
    ("出境（外籍人士遣返）", 1),
    ("其他經評估無法轉介就業服務", 19),
)
SAME_REASON = ("期滿", "入監", "失聯", "死亡", "遷移其他縣市", "移案")
CONTACT_KINDS = (("電訪", 72), ("家訪", 15), ("面訪", 13))
OUTCOMES = (("已聯繫", 80), ("聯繫未果", 15), ("家屬代接", 5))


def case_row(chance: Random, number: str, opened: date) -> dict[str, str]:
    closed: date | None = opened + timedelta(days=chance.choice((150, 240, 365, 420, 540, 730)) + chance.randint(0, 90))
    if closed is not None and closed > EXPORTED:
        closed = None
    assessed: date | None = opened + timedelta(days=chance.randint(2, 38))
    if assessed is not None and (assessed > EXPORTED or chance.random() < 0.012):
        assessed = None
    ending = weighted(chance, CLOSINGS) if closed else ""
    reason, referred = employment(chance, opened, closed, ending)
    return {
        "個案編號": number,
        "開案日期": iso(opened),
        "初評完成日期": iso(assessed),
        "結案日期": iso(closed),
        "結案原因": ending,
        "需求等級": weighted(chance, (("低", 46), ("中", 37), ("高", 17))) if assessed else "",
        "無需轉介就業原因": reason,
        "就業轉介日期": iso(referred),
    }


def employment(chance: Random, opened: date, closed: date | None, ending: str) -> tuple[str, date | None]:
    """Why the case needs no referral, or when it was referred."""
    if ending in SAME_REASON and chance.random() < 0.8:
        return ending, None
    if chance.random() < 0.56:
        return weighted(chance, REASONS), None
    last = min(LAST, closed or LAST)
    first = max(opened, FIRST) if last >= FIRST else opened
    return "", between(chance, first, last) if chance.random() < 0.975 else None


@lru_cache(maxsize=1)
def _cases() -> tuple[dict[str, str], ...]:
    chance = drawn("追蹤輔導個案")
    opened = sorted(between(chance, date(2022, 1, 3), date(2024, 12, 30)) for _ in range(PERSONS))
    counted: dict[int, int] = {}
    rows: Rows = []
    for day in opened:
        counted[day.year] = counted.get(day.year, 0) + 1
        rows.append(case_row(chance, f"C{day.year - 1911}-{counted[day.year]:05d}", day))
    rows += reopened(chance, rows)
    return tuple(sorted(rows, key=lambda row: (row["開案日期"], row["個案編號"])))


def reopened(chance: Random, rows: Rows) -> Rows:
    closed = [row for row in rows if row["結案日期"] and row["結案日期"] < "2024-10-01"]
    again: Rows = []
    for row in chance.sample(closed, REOPENED):
        day = date.fromisoformat(row["結案日期"]) + timedelta(days=chance.randint(0, 80))
        again.append(case_row(chance, row["個案編號"], day))
    return again


def cases() -> Rows:
    return [dict(row) for row in _cases()]


def contacts() -> Rows:
    chance = drawn("追蹤輔導紀錄")
    rows: Rows = []
    for number, case in enumerate(_cases()):  # at most one contact a day
        opened = date.fromisoformat(case["開案日期"])
        closed = date.fromisoformat(case["結案日期"]) if case["結案日期"] else EXPORTED
        diligence = 0.52 if number % 23 == 9 else 0.95
        for first, last in ((date(2023, 6, 1), date(2023, 12, 31)), (FIRST, EXPORTED)):
            for day in contact_days(chance, case, (max(opened, first), min(closed, last)), diligence):
                rows.append(contact_row(chance, case["個案編號"], day))
    rows.sort(key=lambda row: (row["追輔日期"], row["個案編號"]))
    return rows


def contact_days(chance: Random, case: dict[str, str], span: tuple[date, date], diligence: float) -> list[date]:
    """In every thirty days as many contacts as the need level asks, now and then one more or one less."""
    day, last = span
    need = 2 if case["需求等級"] == "高" else 1
    days: list[date] = []
    while day <= last:
        ends = min(last, day + timedelta(days=29))
        made = sum(chance.random() < diligence for _ in range(need)) + (chance.random() < 0.28)
        days += [between(chance, day, ends) for _ in range(made)]
        day += timedelta(days=30)
    return sorted(set(days))


def contact_row(chance: Random, number: str, day: date) -> dict[str, str]:
    return {
        "個案編號": number,
        "追輔日期": iso(day),
        "追輔方式": weighted(chance, CONTACT_KINDS),
        "追輔結果": weighted(chance, OUTCOMES),
    }
