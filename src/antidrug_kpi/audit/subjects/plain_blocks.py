"""Blocks of rows that are all in one population for a reason of each row: rejected rows, rows of a measure without a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.audit.subjects.population_views import list_unreached
from antidrug_kpi.audit.subjects.row_groups import RowGroups, group_rows, make_single_groups
from antidrug_kpi.audit.subjects.subject_blocks import POPULATION_WORDS, SubjectBlock
from antidrug_kpi.audit.subjects.subject_names import list_name_columns, name_subjects
from antidrug_kpi.audit.subjects.subject_sentences import ARROW
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.measures.measure_scope import Integers, RowFrame
from antidrug_kpi.measures.population import number_groups
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class PlainSentences:
    """Tells subjects by the reason of their first row."""

    groups: RowGroups
    population: str
    explain: Callable[[int], str]

    def find_reason(self, at: int) -> str:
        return self.explain(self.groups.list_rows(at)[0])

    def say(self, at: int) -> str:
        return f"{self.find_reason(at)}{ARROW}{POPULATION_WORDS[self.population]}"


def make_plain_block(
    register: TypedRegister,
    rows: Integers,
    population: str,
    explain: Callable[[int], str],
    asked: Sequence[p.Population],
    terms: TraceTerms,
    each: Sequence[str] = (),
) -> SubjectBlock:
    """Rows that are all in one population: a subject each, or those equal in the columns `each` together. `explain` says of a row
    why, and `asked` are the populations whose clauses none of them reached.
    """
    groups = make_single_groups(rows)
    if each:
        numbers, distinct = pd.factorize(number_groups(RowFrame(register.frame), each)[rows])
        groups = group_rows(rows, numbers.astype(np.int64), len(distinct))
    names = name_subjects(register, list_name_columns(register, each), groups.first_rows, terms.cells)
    populations = np.full(len(groups), population, dtype=object)
    clauses = list_unreached(asked, len(groups), terms)
    return SubjectBlock(register, "", groups, names, populations, clauses, PlainSentences(groups, population, explain))
