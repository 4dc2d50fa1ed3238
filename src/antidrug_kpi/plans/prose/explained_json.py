"""Indicators and forms told as data: what `show --format json` gives, from the spec and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from antidrug_kpi.plans.alternatives import Alternative
from antidrug_kpi.plans.choosing import name_reading
from antidrug_kpi.plans.form_specs import PrintedForm
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.alternative_lines import label_lines, list_changes
from antidrug_kpi.plans.prose.explain import Line, explain_measure
from antidrug_kpi.plans.prose.form_sentences import explain_form
from antidrug_kpi.plans.reads.columns_read import find_columns_read

_EXCLUSION = "排除"


def describe_indicator(plan: Plan, default: Plan, indicator: Indicator) -> dict[str, Any]:
    """An indicator with its measures as the plan reads them, and its alternatives beside the `default` plan, under which none is
    chosen.
    """
    (own,) = (each for each in default.indicators if each.id == indicator.id)
    return {
        "id": indicator.id,
        "indicator": indicator.label,
        "title": indicator.title,
        "group": plan.groups[indicator.group],
        "target": indicator.target_text,
        "citation": str(indicator.citation),
        "interpretation": list(indicator.interpretation),
        "measures": [_describe_measure(plan, measure) for measure in indicator.measures],
        "alternatives": [_describe_alternative(plan, default, own, each) for each in own.alternatives],
    }


def describe_form(plan: Plan, form: PrintedForm) -> dict[str, Any]:
    """A form: where the source has it, and what is said of it."""
    lines = explain_form(plan, form)
    return {
        "id": form.id,
        "title": lines[0][1].removeprefix(f"{form.id} "),
        "citation": str(form.citation),
        "interpretation": list(form.interpretation),
        "lines": describe_lines(lines),
    }


def _describe_measure(plan: Plan, measure: Measure) -> dict[str, Any]:
    lines, target = label_lines(explain_measure(plan, measure)), measure.target
    registers = find_columns_read(plan, measure)
    return {
        "id": measure.id,
        "title": measure.title,
        "formula": measure.formula,
        "unit": measure.unit,
        "comparator": None if target is None else target.comparator,
        "target": None if target is None else target.text,
        "targets": [
            {
                "value": str(dated.value),
                "from": dated.from_.isoformat(),
                "jurisdictions": list(dated.jurisdictions),
                "citation": str(dated.citation),
            }
            for dated in (() if target is None else target.values)
        ],
        "exclusions": [text for label, text in lines if label == _EXCLUSION],
        "registers": [_describe_register(plan, register, columns) for register, columns in registers.items()],
        "lines": describe_lines(lines),
    }


def _describe_register(plan: Plan, register: str, columns: Iterable[str]) -> dict[str, Any]:
    spec, read = plan.find_register(register), set(columns)
    return {"register": register, "title": spec.title, "columns": [each.name for each in spec.columns if each.name in read]}


def _describe_alternative(plan: Plan, default: Plan, indicator: Indicator, alternative: Alternative) -> dict[str, Any]:
    return {
        "reading": name_reading(alternative),
        "title": alternative.title,
        "default": alternative.default,
        "source": alternative.source,
        "question": alternative.question,
        "excludes": list(alternative.excludes),
        "chosen": alternative.id in plan.chosen.get(alternative.of, ()),
        "changes": list(list_changes(default, indicator, alternative)),
    }


def describe_lines(lines: Iterable[Line]) -> list[dict[str, str]]:
    """The lines with their labels; one that goes on has none."""
    return [{"label": label, "text": text} for label, text in lines]
