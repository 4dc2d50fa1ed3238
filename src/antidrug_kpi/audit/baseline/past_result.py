"""A result file (`compute --format json`) read again as results, for a form that prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from antidrug_kpi.audit.baseline.past_statistics import read_statistics
from antidrug_kpi.audit.comparison.result_reading import WHAT, read_day_of, read_number, read_result
from antidrug_kpi.audit.figure_records import FigureRecord, Shown
from antidrug_kpi.audit.json_files import read_json_object, refuse_content
from antidrug_kpi.forms.result_json import SCHEMA
from antidrug_kpi.measures.compute import find_subject
from antidrug_kpi.measures.duties.duty_results import Duties
from antidrug_kpi.measures.results import MeasureResult, Number, OfficeResult, Status
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import Indicator, Plan


@dataclass(frozen=True)
class PastResult:
    """The results of a file: of the measures that the plan has too, and its statistics where it holds any."""

    result: OfficeResult
    duties: Duties | None
    is_complete: bool


def read_past_result(path: Path, plan: Plan) -> PastResult:
    """The file's results as those of the plan's measures. Notes are left out: the file does not say which are handed in.

    Raises UserError where the file is no result.
    """
    figures = read_result(path, lambda _plan, _readings: plan)
    content = read_json_object(path, SCHEMA, WHAT)
    if figures.report not in plan.reports:
        raise refuse_content(path, WHAT, "report ", " midterm 或 final")
    entries = {entry["id"]: entry for entry in content["measures"]}
    measures = tuple(
        _read_measure(path, entries[measure.id], figures.figures[measure.id], indicator, measure)
        for indicator, measure in plan.measures
        if measure.id in entries
    )
    jurisdiction = content.get("jurisdiction")
    result = OfficeResult(
        plan=plan.id,
        year=figures.year,
        report="midterm" if figures.report == "midterm" else "final",
        jurisdiction=jurisdiction if isinstance(jurisdiction, str) and jurisdiction else None,
        period=(_find_first(path, content), figures.as_of),
        as_of=figures.as_of,
        version="",
        inputs=(),
        measures=measures,
    )
    statistics = read_statistics(path, content["statistics"]) if "statistics" in content else None
    duties = None if statistics is None else Duties(statistics=statistics)
    return PastResult(result, duties, content.get("complete") is not False)


def _find_first(path: Path, content: Mapping[str, Any]) -> dt.date:
    return read_day_of(path, "period", content["period"][0])


def _read_measure(
    path: Path, entry: Mapping[str, Any], figures: FigureRecord, indicator: Indicator, measure: m.Measure
) -> MeasureResult:
    def read(name: str) -> Fraction | None:
        return read_number(path, f"{measure.id} 的 {name} ", entry.get(name))

    target = read("target")
    parts = {name: _make_number(part) for name, part in (entry.get("parts") or {}).items()}
    return MeasureResult(
        id=measure.id,
        indicator=indicator.label,
        title=measure.title,
        status=Status(str(figures.status)),
        unit=measure.unit,
        numerator=_make_number(figures.numerator),
        denominator=_make_number(figures.denominator),
        value=figures.exact,
        comparator=measure.target.comparator if measure.target is not None and target is not None else None,
        target=target,
        has_ratio_target=measure.target is not None and measure.target.prior is not None,
        attainment=read("attainment"),
        source="figures" if entry.get("source") == "figures" else "register",
        parts=parts or None,
        part_texts=measure.part_texts if isinstance(measure, m.Difference) else None,
        subject=find_subject(measure),
        numerator_subject=getattr(measure, "numerator_subject", None) or find_subject(measure, is_numerator=True),
        is_hidden=entry.get("hidden") is True,
    )


def _make_number(shown: Shown) -> Number | None:
    """A number as the results hold it; the file was read before, so that a text is a decimal."""
    return Decimal(shown) if isinstance(shown, str) else shown
