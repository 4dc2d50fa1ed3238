"""A measure as an office computes it that does not know a reason of exclusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.measure_specs import Count, Counted, Measure
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister


def drop_reasons(measure: Measure, terms: Terms, reasons: Sequence[str]) -> tuple[Measure, Mapping[str, TypedRegister]]:
    """The measure and the registers in which these reasons are none: whom a rule excludes for one counts as any other, and a cell
    that gives one is blank, so that the next reason of a subject holds.
    """
    registers = dict(terms.registers)
    if not isinstance(measure, Counted | Count):
        return measure, registers
    population = measure.population
    dropped: list[p.Exclusion] = []
    kept: list[p.AnyExclusion] = []
    for rule in population.exclude:
        if isinstance(rule, p.Exclusion) and rule.reason in reasons:
            dropped.append(rule)
            continue
        # Whom a dropped rule excluded counts, also where a later rule would exclude him.
        when = _exempt(rule.when, [other.when for other in dropped])
        kept.append(rule.model_copy(update={"when": when}))
        if isinstance(rule, p.ExclusionByColumn) and population.register_ in registers:
            registers[population.register_] = _blank_reasons(registers[population.register_], rule.reason_in, reasons)
    numerator = _exempt(population.numerator, [rule.when for rule in dropped if rule.never_met])
    changed = population.model_copy(update={"exclude": tuple(kept), "numerator": numerator})
    return measure.model_copy(update={"population": changed}), registers


def _exempt(when: c.Condition | None, others: Sequence[c.Condition]) -> c.Condition | None:
    """A condition that holds for none of those for whom one of the others does."""
    if not others:
        return when
    outside = tuple(c.Not.model_construct(not_=other) for other in others)
    return c.All.model_construct(all=outside if when is None else (when, *outside))


def _blank_reasons(register: TypedRegister, table: p.ReasonTable, reasons: Sequence[str]) -> TypedRegister:
    """The register with the cells blank that give one of the reasons."""
    cells = register.frame[table.column]
    known = {squeeze(word): name for name, words in table.reasons.items() for word in (name, *words)}
    dropped = [text for text in cells.cat.categories if (known.get(squeeze(str(text))) if known else str(text)) in reasons]
    if not dropped:
        return register
    frame = register.frame.copy(deep=False)
    frame[table.column] = pd.Series(cells.array.remove_categories(dropped), index=cells.index)
    return replace(register, frame=frame)
