"""Statistics, tie-outs and demands as JSON, in the keys and forms of docs/interface.md: beside `measures`, after the rules.

Every value is a text of two decimals; any other number is an integer where it is whole, and such a text where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from antidrug_kpi.forms.duties.table_json import describe_listing, describe_table, write_exact
from antidrug_kpi.forms.duties.tie_out_rows import describe_tie_out
from antidrug_kpi.measures.duties.duty_results import DemandResult, Duties, StatisticResult
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.registers.redaction import NO_REDACTION, Redaction

_DIVIDED = frozenset({"ratio", "mean"})


def describe_duties(
    duties: Duties, rules: Sequence[dict[str, Any]], redaction: Redaction = NO_REDACTION, *, show_ids: bool = False
) -> dict[str, Any]:
    """The four keys of the duties; `rules` are those of the annexes as they are described, like measures. Names of persons, and
    the identifiers, names and texts of lists, are masked unless `show_ids`.
    """
    return {
        "rules": list(rules),
        "statistics": [_describe_statistic(statistic, redaction, show_ids) for statistic in duties.statistics],
        "tie_outs": [describe_tie_out(tie_out, redaction, show_ids=show_ids) for tie_out in duties.tie_outs],
        "demands": [_describe_demand(demand) for demand in duties.demands],
    }


def list_duty_texts(duties: Duties) -> Iterator[str]:
    """Every text in which an identifier might stand, the notes of the rules too."""
    for rule in duties.rules:
        yield from rule.notes_and_questions
        yield from (exclusion.reason for exclusion in rule.excluded)
    for statistic in duties.statistics:
        yield from statistic.notes
        if statistic.table is not None:
            yield from (*statistic.table.rows, *statistic.table.columns)
    for tie_out in duties.tie_outs:
        yield from filter(None, (tie_out.subject, tie_out.question))
        yield from (text for place in tie_out.rows for text in (place.file, place.sheet) if text is not None)


def _describe_statistic(result: StatisticResult, redaction: Redaction, show_ids: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": result.id,
        "demand": result.demand or None,
        "kind": result.kind,
        "status": result.status.value,
    }
    if result.kind == "list":
        described |= describe_listing(result.listing, show_ids=show_ids)
    elif result.kind != "table":
        described["value"] = _show_decimals(result.value)
    if result.kind in _DIVIDED:
        described |= {"numerator": write_exact(result.numerator), "denominator": write_exact(result.denominator)}
    if result.parts is not None:
        described["parts"] = {name: write_exact(part) for name, part in result.parts.items()}
    if result.kind == "table" or result.table is not None:
        described |= describe_table(result.table, redaction, show_ids=show_ids)
    return {**described, "rejected": result.rejected, "notes": [redaction.redact(note) for note in result.notes]}


def _show_decimals(value: Fraction | None) -> str | None:
    return None if value is None else show_value(value)


def _describe_demand(demand: DemandResult) -> dict[str, Any]:
    return {
        "number": demand.number,
        "reports": list(demand.reports),
        "statistics": list(demand.statistics),
        "state": demand.state,
    }
