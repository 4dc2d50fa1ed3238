"""One value in any of the texts that the contract lets an office write it, and texts that it calls faulty."""

from collections.abc import Sequence
from datetime import date
from random import Random

Fact = date | bool | int | float | str | None

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
BLANKS = ("", "", "", "", " ", "　", "－", "-", "—", "…", "---", "N/A", "無資料")
YES = ("是", "是", "Y", "y", "Ｙ", "V", "v", "✓", "✔", "☑", "■", "○", "有", "1", "true", "TRUE", " 是 ")
NO = ("否", "否", "N", "n", "Ｎ", "X", "ｘ", "✗", "☐", "□", "無", "0", "false", "False", "否　")
FAULTS = {
    "date": ("113/2/30", "113/13/1", "1130631", "2023-02-29", "不詳", "113年4月31日", "45292", "113/5"),
    "month": ("113/13", "不詳", "11300"),
    "year": ("下半年", "不詳"),
    "flag": ("也許", "待查", "部分"),
    "count": ("-1", "1.5", "約3", "三", "3人"),
    "number": ("甲", "缺考"),
    "money": ("-1", "五百"),
    "category": ("不明", "超高", "視訊?"),
}


def date_text(rng: Random, day: date) -> str:
    year = day.year - 1911
    roc = (
        f"{year}/{day.month}/{day.day}",
        f"{year}-{day:%m-%d}",
        f"{year}.{day:%m.%d}",
        f"{year}{day:%m%d}",
        f"{year}年{day.month}月{day.day}日",
        f"民國{year}年{day.month}月{day.day}日",
        f"{year}/{day.month}/{day.day}".translate(WIDE),
        f"{year}/{day:%m/%d} 08:30",
    )
    common = (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        f"{day.isoformat()} 00:00:00",
        f" {day.isoformat()} ",
    )
    return rng.choice(roc + common)


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
        return rng.choice((*BLANKS, "無") if kind != "flag" else BLANKS)
    if isinstance(value, date):
        return month_text(rng, value) if kind == "month" else date_text(rng, value)
    if isinstance(value, bool):
        return rng.choice(YES if value else NO)
    if isinstance(value, str):
        return category_text(rng, value) if kind == "category" else name_text(rng, value)
    if kind == "year":
        return rng.choice((f"{value}", f"{int(value) + 1911}"))
    return number_text(rng, value) + ("%" if kind == "percent" and rng.random() < 0.5 else "")


def category_text(rng: Random, value: str) -> str:
    return rng.choice((value, value, f" {value}", f"{value[:1]}　{value[1:]}"))


def faulty_text(rng: Random, kind: str) -> str:
    """A text that a column of this kind cannot take; blank for names, which take any."""
    choices: Sequence[str] = FAULTS.get(kind, ("",))
    return rng.choice(choices)
