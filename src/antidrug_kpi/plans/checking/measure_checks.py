"""Whether the parts of a measure go together: its kind, its target, the settings of the plan that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.checking.difference_checks import check_sides
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def check_measure(plan: Plan, measure: m.BaseMeasure, trail: Trail) -> Iterator[Problem]:
    """What must hold of a measure and its target beside the names in them."""
    yield from _check_target(measure, (*trail, "target"))
    known = getattr(measure, "parts", {})
    for name in measure.called.parts:
        if name not in known:
            yield (*trail, "called", "parts", name), say_unknown("parts", name, known)
    match measure:
        case m.Ratio() | m.Mean():
            yield from _check_counted(measure, trail)
        case m.Count() if measure.population.denominator_sum:
            yield (*trail, "population", "denominator_sum"), "count 沒有分母；請刪去 denominator_sum，或改用 kind: ratio"
        case m.Difference():
            yield from check_sides(measure, trail)
        case m.Evidence():
            yield from _check_evidence(plan, measure, trail)
        case m.Figure() if plan.figures is None:
            yield trail, "計畫沒有 figures 設定；請在 plan.yaml 補上填報數據的欄位"
        case _:
            pass


def _check_counted(measure: m.Ratio | m.Mean, trail: Trail) -> Iterator[Problem]:
    population, added = measure.population, measure.added
    for field in ("exclude", "numerator", "numerator_sum") if added is not None else ():
        if getattr(added, field):
            yield (*trail, "added", field), f"added 的對象一律計入分子，不看 {field}；請刪去，或改以 rows 選取"
    if population.numerator is None and not population.numerator_sum and added is None:
        yield (*trail, "population"), "沒有 numerator、numerator_sum 或 added，分子永遠是 0；請補上其一"
    yield from _check_weight(measure, trail)
    has_prior = measure.target is not None and measure.target.prior is not None
    for name, field in measure.parts.items():
        if field.startswith("prior_") and not has_prior:
            yield (*trail, "parts", name), f"「{field}」要有 target 的 prior 才有值；請補上 prior，或刪去這一項"


def _check_weight(measure: m.Ratio | m.Mean, trail: Trail) -> Iterator[Problem]:
    """A weight that leaves no denominator, or weighs one of several figures that are held against each other."""
    if measure.denominator_weight is None:
        return
    place = (*trail, "denominator_weight")
    if Fraction(measure.denominator_weight) <= 0:
        yield place, "「denominator_weight」應大於 0，否則沒有分母；請改正"
    if measure.target is not None and measure.target.prior is not None:
        yield place, "目標取自 prior 者，其分母也須換算，不能用 denominator_weight；請刪去其一"
    if measure.breakdown:
        yield place, "breakdown 以統計對象計數，與換算後的分母不能相減；請刪去 breakdown 或 denominator_weight"


def _check_evidence(plan: Plan, measure: m.Evidence, trail: Trail) -> Iterator[Problem]:
    terms = measure.evidence
    if plan.evidence is None:
        yield trail, "計畫沒有 evidence 設定；請在 plan.yaml 補上佐證清冊的欄位"
    named = {"differ": terms.differ or (), "questioned": tuple(terms.questioned)}
    for field, names in named.items():
        unknown = [name for name in names if name not in terms.elements]
        yield from (((*trail, "evidence", field), say_unknown("要件", name, terms.elements)) for name in unknown)


def _check_target(measure: m.BaseMeasure, trail: Trail) -> Iterator[Problem]:
    target = measure.target
    if target is None:
        return
    if not target.values and target.prior is None:
        yield trail, "目標沒有數值；請補上 values 或 prior，未訂目標者請刪去 target"
    if target.none_is_missed is not None and not isinstance(measure, m.Ratio | m.Mean):
        yield (*trail, "none_is_missed"), "只有 ratio 與 mean 有分母，才用得到 none_is_missed；請刪去"
    if target.prior is not None and not isinstance(measure, m.Counted):
        kind = getattr(measure, "kind", "")
        yield (*trail, "prior"), f"kind: {kind} 的目標不能取自 prior；請改寫 values，或改用 kind: ratio"
