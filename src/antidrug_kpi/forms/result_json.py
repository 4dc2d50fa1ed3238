"""Results as JSON, in the keys and forms of docs/interface.md. The same results give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.measures.results import InputLeftOut, InputSummary, MeasureResult, Number, OfficeResult
from antidrug_kpi.measures.rounding import show_target, show_value
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.affected import IssueKey, count_issues

SCHEMA = 1


def write_json(plan: Plan, result: OfficeResult, *, is_complete: bool, show_ids: bool = False) -> str:
    """The whole result as indented JSON with a final line break."""
    described = describe_run(result)
    inputs = described.pop("inputs")
    counts = count_issues(plan, result.issues)
    content = {
        **described,
        "complete": is_complete,
        "inputs": inputs,
        "measures": [_describe_measure(measure, result.by, counts[measure.id], show_ids) for measure in result.measures],
    }
    return dump_json(content) + "\n"


def describe_run(result: OfficeResult) -> dict[str, Any]:
    """What was computed, of what, and for when: the keys that every JSON of a run begins with."""
    return {
        "schema": SCHEMA,
        "plan": result.plan,
        "report": result.report,
        "jurisdiction": result.jurisdiction,
        "period": [day.isoformat() for day in result.period],
        "as_of": result.as_of.isoformat(),
        "tool": {"version": result.version},
        "plan_sha256": result.plan_sha256,
        "readings": {name: list(chosen) for name, chosen in result.readings.items()},
        "inputs": [*(describe_input(summary) for summary in result.inputs), *map(_describe_left_out, result.left_out)],
    }


def describe_input(summary: InputSummary) -> dict[str, Any]:
    """An entry of `inputs`."""
    return {
        "file": summary.file,
        "sha256": summary.sha256,
        "register": summary.register,
        "read": True,
        "rows": summary.rows,
        "accepted": summary.accepted,
        "rejected": summary.rejected,
        "skipped": summary.skipped,
        "warnings": summary.warnings,
    }


def _describe_left_out(left: InputLeftOut) -> dict[str, Any]:
    """An entry of `inputs` for what was not read; a whole file has no sheet."""
    sheet = {} if left.sheet is None else {"sheet": left.sheet}
    return {"file": left.file, "sha256": left.sha256, **sheet, "register": left.register, "read": False, "why": left.why}


def _describe_measure(result: MeasureResult, by: str | None, issues: Mapping[IssueKey, int], show_ids: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": result.id,
        "indicator": result.indicator,
        "title": result.title,
        "status": result.status.value,
        "numerator": write_number(result.numerator),
        "denominator": write_number(result.denominator),
        "value": None if result.value is None else show_value(result.value),
        "unit": result.unit,
        "comparator": result.comparator,
        "target": show_target(result),
        "attainment": None if result.attainment is None else show_value(result.attainment),
        "progress": None if result.progress is None else result.progress.value,
        "shortfall": result.shortfall,
        "excluded": [{"reason": exclusion.reason, "count": exclusion.count} for exclusion in result.excluded],
        "rejected": result.rejected,
        "source": result.source,
        "reading": list(result.reading),
        "issues": [{"code": code, "level": level.name.lower(), "count": count} for (code, level), count in issues.items()],
        "notes": list(result.notes_and_questions),
    }
    if result.parts is not None:
        described["parts"] = {name: write_number(part) for name, part in result.parts.items()}
    if by is not None:
        described["strata"] = [
            {
                "stratum": stratum.show_key(show_ids),
                "numerator": write_number(stratum.numerator),
                "denominator": write_number(stratum.denominator),
                "value": None if stratum.value is None else show_value(stratum.value),
            }
            for stratum in result.strata
        ]
    return described


def write_number(number: Number | None) -> int | str | None:
    """Counts as numbers; sums of money, and a denominator of parts, as decimal strings, which no reader turns into a float."""
    if isinstance(number, Fraction):
        return show_value(number)
    return f"{number.normalize():f}" if isinstance(number, Decimal) else number
