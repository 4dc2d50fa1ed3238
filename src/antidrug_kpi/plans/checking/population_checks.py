"""Whether what populations name is there and fits, and whether their parts go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.checking.derivation_checks import DerivationChecker
from antidrug_kpi.plans.checking.scopes import ANY, CATEGORIES, COUNTS, DATES, NUMBERS, WORDS, Scope, Types
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

SUMS = ("numerator_sum", "denominator_sum")


class PopulationChecker(DerivationChecker):
    """Walks the populations of a plan; every problem comes with the trail of its part."""

    def check_population(
        self, population: p.Population, trail: Trail, breakdown: tuple[m.Segment, ...] = (), summable: Types = NUMBERS
    ) -> Iterator[Problem]:
        """Everything that a population names, and the segments that break it down, which stand beside it; `summable` are the
        types that its sums may have.
        """
        if population.register_ not in self.registers:
            yield (*trail, "register"), say_unknown("清冊", population.register_, self.registers)
            return
        rows = self.make_scope(population.register_)
        for field in ("each", "blank_rejects"):
            yield from _check_names(getattr(population, field), rows, (*trail, field))
        if population.rows is not None:
            yield from self.check_condition(population.rows, rows, (*trail, "rows"))
        yield from self._check_grouping(population, rows, trail)
        own = rows.narrow(population.each, decides=population.decisive is not None) if population.each else rows
        yield from self.check_names(population.derive, rows, (*trail, "derive"))
        for number, part in enumerate(population.derive):
            place = (*trail, "derive", number)
            before = own.extend(find_derived_types(population.derive[:number]))
            yield from self.check_derivation(part, before, rows, population.each, place)
            if isinstance(part, p.Tally):
                yield from self._check_tally(part, place)
        yield from self._check_figures(population, rows, own, trail, summable)
        subject = own.extend(find_derived_types(population.derive))
        for number, segment in enumerate(breakdown):
            yield from self.check_condition(segment.when, subject, (*trail[:-1], "breakdown", number, "when"))

    def _check_grouping(self, population: p.Population, rows: Scope, trail: Trail) -> Iterator[Problem]:
        """What says which rows are one subject, and which of them decides."""
        for field in ("joined", "decisive"):
            if getattr(population, field) is not None and not population.each:
                yield (*trail, field), f"「{field}」只能用在以 each 歸併的對象；請加上 each，或刪去 {field}"
        if population.joined is not None:
            place = (*trail, "joined")
            for field in ("opened", "closed"):
                yield from rows.need(getattr(population.joined, field), DATES, (*place, field))
            if population.joined.undated is not None:
                yield from self.check_condition(population.joined.undated, rows, (*place, "undated"))
        if population.decisive is not None:
            place = (*trail, "decisive")
            yield from rows.need(population.decisive.latest, DATES, (*place, "latest"))
            if population.decisive.prefer is not None:
                yield from self.check_condition(population.decisive.prefer, rows, (*place, "prefer"))

    def _check_figures(
        self, population: p.Population, rows: Scope, own: Scope, trail: Trail, summable: Types
    ) -> Iterator[Problem]:
        """What takes subjects out, splits them and adds them up."""
        derived = find_derived_types(population.derive)
        for field in SUMS:
            yield from _check_names(getattr(population, field), rows.extend(derived), (*trail, field), summable)
        subject = own.extend(derived)
        for field in ("exclude", "warn"):
            for number, rule in enumerate(getattr(population, field)):
                yield from self._check_rule(rule, subject, rows, (*trail, field, number))
        for field in ("keep", "numerator"):
            condition = getattr(population, field)
            if condition is not None:
                yield from self.check_condition(condition, subject, (*trail, field))
        if population.numerator is not None and population.numerator_sum:
            yield (*trail, "numerator_sum"), "numerator 與 numerator_sum 只能擇一：前者計數，後者加總；請刪去其一"

    def _check_rule(self, rule: Part, subject: Scope, rows: Scope, trail: Trail) -> Iterator[Problem]:
        if isinstance(rule, p.ExclusionByColumn):
            yield from self._check_reasons(rule.reason_in, subject, rows, (*trail, "reason_in"))
        when = getattr(rule, "when", None)
        if when is not None:
            yield from self.check_condition(when, subject, (*trail, "when"))

    def _check_reasons(self, table: p.ReasonTable, subject: Scope, rows: Scope, trail: Trail) -> Iterator[Problem]:
        yield from rows.need(table.column, WORDS, (*trail, "column"))
        if subject.has_rows and not subject.decides:
            yield trail, "一人有數列時，要先知道原因以哪一列為準；請補上 decisive（latest: 日期欄位）"
        kind = rows.types.get(table.column)
        if not table.reasons and kind in WORDS - CATEGORIES:
            yield trail, f"「{table.column}」不是類別欄位，沒有可當作原因的值；請在 reasons 列出原因"
        words = Counter(word for name, others in table.reasons.items() for word in {name, *others})
        for word, count in words.items():
            if count > 1:
                yield (*trail, "reasons"), f"「{word}」列在兩個原因之下，無法分辨；請刪去其一"

    def _check_tally(self, part: p.Tally, trail: Trail) -> Iterator[Problem]:
        """The nested population: it is counted for each value of `on`, in whole numbers."""
        inner = part.tally
        yield from self.check_population(inner, (*trail, "tally"), summable=COUNTS)
        if inner.register_ not in self.registers:
            return
        rows = self.make_scope(inner.register_)
        own = rows.narrow(inner.each, decides=False) if inner.each else rows
        yield from own.need(part.on, WORDS, (*trail, "on"))
        if inner.numerator is None and not inner.numerator_sum:
            yield (*trail, "tally"), f"tally 沒有 numerator，「{part.numerator}」永遠是 0；請補上 numerator 或 numerator_sum"


def _check_names(names: tuple[str, ...], scope: Scope, trail: Trail, wanted: Types = ANY) -> Iterator[Problem]:
    """A list of columns, each of them named once."""
    for number, name in enumerate(names):
        yield from scope.need(name, wanted, (*trail, number))
        if name in names[:number]:
            yield (*trail, number), f"欄位「{name}」列了兩次；請刪去其一"
