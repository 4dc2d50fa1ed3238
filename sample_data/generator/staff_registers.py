"""Further registers of staff, transfers, quality and the hotline, and the tables of the annexes for the county."""

from datetime import date, timedelta

from .base import COUNTY, FIRST, LAST, Rows, between, drawn, flag, iso, weighted
from .faults import Tables
from .further_columns import pick

LEVELS = {
    "Level 1": ("毒品危害防制政策與法規", "藥癮個案管理實務"),
    "Level 2": ("動機式晤談", "家庭系統與處遇"),
    "Level 3": ("督導技巧", "個案研討"),
}
ITEMS = ("訪視紀錄完整性", "需求評估正確性", "轉介時效")


def _list_posts(tables: Tables, *titles: str) -> Rows:
    return [
        row
        for row in tables["人力清冊"]
        if row["人力來源"] == "本部補助" and row["職稱"] in titles and (not row["離職日期"] or row["離職日期"] > iso(LAST))
    ]


def trainings(tables: Tables) -> Rows:
    chance = drawn("訓練紀錄")
    rows: Rows = []
    for post in _list_posts(tables, "個管", "督導"):
        for level, courses in LEVELS.items():
            for course in courses:
                if chance.random() < 0.35:
                    continue
                name = f"督導 {level}" if post["職稱"] == "督導" else level
                rows.append(
                    {
                        "姓名": post["姓名"],
                        "層級": name,
                        "課程": course,
                        "時數": chance.choice(("3", "4", "6", "14")),
                        "日期": iso(between(chance, max(FIRST, date.fromisoformat(post["到職日期"])), LAST)),
                        "評核結果": weighted(chance, (("通過", 90), ("補考", 6), ("", 4))),
                    }
                )
    return sorted(rows, key=lambda row: (row["日期"], row["姓名"]))


def case_reports(tables: Tables) -> Rows:
    chance = drawn("個案報告")
    posts = _list_posts(tables, "個管")
    return [
        {
            "姓名": post["姓名"],
            "提報日期": iso(between(chance, FIRST, LAST)),
            "書面形式": flag(chance.random() < 0.9),
            "外部督導會議": flag(chance.random() < 0.7),
        }
        for post in pick(chance, posts, len(posts) * 2 // 3)
    ]


def staff_reviews(tables: Tables) -> Rows:
    chance = drawn("人力評核")
    results = (("甲等", 60), ("乙等", 34), ("丙等", 6))
    return [
        {"姓名": post["姓名"], "評核日期": iso(date(2024, 12, chance.randint(2, 20))), "評核結果": weighted(chance, results)}
        for post in _list_posts(tables, "個管", "督導", "專管")
    ]


def internships(_tables: Tables) -> Rows:
    names = ("合作單位", "開始日期", "實習類別", "人數", "總時數", "合作方式", "督導方式", "實習內容")
    held = (
        ("望海大學社會工作學系", "2024-02-19", "實習", "3", "960", "簽訂合作書", "每週個別督導", "個案訪視與團體協同"),
        ("望海大學心理學系", "2024-07-01", "實習", "2", "640", "簽訂合作書", "每週團體督導", "心理評估見習"),
        ("遠帆科技大學反毒社", "2024-10-05", "見習", "18", "54", "活動合作", "活動後檢討", "校園宣導"),
    )
    return [dict(zip(names, row, strict=True)) for row in held]


def case_transfers(tables: Tables) -> Rows:
    """Transfers of one person each; one indicator is in no list."""
    chance = drawn("個案轉銜")
    cases = pick(chance, [row for row in tables["追蹤輔導個案"] if row["個案編號"]], 60)
    rows: Rows = []
    for number, case in enumerate(cases):
        is_family = number % 3 > 0
        day = between(chance, FIRST, LAST)
        taken = day + timedelta(days=chance.randint(0, 25)) if chance.random() < 0.8 else None
        indicator = weighted(chance, (("APGAR", 40), ("家庭成員關係衝突或疏離", 40), ("APGAR、其他", 10), ("其他", 10)))
        rows.append(
            {
                "個案編號": case["個案編號"],
                "轉銜日期": iso(day),
                "轉銜類別": "家支計畫" if is_family else "司法保護中心",
                "轉介指標": indicator if is_family else "",
                "接案日期": iso(taken) if taken and taken <= LAST else "",
                "服務成果": chance.choice(("家庭會談", "經濟扶助、家庭會談", "就業媒合", "")) if taken else "",
            }
        )
    rows.sort(key=lambda row: row["轉銜日期"])
    next(row for row in rows if row["轉介指標"]).update({"轉介指標": "家暴"})
    return rows


def quality_checks(_tables: Tables) -> Rows:
    chance = drawn("品質抽查")
    rows: Rows = []
    for month in (3, 6, 9, 12):
        for kind, items in (("個案管理", ITEMS), ("毒品危害講習", ("裁罰資料一致性", "完成日期正確性"))):
            for item in items:
                checked = chance.randint(20, 40)
                rows.append(
                    {
                        "抽查日期": iso(date(2024, month, 25)),
                        "業務別": kind,
                        "評核項目": item,
                        "抽查件數": str(checked),
                        "合格件數": str(checked - chance.choice((0, 1, 1, 2, 4))),
                    }
                )
    return rows


def account_reviews(_tables: Tables) -> Rows:
    names = ("清查日期", "清查帳號數", "新增帳號數", "停用帳號數", "權限不符數")
    held = (("2024-06-28", "96", "7", "4", "1"), ("2024-12-27", "99", "8", "5", "0"))
    return [dict(zip(names, row, strict=True)) for row in held]


def hotline(_tables: Tables) -> Rows:
    chance = drawn("專線諮詢")
    asked = (("戒癮資源", 40), ("法律責任", 22), ("親友相處", 20), ("戒癮資源、法律責任", 8), ("檢驗方式", 7), ("", 3))
    done = (("提供資訊", 60), ("轉介醫療", 22), ("轉介追輔、轉介醫療", 8), ("列管追蹤", 10))
    days = sorted(between(chance, FIRST, LAST) for _ in range(120))
    rows = [
        {
            "受理日期": iso(day),
            "受理管道": weighted(chance, (("專線", 88), ("網頁信箱", 12))),
            "諮詢問題": weighted(chance, asked),
            "後續處理情形": weighted(chance, done),
        }
        for day in days
    ]
    return [dict(cells) for cells in dict.fromkeys(tuple(row.items()) for row in rows)]  # no call is entered twice


def funding_table(_tables: Tables) -> Rows:
    return [{"縣市": COUNTY, "人事費": "16500000", "業務費": "4112000", "合計": "20612000"}]


def staffing_table(_tables: Tables) -> Rows:
    counts = ("1021", "47", "35", "6", "41", "6", "2")
    names = ("每日平均在案量", "行政院核定員額", "一般個管", "資深個管", "個管員小計", "個管督導人力", "專案管理人力")
    return [{"縣市": COUNTY, **dict(zip(names, counts, strict=True))}]
