"""A recheck as JSON, in the keys and forms of docs/interface.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from antidrug_kpi.audit.recheck.findings import Recheck, RecheckFinding
from antidrug_kpi.forms.figure_words import say_annotated
from antidrug_kpi.forms.result_json import write_number
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.forms.submitted.submitted_form import SubmittedMeasure, TypedNumber
from antidrug_kpi.measures.results import MeasureResult, Number, OfficeResult
from antidrug_kpi.measures.rounding import show_value

SCHEMA = 1


def write_recheck_json(recheck: Recheck, result: OfficeResult) -> str:
    """The recheck of an office's form as indented JSON with a final line break."""
    content = {
        "schema": SCHEMA,
        "submitted": recheck.file,
        "form": recheck.kind,
        "plan": result.plan,
        "report": result.report,
        "summary": recheck.count_causes(),
        "measures": [_describe(finding) for finding in recheck.findings],
    }
    return dump_json(content) + "\n"


def _describe(finding: RecheckFinding) -> dict[str, Any]:
    return {
        "id": finding.submitted.id,
        "cause": finding.cause.value,
        "submitted": _describe_submitted(finding.submitted),
        "computed": _describe_computed(finding.computed),
        "place": finding.submitted.place,
        "detail": dict(finding.detail),
        "also": [explanation.cause.value for explanation in finding.also],
    }


def _describe_submitted(submitted: SubmittedMeasure) -> dict[str, Any]:
    figures = submitted.figures
    described: dict[str, Any] = {
        "numerator": write_part(figures.numerator),
        "denominator": write_part(figures.denominator),
        "value": None if figures.value is None else figures.value.text,
        "attainment": None if figures.attainment is None else figures.attainment.text,
        "progress": None if submitted.progress is None else submitted.progress.value,
        "shortfall": write_part(figures.shortfall),
        "text": figures.text,
    }
    if figures.parts is not None:
        described["parts"] = {name: write_part(part) for name, part in figures.parts.items()}
    return described


def _describe_computed(result: MeasureResult) -> dict[str, Any]:
    described: dict[str, Any] = {
        "numerator": write_number(result.numerator),
        "denominator": write_number(result.denominator),
        "value": None if result.value is None else show_value(result.value),
        "attainment": None if result.attainment is None else show_value(result.attainment),
        "progress": None if result.progress is None else result.progress.value,
        "shortfall": result.shortfall,
        "text": say_annotated(result),
    }
    if result.parts is not None:
        described["parts"] = _write_parts(result.parts)
    return described


def _write_parts(parts: Mapping[str, Number | None]) -> dict[str, Any]:
    return {name: write_number(part) for name, part in parts.items()}


def write_part(part: TypedNumber | None) -> int | str | None:
    """A count as a number, anything with a point as it was typed."""
    if part is None:
        return None
    return int(part.text) if part.is_whole else part.text
