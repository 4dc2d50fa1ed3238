"""What a subject lacks, in sentences of Traditional Chinese: the column, what is missing, and its day."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from antidrug_kpi import roc
from antidrug_kpi.audit.gaps.least_acts import ActStep
from antidrug_kpi.measures.rounding import show_plain
from antidrug_kpi.plans.register_specs import Column, Register
from antidrug_kpi.registers.register import show_value


def show_day(day: dt.date) -> str:
    """A day as the work list prints it: 113/10/17."""
    return f"{roc.to_roc_year(day.year)}/{day.month}/{day.day}"


def say_cell(column: Column, value: object, step: ActStep) -> str:
    """What the cell should become, and until when."""
    is_blank = bool(pd.isna(value))  # type: ignore[call-overload]
    found = "空白" if is_blank else f"為{_show(value)}"
    by = f"{show_day(step.by)} 以前"
    if step.amount is not None:
        return f"「{column.name}」{found}，尚差 {show_plain(step.amount)}（{by}）"
    if column.still in {"date", "again"}:
        return f"「{column.name}」{found}，應於 {by}辦理並登錄"
    wanted = (column.to or "是") if column.still == "flag" else "填寫"
    return f"「{column.name}」{found}，{by}應{f'為{wanted}' if column.still == 'flag' else wanted}"


def _show(value: object) -> str:
    return f" {show_day(value.date())}" if isinstance(value, pd.Timestamp) else f"「{show_value(value)}」"


def say_new_rows(register: Register, count: int, by: dt.date) -> str:
    """Rows that are to be added."""
    return f"「{register.title}」再辦 {count} 筆（{show_day(by)} 以前）"


def say_short(what: str, value: int, reference: str, bound: int, lacking: int) -> str:
    """A derived number that falls short of another one."""
    return f"{reference} {bound}、{what} {value}，尚差 {lacking}"
