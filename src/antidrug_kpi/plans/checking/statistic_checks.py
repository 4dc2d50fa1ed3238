"""Whether the parts of statistics go together: kinds, what they take from measures, statistics that they name, their examples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from antidrug_kpi.errors import UsageError
from antidrug_kpi.plans.checking.example_checks import check_as_of, check_tables
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.duties import statistic_specs as st
from antidrug_kpi.plans.duties.dimension_specs import AgeBands
from antidrug_kpi.plans.duties.figure_specs import NamedFigure, PercentFigure
from antidrug_kpi.plans.duties.statistic_examples import StatisticExample
from antidrug_kpi.plans.duties.taken_populations import TakenParts
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.resolving_statistics import find_population
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def find_misstated(plan: Plan) -> Iterator[Problem]:
    """Ids used twice, statistics that name others which are none or stand later, and examples that cannot be run."""
    before: list[st.Statistic] = []
    for index, group in enumerate(plan.statistics):
        for number, statistic in enumerate(group.statistics):
            trail: Trail = ("statistics", index, "statistics", number)
            known = [other.id for other in before]
            if statistic.id in known:
                yield (*trail, "id"), f"id「{statistic.id}」已用過；每個 id 只能用一次，請改名"
            for field, name, fitting in _list_named(statistic, before):
                if name not in fitting:
                    yield (*trail, *field), say_unknown("列在前面的統計", name, fitting)
            before.append(statistic)
        own = [statistic.id for statistic in group.statistics]
        for number, example in enumerate(group.examples):
            yield from _check_example(plan, own, example, ("statistics", index, "examples", number))


def _list_named(statistic: st.Statistic, before: list[st.Statistic]) -> Iterator[tuple[Trail, str, list[str]]]:
    """The statistics that one names, each with where it does and those that fit there."""
    if isinstance(statistic, st.DifferenceStatistic):
        valued = [other.id for other in before if not isinstance(other, st.TableStatistic | st.ListStatistic)]
        yield ("minuend",), statistic.minuend, valued
        yield ("subtrahend",), statistic.subtrahend, valued
    if isinstance(statistic, st.QuotientStatistic) and statistic.matching is not None:
        counted = [other.id for other in before if isinstance(other, st.QuotientStatistic) and other.population is not None]
        yield ("matching", "statistic"), statistic.matching.statistic, counted


def check_statistic(plan: Plan, statistic: st.BaseStatistic, trail: Trail) -> Iterator[Problem]:
    """What must hold of the parts of one statistic beside their names."""
    match statistic:
        case st.QuotientStatistic():
            yield from _check_quotient(statistic, trail)
        case st.TableStatistic():
            yield from _check_table(plan, statistic, trail)
        case st.SumStatistic():
            yield from _check_labels(statistic.figures, trail)
        case st.ListStatistic() if (statistic.population is None) == (not statistic.lacking):
            yield trail, "list 應有 population 或 lacking 其一；請補上或刪去其一"
        case _:
            pass


def _check_quotient(statistic: st.QuotientStatistic, trail: Trail) -> Iterator[Problem]:
    population = statistic.population
    if population is None:
        if not statistic.numerator or not statistic.denominator:
            yield trail, "ratio 與 mean 應有 population，或 numerator 與 denominator；請補上"
        used = [name for name in ("matching", "per", "note_others", "parts", "otherwise") if getattr(statistic, name)]
        yield from (((*trail, name), f"「{name}」要有 population 才用得到；請補上，或刪去 {name}") for name in used)
        return
    if statistic.numerator or statistic.denominator:
        yield trail, "population 與 numerator、denominator 只能擇一；請刪去其一"
    if population.numerator is None and not population.numerator_sum and statistic.per is None and population.takes is None:
        yield (*trail, "population"), "沒有 numerator 或 numerator_sum，分子永遠是 0；請補上其一"


def _check_table(plan: Plan, statistic: st.TableStatistic, trail: Trail) -> Iterator[Problem]:
    if (statistic.population is None) == (statistic.results is None):
        yield trail, "table 應有 population 或 results 其一；請補上或刪去其一"
    if statistic.results is not None and statistic.results.of == "measures":
        known = [measure.id for _, measure in plan.measures]
        for label, name in statistic.results.rows.items():
            if name not in known:
                yield (*trail, "results", "rows", label), say_unknown("衡量項目", name, known)
    if statistic.columns is not None and (statistic.rows is None or statistic.figures):
        yield (*trail, "columns"), "columns 與 rows 並用，且不與 figures 並用；請改正"
    if statistic.population is not None and statistic.columns is None and not statistic.figures:
        yield trail, "table 應有 columns 或 figures；請補上其一"
    if statistic.latest_of is not None and statistic.rows is None:
        yield (*trail, "latest_of"), "latest_of 依 rows 的每一項取最近一列；請補上 rows，或刪去 latest_of"
    yield from _check_labels(statistic.figures, trail)
    labels = [figure.label for figure in statistic.figures]
    for label in statistic.added.counted_in if statistic.added is not None else ():
        if label not in labels:
            yield (*trail, "added", "counted_in", label), say_unknown("列在 figures 的名稱", label, labels)


def _check_labels(figures: tuple[NamedFigure, ...], trail: Trail) -> Iterator[Problem]:
    """Labels used twice, and shares of figures that do not stand before them."""
    labels: list[str] = []
    for number, figure in enumerate(figures):
        place = (*trail, "figures", number)
        if figure.label in labels:
            yield (*place, "label"), f"「{figure.label}」用了兩次；請改名"
        if isinstance(figure, PercentFigure):
            for field in ("percent", "of"):
                name = getattr(figure, field)
                if name not in labels:
                    yield (*place, field), say_unknown("列在前面的 figures", name, labels)
        labels.append(figure.label)


def check_taken(plan: Plan, part: TakenParts, trail: Trail) -> Iterator[Problem]:
    """That the measure is there and has a population of its own."""
    if find_population(plan, part.measure) is None:
        known = [measure.id for _, measure in plan.measures if find_population(plan, measure.id) is not None]
        yield (*trail, "measure"), say_unknown("可取用的衡量項目", part.measure, known)


def check_bands(part: AgeBands, trail: Trail) -> Iterator[Problem]:
    """That the ages rise."""
    if any(later <= earlier for earlier, later in pairwise(part.from_)):
        yield (*trail, "from"), "from 的年齡應由小到大；請改正"


def _check_example(plan: Plan, own: list[str], example: StatisticExample, trail: Trail) -> Iterator[Problem]:
    yield from (((*trail, "expect", name), say_unknown("統計", name, own)) for name in example.expect if name not in own)
    yield from check_as_of(example.as_of, trail)
    registers = (*plan.registers, *plan.further_registers)
    yield from check_tables(registers, example.registers, trail, is_further=True)
    for number, name in enumerate(example.lacking):
        if name not in example.registers:
            yield (*trail, "lacking", number), say_unknown("範例的清冊", name, example.registers)
    try:
        choose_readings(plan, example.readings)
    except UsageError as error:
        yield (*trail, "readings"), str(error)
