"""A measure's gaps in one line: how much is missing, whether it can still be met, the best that can be reached, who is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from antidrug_kpi.audit.gaps.lacking_sentences import show_day
from antidrug_kpi.audit.gaps.office_gaps import OfficeGaps
from antidrug_kpi.audit.gaps.work import MeasureGaps, WorkEntry
from antidrug_kpi.audit.gaps.work_lists.shown_work import HEADERS, REACHABLE, ShownWork, say_status
from antidrug_kpi.forms.figure_words import add_unit, say_figures, say_number, say_shortfall, say_target
from antidrug_kpi.measures.rounding import show_whole

SUMMARY_HEADERS = (
    "衡量項目",
    "名稱",
    "狀態",
    "目標",
    "尚差",
    "仍可達標",
    "最佳可達",
    "最佳分子",
    "最佳分母",
    "等待期滿",
    "可補辦",
    "無可挽回",
)


def say_days(today: dt.date, end: dt.date) -> str:
    """The two days that everything is held against."""
    return f"今日 {show_day(today)}，期末（基準日）{show_day(end)}"


def say_summary(gaps: MeasureGaps) -> str:
    """Everything but the work list, as the screen prints it."""
    parts = [f"現況 {say_figures(gaps.result)}", f"目標 {say_target(gaps.result)}" if gaps.result.target is not None else ""]
    parts += [say_shortfall(gaps.result), _say_reachable(gaps)]
    if gaps.best is not None:
        parts.append(f"全部補辦最佳 {_say_best(gaps)}")
    waiting = sum(entry.is_waiting for entry in gaps.entries)
    parts += [
        f"等待期滿 {waiting:,}" if waiting else "",
        f"可補辦 {len(gaps.entries) - waiting:,}" if gaps.lost is not None else "",
    ]
    parts.append(f"無可挽回 {gaps.lost:,}" if gaps.lost is not None else "")
    return "；".join(filter(None, parts))


def list_summary(gaps: MeasureGaps) -> tuple[str, ...]:
    """The cells under `SUMMARY_HEADERS`."""
    waiting = sum(entry.is_waiting for entry in gaps.entries)
    return (
        gaps.result.id,
        gaps.result.title,
        say_status(gaps),
        say_target(gaps.result),
        "" if gaps.result.shortfall is None else str(gaps.result.shortfall),
        REACHABLE[gaps.reachable],
        "" if gaps.best is None else add_unit(show_whole(gaps.best, is_count=gaps.result.is_count), gaps.result.unit),
        "" if gaps.best_numerator is None else str(gaps.best_numerator),
        "" if gaps.best_denominator is None else str(gaps.best_denominator),
        "" if gaps.lost is None else str(waiting),
        "" if gaps.lost is None else str(len(gaps.entries) - waiting),
        "" if gaps.lost is None else str(gaps.lost),
    )


def list_rows(gaps: OfficeGaps, shown: ShownWork) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of one table of all: the measure beside each of its entries, or alone where it has none."""
    blank = ("",) * len(HEADERS)
    rows = [
        (*list_summary(measure), *cells)
        for measure in gaps.measures
        for cells in ([shown.list_row(entry) for entry in measure.entries] or [blank])
    ]
    return (*SUMMARY_HEADERS, *HEADERS), rows


def shorten(entries: Sequence[WorkEntry], most: int | None) -> tuple[Sequence[WorkEntry], int]:
    """The first entries, and how many are left out."""
    return (entries, 0) if most is None or len(entries) <= most else (entries[:most], len(entries) - most)


def _say_reachable(gaps: MeasureGaps) -> str:
    if gaps.reachable is None:
        return ""
    return "仍可達標" if gaps.reachable else "已無法達標"


def _say_best(gaps: MeasureGaps) -> str:
    value = add_unit(show_whole(gaps.best or 0, is_count=gaps.result.is_count), gaps.result.unit)
    if gaps.best_numerator is None or gaps.best_denominator is None:
        return value
    return f"{value}（{say_number(gaps.best_numerator)}／{say_number(gaps.best_denominator)}）"
