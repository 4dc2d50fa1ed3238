"""The same facts as offices write them: dates in many forms, yes and no in many marks, headers with stray blanks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random


@dataclass(frozen=True)
class Percent:
    """A cell of this many percent, shown with a percent format."""

    value: int


@dataclass(frozen=True)
class Formula:
    text: str
    value: int


Cell = str | int | float | date | Percent | Formula
Grid = list[list[Cell]]

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGITS = re.compile(r"\d+")
DECIMAL = re.compile(r"\d+\.\d+")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = {
    *("學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數", "服務案家數", "新開案數", "聚會次數"),
    *("請假次數", "前測分數", "後測分數", "自費人數", "總人數", "專責人力數", "中央補助金額", "自籌金額"),
    *("累計個管案量", "在案案量", "查獲次數", "繼續教育時數", "應採驗年度", "數值"),
    *("檢驗人次", "陽性人次", "數量", "教育訓練時數", "申請金額", "核付金額", "核定金額", "人數", "總時數", "服務時數"),
    *("時數", "抽查件數", "合格件數", "清查帳號數", "新增帳號數", "停用帳號數", "權限不符數", "人事費", "業務費", "合計"),
    *("每日平均在案量", "行政院核定員額", "一般個管", "資深個管", "個管員小計", "個管督導人力", "專案管理人力"),
}


@dataclass(frozen=True)
class Style:
    dates: tuple[str, ...] = ("roc",)
    flags: tuple[str, ...] = ("是否",)
    blanks: tuple[str, ...] = ()  # marks that stand in a blank date cell now and then
    months: tuple[str, ...] = ("roc",)
    typed: bool = False  # numbers as numeric cells
    thousands: bool = False
    wide: float = 0.0  # share of numbers in full-width digits
    numeric_ids: tuple[str, ...] = ()  # identifiers that the spreadsheet took for numbers
    percent: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def dress_date(day: date, form: str) -> Cell:
    year = day.year - 1911
    solid = f"{year}{day:%m%d}"
    forms: dict[str, Cell] = {
        "roc": f"{year}/{day.month}/{day.day}",
        "roc-padded": f"{year}/{day:%m/%d}",
        "roc-dash": f"{year}-{day:%m-%d}",
        "roc-dot": f"{year}.{day:%m.%d}",
        "roc-solid": solid,
        "roc-wide": f"{year}/{day.month}/{day.day}".translate(WIDE),
        "roc-han": f"{year}年{day.month}月{day.day}日",
        "roc-long": f"民國{year}年{day.month}月{day.day}日",
        "iso": day.isoformat(),
        "slash": f"{day.year}/{day.month}/{day.day}",
        "solid": f"{day:%Y%m%d}",
        "stamp": f"{day.isoformat()} 09:30:00",
        "real": day,
        "roc-number": int(solid),
        "number": int(f"{day:%Y%m%d}"),
    }
    return forms[form]


def dress_month(text: str, form: str) -> str:
    year, month = (int(part) for part in text.split("-"))
    year -= 1911
    return {"roc": f"{year}/{month:02d}", "solid": f"{year}{month:02d}", "han": f"{year}年{month}月", "iso": text}[form]


def dress_number(text: str, style: Style, chance: Random) -> Cell:
    if style.wide and chance.random() < style.wide:
        return text.translate(WIDE)
    if style.typed:
        return as_number(text, keep=False)
    return f"{int(text):,}" if style.thousands and DIGITS.fullmatch(text) else text


def dress_cell(column: str, text: str, style: Style, chance: Random) -> Cell:
    """A cell as the office has it; what cannot be read stays as it is."""
    if ISO.fullmatch(text):
        return dress_date(date.fromisoformat(text), chance.choice(style.dates))
    if text in ("是", "否"):
        return chance.choice(style.flags)["是否".index(text)]
    if not text:
        marked = style.blanks and column.endswith("日期") and chance.random() < 0.2
        return chance.choice(style.blanks) if marked else ""
    if column == "年月":
        return dress_month(text, chance.choice(style.months))
    if DIGITS.fullmatch(text) or DECIMAL.fullmatch(text):
        return dress_digits(column, text, style, chance)
    return text


def dress_digits(column: str, text: str, style: Style, chance: Random) -> Cell:
    if column in style.percent:
        return Percent(int(text))
    if column in style.numeric_ids:
        return as_number(text, keep=text.endswith("0") and "." in text)
    return dress_number(text, style, chance) if column in NUMBERS else text


def as_number(text: str, *, keep: bool) -> Cell:
    """A numeric cell, unless that would drop a last zero that means something, as in 4.10."""
    if keep:
        return text
    return float(text) if "." in text else int(text)


def dress_rows(rows: Sequence[dict[str, str]], style: Style, chance: Random) -> Grid:
    blank = {key for row in rows for key in required_blanks(row)}
    return [
        ["" if not text and column in blank else dress_cell(column, text, style, chance) for column, text in row.items()]
        for row in rows
    ]


def required_blanks(row: dict[str, str]) -> list[str]:
    """Required dates, where a planted blank stays a plain blank."""
    return [column for column in ("派案期限", "追輔日期") if row.get(column) == ""]


def shown(cell: Cell) -> str:
    """What a reader of the sheet sees in the cell."""
    if isinstance(cell, Percent):
        return f"{cell.value}%"
    if isinstance(cell, Formula):
        return str(cell.value)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
