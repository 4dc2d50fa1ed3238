"""The alternative readings of an indicator told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from antidrug_kpi.plans.alternatives import Alternative
from antidrug_kpi.plans.choosing import name_reading
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.explain import CONTINUED, Line, explain_measure


def explain_alternatives(plan: Plan, indicator: Indicator, chosen: Mapping[str, Sequence[str]] | None = None) -> list[Line]:
    """Label and text of each line about the indicator's alternatives: how each is chosen, what the source says, what the Ministry
    would have to answer, and what it does in place of the default reading. Those in `chosen` are marked as such; the plan is the
    one under which none is.
    """
    lines: list[Line] = []
    for alternative in indicator.alternatives:
        (label, title), *others = _explain(plan, indicator, alternative)
        is_chosen = alternative.id in (chosen or {}).get(alternative.of, ())
        lines += [(label, f"{title}{'，本次採用' if is_chosen else ''}"), *others]
    return lines


def list_alternative_facts(plan: Plan, indicator: Indicator) -> Iterator[Line]:
    """The same under a label for each alternative, so that two plans can be compared."""
    for alternative in indicator.alternatives:
        yield from ((f"其他判讀 {alternative.id}", text) for _, text in _explain(plan, indicator, alternative))


def list_restated(indicator: Indicator, alternative: Alternative) -> Iterator[tuple[Measure, Measure]]:
    """Each measure that the alternative alone restates: as the plan reads it, and as the alternative does."""
    default = {measure.id: measure for measure in indicator.measures}
    for reading in indicator.readings:
        if reading.alternatives == (alternative.id,):
            yield default[reading.measure.id], reading.measure


def list_changes(plan: Plan, indicator: Indicator, alternative: Alternative) -> Iterator[str]:
    """What the alternative alone does in place of the default reading, each with the measure's id."""
    for default, restated in list_restated(indicator, alternative):
        yield from (f"{restated.id} {text}" for text in _list_differences(plan, default, restated))


def label_lines(lines: Iterable[Line]) -> list[Line]:
    """The lines each under a label of its own: one that goes on with the line above gets its label."""
    labelled: list[Line] = []
    for label, text in lines:
        labelled.append((labelled[-1][0] if label == CONTINUED and labelled else label, text))
    return labelled


def _explain(plan: Plan, indicator: Indicator, alternative: Alternative) -> Iterator[Line]:
    yield "其他判讀", f"{alternative.title}（--reading {name_reading(alternative)}）"
    yield CONTINUED, f"預設判讀：{alternative.default}"
    yield CONTINUED, f"來源：{alternative.source}"
    yield CONTINUED, f"待釋示：{alternative.question}"
    if alternative.excludes:
        yield CONTINUED, f"不能與 {'、'.join(alternative.excludes)} 同時選用"
    yield from ((CONTINUED, text) for text in list_changes(plan, indicator, alternative))


def _list_differences(plan: Plan, default: Measure, restated: Measure) -> Iterator[str]:
    """What is said of the restated measure and not of the other, and what is no longer said."""
    before, after = (label_lines(explain_measure(plan, measure)) for measure in (default, restated))
    yield from (f"{label}改為：{text}" for label, text in after if (label, text) not in before)
    labels = {label for label, _ in after}
    yield from (f"不再有{label}：{text}" for label, text in before if label not in labels)
