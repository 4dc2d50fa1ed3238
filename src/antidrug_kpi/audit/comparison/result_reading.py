"""A result that `compute` wrote as .json, read again as one side of a comparison."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from antidrug_kpi import roc
from antidrug_kpi.audit.comparison.compared_sources import ComparedSource, SourceKind
from antidrug_kpi.audit.comparison.exact_values import find_exact_value
from antidrug_kpi.audit.figure_records import FigureRecord, Shown
from antidrug_kpi.audit.json_files import read_json_object, refuse_content
from antidrug_kpi.forms.result_json import SCHEMA
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import Status

WHAT = "結果檔（compute --format json）"
_DECIMAL = re.compile(r"-?\d{1,30}(\.\d{1,30})?")
_STATUSES = frozenset(status.value for status in Status)


def read_result(path: Path, find_plan: Callable[[str, tuple[str, ...]], Plan]) -> ComparedSource:
    """The side that a result file is; `find_plan` gives the plan of an id under readings that are named like 4.2=elapsed.

    Raises UserError where the file is no result, and whatever `find_plan` raises.
    """
    content = read_json_object(path, SCHEMA, WHAT)
    if not isinstance(content.get("measures"), list) or not isinstance(content.get("plan"), str):
        raise refuse_content(path, WHAT, "plan、measures ", "計畫代號與衡量項目的清單")
    plan = find_plan(content["plan"], tuple(name_chosen_readings(content.get("readings"))))
    period, as_of = content.get("period"), read_day_of(path, "as_of", content.get("as_of"))
    start = read_day_of(path, "period", period[0] if isinstance(period, list) and period else None)
    if not isinstance(content.get("report"), str):
        raise refuse_content(path, WHAT, "report ", " midterm 或 final")
    specs = {measure.id: measure for _, measure in plan.measures}
    figures = {}
    for number, entry in enumerate(content["measures"], start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise refuse_content(path, WHAT, f"第 {number} 個衡量項目", "有 id 的物件")
        figures[entry["id"]] = _read_figures(path, entry, specs.get(entry["id"]))
    year = roc.to_roc_year(start.year)
    return ComparedSource(str(path), SourceKind.RESULT, plan, content["report"], year, as_of, figures)


def name_chosen_readings(readings: Any) -> Iterator[str]:
    """The chosen readings of a result or a manifest as a user names them; what is none is left to whoever looks them up."""
    if isinstance(readings, dict):
        for owner, chosen in readings.items():
            yield from (f"{owner}={name}" for name in (chosen if isinstance(chosen, list) else [chosen]))


def read_day_of(path: Path, name: str, value: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise refuse_content(path, WHAT, f"{name} ", "日期，例如 2024-12-31") from None


def _read_figures(path: Path, entry: Mapping[str, Any], measure: Measure | None) -> FigureRecord:
    place = f"{entry['id']} 的 "
    status, value = entry.get("status"), entry.get("value")
    if status not in _STATUSES:
        raise refuse_content(path, WHAT, f"{place}status ", f"{'、'.join(sorted(_STATUSES))}之一")
    if not (value is None or isinstance(value, str)):
        raise refuse_content(path, WHAT, f"{place}value ", "小數文字或 null")
    parts = entry.get("parts") or {}
    if not isinstance(parts, dict):
        raise refuse_content(path, WHAT, f"{place}parts ", "各部分的數字")
    numbers: dict[str, Shown] = {"numerator": entry.get("numerator"), "denominator": entry.get("denominator"), "value": value}
    exact = {name: read_number(path, f"{place}{name} ", number) for name, number in {**numbers, **parts}.items()}
    known = {name: exact[name] for name in parts}
    return FigureRecord(
        status,
        numbers["numerator"],
        numbers["denominator"],
        value,
        find_exact_value(
            measure,
            exact["value"],
            exact["numerator"],
            exact["denominator"],
            {name: number for name, number in known.items() if number is not None},
        ),
    )


def read_number(path: Path, place: str, value: Any) -> Fraction | None:
    """A number of the JSON; None for null. UserError for what is none."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Fraction(value)
    raise refuse_content(path, WHAT, place, "整數、小數文字或 null")
