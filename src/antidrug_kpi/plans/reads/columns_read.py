"""Which columns a spec reads: the columns that a faulty cell rejects a row for, and that a register must have.

A column is named by the pair (register id, header). Names that the population derives are no columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.plan import Plan

ColumnName = tuple[str, str]


@singledispatch
def iterate_columns(part: object, register: str) -> Iterator[ColumnName]:
    """The columns that a condition or derivation on rows of `register` names, with repeats."""
    raise TypeError(part)


@iterate_columns.register
def _(part: c.ColumnTest, register: str) -> Iterator[ColumnName]:
    yield register, part.column
    yield from ((register, bound.column) for _, bound in part if isinstance(bound, c.ColumnRef))


@iterate_columns.register(c.All)
@iterate_columns.register(c.AnyOf)
def _(part: c.All | c.AnyOf, register: str) -> Iterator[ColumnName]:
    for child in list_children(part):
        yield from iterate_columns(child, register)


@iterate_columns.register(c.Not)
@iterate_columns.register(c.AnyRow)
@iterate_columns.register(c.DecisiveRow)
def _(part: c.Not | c.AnyRow | c.DecisiveRow, register: str) -> Iterator[ColumnName]:
    for child in list_children(part):
        yield from iterate_columns(child, register)


@iterate_columns.register
def _(part: c.Related, register: str) -> Iterator[ColumnName]:
    yield register, part.on
    yield from ((part.register_, name) for name in (part.on, *part.reads))
    if part.where is not None:
        yield from iterate_columns(part.where, part.register_)


@iterate_columns.register
def _(part: c.Exists, register: str) -> Iterator[ColumnName]:
    yield from iterate_columns(part.exists, register)


@iterate_columns.register
def _(part: c.OpenIn, register: str) -> Iterator[ColumnName]:
    yield register, part.open_in.opened
    yield register, part.open_in.closed


@iterate_columns.register
def _(part: c.Share, register: str) -> Iterator[ColumnName]:
    yield register, part.share.of
    yield register, part.share.over


@iterate_columns.register
def _(part: p.DaysBetween, register: str) -> Iterator[ColumnName]:
    yield register, part.days_from
    yield register, part.to


@iterate_columns.register
def _(part: p.PlusMonths, register: str) -> Iterator[ColumnName]:
    yield register, part.date


@iterate_columns.register
def iterate_earliest(part: p.Earliest, register: str) -> Iterator[ColumnName]:
    yield register, part.earliest


@iterate_columns.register
def iterate_joined(part: s.Joined, register: str) -> Iterator[ColumnName]:
    yield register, part.opened
    yield register, part.closed
    if part.undated is not None:
        yield from iterate_columns(part.undated, register)


@iterate_columns.register
def _(part: p.CountRelated, register: str) -> Iterator[ColumnName]:
    yield from iterate_columns(part.count, register)


@iterate_columns.register
def _(part: p.Tally, register: str) -> Iterator[ColumnName]:
    yield register, part.on
    yield part.tally.register_, part.on
    yield from iterate_columns(part.tally, register)


@iterate_columns.register
def _(part: p.ServiceUnits, register: str) -> Iterator[ColumnName]:
    terms = part.service_units
    yield from ((register, name) for name in (terms.opened, terms.closed, terms.level))
    yield terms.contacts.register_, terms.contact_date
    yield from iterate_columns(terms.contacts, register)


@iterate_columns.register
def _(part: p.RecurringSpans, register: str) -> Iterator[ColumnName]:
    terms = part.spans
    yield register, terms.start
    yield terms.by.register_, terms.by_date
    yield from iterate_columns(terms.by, register)


@iterate_columns.register
def _(part: p.Total, register: str) -> Iterator[ColumnName]:
    yield from ((register, name) for name in (*part.total, *part.less))


@iterate_columns.register
def _(part: p.RelatedSum, register: str) -> Iterator[ColumnName]:
    rows = part.sum_related
    if rows.on is not None:
        yield register, rows.on
        yield rows.register_, rows.on
    yield rows.register_, part.of
    if rows.where is not None:
        yield from iterate_columns(rows.where, rows.register_)


@iterate_columns.register
def _(part: p.Quotas, register: str) -> Iterator[ColumnName]:
    yield from ((part.quotas.rows.register_, name) for name in (part.quotas.by, part.quotas.of))
    yield from iterate_columns(part.quotas.rows, register)


@iterate_columns.register
def _(part: p.Scaled, register: str) -> Iterator[ColumnName]:
    yield register, part.scaled


@iterate_columns.register
def _(part: p.ExclusionByColumn, register: str) -> Iterator[ColumnName]:
    yield register, part.reason_in.column
    if part.when is not None:
        yield from iterate_columns(part.when, register)


@iterate_columns.register(p.Exclusion)
@iterate_columns.register(p.SubjectWarning)
@iterate_columns.register(m.Segment)
def _(part: p.Exclusion | p.SubjectWarning | m.Segment, register: str) -> Iterator[ColumnName]:
    yield from iterate_columns(part.when, register)


@iterate_columns.register
def _(part: p.Population, register: str) -> Iterator[ColumnName]:
    own = part.register_
    derived = set(list_derived_names(part))
    named = list(_iterate_population(part, own))
    yield from (pair for pair in named if pair[0] != own or pair[1] not in derived)


def _iterate_population(part: p.Population, own: str) -> Iterator[ColumnName]:
    for name in (*part.each, *part.blank_rejects, *part.numerator_sum, *part.denominator_sum):
        yield own, name
    if part.decisive is not None:
        yield own, part.decisive.latest
    inner = (part.rows, part.joined, part.decisive.prefer if part.decisive else None, part.keep, part.numerator)
    # What is merely asked about a subject (`warn`) is no part of the formula: a register without that column does as well.
    for node in (*(node for node in inner if node is not None), *part.derive, *part.exclude):
        yield from iterate_columns(node, own)


def list_children(node: object) -> tuple[c.Condition, ...]:
    """The conditions right below a node."""
    match node:
        case c.All():
            return node.all
        case c.AnyOf():
            return node.any
        case c.Not():
            return (node.not_,)
        case c.AnyRow():
            return (node.any_row,)
        case c.DecisiveRow():
            return (node.decisive_row,)
        case _:
            return ()


def list_derived_names(population: p.Population) -> tuple[str, ...]:
    """The names that a population's derivations add to its subjects, in order."""
    return tuple(find_derived_types(population.derive))


