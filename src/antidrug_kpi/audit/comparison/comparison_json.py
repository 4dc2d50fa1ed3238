"""A comparison as JSON, in the keys of docs/interface.md."""

from __future__ import annotations

from typing import Any

from antidrug_kpi.audit.comparison.compared_figures import Comparison, MeasureComparison
from antidrug_kpi.audit.comparison.compared_sources import ComparedSource
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.rounding import show_value

SCHEMA = 1


def write_comparison_json(comparison: Comparison) -> str:
    """The comparison as indented JSON with a final line break; identifiers stand in it as they are given."""
    content = {
        "schema": SCHEMA,
        "a": _describe_source(comparison.a),
        "b": _describe_source(comparison.b),
        "measures": describe_measures(comparison),
    }
    return dump_json(content) + "\n"


def describe_measures(comparison: Comparison) -> list[dict[str, Any]]:
    """Each measure on both sides, and who entered and left where data stand behind both."""
    return [_describe_measure(measure) for measure in comparison.measures]


def _describe_source(source: ComparedSource) -> dict[str, str]:
    return {"source": source.name, "plan": source.plan.id, "report": source.report, "as_of": source.as_of.isoformat()}


def _describe_measure(measure: MeasureComparison) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": measure.id,
        **({} if measure.other_id is None else {"other_id": measure.other_id}),
        "a": measure.a.describe(),
        "b": measure.b.describe(),
        "change": None if measure.change is None else show_value(measure.change),
        "fell": measure.fell,
    }
    if measure.movements is not None:
        described["entered"] = [_describe_address(address) for address in measure.movements.entered]
        described["left"] = [_describe_address(address) for address in measure.movements.left]
        described["changed"] = [
            {"subject": cell.subject, "column": cell.column, "a": cell.a, "b": cell.b} for cell in measure.movements.changed
        ]
    return described


def _describe_address(address: Address) -> dict[str, str | int | None]:
    return {"file": address.file, "sheet": address.sheet, "row": address.row}
