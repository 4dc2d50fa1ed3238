"""Indicator codes (指標代碼) of 佐證清冊 and 填報數據: which measure 3.2, 三(二), 4.6.1.0 or 4.6 names (docs/registers.md,
Evidence and figures entered by hand).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from antidrug_kpi.plans.measure_specs import Count, Counted, Evidence, Figure, Mean, Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read
from antidrug_kpi.registers.cells.squeezing import squeeze


def list_codes(plan: Plan, register_id: str) -> Mapping[str, str]:
    """Squeezed code → id of the measure that takes evidence or figures from the register; empty for any other register.

    An indicator's code stands for its only measure. Where several of its measures take evidence, it stays the indicator's id, and
    the element (要件) of the row decides (see `find_evidence_measures`).
    """
    codes: dict[str, str] = {}
    for indicator in plan.indicators:
        taking = [measure for measure in indicator.measures if _takes_from(plan, measure, register_id)]
        codes |= {squeeze(measure.id): measure.id for measure in taking}
        if len(taking) == 1 and (_is_evidence(plan, register_id) or len(indicator.measures) == 1):
            codes |= _name_indicator(indicator, taking[0].id)
        elif taking and _is_evidence(plan, register_id):
            codes |= _name_indicator(indicator, indicator.id)
    return codes


def _name_indicator(indicator: Indicator, code: str) -> dict[str, str]:
    return {squeeze(indicator.id): code, squeeze(indicator.label): code}


def _is_evidence(plan: Plan, register_id: str) -> bool:
    return plan.evidence is not None and plan.evidence.register_ == register_id


def _takes_from(plan: Plan, measure: Measure, register_id: str) -> bool:
    if _is_evidence(plan, register_id):
        return isinstance(measure, Evidence)
    if plan.figures is not None and plan.figures.register_ == register_id:
        return isinstance(measure, Figure) or takes_figures(measure)
    return False


def takes_figures(measure: Measure) -> bool:
    """Whether figures entered by hand can stand for a measure's register: only for a count or a ratio of two counts."""
    return (
        isinstance(measure, Counted | Count)
        and not isinstance(measure, Mean)
        and not measure.population.numerator_sum
        and not measure.population.denominator_sum
        and (isinstance(measure, Count) or measure.denominator_weight is None)
    )


def find_columns_taken(plan: Plan, measure: Measure) -> Mapping[str, frozenset[str]]:
    """Register id → the columns that a measure reads, with those of 填報數據 where figures entered by hand can stand for them."""
    columns = find_columns_read(plan, measure)
    if plan.figures is not None and takes_figures(measure):
        entered = frozenset((plan.figures.code, plan.figures.name, plan.figures.value))
        return {**columns, plan.figures.register_: entered}
    return columns


def list_registers_taken(plan: Plan, measures: Iterable[Measure]) -> frozenset[str]:
    """The ids of the registers that any of the measures reads, with that of 填報數據 where its figures can stand for one."""
    return frozenset(register for measure in measures for register in find_columns_taken(plan, measure))


def find_evidence_measures(plan: Plan, code: str, element: str | None) -> tuple[str, ...]:
    """The ids of the evidence measures that a row is about: the one that its code names, else those of the indicator that have
    its element (要件), else all of the indicator: an unknown element may be meant for any of them.
    """
    named = [
        measure for indicator, measure in plan.measures if isinstance(measure, Evidence) and code in {indicator.id, measure.id}
    ]
    exact = [measure for measure in named if measure.id == code]
    word = squeeze(element) if element is not None else None
    with_element = [measure for measure in named if word in {squeeze(known) for known in measure.evidence.elements}]
    return tuple(measure.id for measure in exact or with_element or named)
