"""預防宣導組: schools, parents, students."""

from datetime import date, timedelta

from .base import EXPORTED, FIRST, LAST, PLACES, PRIOR_LAST, Rows, between, drawn, exactly, flag, iso


def schools() -> Rows:
    chance = drawn("學校清冊")
    kinds = (
        "國民小學",
        "國民中學",
        "高級中等學校",
        "實驗小學",
        "實驗中學",
        "國民小學附設幼兒園",
        "國民中小學",
        "女子中學",
    )
    names = [f"{place}{kind}" for kind in kinds for place in PLACES]
    rows: Rows = []
    held = exactly(chance, 76, 120)
    for number in range(120):
        students = chance.randint(90, 1450)
        before = students + chance.randint(-20, 40)
        rows.append(
            {
                "學校代碼": f"{14301 + number * 3:06d}",
                "學校名稱": f"望海縣立{names[number]}",
                "學生數": str(students),
                "特定人員數": str(round(students * chance.uniform(0.004, 0.018))),
                "前一年同期學生數": str(before),
                "前一年同期特定人員數": str(round(before * chance.uniform(0.003, 0.0175))),
                "學校日宣導": flag(held[number]) if number % 57 else "",
            }
        )
    return rows


def parent_workshops() -> Rows:
    chance = drawn("家長研習場次")
    days = [between(chance, date(2024, 2, 17), date(2024, 6, 29)) for _ in range(13)]
    days += [between(chance, date(2024, 9, 7), date(2024, 12, 28)) for _ in range(13)]
    days += [between(chance, date(2023, 3, 1), date(2023, 11, 30)) for _ in range(4)] + [LAST, date(2025, 1, 4)]
    hosts = ("教育處", "校外會", "家庭教育中心")
    topics = ("認識新興毒品", "親子溝通與反毒", "電子煙與依託咪酯", "陪伴孩子說不")
    return [{"辦理日期": iso(day), "主辦單位": chance.choice(hosts), "主題": chance.choice(topics)} for day in sorted(days)]


def student_drug_cases() -> Rows:
    chance = drawn("涉毒學生")
    rows: Rows = []
    unlisted = exactly(chance, 3, 27)
    forwarded = exactly(chance, 11, 15)
    for number in range(27):
        rows.append(student("警察查獲", between(chance, FIRST, LAST), flag(not unlisted[number])))
    for number in range(15):
        day = between(chance, FIRST, LAST)
        row = student("學校清查", day, "")
        row["情資轉送檢警日期"] = iso(day + timedelta(days=chance.randint(1, 9))) if forwarded[number] else ""
        rows.append(row)
    for number in range(8):
        source = ("警察查獲", "學校清查")[number % 2]
        rows.append(student(source, between(chance, date(2023, 1, 4), PRIOR_LAST), flag(number % 3 > 0)))
    rows.sort(key=lambda row: row["查獲日期"])
    for number, row in enumerate(rows):
        row["案件編號"] = f"S{number + 1:04d}"
    return rows


def student(source: str, day: date, listed: str) -> dict[str, str]:
    return {
        "案件編號": "",
        "查獲來源": source,
        "查獲日期": iso(day),
        "查獲時列入特定人員": listed,
        "情資轉送檢警日期": "",
    }


def counselling_leavers() -> Rows:
    chance = drawn("春暉離校個案")
    rows: Rows = []
    met = exactly(chance, 29, 35)
    for number in range(35):
        left = chance.choice((between(chance, date(2024, 6, 10), date(2024, 6, 30)), between(chance, FIRST, LAST)))
        meeting = left + timedelta(days=chance.randint(-20, 25))
        rows.append(leaver(chance.choice(("畢業", "畢業", "轉學")), left, meeting if met[number] else None, None))
    for number in range(22):
        left = between(chance, date(2022, 12, 1), date(2024, 11, 30))
        referred = None if number % 11 == 5 else left + timedelta(days=chance.randint(3, 40))
        rows.append(leaver("離校未就學", left, None, referred))
    rows += [leaver("離校未就學", date(2023, 8, 25), None, date(2023, 8, 31))]  # quarters that begin on month ends
    rows += [leaver("畢業", between(chance, date(2023, 6, 1), date(2023, 6, 30)), None, None) for _ in range(6)]
    for number, row in enumerate(rows):
        row["個案編號"] = f"K{number + 1:04d}"
    return rows


def leaver(kind: str, left: date, meeting: date | None, referred: date | None) -> dict[str, str]:
    return {
        "個案編號": "",
        "離校類型": kind,
        "離校日期": iso(left),
        "轉銜評估會議日期": iso(meeting),
        "轉介日期": iso(referred),
    }


def leaver_followups() -> Rows:
    """A contact every quarter and some between; a few leavers are lost sight of for a while."""
    chance = drawn("離校追蹤")
    rows: Rows = []
    for number, leaver_row in enumerate(counselling_leavers()):
        if not leaver_row["轉介日期"]:
            continue
        day = date.fromisoformat(leaver_row["轉介日期"]) + timedelta(days=chance.randint(2, 20))
        last = min(EXPORTED, day + timedelta(days=372))
        while day <= last:
            rows.append({"個案編號": leaver_row["個案編號"], "追蹤日期": iso(day)})
            step = chance.randint(40, 60) if number % 6 else chance.randint(90, 190)
            day += timedelta(days=step)
    return sorted(rows, key=lambda row: (row["追蹤日期"], row["個案編號"]))
