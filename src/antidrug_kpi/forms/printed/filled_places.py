"""Texts of a form filled: each place becomes the value of its name, or a blank that is marked."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from antidrug_kpi import roc
from antidrug_kpi.forms.document import Paragraph, ParagraphStyle, TextRun
from antidrug_kpi.forms.figure_words import BOX, TICKED, say_number
from antidrug_kpi.forms.spreadsheet_safety import drop_unseen
from antidrug_kpi.plans.placeholders import RAISE, Placeholder, split_places


@dataclass(frozen=True)
class Months:
    """A number of whole months, which a form asks for in years and months."""

    count: int


@dataclass(frozen=True)
class CountedPlaces:
    """How many there are, and how many of each value of a column (0 where there are none)."""

    total: int
    by_value: Mapping[str, int]


@dataclass(frozen=True)
class NamedTexts:
    """Texts that a form asks for by name, each a part; one that nobody gave is a blank."""

    by_name: Mapping[str, str]


Value = str | int | Decimal | dt.date | Months | CountedPlaces | NamedTexts | None
Values = Mapping[str, Value]

_DATE_PARTS: Mapping[str, Callable[[dt.date], str]] = {
    "": roc.format_roc_date,
    "year": lambda day: str(roc.to_roc_year(day.year)),
    "month": lambda day: str(day.month),
    "end": lambda day: "底" if day.day == calendar.monthrange(day.year, day.month)[1] else f"{day.day}日",
}
_MONTH_PARTS: Mapping[str, Callable[[int], int]] = {"years": lambda months: months // 12, "months": lambda months: months % 12}
# A blank flag ticks neither box: it is neither 是 nor 否.
_TICKED_BY = {"yes": "是", "no": "否"}


def fill(text: str, values: Values) -> tuple[TextRun, ...]:
    """The text's runs: what is known as plain text, what is not as a blank."""
    runs: list[TextRun] = []
    for piece in split_places(text):
        runs += _raise(piece) if isinstance(piece, str) else [_fill_place(piece, values)]
    together = ((look, "".join(run.text for run in group)) for look, group in groupby(runs, lambda run: replace(run, text="")))
    return tuple(replace(look, text=joined) for look, joined in together if joined)


def _raise(piece: str) -> list[TextRun]:
    """A plain stretch, in which every second part between the marks is raised."""
    return [TextRun(part, is_raised=number % 2 == 1) for number, part in enumerate(piece.split(RAISE))]


def fill_paragraph(text: str, values: Values, style: ParagraphStyle = "body") -> Paragraph:
    """The text as a paragraph."""
    return Paragraph(fill(text, values), style)


def _fill_place(place: Placeholder, values: Values) -> TextRun:
    text = _say(values[place.name], place.part) if place.name else None
    return TextRun(place.blank or "", is_blank=True) if text is None else TextRun(text)


def _say(value: Value, part: str) -> str | None:
    """A value in words, or a part of it; none where it is not known."""
    if part in _TICKED_BY:
        return TICKED if value == _TICKED_BY[part] else BOX
    match value:
        case dt.date():
            return _DATE_PARTS[part](value)
        case Months():
            return str(_MONTH_PARTS[part](value.count) if part else value.count)
        case CountedPlaces():
            return say_number(value.by_value.get(part, 0) if part else value.total)
        case NamedTexts():
            text = value.by_name.get(part)
            return None if text is None else drop_unseen(text)
        case int() | Decimal():
            return say_number(value)
        case str():
            return drop_unseen(value)
        case _:
            return value
