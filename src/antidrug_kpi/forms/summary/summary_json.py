"""The summary of a batch as JSON, in the keys of docs/interface.md."""

from __future__ import annotations

from typing import Any

from antidrug_kpi.forms.result_json import write_number
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.forms.summary.batch_summary import BatchSummary, MeasureTogether, OfficeOutcome
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.measures.summed_results import OfficeFigures

SCHEMA = 1


def write_summary_json(summary: BatchSummary) -> str:
    """The summary as indented JSON with a final line break; the same outcomes give the same bytes."""
    content = {
        "schema": SCHEMA,
        "offices": [_describe_office(office) for office in summary.offices],
        "together": {together.measure.id: _describe_together(together) for together in summary.together},
        "skipped": list(summary.skipped),
    }
    return dump_json(content) + "\n"


def _describe_office(office: OfficeOutcome) -> dict[str, Any]:
    return {
        "name": office.name,
        "exit": office.exit_status,
        "complete": office.is_complete,
        "error": office.error,
        "measures": {name: _describe_figures(figures) for name, figures in office.figures.items()},
    }


def _describe_figures(figures: OfficeFigures) -> dict[str, Any]:
    described = {
        "status": figures.status,
        "numerator": write_number(figures.numerator),
        "denominator": write_number(figures.denominator),
        "value": figures.value,
    }
    return {**described, "hidden": True} if figures.is_hidden else described


def _describe_together(together: MeasureTogether) -> dict[str, Any]:
    summed = together.summed
    described = {
        "numerator": write_number(summed.numerator),
        "denominator": write_number(summed.denominator),
        "value": None if summed.value is None else show_value(summed.value),
        "offices": together.offices,
        "left_out": list(together.left_out),
    }
    return {**described, "hidden": True} if summed.is_hidden else described
