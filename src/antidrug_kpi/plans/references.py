"""Whether everything a plan names is there and fits: registers, columns and their types, windows, categories, ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measures as m
from antidrug_kpi.plans import populations as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.definitions import find_misdefined
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.examplechecks import find_unrunnable
from antidrug_kpi.plans.located import Problem, Trail
from antidrug_kpi.plans.messages import say_unknown
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.registers import ColumnType

DATES = {ColumnType.DATE, ColumnType.MONTH}
NUMBERS = {ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT}
WORDS = {
    ColumnType.IDENTIFIER,
    ColumnType.NAME,
    ColumnType.TEXT,
    ColumnType.CATEGORY,
    ColumnType.FLAG,
    ColumnType.CODE,
}
TYPES_OF: Mapping[type[Part], set[ColumnType]] = {
    c.Is: WORDS,
    c.In: WORDS,
    c.Happened: DATES,
    c.Within: DATES,
    c.NotAfter: DATES,
    c.InYear: {ColumnType.YEAR},
    c.AtLeast: NUMBERS,
    c.AtMost: NUMBERS,
    c.MoreThan: NUMBERS,
    c.LessThan: NUMBERS,
    c.Equals: NUMBERS,
}


@dataclass(frozen=True)
class Scope:
    """What a condition may name where it stands: columns with their types, and whether the subject's rows can be asked."""

    register: str
    types: Mapping[str, ColumnType]
    values: Mapping[str, tuple[str, ...]]
    has_rows: bool = False


def find_problems(plan: Plan) -> Iterator[Problem]:
    """Every reference of the plan that leads nowhere or does not fit, with the trail of the part that makes it."""
    yield from find_misdefined(plan)
    checker = ReferenceChecker(plan)
    for index, indicator in enumerate(plan.indicators):
        for number, measure in enumerate(indicator.measures):
            yield from checker.check_measure(measure, ("indicators", index, "measures", number))
    yield from find_unrunnable(plan)


def _need_numbers(names: tuple[str, ...], types: Mapping[str, ColumnType], trail: Trail) -> Iterator[Problem]:
    known = [name for name, kind in types.items() if kind in NUMBERS]
    yield from ((trail, say_unknown("數字欄位", name, known)) for name in names if name not in known)


