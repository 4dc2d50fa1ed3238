"""A population of a measure as a trace sees it: its table, and what its clauses say of rows and subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from antidrug_kpi.audit.subjects.fact_words import FactWords, find_derivations
from antidrug_kpi.audit.subjects.row_groups import RowGroups, group_rows
from antidrug_kpi.audit.subjects.subject_blocks import Objects, SubjectBlock, TracedClause
from antidrug_kpi.audit.subjects.subject_names import list_name_columns, name_subjects
from antidrug_kpi.audit.subjects.subject_sentences import CountedSentences, OutsideView, RowSentences
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.measures.clause_results import (
    HOLDS,
    NOT_REACHED,
    Clause,
    ClauseResults,
    ClauseStage,
    Results,
    evaluate_keep_clauses,
    evaluate_row_clauses,
    evaluate_subject_clauses,
    list_all_clauses,
)
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.measure_scope import Integers, RowFrame, Subjects
from antidrug_kpi.measures.population import number_groups
from antidrug_kpi.measures.population_table import ADDED, PLACE_NAMES, PopulationTable
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.prose.sentences import say, say_exclusion
from antidrug_kpi.registers.register import TypedRegister

Pair = tuple[p.Population, PopulationTable | None]


@dataclass(frozen=True)
class PopulationView:
    """A population of a measure with its table and what its clauses say of rows and subjects."""

    register: TypedRegister
    population: p.Population
    table: PopulationTable
    computation: Computation
    terms: TraceTerms

    @cached_property
    def row_results(self) -> ClauseResults:
        return evaluate_row_clauses(self.population, self.computation.acceptance.scope)

    @cached_property
    def keep_results(self) -> ClauseResults:
        if self.population.keep is None:  # all subjects of the table, which need not be made again
            return ClauseResults(self.subjects, (), {})
        return evaluate_keep_clauses(self.population, self.computation.acceptance.scope)

    @property
    def subjects(self) -> Subjects:
        """The subjects of the table."""
        if self.table.subjects is None:
            raise TypeError(self.table)
        return self.table.subjects

    @property
    def label(self) -> str:
        return "" if self.table.label == ADDED else self.table.label

    @cached_property
    def keys(self) -> Integers | None:
        """A number for each row of the register, equal for rows of one subject; None where each row is one."""
        each = self.population.each
        return number_groups(RowFrame(self.register.frame), each) if each else None

    @cached_property
    def row_sentences(self) -> RowSentences:
        terms = self.terms
        words = FactWords(
            terms.words, terms.periods, self.register.spec, terms.cells.show_word, find_derivations(self.population)
        )
        return RowSentences(self.register, self.row_results, words, terms.cells)

    def make_counted_block(self, left: Integers) -> tuple[SubjectBlock, Integers]:
        """The table's subjects, and which of the rows that are `left` belong to one of them without counting."""
        subjects = self.subjects
        rows = subjects.rows.index
        attached, owners = self._attach(rows, subjects.owner, left)
        groups = group_rows(rows, subjects.owner, len(subjects), (attached, owners))
        results = evaluate_subject_clauses(self.population, subjects, self.computation.acceptance.scope)
        populations = np.array(PLACE_NAMES, dtype=object)[self.table.places]
        kept = [clause.results == HOLDS for clause in self.keep_results.clauses]
        is_kept = np.flatnonzero(np.logical_and.reduce(kept)) if kept else np.arange(len(subjects))
        say_subject = CountedSentences(
            self.population,
            self.table,
            groups,
            populations,
            self.row_sentences,
            self.view_outside(),
            self.keep_results,
            is_kept,
            results,
        )
        fulfilled = [*self.row_results.clauses, *self.keep_results.clauses]
        clauses = (
            *(self._trace(clause, np.full(len(subjects), HOLDS, dtype=np.int8)) for clause in fulfilled),
            *(self._trace(clause, clause.results) for clause in results.clauses),
        )
        derived = {name: subjects.frame[name] for name in self.table.derived}
        names = self._name(groups)
        return SubjectBlock(self.register, self.label, groups, names, populations, clauses, say_subject, derived), attached

    def _attach(self, rows: Integers, owner: Integers, left: Integers) -> tuple[Integers, Integers]:
        """Rows that do not count although their person does, with the number of the first subject of the person."""
        if self.keys is None or not len(left) or not len(rows):
            return left[:0], left[:0]
        first = np.full(int(self.keys.max()) + 1, -1, dtype=np.int64)
        first[self.keys[rows[::-1]]] = owner[::-1]
        owners = first[self.keys[left]]
        return left[owners >= 0], owners[owners >= 0]

    def _name(self, groups: RowGroups) -> Objects:
        columns = list_name_columns(self.register, self.population.each)
        return name_subjects(self.register, columns, groups.first_rows, self.terms.cells)

    def _trace(self, clause: Clause, results: Results) -> TracedClause:
        return TracedClause(say_clause(clause.stage, clause.part, self.population, self.terms, self.label), results)

    def list_outside_clauses(self, nearest: Integers, view: OutsideView) -> Iterator[TracedClause]:
        """The clauses for subjects that are outside, by their nearest rows."""
        at = np.searchsorted(view.rows.accepted, nearest)
        owner = view.owner[at]
        for clause in self.row_results.clauses:
            yield self._trace(clause, clause.results[at])
        for clause in self.keep_results.clauses:
            reached = np.append(clause.results, np.int8(NOT_REACHED))[owner]
            yield self._trace(clause, reached)
        unreached = np.full(len(nearest), NOT_REACHED, dtype=np.int8)
        for stage, part in list_all_clauses(self.population):
            if stage not in {ClauseStage.ROWS, ClauseStage.KEEP}:
                yield TracedClause(say_clause(stage, part, self.population, self.terms, self.label), unreached)

    def view_outside(self) -> OutsideView:
        """How the population sees rows that are not in its table."""
        owner = np.full(len(self.row_results.subjects), -1, dtype=np.int64)
        before = self.keep_results.subjects
        owner[np.searchsorted(self.row_sentences.accepted, before.rows.index)] = before.owner
        return OutsideView(self.label, self.row_sentences, self.keep_results, owner)


def say_clause(
    stage: ClauseStage, part: c.Condition | p.AnyExclusion, population: p.Population, terms: TraceTerms, label: str = ""
) -> str:
    """A clause in words: 分子：「留置日數」≥ 180."""
    if isinstance(part, p.Exclusion | p.ExclusionByColumn):
        text = say_exclusion(part, population.register_, terms.words)
    else:
        text = say(part, terms.words)
    return f"{label}{'，' if label else ''}{stage}：{text}"


def list_unreached(populations: Iterable[p.Population], count: int, terms: TraceTerms) -> tuple[TracedClause, ...]:
    """The clauses of populations for subjects that none of them was asked about."""
    unreached = np.full(count, NOT_REACHED, dtype=np.int8)
    return tuple(
        TracedClause(say_clause(stage, part, population, terms), unreached)
        for population in populations
        for stage, part in list_all_clauses(population)
    )
