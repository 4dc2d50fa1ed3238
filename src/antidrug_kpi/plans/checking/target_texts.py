"""Targets whose words name another number than the value that the figure is held against."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from antidrug_kpi import roc
from antidrug_kpi.plans.measure_specs import DatedTarget, Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.yaml_source.located import Located, Trail


def remark_target_texts(plan: Plan, source: Located) -> Iterator[str]:
    """A sentence for each text of a target with a number that is no value in force in the plan's year, where a plan that extends
    another restates in its own files (`source`) the text or a value. Numbers are those before the unit of the measure.

    A plan that stands alone was written beside its document, whose words may name a number of the formula (每一機構達 90%).
    """
    if "extends" not in source.data:
        return
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    for number, part in enumerate(source.data.get("indicators", ())):
        indicator = indicators[part["id"]]
        trail: Trail = ("indicators", number)
        for at, key, text, measures in _list_texts(part, indicator):
            wrong = _list_wrong(text, measures, roc.to_gregorian_year(plan.year))
            if wrong:
                place = source.find_place((*trail, *at))
                yield f"{place}：「{indicator.label}」{key} 寫的是 {'、'.join(wrong)}，{_say_values(measures, plan)}；請改成一致"


def _list_texts(part: Any, indicator: Indicator) -> Iterator[tuple[Trail, str, str, list[Measure]]]:
    """Where a text or its values are stated, the name of its key, the text, and the measures whose target it names."""
    known = {measure.id: measure for measure in indicator.measures}
    stated: list[Trail] = [("target_text",)] if "target_text" in part else []
    for number, own in enumerate(part.get("measures", ())):
        target = own.get("target") or {}
        keys = [key for key in ("text", "values") if key in target]
        measure = known[own["id"]]
        if keys and measure.target is not None:
            at: Trail = ("measures", number, "target", keys[0])
            stated.append(at)
            yield at, f"{measure.id} 目標的 text", measure.target.text, [measure]
    if stated:
        yield stated[0], "target_text", indicator.target_text, list(indicator.measures)


def _list_wrong(text: str, measures: Iterable[Measure], year: int) -> list[str]:
    """The numbers before a unit of the measures, as they are written, that are none of their values in that year."""
    values: dict[str, set[Decimal]] = {}
    for measure in measures:
        if measure.target is not None and measure.target.values:
            values.setdefault(measure.unit, set()).update(dated.value for dated in list_in_force(measure.target.values, year))
    text, wrong = unicodedata.normalize("NFKC", text), []
    for unit, known in values.items():
        numbers = re.findall(rf"(?<![\d.])\d+(?:\.\d+)?(?=\s*{re.escape(unit)})", text)
        wrong += [f"{number}{_join_unit(unit)}" for number in numbers if known and Decimal(number) not in known]
    return wrong


def list_in_force(values: Sequence[DatedTarget], year: int) -> list[DatedTarget]:
    """The values in force on some day of a Gregorian year, those for each group of counties apart."""
    groups: dict[tuple[str, ...], list[DatedTarget]] = {}
    for dated in sorted(values, key=lambda dated: dated.from_):
        if dated.from_.year <= year:
            groups.setdefault(dated.jurisdictions, []).append(dated)
    found = []
    for group in groups.values():
        before = [dated for dated in group if (dated.from_.year, dated.from_.month, dated.from_.day) <= (year, 1, 1)]
        found += [*before[-1:], *(dated for dated in group if dated not in before)]
    return found


def _say_values(measures: Iterable[Measure], plan: Plan) -> str:
    year = roc.to_gregorian_year(plan.year)
    words = [
        f"{dated.value:f}{_join_unit(measure.unit)}"
        for measure in measures
        if measure.target is not None
        for dated in list_in_force(measure.target.values, year)
    ]
    return f"{plan.year} 年度生效的數值是 {'、'.join(dict.fromkeys(words))}"


def _join_unit(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"
