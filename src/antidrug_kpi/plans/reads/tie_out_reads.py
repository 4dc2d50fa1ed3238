"""Which columns a tie-out reads, and by which of them it tells subjects apart or joins registers.

An office's own tables of the annexes are not among them: a tie-out does without.
"""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import markers as k
from antidrug_kpi.plans.duties.tie_out_figures import AnnexFigure
from antidrug_kpi.plans.duties.tie_out_specs import TieOut, TieOutExample
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import SubjectWarning
from antidrug_kpi.plans.reads.columns_read import group_columns
from antidrug_kpi.plans.reads.walking import Reference, list_names, walk

_PASSED_BY = (SubjectWarning, AnnexFigure, TieOutExample)


def find_tie_out_columns(plan: Plan, tie_out: TieOut) -> dict[str, frozenset[str]]:
    """Register id → the columns that the tie-out itself reads, key columns included."""
    references = list(_list_references(tie_out))
    grouped = group_columns(reference.column for reference in references if reference.column is not None)
    named = (reference.name for reference in references if isinstance(reference.marker, k.RegisterId))
    registers = dict.fromkeys([*named, *grouped])
    return {name: grouped.get(name, frozenset()) | set(plan.find_register(name).key_columns) for name in registers}


def find_tie_out_joins(tie_out: TieOut) -> dict[str, frozenset[str]]:
    """Register id → the columns that the tie-out counts, keys or joins by."""
    return group_columns(
        reference.column
        for reference in _list_references(tie_out)
        if reference.column is not None and isinstance(reference.marker, k.ColumnName) and reference.marker.joins
    )


def find_annex_columns(tie_out: TieOut) -> dict[str, frozenset[str]]:
    """Register id of an annex's table → the columns that the tie-out reads there."""
    figures = [visit.part for visit in walk(tie_out) if isinstance(visit.part, AnnexFigure)]
    return group_columns((figure.annex, name) for figure in figures for name in (figure.county, figure.figure))


def _list_references(tie_out: TieOut) -> Iterator[Reference]:
    for visit in walk(tie_out, skip=_PASSED_BY):
        yield from list_names(visit)
