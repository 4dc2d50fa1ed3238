"""What is said of the alternative readings behind the figures, so that a reader of any output knows of them."""

from __future__ import annotations

from collections.abc import Iterable

from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.choosing import list_alternatives, name_reading
from antidrug_kpi.plans.plan import Plan


def say_readings(plan: Plan, results: Iterable[MeasureResult]) -> tuple[str, ...]:
    """A sentence for each chosen alternative that restates one of the measures: 「四(二)採其他判讀：…（4.2=elapsed）」."""
    behind = {(result.id, name) for result in results for name in result.reading}
    return tuple(
        f"{indicator.label} 採其他判讀：{alternative.title}（{name_reading(alternative)}）"
        for indicator, alternative in list_alternatives(plan)
        if any((measure, alternative.id) in behind for measure in alternative.measures)
    )


def say_own_reading(result: MeasureResult) -> tuple[str, ...]:
    """One clause that names the readings behind a measure; empty under the default one."""
    return (f"其他判讀：{'、'.join(result.reading)}",) if result.reading else ()
