"""Which derived numbers acts can raise, derivation by derivation. What is made of days or sums stays."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

import numpy as np

from antidrug_kpi.audit.gaps.condition_acts import Asked, find_least_acts
from antidrug_kpi.audit.gaps.growing import Growths, Reach, RoomByDay, RoomBySubject
from antidrug_kpi.audit.gaps.least_acts import NO_DAY, LeastActs
from antidrug_kpi.audit.gaps.new_rows import find_latest_new_row
from antidrug_kpi.audit.gaps.situation import Situation, can_add_rows
from antidrug_kpi.measures.derived.recurring_spans import list_spans
from antidrug_kpi.measures.derived.service_units import count_units
from antidrug_kpi.measures.measure_scope import Integers, Subjects, number_keys
from antidrug_kpi.measures.population import tabulate
from antidrug_kpi.measures.population_table import DENOMINATOR
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s
from antidrug_kpi.plans.prose.sentences import Words, say

_WITHOUT_LIMIT = 1 << 30


def find_numerator_acts(
    population: p.Population, subjects: Subjects, situation: Situation, cut: np.datetime64 = NO_DAY
) -> LeastActs:
    """For each subject the least acts that put it into the numerator; of acts that may wait until `cut` none is better."""
    if population.numerator is None:
        raise TypeError(population)
    growths = _find_growths(population, subjects, situation)
    asked = Asked(subjects, population.register_, population.register_, growths, situation, cut)
    return find_least_acts(population.numerator, asked)


def _find_growths(population: p.Population, subjects: Subjects, situation: Situation) -> Growths:
    """The derived numbers of a population that acts can raise."""
    growths: dict[str, Reach] = {}
    for part in population.derive:
        growths |= list_growths(part, subjects, situation)
    return growths


@singledispatch
def list_growths(_part: object, _subjects: Subjects, _situation: Situation) -> Growths:
    """The numbers of a derivation that acts can raise; none of what is made of days or sums."""
    return {}


@list_growths.register
def list_growths_of_units(part: s.ServiceUnits, subjects: Subjects, situation: Situation) -> Growths:
    """A contact in a unit that is not over counts as long as the unit owes one more."""
    contacts = part.service_units.contacts
    if not can_add_rows(situation.plan.find_register(contacts.register_), contacts.on):
        return {}
    units = count_units(part.service_units, subjects, situation.scope)
    room = units.owed - units.counted
    is_open = (room > 0) & (units.last >= situation.today)
    rooms = RoomByDay(contacts.register_, len(subjects), units.subject[is_open], units.last[is_open], room[is_open])
    kind = part.service_units.of_kind
    if kind is None:
        return {part.counted: rooms.reach}
    sentence = f"各期應有而尚缺{say(kind, Words(situation.plan))}者，須以其補足"
    return {part.counted: lambda needed: replace(rooms.reach(needed), list_lacks=lambda _index: (sentence,))}


@list_growths.register
def list_growths_of_spans(part: p.RecurringSpans, subjects: Subjects, situation: Situation) -> Growths:
    """A row in a due span that is not over and has none."""
    related = part.spans.by
    if related is None or not can_add_rows(situation.plan.find_register(related.register_), related.on):
        return {}
    spans = list(list_spans(part.spans, subjects, situation.scope))
    is_open = [span.is_due & ~span.is_covered & (span.last >= situation.today) for span in spans]
    subject = np.concatenate([np.flatnonzero(mask) for mask in is_open])
    days = np.concatenate([span.last[mask] for span, mask in zip(spans, is_open, strict=True)])
    return {part.covered: RoomByDay(related.register_, len(subjects), subject, days, np.ones(len(subject), dtype=np.int64)).reach}


@list_growths.register
def list_growths_of_count(part: p.CountRelated, subjects: Subjects, situation: Situation) -> Growths:
    """Rows without limit, as long as one of that day would be counted."""
    related = part.count
    latest = find_latest_new_row(related, situation)
    if latest is None:
        return {}
    known = np.flatnonzero(subjects.frame[related.on].notna().to_numpy())
    room = np.full(len(known), _WITHOUT_LIMIT, dtype=np.int64)
    return {part.name: RoomByDay(related.register_, len(subjects), known, np.full(len(known), latest), room).reach}


@list_growths.register
def list_growths_of_tally(part: p.Tally, subjects: Subjects, situation: Situation) -> Growths:
    """Subjects of the nested population that can come into its numerator."""
    table = tabulate(part.tally, situation.scope)
    if table.subjects is None or part.tally.numerator is None:
        return {}
    inner = table.subjects
    keys, others = number_keys(subjects.frame[part.on], inner.frame[part.on])
    # Several subjects may have one key: each of them has all of its inner subjects.
    distinct = int(keys.max(initial=-1)) + 1
    owners = np.where(table.places == DENOMINATOR, others, -1)
    rooms = RoomBySubject(lambda cut: find_numerator_acts(part.tally, inner, situation, cut), owners, distinct)

    def reach(needed: Integers) -> LeastActs:
        most = np.zeros(distinct, dtype=np.int64)
        most[keys[keys >= 0]] = needed[keys >= 0]
        return rooms.reach(most).take(keys)

    return {part.numerator: reach}
