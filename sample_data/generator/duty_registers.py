"""Further registers, which no measure reads: what chapter 參 asks statistics of, group by group."""

from datetime import date, timedelta

from .base import FIRST, LAST, PLACES, Rows, between, drawn, flag, iso, person_name, weighted
from .faults import Tables
from .further_columns import pick

VISIT_ITEMS = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "病歷保存")
PRISONS = ("望海監獄", "望海戒治所", "潮音女子監獄")


def listed_months(_tables: Tables) -> Rows:
    """Two schools a month, over two years; the planted figure is no number."""
    chance = drawn("特定人員月報")
    rows: Rows = []
    for year in (2023, 2024):
        for month in range(1, 13):
            for school in ("碧湖國中", "望海高職"):
                tested = chance.randint(4, 20)
                rows.append(
                    {
                        "年月": f"{year}-{month:02d}",
                        "學校名稱": school,
                        "特定人員數": str(chance.randint(tested, 34)),
                        "檢驗人次": str(tested),
                        "陽性人次": str(chance.choice((0, 0, 0, 1))),
                    }
                )
    rows[30] |= {"檢驗人次": "約 10"}
    return rows


def rapid_tests(_tables: Tables) -> Rows:
    bought = (
        ("2024-02-20", "三合一快篩試劑", "600", "否"),
        ("2024-02-20", "安非他命快篩試劑", "200", "是"),
        ("2024-06-03", "愷他命快篩試劑", "150", "否"),
        ("2024-09-12", "三合一快篩試劑", "300", "否"),
        ("2023-09-12", "三合一快篩試劑", "450", "否"),
    )
    return [dict(zip(("採購日期", "品項", "數量", "國教署補助"), row, strict=True)) for row in bought]


def visit_items(tables: Tables) -> Rows:
    """The items of each visit in 治療機構; one visit of these has no record, and one result is in words of its own."""
    chance = drawn("訪查紀錄")
    rows: Rows = []
    for place in tables["治療機構"]:
        if not place["訪查日期"] or place["機構代碼"] == "H09":
            continue
        for item in VISIT_ITEMS[: 7 if place["機構代碼"] < "H05" else 6]:
            result = weighted(chance, (("符合", 80), ("部分符合", 12), ("不符合", 3), ("不適用", 5)))
            asked = result in ("部分符合", "不符合")
            mended = date.fromisoformat(place["訪查日期"]) + timedelta(days=chance.randint(20, 120))
            rows.append(
                {
                    "機構代碼": place["機構代碼"],
                    "訪查日期": place["訪查日期"],
                    "訪查項目": item,
                    "訪查結果": result,
                    "建議事項": chance.choice(("補正轉介紀錄", "增列衛教單張", "更新人員訓練紀錄")) if asked else "",
                    "改善日期": iso(mended) if asked and mended <= LAST else "",
                }
            )
    rows[11] |= {"訪查結果": "尚可"}
    return rows


def treatment_staff(tables: Tables) -> Rows:
    chance = drawn("治療人員")
    kinds = (("醫師", 22), ("護理師", 30), ("藥師", 18), ("心理師", 16), ("社工師", 14))
    return [
        {
            "機構代碼": place["機構代碼"],
            "姓名": person_name(chance),
            "職類": weighted(chance, kinds),
            "教育訓練時數": chance.choice(("6", "7.5", "8", "8", "10", "12", "")),
        }
        for place in tables["治療機構"][:19]
        for _ in range(chance.randint(2, 5))
    ]


def other_institutions(_tables: Tables) -> Rows:
    told = (
        ("晴灣身心診所", "2024-03-14", "願意轉介"),
        ("潮音診所", "2024-05-09", "暫不參與"),
        ("遠帆診所", "2024-05-30", "願意轉介"),
        ("潮音診所", "2024-10-22", "願意轉介"),
        ("海東醫院", "2023-11-02", "暫不參與"),
    )
    return [dict(zip(("機構名稱", "輔導日期", "輔導結果"), row, strict=True)) for row in told]


def subsidy_claims(tables: Tables) -> Rows:
    """Claims of institutions that take part; one of an institution that does not, one without an amount."""
    chance = drawn("補助申撥")
    joining = [place["機構代碼"] for place in tables["治療機構"] if place["參與補助方案"] == "是"][:8]
    patients = pick(chance, [row for row in tables["替代治療個案"] if row["機構代碼"]], 34)
    rows: Rows = []
    for patient in patients:
        for _ in range(chance.choice((1, 1, 2))):
            asked = chance.choice((1200, 1800, 2400, 3600))
            rows.append(
                {
                    "機構代碼": patient["機構代碼"] if patient["機構代碼"] in joining else chance.choice(joining),
                    "個案編號": patient["個案編號"],
                    "申撥日期": iso(between(chance, FIRST, LAST)),
                    "申請金額": str(asked),
                    "核付金額": str(asked - chance.choice((0, 0, 0, 300))),
                }
            )
    rows.sort(key=lambda row: row["申撥日期"])
    rows[7] |= {"機構代碼": "H20"}
    rows[12] |= {"申請金額": ""}
    return rows


def subsidy_budget(_tables: Tables) -> Rows:
    return [{"核定金額": "180000"}]


def resource_links(tables: Tables) -> Rows:
    chance = drawn("資源連結")
    kinds = (
        ("就業", 26),
        ("社福", 22),
        ("醫療", 20),
        ("家庭", 8),
        ("法律", 6),
        ("安置", 5),
        ("就業、社福", 8),
        ("交通", 3),
        ("其他", 2),
    )
    cases = pick(chance, [row for row in tables["追蹤輔導個案"] if row["個案編號"]], 140)
    rows = [
        {
            "個案編號": case["個案編號"],
            "連結日期": iso(between(chance, FIRST, LAST)),
            "資源類型": weighted(chance, kinds),
            "連結單位": chance.choice(("就業服務站", "社會福利中心", "望潮醫院", "法律扶助基金會", "更生保護會", "")),
            "出監轉銜": flag(chance.random() < 0.2),
        }
        for case in cases
    ]
    rows.sort(key=lambda row: row["連結日期"])
    rows[19] |= {"資源類型": "心理"}
    return rows


def release_meetings(_tables: Tables) -> Rows:
    chance = drawn("出監轉銜會議")
    days = sorted(between(chance, FIRST, LAST) for _ in range(14))
    attended = [chance.random() < 0.85 for _ in days]
    return [
        {"會議日期": iso(day), "矯正機關": PRISONS[number % 3], "毒防中心出席": flag(attended[number])}
        for number, day in enumerate(days)
    ]


def safety_net_meetings(_tables: Tables) -> Rows:
    chance = drawn("社安網會議")
    rows: Rows = []
    for number, month in enumerate((2, 3, 5, 6, 8, 9, 11, 12)):
        is_network = number % 2 == 0
        rows.append(
            {
                "會議日期": iso(date(2024, month, chance.randint(3, 27))),
                "會議類別": "網絡聯繫會議" if is_network else "專題討論會議",
                "毒防中心出席": flag(number != 4),
                "討論主題": "高風險個案共管" if is_network else f"{PLACES[number]}地區施用者家庭服務",
                "重要決議": "建立單一窗口" if is_network else "共同訪視",
                "應辦事項": "提供窗口名單" if is_network else "每月回報訪視情形",
                "辦理情形": "已辦理" if number < 6 else "",
            }
        )
    return rows
