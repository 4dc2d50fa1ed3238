"""S4.1.1, S4.3, S4.7.2: meetings, volunteers, internships and lectures."""

from collections.abc import Mapping
from datetime import date

from .duty_reading import Blank, Books, Record
from .further_contract import ALL_COLUMNS
from .statistic_values import percent, plain_value
from .tables import Figures, Shape, closed, count, distinct, free, numbers, show, total_of

MEETINGS = ("網絡聯繫會議", "專題討論會議")


def meetings(books: Books) -> Shape:
    rows = books.dated("社安網會議", "會議日期", "會議類別", "毒防中心出席")
    return numbers([row for row in rows if row.yes("毒防中心出席")], closed("會議類別", MEETINGS), [("場", count)])


def volunteers(books: Books) -> Shape:
    rows = books.rows("志工", "志工類別", "招募日期", "服務時數")

    def recruited(own: object) -> int:
        return sum(books.in_period(row.when("招募日期")) for row in own)  # type: ignore[attr-defined]

    return numbers(rows, free("志工類別"), [("人", count), ("招募", recruited), ("服務時數", total_of("服務時數"))])


def volunteer_reviews(books: Books) -> Shape:
    return numbers(books.rows("志工", "考核結果"), free("考核結果"), [("人", count)])


def internships(books: Books) -> Shape:
    rows = books.dated("實習清冊", "開始日期", "實習類別", "人數", "總時數")
    figures: Figures = [("合作單位", distinct("合作單位")), ("人數", total_of("人數")), ("總時數", total_of("總時數"))]
    return numbers(rows, closed("實習類別", ("實習", "見習")), figures)


def shown_cell(row: Record, name: str) -> object:
    value = row.values.get(name)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return row.labels[name] if isinstance(value, str) else show(value)


def listing(books: Books, title: str, day: str, needed: tuple[str, ...]) -> Shape:
    """The rows as they stand, by their first date."""
    if not books.has(title, *needed):
        raise Blank
    names = [column.name for column in ALL_COLUMNS[title] if column.name in books.sheets[title].names]
    rows = books.dated(title, day, *names)
    rows = [row for row in rows if "毒防中心出席" not in names or row.yes("毒防中心出席")]
    rows.sort(key=lambda row: row.when(day))
    return {"columns": names, "rows": [[shown_cell(row, name) for name in names] for row in rows]}


def lectures(measures: Mapping[str, Mapping[str, object]]) -> Shape:
    """The measures' own figures."""
    cells: list[list[object]] = []
    for measure in ("4.6.1.1", "4.6.1.2"):
        done, told = measures[measure]["numerator"], measures[measure]["denominator"]
        known = isinstance(done, int) and isinstance(told, int)
        cells.append([told, done, percent(done, told)] if known else [None] * 3)  # type: ignore[arg-type]
    if all(line[0] is None for line in cells):
        raise Blank
    return {
        "rows": ["初次", "二次(含)以上"],
        "columns": ["獲通知", "完成", "出席率"],
        "cells": cells,
        "row_totals": None,
        "column_totals": None,
        "total": None,
    }


FORMULAS = {
    "S4.1.1a": meetings,
    "S4.1.1b": lambda books: listing(books, "社安網會議", "會議日期", ("毒防中心出席",)),
    "S4.3.1a": volunteers,
    "S4.3.1b": volunteer_reviews,
    "S4.3.2a": internships,
    "S4.3.2b": lambda books: listing(books, "實習清冊", "開始日期", ()),
    "S4.7.2b": lambda books: plain_value(len(books.dated("講習場次", "辦理日期"))),
}
