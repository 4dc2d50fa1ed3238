"""綜合規劃組: bureaus, meetings, funds, staff, lectures, volunteers, tests, fines."""

from datetime import date, timedelta
from random import Random

from .base import EXPORTED, FIRST, LAST, PLACES, Rows, between, drawn, exactly, flag, iso, person_name

GROUPS = ("綜合規劃組", "預防宣導組", "保護扶助組", "醫療服務組", "查緝合作組")


def bureaus() -> Rows:
    named = (("衛生局", 3), ("教育處", 2), ("社會處", 2), ("衛生局", 1), ("警察局", 2), ("勞工處", 1), ("民政處", 0))
    more = (("民政處", 1), ("新聞處", 1), ("地方稅務局", 1), ("人事處", 1))
    return [
        {"組別": GROUPS[number % 5], "局處名稱": name, "專責人力數": str(count)}
        for number, (name, count) in enumerate(named + more)
    ]


def meetings() -> Rows:
    held = (
        ("2023-12-20", "縣長", True),
        ("2024-02-27", "秘書長", True),
        ("2024-05-21", "衛生局局長", False),
        ("2024-07-30", "副縣長", True),
        ("2024-10-15", "衛生局副局長", False),
        ("2024-12-17", "秘書長", True),
    )
    return [
        {
            "會議日期": day,
            "會議名稱": "毒品危害防制中心聯繫會議",
            "主持人職稱": chair,
            "秘書長或主任秘書以上主持": flag(high),
        }
        for day, chair, high in held
    ]


def funding() -> Rows:
    return [
        {"中央補助金額": "18462000", "自籌金額": "3190000", "最低自籌比率": "15"},
        {"中央補助金額": "2150000", "自籌金額": "560000", "最低自籌比率": "15"},
    ]


def staff() -> Rows:
    chance = drawn("人力清冊")
    rows: Rows = []
    for number in range(60):
        title = "督導" if number % 8 == 3 else "專管" if number % 19 == 7 else "其他" if number % 13 == 5 else "個管"
        hired = between(chance, date(2017, 5, 1), date(2023, 5, 31))
        if number % 5 == 2:
            hired = between(chance, date(2023, 6, 1), date(2024, 12, 15))
        left = between(chance, max(hired, FIRST), LAST) if number % 9 == 4 else None
        change = chance.choice(("離職", "轉任他職")) if left else "留職停薪" if number in (20, 41) else "在職"
        rows.append(
            {
                "人力來源": "機關自有" if number % 7 == 6 else "本部補助",
                "業務組別": GROUPS[number % 5],
                "所屬局處": ("衛生局", "社會處", "教育處")[number % 3],
                "職稱": title,
                "姓名": person_name(chance),
                "到職日期": iso(hired),
                "離職日期": iso(left),
                "異動別": change,
                "學歷": chance.choice(("大學", "碩士")),
                "證照": chance.choice(("社工師", "護理師", "無", "心理師")),
                "累計個管案量": str(chance.randint(40, 400)),
                "在案案量": str(chance.randint(18, 42)),
                "工作內容": "個案管理" if title == "個管" else "行政與督導",
            }
        )
    edges = ((8, "2024-02-29"), (15, "2023-12-31"), (16, "2023-06-30"), (24, "2024-01-01"), (31, "2023-07-01"))
    for number, day in edges:  # around the twelve and eighteen months
        rows[number] |= {"到職日期": day, "離職日期": "", "異動別": "在職", "人力來源": "本部補助", "職稱": "個管"}
    rows[33] |= {"到職日期": "2019-08-01", "離職日期": "2025-01-03", "異動別": "離職", "人力來源": "本部補助"}
    promoted = date.fromisoformat(rows[49]["離職日期"]) + timedelta(days=1)
    rows[51] |= {"姓名": rows[49]["姓名"], "到職日期": iso(promoted)}  # the same service goes on
    return rows


def lecture_cases() -> Rows:
    chance = drawn("講習個案")
    rows: Rows = []
    for number in range(1500):
        fined = between(chance, date(2022, 12, 1), date(2024, 12, 20))
        told = fined + timedelta(days=chance.randint(20, 75))
        times = chance.choices((1, 2, 3, 4), (64, 22, 9, 5))[0]
        done: date | None = told + timedelta(days=chance.randint(0, 50)) if chance.random() < 0.69 else None
        if done is not None and done > EXPORTED:
            done = None
        separate = chance.random() < (0.62 if done and done >= FIRST else 0.55) if done and times > 1 else None
        rows.append(
            {
                "案件編號": str(112000000 + number if fined < FIRST else 113000000 + number),
                "個案編號": f"L{chance.randint(1, 1180):05d}",
                "查獲次數": str(times),
                "裁罰日期": iso(fined),
                "通知參與日期": iso(told),
                "完成講習日期": iso(done),
                "分流課程": flag(separate),
            }
        )
    return sorted(rows, key=lambda row: (row["裁罰日期"], row["案件編號"]))


def lecture_sessions() -> Rows:
    chance = drawn("講習場次")
    days = sorted([between(chance, date(2024, 1, 8), date(2024, 12, 26)) for _ in range(43)])
    with_topic = exactly(chance, 39, 43)
    rows = [session(chance, day, with_topic[number]) for number, day in enumerate(days)]
    before = sorted(between(chance, date(2023, 9, 1), date(2023, 12, 28)) for _ in range(6))
    return [session(chance, day, chance.random() < 0.8) for day in before] + rows


def session(chance: Random, day: date, topic: bool) -> dict[str, str]:
    name = f"毒品危害講習—{chance.choice(PLACES)}場"
    return {"辦理日期": iso(day), "課程名稱": name, "含藥愛及愛滋防治": flag(topic)}


def volunteers() -> Rows:
    chance = drawn("志工")
    return [
        {
            "志工編號": f"V{number + 1:03d}",
            "繼續教育時數": "3" if number in (17, 52) else chance.choice(("4", "6", "8.5")),
        }
        for number in range(86)
    ]


def urine_tests() -> Rows:
    chance = drawn("尿液採驗")
    rows: Rows = []
    for number in range(900):
        year = 2023 if number < 150 else 2024
        tested = between(chance, date(year, 1, 3), date(year, 12, 30)) if chance.random() < 0.705 else None
        rows.append(
            {
                "個案編號": f"U{number + 1:05d}" if number % 30 else f"U{number + 3:05d}",
                "應採驗年度": str(year - 1911),
                "實際採驗日期": iso(tested),
            }
        )
    return rows


def fines() -> Rows:
    chance = drawn("罰鍰案件")
    rows: Rows = []
    for number in range(700):
        fined = between(chance, date(2023, 1, 3), LAST)
        owed = chance.random() < 0.74
        sent = fined + timedelta(days=chance.randint(70, 330)) if owed and chance.random() < 0.79 else None
        rows.append(
            {
                "案件編號": f"00{fined.year - 1911}{number + 1:05d}",
                "裁罰日期": iso(fined),
                "應移送執行": flag(owed),
                "移送執行日期": iso(sent) if sent and sent <= EXPORTED else "",
            }
        )
    return sorted(rows, key=lambda row: (row["裁罰日期"], row["案件編號"]))
