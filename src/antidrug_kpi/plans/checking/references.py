"""Whether everything a plan names is there and fits: registers, columns and their types, windows, categories, ids."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.checking.definitions import find_misdefined
from antidrug_kpi.plans.checking.difference_checks import check_sides
from antidrug_kpi.plans.checking.example_checks import find_unrunnable
from antidrug_kpi.plans.checking.population_checks import PopulationChecker
from antidrug_kpi.plans.checking.scopes import NUMBERS
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def find_problems(plan: Plan) -> Iterator[Problem]:
    """Every reference of the plan that leads nowhere or does not fit, with the trail of the part that makes it."""
    yield from find_misdefined(plan)
    checker = MeasureChecker(plan)
    for index, indicator in enumerate(plan.indicators):
        for number, measure in enumerate(indicator.measures):
            yield from checker.check_measure(measure, ("indicators", index, "measures", number))
    yield from find_unrunnable(plan)


class MeasureChecker(PopulationChecker):
    """Walks the measures of a plan; every problem comes with the trail of its part."""

    def check_measure(self, measure: m.Measure, trail: Trail) -> Iterator[Problem]:
        """Everything that a measure names: its target's columns, its populations, the plan's settings that its kind needs."""
        yield from self._check_target(measure, trail)
        yield from self._check_places(measure.applies_to, (*trail, "applies_to"))
        match measure:
            case m.Ratio() | m.Mean():
                yield from self._check_counted(measure, trail)
            case m.Count():
                yield from self.check_population(measure.population, (*trail, "population"))
                if measure.population.denominator_sum:
                    yield (*trail, "population", "denominator_sum"), "count 沒有分母；請刪去 denominator_sum，或改用 kind: ratio"
            case m.Difference():
                yield from check_sides(self, measure, trail)
            case m.Evidence():
                yield from self._check_evidence(measure, trail)
            case m.Figure() if self.plan.figures is None:
                yield trail, "計畫沒有 figures 設定；請在 plan.yaml 補上填報數據的欄位"
            case _:
                pass

    def _check_counted(self, measure: m.Ratio | m.Mean, trail: Trail) -> Iterator[Problem]:
        population, added = measure.population, measure.added
        yield from self.check_population(population, (*trail, "population"), measure.breakdown)
        if added is not None:
            yield from self.check_population(added, (*trail, "added"))
            for field in ("exclude", "numerator", "numerator_sum"):
                if getattr(added, field):
                    yield (*trail, "added", field), f"added 的對象一律計入分子，不看 {field}；請刪去，或改以 rows 選取"
        if population.numerator is None and not population.numerator_sum and added is None:
            yield (*trail, "population"), "沒有 numerator、numerator_sum 或 added，分子永遠是 0；請補上其一"
        has_prior = measure.target is not None and measure.target.prior is not None
        for name, field in measure.parts.items():
            if field.startswith("prior_") and not has_prior:
                yield (*trail, "parts", name), f"「{field}」要有 target 的 prior 才有值；請補上 prior，或刪去這一項"

    def _check_evidence(self, measure: m.Evidence, trail: Trail) -> Iterator[Problem]:
        terms = measure.evidence
        if self.plan.evidence is None:
            yield trail, "計畫沒有 evidence 設定；請在 plan.yaml 補上佐證清冊的欄位"
        named = {"differ": terms.differ or (), "questioned": tuple(terms.questioned)}
        for field, names in named.items():
            unknown = [name for name in names if name not in terms.elements]
            yield from (((*trail, "evidence", field), say_unknown("要件", name, terms.elements)) for name in unknown)

    def _check_target(self, measure: m.Measure, trail: Trail) -> Iterator[Problem]:
        target = measure.target
        if target is None:
            return
        place = (*trail, "target")
        prior = target.prior
        if not target.values and prior is None:
            yield place, "目標沒有數值；請補上 values 或 prior，未訂目標者請刪去 target"
        for number, dated in enumerate(target.values):
            yield from self._check_places(dated.jurisdictions, (*place, "values", number, "jurisdictions"))
        if target.none_is_missed is not None and not isinstance(measure, m.Ratio | m.Mean):
            yield (*place, "none_is_missed"), "只有 ratio 與 mean 有分母，才用得到 none_is_missed；請刪去"
        if prior is None:
            return
        if not isinstance(measure, m.Counted):
            yield (*place, "prior"), f"kind: {measure.kind} 的目標不能取自 prior；請改寫 values，或改用 kind: ratio"
        elif measure.population.register_ in self.registers:
            scope = self.make_scope(measure.population.register_)
            for field in ("numerator_sum", "denominator_sum"):
                for number, name in enumerate(getattr(prior, field)):
                    yield from scope.need(name, NUMBERS, (*place, "prior", field, number))

    def _check_places(self, names: tuple[str, ...], trail: Trail) -> Iterator[Problem]:
        """Jurisdictions that nobody can choose."""
        known = self.plan.jurisdictions
        if known:
            yield from (
                ((*trail, number), say_unknown("縣市", name, known)) for number, name in enumerate(names) if name not in known
            )
