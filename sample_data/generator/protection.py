"""保護扶助組: reports on children, families, work, placement."""

from datetime import date, timedelta

from .base import EXPORTED, LAST, PLACES, Rows, between, drawn, flag, iso, weighted


def child_reports() -> Rows:
    chance = drawn("兒少通報")
    days = sorted(between(chance, date(2023, 10, 1), date(2024, 12, 27)) for _ in range(388))
    days += [date(2024, 6, 27), date(2024, 6, 28), date(2024, 12, 28), date(2024, 12, 29), LAST]
    rows: Rows = []
    for number, day in enumerate(sorted(days)):
        deadline = day + timedelta(days=7)
        assigned: date | None = day + timedelta(days=chance.choice((0, 1, 1, 2, 3, 5, 7)))
        if number in (150, 290):
            assigned = deadline + timedelta(days=2)
        if day >= date(2024, 12, 29):
            assigned = None
        rows.append(
            {
                "通報編號": f"{1130000 + number:08d}",
                "通報日期": iso(day),
                "派案期限": iso(deadline),
                "派案日期": iso(assigned),
            }
        )
    return rows


def family_workers() -> Rows:
    chance = drawn("家支社工")
    rows: Rows = []
    for year, month in [(112, 11), (112, 12), *((113, number) for number in range(1, 13))]:
        for worker in range(1, 7):
            rows.append(
                {
                    "社工編號": f"W{worker:02d}",
                    "年月": f"{year + 1911}-{month:02d}",
                    "服務案家數": str(chance.randint(26, 37)),
                    "新開案數": str(chance.choice((1, 2, 2, 3, 3))),
                }
            )
    return rows


def family_groups() -> Rows:
    meetings = (4, 3, 6, 3, 5, 4, 8, 3, 2, 4)
    return [
        {"團體編號": f"G{number + 1:02d}", "團體名稱": f"{PLACES[number]}家屬支持團體", "聚會次數": str(count)}
        for number, count in enumerate(meetings)
    ]


def family_group_members() -> Rows:
    chance = drawn("家屬團體成員")
    rows: Rows = []
    for number in range(124):
        group = "G99" if number == 60 else f"G{number % 10 + 1:02d}"  # G99 is in no list of groups
        missed = chance.choices(range(6), (38, 30, 21, 6, 3, 2))[0]
        rows.append({"團體編號": group, "家屬編號": f"F{number + 1:04d}", "請假次數": str(missed)})
    return rows


def family_assessments() -> Rows:
    chance = drawn("家屬前後測")
    rows: Rows = []
    for number in range(112):
        before = chance.randint(42, 80)
        after = before + chance.choice((-3, 0, 0, 2, 4, 6, 9))
        blank = number % 16 == 7
        rows.append({"家屬編號": f"F{number + 1:04d}", "前測分數": str(before), "後測分數": "" if blank else str(after)})
    return rows


def ministry_trainings() -> Rows:
    held = "2023-11-16 2024-03-14 2024-04-25 2024-05-30 2024-06-27 2024-08-22 2024-10-17 2024-11-14 2024-12-05"
    days = held.split()
    return [
        {"辦理日期": day, "名稱": f"家庭支持服務輔導及教育訓練（{number + 1}）", "出席": flag(number != 5)}
        for number, day in enumerate(days)
    ]


def job_seekers() -> Rows:
    chance = drawn("求職服務")
    rows: Rows = []
    for _ in range(230):
        asked = between(chance, date(2023, 9, 1), date(2024, 12, 20))
        result = weighted(chance, (("推介就業", 22), ("自行就業", 15), ("未就業", 57), ("", 6)))
        began = asked + timedelta(days=chance.randint(3, 60)) if result.endswith("就業") and result != "未就業" else None
        if began is not None and began > EXPORTED:
            result, began = "未就業", None
        rows.append(
            {
                "個案編號": f"C{chance.randint(111, 113)}-{chance.randint(1, 700):05d}",
                "求職登記日期": iso(asked),
                "就業結果": result,
                "就業日期": iso(began),
            }
        )
    return sorted(rows, key=lambda row: row["求職登記日期"])


def placement_institutions() -> Rows:
    chance = drawn("安置機構")
    placed = (True, True, False, True, True, False, True)
    trained = (True, False, True, True, True, None, False)
    return [
        {
            "機構名稱": f"{place}少年之家",
            "當年度安置涉毒少年": flag(placed[number]),
            "辦理工作人員教育訓練": flag(trained[number]),
        }
        for number, place in enumerate(chance.sample(PLACES, 7))
    ]
