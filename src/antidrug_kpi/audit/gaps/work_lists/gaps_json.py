"""Gaps as JSON, in the keys and forms of docs/interface.md. The same data and days give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from antidrug_kpi.audit.gaps.least_acts import ActStep
from antidrug_kpi.audit.gaps.office_gaps import OfficeGaps
from antidrug_kpi.audit.gaps.work import MeasureGaps, WorkEntry
from antidrug_kpi.audit.gaps.work_lists.shown_work import ShownWork
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.measures.results import Number
from antidrug_kpi.measures.rounding import show_value

SCHEMA = 1


def write_gaps_json(plan_id: str, report: str, gaps: OfficeGaps, shown: ShownWork) -> str:
    """All measures as indented JSON with a final line break."""
    content = {
        "schema": SCHEMA,
        "plan": plan_id,
        "report": report,
        "today": gaps.today.isoformat(),
        "end": gaps.end.isoformat(),
        "measures": [_describe_measure(measure, shown) for measure in gaps.measures],
    }
    return dump_json(content) + "\n"


def _describe_measure(gaps: MeasureGaps, shown: ShownWork) -> dict[str, Any]:
    return {
        "id": gaps.result.id,
        "status": gaps.result.status.value,
        "shortfall": gaps.result.shortfall,
        "reachable": gaps.reachable,
        "best": None if gaps.best is None else show_value(gaps.best),
        "best_numerator": _write_number(gaps.best_numerator),
        "best_denominator": _write_number(gaps.best_denominator),
        "lost": gaps.lost,
        "work": [_describe_entry(entry, shown) for entry in gaps.entries],
    }


def _describe_entry(entry: WorkEntry, shown: ShownWork) -> dict[str, Any]:
    return {
        "subject": shown.name(entry),
        "address": _describe_address(entry.register, entry.row, shown),
        "lacks": [shown.redact(text) for text in entry.lacks],
        "steps": [_describe_step(step, shown) for step in entry.steps],
        "by": entry.by.isoformat(),
        "done_by_one_step": entry.is_done_by_one_step,
    }


def _describe_step(step: ActStep, shown: ShownWork) -> dict[str, Any]:
    return {
        "register": step.register,
        "column": step.column,
        "address": _describe_address(step.register, step.row, shown),
        "count": step.count,
        "amount": None if step.amount is None else shown.write_amount(step.amount),
        "by": step.by.isoformat(),
    }


def _describe_address(register: str, row: int | None, shown: ShownWork) -> Mapping[str, Any] | None:
    address = shown.locate(register, row)
    return None if address is None else {"file": address.file, "sheet": address.sheet, "row": address.row}


def _write_number(number: Number | None) -> int | str | None:
    return number if number is None or isinstance(number, int) else str(number)
