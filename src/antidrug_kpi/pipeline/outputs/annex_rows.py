"""The county's rows of the annexes' tables that forms print numbers of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.measures.compute import Terms
    from antidrug_kpi.measures.results import Sum


def find_annex_rows(terms: Terms) -> dict[str, Mapping[str, Sum]]:
    """The county's numbers by column, by each table's register: the office's own row, else the one that ships with the plan; a
    table without a row of the county is left out.
    """
    from antidrug_kpi.measures.duties.tie_outs.annex_figures import find_annex_row

    rows: dict[str, Mapping[str, Sum]] = {}
    for numbers in (wanted for form in terms.plan.forms for wanted in form.annexes):
        row = find_annex_row(terms, numbers.annex, numbers.county, frozenset(numbers.columns.values()))
        if row is not None:
            rows[numbers.annex] = {**rows.get(numbers.annex, {}), **row}
    return rows
