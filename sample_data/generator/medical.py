"""醫療服務組: institutions, methadone, deferred prosecution, substitution treatment."""

from datetime import date, timedelta
from random import Random

from .base import EXPORTED, PLACES, Rows, between, drawn, exactly, flag, iso, weighted

SUBSTITUTION = [f"H{number:02d}" for number in range(1, 13)]
DEFERRED = ["H01", "H02", "H03", "H05", "H08", "H13", "H15", "H16", "H17"]
NOT_TICKED = ("H15", "H17")
ENDINGS = (
    ("自行中斷", 52),
    ("違規", 6),
    ("失聯", 8),
    ("入監", 14),
    ("死亡", 3),
    ("遷出", 4),
    ("轉院", 5),
    ("轉院/轉診", 2),
    ("其他疾病住院", 2),
    ("依循治療計畫完成治療", 3),
    ("醫師評估可終止", 2),
    ("往生", 1),
    ("服役", 1),
)


def treatment_institutions() -> Rows:
    chance = drawn("治療機構")
    rows: Rows = []
    for number in range(1, 23):
        code = f"H{number:02d}"
        designated, substitution = number <= 19, code in SUBSTITUTION
        visited = between(chance, date(2024, 3, 4), date(2024, 11, 29)) if designated or substitution else None
        if number == 18:
            visited = None
        qualified = number <= 15 or number == 21
        row = {
            "機構代碼": code,
            "機構名稱": f"{PLACES[(number - 1) % len(PLACES)]}{'醫院' if number < 17 else '診所'}",
            "藥癮戒治": flag(designated),
            "替代治療": flag(substitution),
            "具戒癮治療資格": flag(qualified),
            "提供緩起訴戒癮治療": flag(qualified and number in (1, 2, 3, 4, 5, 7, 8, 10, 13, 15)),
            "勾選緩起訴附帶命令": flag(code in DEFERRED and code not in NOT_TICKED) if number != 20 else "",
            "訪查日期": iso(visited),
            "訪查項目完整": flag(True) if visited else "",
            "前次建議追蹤": "首次訪查" if number == 12 else flag(number != 9) if visited else "",
            "策進建議": flag(True) if visited else "",
            "C肝轉介機制": flag(True) if substitution else "",
            "參與補助方案": flag(number % 5 > 0),
            "未參與原因": "" if number % 5 else "人力不足",
            "自費人數": str(chance.randint(0, 9)),
            "總人數": str(chance.randint(10, 90)),
        }
        rows.append(row)
    return rows


def methadone_ending(chance: Random, admitted: date) -> tuple[date | None, str]:
    if chance.random() < 0.33:
        return None, ""
    later = chance.choice((179, 180, 181, chance.randint(182, 520)))
    days = chance.randint(3, 179) if chance.random() < 0.6 else later
    closed = admitted + timedelta(days=days)
    return (closed, weighted(chance, ENDINGS)) if closed <= EXPORTED else (None, "")


def methadone_admissions() -> Rows:
    chance = drawn("美沙冬收案")
    days = sorted(between(chance, date(2023, 1, 2), date(2024, 12, 30)) for _ in range(586))
    days += [date(2023, 6, 30), date(2023, 7, 1), date(2024, 6, 30), date(2024, 7, 1)] * 3
    rows: Rows = []
    for number, day in enumerate(sorted(days)):
        closed, ending = methadone_ending(chance, day)
        rows.append(
            {
                "個案編號": f"M{day.year - 1911}-{number + 1:04d}",
                "機構代碼": chance.choice(SUBSTITUTION),
                "新收日期": iso(day),
                "結案日期": iso(closed),
                "結案原因": ending,
            }
        )
    again = chance.sample([row for row in rows if row["結案日期"] and row["結案日期"] < "2024-09"], 20)
    for row in again:  # admitted again some time after leaving: a person counts for every admission
        day = date.fromisoformat(row["結案日期"]) + timedelta(days=chance.randint(5, 60))
        closed, ending = methadone_ending(chance, day)
        rows.append(row | {"新收日期": iso(day), "結案日期": iso(closed), "結案原因": ending})
    return sorted(rows, key=lambda row: (row["新收日期"], row["個案編號"]))


def deferred_prosecutions() -> Rows:
    chance = drawn("緩起訴個案")
    rows: Rows = []
    for number in range(424):
        opened = between(chance, date(2022, 9, 1), date(2024, 12, 28))
        closed = opened + timedelta(days=chance.randint(200, 730))
        place = chance.choice(DEFERRED[:-2] * 6 + ["H16", "H17", "H15"])
        rows.append(
            {
                "個案編號": f"D{number + 1:05d}",
                "機構代碼": place,
                "收案日期": iso(opened),
                "結案日期": iso(closed) if closed <= EXPORTED else "",
                "治療紀錄": weighted(chance, (("是", 960), ("否", 30), ("", 10))),
            }
        )
    return sorted(rows, key=lambda row: (row["收案日期"], row["個案編號"]))


def substitution_patients() -> Rows:
    """One institution, H07, has only patients who were found positive before; H11 screens too few."""
    chance = drawn("替代治療個案")
    rows: Rows = []
    number = 0
    for place in SUBSTITUTION:
        size = 9 if place == "H07" else chance.randint(38, 72)
        owed = exactly(chance, round(size * (0.78 if place == "H11" else 0.955)), size)
        for screened in owed:
            number += 1
            opened = between(chance, date(2021, 3, 1), date(2024, 12, 20))
            closed = opened + timedelta(days=chance.randint(90, 1200))
            positive = place == "H07" or chance.random() < 0.33
            seen = between(chance, max(opened, date(2024, 1, 2)), min(max(closed, date(2024, 1, 2)), date(2024, 12, 31)))
            rows.append(
                {
                    "個案編號": f"M{opened.year - 1911}-{5000 + number}",
                    "機構代碼": place,
                    "收案日期": iso(opened),
                    "結案日期": iso(closed) if closed <= EXPORTED else "",
                    "曾檢出C肝陽性": flag(positive),
                    "C肝篩檢日期": iso(seen) if screened and not positive else "",
                }
            )
    return rows
