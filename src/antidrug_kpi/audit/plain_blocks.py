"""Blocks of rows that are a subject each and share a population: rejected rows, rows of a measure without a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.audit.row_groups import make_single_groups
from antidrug_kpi.audit.subject_blocks import POPULATION_WORDS, SubjectBlock, TracedClause
from antidrug_kpi.audit.subject_names import list_name_columns, name_subjects
from antidrug_kpi.audit.subject_sentences import ARROW
from antidrug_kpi.audit.trace_terms import TraceTerms
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.registers.register import Register


@dataclass(frozen=True)
class PlainSentences:
    """Tells rows by one reason each."""

    rows: Integers
    population: str
    explain: Callable[[int], str]

    def find_reason(self, at: int) -> str:
        return self.explain(int(self.rows[at]))

    def say(self, at: int) -> str:
        return f"{self.find_reason(at)}{ARROW}{POPULATION_WORDS[self.population]}"


def make_plain_block(
    register: Register,
    rows: Integers,
    population: str,
    explain: Callable[[int], str],
    clauses: tuple[TracedClause, ...],
    terms: TraceTerms,
    each: Sequence[str] = (),
) -> SubjectBlock:
    """Rows that are a subject each and are all in one population, `explain` says of a row why."""

    names = name_subjects(register, list_name_columns(register, each), rows, terms.cells)
    populations = np.full(len(rows), population, dtype=object)
    return SubjectBlock(
        register, "", make_single_groups(rows), names, populations, clauses, PlainSentences(rows, population, explain)
    )
