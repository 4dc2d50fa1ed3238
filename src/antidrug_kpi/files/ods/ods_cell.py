"""One cell of an .ods: its value, of the type that its attributes state, and the text that it displays.

OpenDocument keeps both: office:value holds the number that is calculated with, the paragraphs inside what the reader sees.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal

from antidrug_kpi.files.archives.xml_stream import is_true
from antidrug_kpi.files.cells.ancient_dates import is_ancient, make_ancient_cell
from antidrug_kpi.files.cells.cell_reasons import ERROR_REASON, UNCALCULATED_REASON, shorten_formula
from antidrug_kpi.files.cells.cell_types import Cell, ShownNumber, UnreadableCell
from antidrug_kpi.files.cells.number_formats import mark_shown

_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|(?:Err|錯誤|錯誤訊息)[:：]\s*\d{3}")
_ZERO = re.compile(r"[-+]?0+(?:\.0*)?(?:[eE][-+]?\d+)?")
_DAY_ZERO = frozenset({"1899-12-30", "1904-01-01"})
# LibreOffice may write a logical value as a number that displays this text.
_FLAGS = {"TRUE": True, "FALSE": False}
_TIME = re.compile(r"(-?)P(?:(\d{1,6})D)?T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,](\d{1,9}))?S)?")


# The attribute that holds the value, by the type of the cell. A text has none: it is what the cell displays.
_VALUES = {
    "float": "office:value",
    "percentage": "office:value",
    "currency": "office:value",
    "date": "office:date-value",
    "time": "office:time-value",
    "boolean": "office:boolean-value",
}


def make_cell(attributes: dict[str, str], displayed: str | None, is_by_library: bool = False) -> Cell:
    """The content of a cell with these attributes. `displayed` is the text of its paragraphs, None where it has none.

    A formula whose result is an error or is not there is an UnreadableCell. So is one that gives 0 or nothing where the file was
    written `is_by_library`: a library that never calculates stores that for every formula.
    """
    text = displayed or ""
    kind = attributes.get("office:value-type")
    formula = attributes.get("table:formula")
    if formula is not None:
        if attributes.get("calcext:value-type") == "error" or _ERROR.fullmatch(text.strip()):
            return UnreadableCell(text.strip(), ERROR_REASON)
        has_result = bool(text or attributes.get(_VALUES[kind])) if kind in _VALUES else displayed is not None or kind is not None
        if not has_result or (is_by_library and is_idle_result(attributes, displayed)):
            return UnreadableCell(shorten_formula(formula), UNCALCULATED_REASON)
    match kind:
        case "string":
            return text or attributes.get("office:string-value", "")
        case "float" | "percentage" | "currency":
            return _make_number(attributes.get("office:value", ""), text, is_percent=kind == "percentage")
        case "date":
            return _make_date(attributes.get("office:date-value", ""), text)
        case "time":
            return _make_time(attributes.get("office:time-value", ""), text)
        case "boolean":
            return is_true(attributes.get("office:boolean-value"))
    return text


def is_idle_result(attributes: dict[str, str], displayed: str | None) -> bool:
    """Whether a formula's result is 0, the day that stands for 0, or nothing, as in rows that were filled down in advance."""
    kind = attributes.get("office:value-type")
    value = attributes.get(_VALUES.get(kind or "", ""), "")
    if kind in {"float", "percentage", "currency"} and value:
        return _ZERO.fullmatch(value) is not None
    if kind == "date" and value:
        return value.removesuffix("T00:00:00") in _DAY_ZERO
    return not (value or displayed or attributes.get("office:string-value"))


def _make_number(value: str, text: str, is_percent: bool) -> Cell:
    """The number, with its displayed text where that says more (4.10, 30%); the text where there is no number."""
    try:
        number = float(value)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text or value
    if text in _FLAGS and number == _FLAGS[text]:
        return _FLAGS[text]
    if is_percent and not text:  # some programs write no displayed text
        return ShownNumber(number, f"{Decimal(repr(number)) * 100:f}%")
    return mark_shown(number, text)


def _make_date(value: str, text: str) -> Cell:
    """The day or moment; the text that is displayed, or the value, where that is no date of the calendar."""
    try:
        day = datetime.datetime.fromisoformat(value).replace(tzinfo=None) if "T" in value else datetime.date.fromisoformat(value)
    except ValueError:
        return text or value
    return make_ancient_cell(day, text) if is_ancient(day) else day


def _make_time(value: str, text: str) -> Cell:
    """A time of day; a duration where it is a day or more, or negative. The displayed text or the value where it is neither."""
    found = _TIME.fullmatch(value)
    if found is None:
        return text or value
    days, hours, minutes, seconds = (int(found[group] or 0) for group in (2, 3, 4, 5))
    fraction = int(f"{found[6] or 0:0<6}"[:6])
    length = datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=fraction)
    if found[1] or length >= datetime.timedelta(days=1):
        return -length if found[1] else length
    return (datetime.datetime(1904, 1, 1) + length).time()
