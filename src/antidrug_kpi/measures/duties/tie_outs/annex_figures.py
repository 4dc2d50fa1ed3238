"""The county's figures in the annexes' tables: the office's own row, else the one that ships with the plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.results import Sum
from antidrug_kpi.measures.unread_registers import find_unread
from antidrug_kpi.registers.cells.squeezing import squeeze


def find_annex_row(terms: Terms, register: str, county_column: str) -> Mapping[str, Sum] | None:
    """The county's figures by column, blanks left out; None where there is no such row or the office's own cannot be read.

    An own row with a faulty cell is no row; of several the first holds.
    """
    if terms.jurisdiction is None or find_unread({register: frozenset({county_column})}, terms.unread):
        return None
    own = _find_own_row(terms, register, county_column)
    if own is not None:
        return own
    table = terms.plan.find_annex(register)
    printed = table.find_figures(terms.jurisdiction, terms.periods.year) if table is not None else None
    return None if printed is None else {name: make_plain(figure) for name, figure in printed.items()}


def _find_own_row(terms: Terms, name: str, county_column: str) -> Mapping[str, Sum] | None:
    register = terms.registers.get(name)
    if register is None or terms.jurisdiction is None or not register.has_column(county_column):
        return None
    figures = [
        column.name for column in register.spec.columns if register.has_column(column.name) and column.name != county_column
    ]
    faulty = register.find_faulty_rows(frozenset({county_column, *figures}))
    wanted = _fold(terms.jurisdiction)
    counties = register.frame[county_column].astype(object).tolist()
    rows = (row for row, county in enumerate(counties) if not faulty[row] and not pd.isna(county) and _fold(county) == wanted)
    row = next(rows, None)
    if row is None:
        return None
    cells = {column: register.frame[column].iloc[[row]].dropna().tolist() for column in figures}
    return {column: make_plain(cell[0]) for column, cell in cells.items() if cell}


def make_plain(number: object) -> Sum:
    """A whole number as an int, any other as a Decimal."""
    exact = number if isinstance(number, Decimal) else Decimal(int(str(number)))
    return int(exact) if exact == exact.to_integral_value() else exact


def _fold(county: object) -> str:
    return squeeze(str(county)).replace("台", "臺")
