"""A comparison as rows of text, for the screen, for .csv and for a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from antidrug_kpi.audit.comparison.compared_figures import Comparison, MeasureComparison
from antidrug_kpi.audit.figure_records import FigureRecord
from antidrug_kpi.forms.figure_words import add_unit
from antidrug_kpi.forms.spreadsheet_safety import write_field
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status

HEADERS = (
    "衡量項目",
    "名稱",
    "A 狀態",
    "A 分子",
    "A 分母",
    "A 數值",
    "B 狀態",
    "B 分子",
    "B 分母",
    "B 數值",
    "單位",
    "變化",
    "同異",
    "新計入",
    "不再計入",
    "異動",
)
MOVEMENT_HEADERS = ("衡量項目", "變動", "對象", "欄位", "A 內容", "B 內容", "A 位置", "B 位置")
FELL = "不應減少"


def list_measure_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """A row per measure under `HEADERS`; the three counts are empty where no data stand behind the figures."""
    return [tuple(_list_cells(measure)) for measure in comparison.measures]


def _list_cells(measure: MeasureComparison) -> Iterator[str]:
    yield from (measure.id, measure.title)
    for figures in (measure.a, measure.b):
        yield say_status(figures)
        yield from ("" if number is None else str(number) for number in (figures.numerator, figures.denominator, figures.value))
    yield measure.unit
    yield "" if measure.change is None else show_value(measure.change)
    yield say_verdict(measure)
    movements = measure.movements
    counts = () if movements is None else (len(movements.entered), len(movements.left), len(movements.changed))
    yield from (str(count) for count in counts) if counts else ("", "", "")


def list_movement_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """A row per subject that came or went and per changed cell, under `MOVEMENT_HEADERS`."""
    rows: list[tuple[str, ...]] = []
    for measure in comparison.measures:
        if measure.movements is None:
            continue
        for word, places, is_a in (("新計入", measure.movements.entered, False), ("不再計入", measure.movements.left, True)):
            rows += [(measure.id, word, "", "", "", "", *_place(place, is_a=is_a)) for place in places]
        rows += [
            (measure.id, "異動", cell.subject, cell.column, cell.a or "", cell.b or "", str(cell.place_a), str(cell.place_b))
            for cell in measure.movements.changed
        ]
    return rows


def _place(address: Address, *, is_a: bool) -> tuple[str, str]:
    return (str(address), "") if is_a else ("", str(address))


def say_status(figures: FigureRecord) -> str:
    """The status in words; empty where a form says none."""
    return "" if figures.status is None else STATUS_WORDS[Status(figures.status)]


def say_compared(figures: FigureRecord, unit: str) -> str:
    """66／99＝66.67%（達成）; － where there is nothing."""
    parts = "／".join(str(number) for number in (figures.numerator, figures.denominator) if number is not None)
    value = "" if figures.value is None else add_unit(figures.value, unit)
    if figures.denominator is None and figures.value == f"{figures.numerator}.00":
        parts, value = "", add_unit(str(figures.numerator), unit)  # a count is its own value, and a whole number
    shown = "＝".join(text for text in (parts, value) if text)
    status = say_status(figures)
    return f"{shown}（{status}）" if shown and status else shown or status or "－"


def say_verdict(measure: MeasureComparison) -> str:
    """相同, 不同, or that a figure fell which can only grow."""
    if measure.fell:
        return FELL
    return "不同" if measure.differs else "相同"


def write_comparison_csv(comparison: Comparison) -> str:
    """The measures as .csv with a UTF-8 mark."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows([write_field(cell) for cell in row] for row in list_measure_rows(comparison))
    return "\ufeff" + text.getvalue()
