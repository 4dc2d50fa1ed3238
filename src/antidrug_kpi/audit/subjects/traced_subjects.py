"""Every subject of a measure, whichever of the five populations it is in: those of the figure's own tables, what lies outside of
them, and what was rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from antidrug_kpi.audit.subjects.evidence_subjects import list_evidence_blocks
from antidrug_kpi.audit.subjects.plain_blocks import make_plain_block
from antidrug_kpi.audit.subjects.population_views import Pair, PopulationView
from antidrug_kpi.audit.subjects.row_groups import group_rows
from antidrug_kpi.audit.subjects.subject_blocks import OUTSIDE, REJECTED, SubjectBlock
from antidrug_kpi.audit.subjects.subject_names import list_name_columns, name_subjects
from antidrug_kpi.audit.subjects.subject_sentences import OutsideSentences
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.measures.clause_results import HOLDS
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.reads.columns_read import list_populations
from antidrug_kpi.registers.register import TypedRegister


def list_blocks(measure: m.Measure, computation: Computation, terms: TraceTerms) -> tuple[SubjectBlock, ...]:
    """The subjects of a measure in blocks, the registers in the order in which the measure names them."""
    return tuple(_list_all(measure, computation, terms))


def _list_all(measure: m.Measure, computation: Computation, terms: TraceTerms) -> Iterator[SubjectBlock]:
    if isinstance(measure, m.Evidence):
        yield from list_evidence_blocks(measure, computation, terms)
    populations = list_populations(measure)
    tables = computation.tables or (None,) * len(populations)
    for register in dict.fromkeys(population.register_ for population in populations):
        if register in terms.registers:
            pairs = zip(populations, tables, strict=True)
            own = [(population, table) for population, table in pairs if population.register_ == register]
            yield from _list_blocks_of_register(terms.registers[register], own, computation, terms)
    for name, rejected in computation.acceptance.rejected.items():
        if rejected.any():
            rows = np.flatnonzero(rejected)
            yield _make_rejected_block(measure, terms.registers[name], rows, populations, terms)


def _list_blocks_of_register(
    register: TypedRegister,
    pairs: Sequence[Pair],
    computation: Computation,
    terms: TraceTerms,
) -> Iterator[SubjectBlock]:
    """What was counted of a register, and what is outside of all its populations."""
    views = []
    counted = np.zeros(len(register), dtype=bool)
    is_attached = np.zeros(len(register), dtype=bool)
    accepted = computation.acceptance.scope.rows[register.spec.id].index
    for population, table in pairs:
        if table is None or table.subjects is None:
            yield _make_unfigured_block(register, accepted, pairs, computation, terms)
            return
        view = PopulationView(register, population, table, computation, terms)
        counted[table.subjects.rows.index] = True
        views.append(view)
    left = np.setdiff1d(accepted, np.flatnonzero(counted))
    for view in views:
        block, attached = view.make_counted_block(left)
        is_attached[attached] = True
        yield block
    left = left[~is_attached[left]]
    if len(left):
        yield _make_outside_block(views, left, terms)


def _make_outside_block(views: Sequence[PopulationView], left: Integers, terms: TraceTerms) -> SubjectBlock:
    """The subjects of rows that are in no population; of each the row that fulfils most clauses stands for it."""
    first = views[0]
    seen = [view.view_outside() for view in views]
    keys = np.arange(len(left)) if first.keys is None else first.keys[left]
    _, start, inverse = np.unique(keys, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(start))  # in the order in which the subjects first stand
    number = rank[inverse]
    groups = group_rows(left, number, len(start))
    fulfilled = np.zeros(len(left), dtype=np.int64)
    for view in seen:
        at = np.searchsorted(view.rows.accepted, left)
        fulfilled += sum((clause.results[at] == HOLDS).astype(np.int64) for clause in view.rows.results.clauses)
        fulfilled += view.owner[at] >= 0
    order = np.lexsort((-left, fulfilled, number))
    nearest = np.zeros(len(start), dtype=np.int64)
    nearest[number[order]] = left[order]
    clauses = [clause for view, sight in zip(views, seen, strict=True) for clause in view.list_outside_clauses(nearest, sight)]
    columns = list_name_columns(first.register, first.population.each)
    return SubjectBlock(
        first.register,
        "",
        groups,
        name_subjects(first.register, columns, groups.first_rows, terms.cells),
        np.full(len(groups), OUTSIDE, dtype=object),
        tuple(clauses),
        OutsideSentences(tuple(seen), groups, nearest),
    )


def _make_unfigured_block(
    register: TypedRegister,
    accepted: Integers,
    pairs: Sequence[Pair],
    computation: Computation,
    terms: TraceTerms,
) -> SubjectBlock:
    """The rows of a measure that has no figure from registers: nothing of them counts, for the reason that its notes give."""
    populations = [population for population, _ in pairs]
    reason = "；".join(terms.cells.redact_texts(computation.result.notes)) or "本項沒有由清冊計算的數字"
    return make_plain_block(
        register,
        accepted,
        OUTSIDE,
        lambda _: reason,
        populations,
        terms,
        each=populations[0].each,
    )


def _make_rejected_block(
    measure: m.Measure, register: TypedRegister, rows: Integers, populations: Sequence[p.Population], terms: TraceTerms
) -> SubjectBlock:
    columns = terms.list_columns(measure, register)

    def explain(row: int) -> str:
        place = register.locate(row)
        return f"第 {place.row} 列{terms.rejections.explain(place, columns)}"

    return make_plain_block(register, rows, REJECTED, explain, populations, terms)
