"""By which columns a measure tells its subjects apart or finds the rows that belong to them: the distinct values that it counts,
and the columns in which rows of two registers are equal.
"""

from __future__ import annotations

from collections.abc import Mapping

from antidrug_kpi.plans import markers as k
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.reads.columns_read import group_columns, list_populations
from antidrug_kpi.plans.reads.remembering import remember
from antidrug_kpi.plans.reads.walking import list_names, walk


@remember
def find_columns_joined(measure: m.Measure) -> Mapping[str, frozenset[str]]:
    """Register id → the columns that the measure counts, keys or joins by."""
    return group_columns(
        reference.column
        for population in list_populations(measure)
        for visit in walk(population)
        for reference in list_names(visit)
        if reference.column is not None and isinstance(reference.marker, k.ColumnName) and reference.marker.joins
    )
