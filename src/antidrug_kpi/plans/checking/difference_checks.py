"""Whether the two sides of a difference are whole, and its parts are figures of theirs."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.checking.derivation_checks import SUMS
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

SIDES = ("minuend", "subtrahend")


def check_sides(measure: m.Difference, trail: Trail) -> Iterator[Problem]:
    """A side that is defined twice or not at all, and parts that are no figure of either."""
    figures: list[str] = []
    for role in SIDES:
        side: m.Side = getattr(measure, role)
        yield from _check_side(side, (*trail, role))
        figures += [f"{role}.{name}" for name in _list_figures(side)]
    for name, figure in measure.parts.items():
        if figure not in figures:
            yield (*trail, "parts", name), say_unknown("可列出的數字", figure, figures)
    for name in measure.part_texts:
        if name not in measure.parts:
            yield (*trail, "part_texts", name), say_unknown("parts", name, measure.parts)


def _check_side(side: m.Side, trail: Trail) -> Iterator[Problem]:
    if (side.population is None) == (side.highest is None):
        yield trail, "差額的一邊應以 population 或 highest 擇一定義；請補上或刪去其一"
    if side.population is not None and side.population.numerator is None and not side.population.numerator_sum:
        yield (*trail, "population"), "沒有 numerator 或 numerator_sum，分子永遠是 0；請補上其一"


def _list_figures(side: m.Side) -> list[str]:
    if side.population is None:
        return ["rate"]
    return ["numerator", "denominator", *(name for field in SUMS for name in getattr(side.population, field))]