class ReferenceChecker:
    """Walks the measures of a plan, and the conditions of its forms; every problem comes with the trail of its part."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.registers = {register.id: register for register in plan.registers}

    def check_measure(self, measure: m.Measure, trail: Trail) -> Iterator[Problem]:
        """Everything that a measure names: its target's columns, its populations, the plan's settings that its kind needs."""
        yield from self._check_target(measure, trail)
        match measure:
            case m.Ratio() | m.Mean():
                yield from self.check_population(measure.population, (*trail, "population"), measure.breakdown)
                if measure.added is not None:
                    yield from self.check_population(measure.added, (*trail, "added"))
            case m.Count():
                yield from self.check_population(measure.population, (*trail, "population"))
                if measure.population.denominator_sum:
                    yield (*trail, "population", "denominator_sum"), "count 沒有分母；請刪去 denominator_sum，或改用 kind: ratio"
            case m.Difference():
                for side in ("minuend", "subtrahend"):
                    population = getattr(measure, side).population
                    if population is not None:
                        yield from self.check_population(population, (*trail, side, "population"))
            case m.Evidence() if self.plan.evidence is None:
                yield trail, "計畫沒有 evidence 設定；請在 plan.yaml 補上佐證清冊的欄位"
            case m.Figure() if self.plan.figures is None:
                yield trail, "計畫沒有 figures 設定；請在 plan.yaml 補上填報數據的欄位"
            case _:
                pass

    def _check_target(self, measure: m.Measure, trail: Trail) -> Iterator[Problem]:
        target = measure.target
        if target is None:
            return
        prior = target.prior
        if not target.values and prior is None:
            yield (*trail, "target"), "目標沒有數值；請補上 values 或 prior，未訂目標者請刪去 target"
        if prior is not None and isinstance(measure, m.Counted) and measure.population.register_ in self.registers:
            types = self.make_scope(measure.population.register_).types
            for field in ("numerator_sum", "denominator_sum"):
                yield from _need_numbers(getattr(prior, field), types, (*trail, "target", "prior", field))

    def check_population(
        self, population: p.Population, trail: Trail, breakdown: tuple[m.Segment, ...] = ()
    ) -> Iterator[Problem]:
        """Everything that a population names, and the segments that break it down, which stand beside it."""
        if population.register_ not in self.registers:
            yield (*trail, "register"), say_unknown("清冊", population.register_, self.registers)
            return
        rows = self.make_scope(population.register_)
        for field in ("each", "blank_rejects", "numerator_sum", "denominator_sum"):
            known = {**rows.types, **(find_derived_types(population.derive) if field.endswith("_sum") else {})}
            for number, name in enumerate(getattr(population, field)):
                if name not in known:
                    yield (*trail, field, number), say_unknown("欄位", name, known)
        if population.rows is not None:
            yield from self.check_condition(population.rows, rows, (*trail, "rows"))
        if population.decisive is not None:
            yield from self._check_decisive(population.decisive, rows, (*trail, "decisive"))
        for number, part in enumerate(population.derive):
            yield from self._check_derivation(part, rows, (*trail, "derive", number))
            yield from self._check_sum(part, rows, population, number, (*trail, "derive", number))
        subject = self._make_subject_scope(population, rows)
        for field in ("exclude", "warn"):
            for number, rule in enumerate(getattr(population, field)):
                yield from self._check_rule(rule, subject, rows, (*trail, field, number))
        if population.numerator is not None:
            yield from self.check_condition(population.numerator, subject, (*trail, "numerator"))
        for number, segment in enumerate(breakdown):
            yield from self.check_condition(segment.when, subject, (*trail[:-1], "breakdown", number, "when"))

    def make_scope(self, register_id: str) -> Scope:
        """What a condition on the register's rows may name."""
        columns = self.registers[register_id].columns
        values = {column.name: tuple(value.name for value in column.values) for column in columns if column.values}
        flags = {column.name: ("是", "否") for column in columns if column.type is ColumnType.FLAG}
        return Scope(register_id, {column.name: column.type for column in columns}, {**values, **flags})

    def _make_subject_scope(self, population: p.Population, rows: Scope) -> Scope:
        derived = find_derived_types(population.derive)
        own = {name: rows.types[name] for name in population.each if name in rows.types} if population.each else dict(rows.types)
        return Scope(rows.register, {**own, **derived}, rows.values, has_rows=bool(population.each))

    def _check_decisive(self, decisive: p.Decisive, rows: Scope, trail: Trail) -> Iterator[Problem]:
        if rows.types.get(decisive.latest) not in DATES:
            yield (
                (*trail, "latest"),
                say_unknown("日期欄位", decisive.latest, [n for n, t in rows.types.items() if t in DATES]),
            )
        if decisive.prefer is not None:
            yield from self.check_condition(decisive.prefer, rows, (*trail, "prefer"))

    def _check_rule(self, rule: Part, subject: Scope, rows: Scope, trail: Trail) -> Iterator[Problem]:
        if isinstance(rule, p.ExclusionByColumn) and rule.reason_in.column not in rows.types:
            yield (*trail, "reason_in", "column"), say_unknown("欄位", rule.reason_in.column, rows.types)
        when = getattr(rule, "when", None)
        if when is not None:
            yield from self.check_condition(when, subject, (*trail, "when"))

    def _check_derivation(self, part: p.Derivation, rows: Scope, trail: Trail) -> Iterator[Problem]:
        match part:
            case p.DaysBetween():
                yield from self.need_dates((part.days_from, part.to), rows, trail)
            case p.PlusMonths():
                yield from self.need_dates((part.date,), rows, trail)
            case p.CountRelated():
                yield from self.check_related(part.count, rows, (*trail, "count"))
            case p.Tally():
                yield from self.check_population(part.tally, (*trail, "tally"))
            case p.ServiceUnits():
                terms = part.service_units
                yield from self.need_dates((terms.opened, terms.closed), rows, trail)
                yield from self.need_window(terms.window, (*trail, "service_units", "window"))
                yield from self.check_related(terms.contacts, rows, (*trail, "service_units", "contacts"))
            case p.RecurringSpans():
                yield from self.need_dates((part.spans.start,), rows, trail)
                yield from self.need_window(part.spans.due_in, (*trail, "spans", "due_in"))
                if part.spans.not_before is not None:
                    yield from self.need_window(part.spans.not_before, (*trail, "spans", "not_before"))
                yield from self.check_related(part.spans.by, rows, (*trail, "spans", "by"))

    def _check_sum(
        self, part: p.Derivation, rows: Scope, population: p.Population, number: int, trail: Trail
    ) -> Iterator[Problem]:
        """Derivations that calculate: what they add up must be numbers, and what they scale one number of the subject."""
        earlier = find_derived_types(population.derive[:number])
        match part:
            case p.Total():
                yield from _need_numbers((*part.total, *part.less), {**rows.types, **earlier}, trail)
            case p.Scaled():
                own = {name: kind for name, kind in rows.types.items() if name in population.each or not population.each}
                yield from _need_numbers((part.scaled,), {**own, **earlier}, trail)
            case p.RelatedSum():
                yield from self._check_summed(part, rows, (*trail, "sum_related"))
            case p.Quotas():
                yield from self._check_quotas(part.quotas, rows, (*trail, "quotas"))
            case _:
                pass

    def _check_summed(self, part: p.RelatedSum, rows: Scope, trail: Trail) -> Iterator[Problem]:
        related = part.sum_related
        yield from self._check_rows(related, related.on, rows, trail)
        if related.register_ in self.registers:
            yield from _need_numbers((part.of,), self.make_scope(related.register_).types, (*trail[:-1], "of"))

    def _check_quotas(self, terms: p.QuotaTerms, rows: Scope, trail: Trail) -> Iterator[Problem]:
        yield from self.check_related(terms.rows, rows, (*trail, "rows"))
        if terms.rows.register_ in self.registers:
            other = self.make_scope(terms.rows.register_)
            words = [name for name, kind in other.types.items() if kind in WORDS]
            if terms.by not in words:
                yield (*trail, "by"), say_unknown("文字欄位", terms.by, words)
            yield from _need_numbers((terms.of,), other.types, (*trail, "of"))

    def need_dates(self, names: tuple[str, ...], rows: Scope, trail: Trail) -> Iterator[Problem]:
        """Names that are no date columns."""
        known = [name for name, kind in rows.types.items() if kind in DATES]
        yield from ((trail, say_unknown("日期欄位", name, known)) for name in names if name not in known)

    def need_window(self, name: str, trail: Trail) -> Iterator[Problem]:
        """A name that is no window of the plan."""
        if name not in self.plan.windows:
            yield trail, say_unknown("期間", name, self.plan.windows)

    def check_related(self, related: c.Related, rows: Scope, trail: Trail) -> Iterator[Problem]:
        """Everything that related rows name, on their own side and on that of `rows`."""
        yield from self._check_rows(related, related.on, rows, trail)
        if related.register_ in self.registers:
            known = self.make_scope(related.register_).types
            for number, name in enumerate(related.reads):
                if name not in known:
                    yield (*trail, "reads", number), say_unknown("欄位", name, known)

    def _check_rows(self, related: c.Rows, on: str | None, rows: Scope, trail: Trail) -> Iterator[Problem]:
        """Rows of another register: that there is one, that both have the column `on`, and the condition."""
        if related.register_ not in self.registers:
            yield (*trail, "register"), say_unknown("清冊", related.register_, self.registers)
            return
        other = self.make_scope(related.register_)
        for scope in (rows, other):
            if on is not None and on not in scope.types:
                yield (*trail, "on"), say_unknown("欄位", on, scope.types)
        if related.where is not None:
            yield from self.check_condition(related.where, other, (*trail, "where"))

    def check_condition(self, node: c.Condition, scope: Scope, trail: Trail) -> Iterator[Problem]:
        """Everything that a condition and those within it name, and tests that do not fit their column's type."""
        match node:
            case c.All() | c.AnyOf():
                key = "all" if isinstance(node, c.All) else "any"
                for number, child in enumerate(getattr(node, key)):
                    yield from self.check_condition(child, scope, (*trail, key, number))
            case c.Not():
                yield from self.check_condition(node.not_, scope, (*trail, "not"))
            case c.AnyRow() | c.DecisiveRow():
                key = "any_row" if isinstance(node, c.AnyRow) else "decisive_row"
                if not scope.has_rows:
                    yield trail, f"「{key}」只能用在以 each 歸併的對象；請直接寫條件，或加上 each"
                yield from self.check_condition(getattr(node, key), self.make_scope(scope.register), (*trail, key))
            case c.Exists():
                yield from self.check_related(node.exists, scope, (*trail, "exists"))
            case c.OpenIn():
                yield from self.need_dates((node.open_in.opened, node.open_in.closed), scope, (*trail, "open_in"))
                yield from self.need_window(node.open_in.window, (*trail, "open_in", "window"))
            case c.Share():
                for key in ("of", "over"):
                    name = getattr(node.share, key)
                    if scope.types.get(name) is not ColumnType.COUNT:
                        yield (*trail, "share", key), say_unknown("整數欄位", name, scope.types)
            case _:
                yield from self._check_test(node, scope, trail)

    def _check_test(self, node: c.ColumnTest, scope: Scope, trail: Trail) -> Iterator[Problem]:
        names = [value.column for _, value in node if isinstance(value, c.ColumnRef)]
        for name in [node.column, *names]:
            if name not in scope.types:
                yield (*trail, "column"), say_unknown("欄位", name, scope.types)
            elif scope.types[name] not in TYPES_OF.get(type(node), set(ColumnType)):
                yield (
                    (*trail, "column"),
                    f"欄位「{name}」的型別是 {scope.types[name]}，不能用這個判斷；請換一個判斷或欄位",
                )
        if isinstance(node, c.Within):
            yield from self.need_window(node.within, (*trail, "within"))
        wanted = (node.is_,) if isinstance(node, c.Is) else node.in_ if isinstance(node, c.In) else ()
        allowed = scope.values.get(node.column) if isinstance(node, c.Is | c.In) else None
        if allowed is not None:
            yield from ((trail, say_unknown("類別值", value, allowed)) for value in wanted if value not in allowed)
