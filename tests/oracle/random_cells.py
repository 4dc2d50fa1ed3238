"""One value in any of the texts that the contract lets an office write it, and texts that it calls faulty."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

Fact = date | bool | int | float | str | None

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
MARKS = ("－", "-", "—", "─", "/", "／", "…", "...", "---", "N/A", "#N/A", "NULL", "null", "NaN", "NaT", "None", "無資料")
BLANKS = ("",) * 12 + (" ", "　", *MARKS)
SKELETONS = ("/  /", "  /  /  ", "-  -", "年　月　日", "民國  年  月  日")
YES = (
    *("是", "是", "是", "Y", "y", "Ｙ", "Yes", "YES", "V", "v", "✓", "✔", "√", "☑", "✅", "■", "●", "○", "O", "ｏ"),
    *("有", "1", "１", "true", "TRUE", " 是 ", "■是□否", "□否 ■是", "☑是　☐否"),
)
NO = (
    *("否", "否", "否", "N", "n", "Ｎ", "No", "NO", "X", "ｘ", "✗", "☐", "□", "無", "0", "０", "false", "False"),
    *("否　", "□是■否", "■否 □是", "☐是 ☑否"),
)
THIRD = ("首次訪查", "首次訪查", "首次 訪查", "無前次建議", "不適用", "N/A", "n/a")
DASHES = "-－–—‐‑−"
WEEKDAYS = "一二三四五六日"
ZONES = {"Z": 0, "+00:00": 0, "+08:00": 8, "-05:00": -5}
FAULTS = {
    "date": ("113/2/30", "113/13/1", "1130631", "2023-02-29", "不詳", "113年4月31日", "45292", "45292.0", "113/5"),
    "month": ("113/13", "不詳", "11300"),
    "year": ("下半年", "不詳"),
    "flag": ("也許", "待查", "部分", "■是■否"),
    "answer": ("也許", "首次", "前次"),
    "count": ("-1", "1.5", "約3", "三", "3人"),
    "number": ("甲", "缺考"),
    "money": ("-1", "五百"),
    "category": ("不明", "超高", "視訊?"),
}


def date_text(rng: Random, day: date) -> str:
    year, weekday = day.year - 1911, WEEKDAYS[day.weekday()]
    roc = (
        f"{year}/{day.month}/{day.day}",
        f"{year}-{day:%m-%d}",
        f"{year}.{day:%m.%d}",
        f"{year}{day:%m%d}",
        f"{year}年{day.month}月{day.day}日",
        f"民國{year}年{day.month}月{day.day}日",
        f"{year}/{day.month}/{day.day}".translate(WIDE),
        f"{year}/{day:%m/%d} {clock(rng)}",
        f"{year}{day:%m%d}.0",
        f"{year}/{day.month}/{day.day}({weekday})",
        f"{year}年{day.month}月{day.day}日（{weekday}）",
        f"{year}.{day.month}.{day.day} 星期{weekday}",
        *(f"{year}{mark}{day:%m}{mark}{day:%d}" for mark in rng.sample("／‧·∕–．－", 2)),
    )
    common = (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.isoformat()} 00:00:00",
        f" {day.isoformat()} ",
        f"{day:%Y%m%d}.0",
        f"{day.isoformat()}({weekday})",
        zoned_text(rng, day),
        zoned_text(rng, day),
    )
    return rng.choice(roc + common)


def clock(rng: Random) -> time:
    return time(rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59))


def zoned_text(rng: Random, day: date) -> str:
    """A moment of the day in Taiwan, written in another zone: often the day before there."""
    zone = rng.choice(list(ZONES))
    moment = datetime.combine(day, clock(rng)) + timedelta(hours=ZONES[zone] - 8)
    return f"{moment.isoformat()}{rng.choice(('', '.000'))}{zone}"


def month_text(rng: Random, day: date) -> str:
    year = day.year - 1911
    return rng.choice(
        (f"{year}/{day.month:02d}", f"{year}{day.month:02d}", f"{year}年{day.month}月", f"{day.year}-{day.month:02d}")
    )


def number_text(rng: Random, value: float) -> str:
    plain = f"{value:g}" if value < 100000 else f"{value:.0f}"
    grouped = f"{value:,.0f}" if value == int(value) else plain
    return rng.choice((plain, plain, grouped, plain.translate(WIDE), f" {plain} "))


def name_text(rng: Random, name: str) -> str:
    """The same name in another width, case or spacing."""
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)
    return rng.choice((name, name, name, name.lower(), wide, f" {name}", f"{name[:1]} {name[1:]}"))


def cell_text(rng: Random, kind: str, value: Fact) -> str:
    if value is None:
        return blank_text(rng, kind)
    if isinstance(value, date):
        return month_text(rng, value) if kind == "month" else date_text(rng, value)
    if isinstance(value, bool):
        return rng.choice(YES if value else NO)
    if kind == "answer":
        return rng.choice(THIRD)
    if kind == "id":
        return identifier_text(rng, str(value))
    if isinstance(value, str):
        return category_text(rng, value) if kind == "category" else name_text(rng, value)
    if kind == "year":
        return rng.choice((f"{value}", f"{int(value) + 1911}"))
    return number_text(rng, value) + ("%" if kind == "percent" and rng.random() < 0.5 else "")


def blank_text(rng: Random, kind: str) -> str:
    if kind == "answer":  # N/A is its third answer
        return rng.choice([mark for mark in BLANKS if mark != "N/A"])
    if kind == "flag":  # 無 is 否
        return rng.choice(BLANKS)
    return rng.choice((*BLANKS, "無", *SKELETONS) if kind == "date" else (*BLANKS, "無"))


def identifier_text(rng: Random, name: str) -> str:
    """The same identifier in another width, case or dash, behind an apostrophe, or as a program wrote the number."""
    if rng.random() < 0.1:
        return f"'{name}"
    if name.isdigit() and not name.startswith("0") and rng.random() < 0.3:
        return f"{name}.0"
    return name_text(rng, name.replace("-", rng.choice(DASHES)))


def category_text(rng: Random, value: str) -> str:
    return rng.choice((value, value, f" {value}", f"{value[:1]}　{value[1:]}"))


def faulty_text(rng: Random, kind: str) -> str:
    """A text that a column of this kind cannot take; blank for names, which take any."""
    choices: Sequence[str] = FAULTS.get(kind, ("",))
    return rng.choice(choices)