def list_populations(measure: m.Measure) -> tuple[p.Population, ...]:
    """The populations at the top of a measure."""
    match measure:
        case m.Ratio() | m.Mean():
            return (measure.population,) if measure.added is None else (measure.population, measure.added)
        case m.Count():
            return (measure.population,)
        case m.Difference():
            sides = (measure.minuend.population, measure.subtrahend.population)
            return tuple(side for side in sides if side is not None)
        case _:
            return ()


def group_columns(named: Iterable[ColumnName]) -> dict[str, frozenset[str]]:
    """Register id → its columns among these, the registers as they come."""
    grouped: dict[str, set[str]] = {}
    for register, column in named:
        grouped.setdefault(register, set()).add(column)
    return {register: frozenset(columns) for register, columns in grouped.items()}


def merge_columns(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Register id → its columns in either."""
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in {**one, **other}}


def find_columns_read(plan: Plan, measure: m.Measure) -> dict[str, frozenset[str]]:
    """Register id → the columns that the measure reads, key columns included (contract, What is wrong with a row)."""
    named = [pair for population in list_populations(measure) for pair in iterate_columns(population, population.register_)]
    match measure:
        case m.Ratio() | m.Mean():
            own = measure.population.register_
            derived = list_derived_names(measure.population)
            named += [pair for part in measure.breakdown for pair in iterate_columns(part, own) if pair[1] not in derived]
            if measure.target is not None and measure.target.prior is not None:
                prior = measure.target.prior
                named += [(own, name) for name in (*prior.numerator_sum, *prior.denominator_sum)]
        case m.Difference():
            rates = (measure.minuend.highest, measure.subtrahend.highest)
            named += [(rate.register_, rate.column) for rate in rates if rate is not None]
        case m.Evidence() if plan.evidence is not None:
            named += [(plan.evidence.register_, name) for name in (plan.evidence.code, plan.evidence.item)]
            named += [(plan.evidence.register_, name) for name in (plan.evidence.element, plan.evidence.text)]
        case m.Figure() if plan.figures is not None:
            named += [(plan.figures.register_, name) for name in (plan.figures.code, plan.figures.name, plan.figures.value)]
        case _:
            pass
    # A population that counts every row names no column, and still reads its register.
    own_registers = [population.register_ for population in list_populations(measure)]
    grouped = group_columns(named)
    registers = dict.fromkeys([*own_registers, *grouped])
    return {name: grouped.get(name, frozenset()) | set(plan.find_register(name).key_columns) for name in registers}
