"""Results as JSON, in the keys and forms of docs/interface.md. The same results give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.measures.results import InputLeftOut, InputSummary, MeasureResult, MonthEnd, Number, OfficeResult, Stratum
from antidrug_kpi.measures.rounding import show_target, show_value
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.affected import IssueKey, count_issues

SCHEMA = 1
_INPUT_COUNTS = ("rows", "accepted", "rejected", "skipped", "warnings")
# What is null in a measure that is hidden from the public, beside the numbers that it does not have.
_HIDDEN_PARTS = ("excluded", "rejected", "notes")


def write_json(
    plan: Plan,
    result: OfficeResult,
    *,
    is_complete: bool,
    show_ids: bool = False,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """The whole result as indented JSON with a final line break; `more` are keys that come after the measures."""
    described = describe_run(result)
    inputs = described.pop("inputs")
    counts = count_issues(plan, result.issues)
    content = {
        **described,
        "complete": is_complete,
        "inputs": inputs,
        "measures": [describe_measure(measure, counts[measure.id], result.by, show_ids) for measure in result.measures],
        **more,
    }
    if result.months is not None:
        content["months"] = describe_months(result.months)
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
    """An entry of `inputs`; of one that is hidden from the public the counts are null."""
    described = {
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
    return {**described, **dict.fromkeys(_INPUT_COUNTS), "hidden": True} if summary.is_hidden else described


def _describe_left_out(left: InputLeftOut) -> dict[str, Any]:
    """An entry of `inputs` for what was not read; a whole file has no sheet."""
    sheet = {} if left.sheet is None else {"sheet": left.sheet}
    return {"file": left.file, "sha256": left.sha256, **sheet, "register": left.register, "read": False, "why": left.why}


def describe_measure(
    result: MeasureResult, issues: Mapping[IssueKey, int], by: str | None = None, show_ids: bool = False
) -> dict[str, Any]:
    """A measure, with how many issues of each code and level touch it, and with its strata where it is broken down."""
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
        described["parts"] = None if result.is_hidden else {name: write_number(part) for name, part in result.parts.items()}
    if by is not None:
        described["strata"] = [_describe_stratum(stratum, show_ids) for stratum in result.strata]
    if result.is_hidden:
        described |= dict.fromkeys(_HIDDEN_PARTS)
        described["issues"] = [{**issue, "count": None} for issue in described["issues"]]
        described["hidden"] = True
    return described


def _describe_stratum(stratum: Stratum, show_ids: bool) -> dict[str, Any]:
    described = {
        "stratum": stratum.show_key(show_ids),
        "numerator": write_number(stratum.numerator),
        "denominator": write_number(stratum.denominator),
        "value": None if stratum.value is None else show_value(stratum.value),
    }
    return {**described, "hidden": True} if stratum.is_hidden else described


def describe_months(months: Iterable[MonthEnd]) -> list[dict[str, Any]]:
    """An entry for each month-end, with the figures, status and progress of every measure."""
    return [
        {"as_of": month.as_of.isoformat(), "measures": [_describe_at_month_end(measure) for measure in month.measures]}
        for month in months
    ]


def _describe_at_month_end(result: MeasureResult) -> dict[str, Any]:
    described = {
        "id": result.id,
        "status": result.status.value,
        "numerator": write_number(result.numerator),
        "denominator": write_number(result.denominator),
        "value": None if result.value is None else show_value(result.value),
        "progress": None if result.progress is None else result.progress.value,
    }
    return {**described, "hidden": True} if result.is_hidden else described


def write_number(number: Number | None) -> int | str | None:
    """Counts as numbers; sums of money, and a denominator of parts, as decimal strings, which no reader turns into a float."""
    if isinstance(number, Fraction):
        return show_value(number)
    return f"{number.normalize():f}" if isinstance(number, Decimal) else number
