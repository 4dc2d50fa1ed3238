"""Cells of the further registers and extra columns: pools of texts, and rows whose dates lie where readings part."""

from collections.abc import Callable, Sequence
from random import Random

from ..contract import Column
from ..office import add_months
from ..random_cells import Fact, name_text
from ..random_facts import INSTITUTIONS, Maker
from . import training

Facts = dict[str, Fact]

DRUGS = ("海洛因", "安非他命", "愷他命", "K2", "大麻")
POOLS: dict[str, Sequence[str]] = {
    "主要用藥": DRUGS,
    "處遇需求": ("經濟扶助", "戒癮治療", "法律", "A類就業"),
    "共管議題": ("精神照護", "自殺防治", "兒少保護"),
    "志工類別": ("過來人", "新住民", "大專青年"),
    "服務成果": ("家庭會談", "經濟扶助", "就業媒合"),
    "諮詢問題": ("戒癮資源", "親友相處", "法律責任"),
    "後續處理情形": ("提供資訊", "轉介醫療", "列管追蹤"),
    "居住地區": ("青嵐區", "望潮區", "A區"),
    "品項": ("三合一快篩試劑", "K他命試劑", "單項試劑"),
    "評核結果": ("甲等", "乙等", "A等"),
    "考核結果": ("合格", "優良", "待改善"),
    "輔導結果": ("配合改善", "持續輔導", "已轉型"),
    "職類": ("醫師", "護理師", "心理師"),
    "職務名稱": ("個案管理師", "資深個管師", "科員A"),
    "業務組別": ("預防宣導組", "醫療服務組", "綜合規劃組", "查緝組"),
    "所屬局處": ("衛生局", "教育處", "社會處", "警察局A"),
    "追輔結果": ("聯繫未果", "訪視未遇", "未遇", "已聯繫", "家訪未遇", "電訪未遇了"),
    "結案原因": ("期滿", "入監", "失聯", "死亡A"),
    "機構名稱": ("甲診所", "乙診所", "丙A診所"),
    "連結單位": ("法扶", "就服站", "家扶B"),
    "矯正機關": ("望海監獄", "潮音看守所", "A戒治所"),
    "評核項目": ("完整性", "正確性", "時效A"),
    "合作單位": ("甲大學", "乙學院", "C社"),
    "訪查項目": (
        *("(1)", "（2）", "(3) 藥癮醫療個案管理機制", "藥癮醫療服務供、需情形", "環境設施", "(9)環境設施"),
        *("藥癮醫療服務品質管理機制（含藥癮衛教）", "(6)治療機構之基本資料", "(2)藥癮醫療個案管理機制。"),
    ),
}
SEPARATORS = ("、", "；", ";", "，", ",", "/", "／", " 、 ")
AGES = (0, 17, 18, 20, 30, 40, 50, 60, 80)


def free_text(make: Maker, name: str, *, required: bool) -> Fact:
    pool = POOLS.get(name, ("甲", "乙", "丙A"))
    return make.maybe(make.rng.choice(pool), 1 if required else 0.85)


def several_text(rng: Random, pool: Sequence[str], *, required: bool) -> str | None:
    """One to three values with separators of any kind, one now and then twice; None for a blank."""
    if not required and rng.random() < 0.15:
        return None
    drawn = [name_text(rng, rng.choice(pool)).strip() for _ in range(rng.choice((1, 1, 1, 2, 3)))]
    drawn += rng.choices(("無", "", "-"), k=rng.random() < 0.05)
    text = drawn[0]
    for value in drawn[1:]:
        text += rng.choice(SEPARATORS) + value
    return text


def birthday(make: Maker) -> Fact:
    on_the_day = add_months(make.frame.as_of, -12 * make.rng.choice(AGES))
    leap = make.rng.choice((1996, 2004, 2008))
    day = make.near(on_the_day, -1, 0, 1) if make.rng.random() < 0.8 else on_the_day.replace(year=leap, month=2, day=29)
    return make.maybe(day, 0.9)


def staff_name(make: Maker) -> Fact:
    return make.rng.choice([name for name, _ in make.posts] or ["王一", "李二"])


def default_fact(make: Maker, title: str, column: Column) -> Fact:
    """What a column holds unless its register says otherwise."""
    if column.name == "出生日期":
        return birthday(make)
    if column.name in ("姓名", "個管員"):
        return make.maybe(staff_name(make), 1 if column.required else 0.85)
    if column.name == "機構代碼":
        return make.rng.choice((*INSTITUTIONS, "H9"))
    if column.kind == "text":
        return free_text(make, column.name, required=column.required)
    if column.kind == "flag" and not column.required:
        return make.rng.choice((True, True, False, None))
    if column.kind in ("count", "money", "number") and not column.required and make.rng.random() < 0.1:
        return None
    return make.default(column)


def listed_months(make: Maker) -> list[Facts]:
    """The same months of both years, now and then one more."""
    months = make.rng.sample(range(1, 13), make.rng.randint(0, 12))
    rows: list[Facts] = []
    for month in months:
        for years in (0, 12):
            for _ in range(make.rng.choice((1, 1, 1, 1, 2, 0 if make.rng.random() < 0.2 else 1))):
                day = add_months(make.frame.first.replace(month=month), -years)
                rows.append({"年月": day, "特定人員數": make.rng.randint(0, 60)})
    return rows


def trainings(make: Maker) -> list[Facts]:
    """Whole trainings of some of the staff, a little short for others, and lone courses."""
    rows: list[Facts] = []
    names = sorted({name for name, _ in make.posts})
    whole = {"Level 2": training.LEVEL_2, "督導 Level 2": training.SUPERVISORS_2}
    for name in make.rng.sample(names, min(len(names), 6)):
        for level, asked in (("Level 1", 28), ("督導 Level 1", 12), ("督導 Level 3", 6), ("Level 3", 8)):
            if make.rng.random() < 0.6:
                course = make.rng.choice((*training.LEVEL_3, "其他課程")) if level == "Level 3" else "相關法規"
                hours = asked + make.rng.choice((0, 0, 0, -0.5, 1))
                parts = (hours / 2, hours / 2) if make.rng.random() < 0.5 else (hours,)
                rows += [{"姓名": name, "層級": level, "課程": course, "時數": part} for part in parts]
        for level, topics in whole.items():
            if make.rng.random() < 0.5:
                left_out = make.rng.choice((None, *topics))
                own = [topic for topic in topics if topic != left_out or make.rng.random() < 0.5]
                rows += [{"姓名": name, "層級": level, "課程": topic, "時數": topics[topic]} for topic in own]
    for row in rows:
        row["日期"] = make.day() if make.rng.random() < 0.15 else make.frame.first
    return rows


def own_annex(make: Maker) -> list[Facts]:
    """Now and then the county's own row, beside another county's."""
    counties = [make.frame.jurisdiction] if make.frame.jurisdiction and make.rng.random() < 0.7 else []
    return [{"縣市": county} for county in (*counties, "臺中市")]


WHOLE: dict[str, Callable[[Maker], list[Facts]]] = {
    "補助經費核定表": own_annex,
    "補助員額": own_annex,
    "特定人員月報": listed_months,
    "訓練紀錄": trainings,
}
