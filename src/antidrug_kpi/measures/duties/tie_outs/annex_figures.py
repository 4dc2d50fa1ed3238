"""The county's figures in the annexes' tables: the office's own row, else the one that ships with the plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.results import Sum
from antidrug_kpi.measures.unread_registers import find_unread
from antidrug_kpi.registers.cells.squeezing import squeeze


def find_annex_row(terms: Terms, register: str, county_column: str, columns: frozenset[str]) -> Mapping[str, Sum] | None:
    """The county's figures in these columns, blanks left out; None where there is no such row or the office's own register could
    not be read.

    An own row with a faulty cell among them is no row, and a register without one of them no table; of several rows the first
    holds.
    """
    if terms.jurisdiction is None or find_unread({register: columns | {county_column}}, terms.unread):
        return None
    own = _find_own_row(terms, register, county_column, columns)
    if own is not None:
        return own
    table = terms.plan.find_annex(register)
    printed = table.find_figures(terms.jurisdiction, terms.periods.year) if table is not None else None
    return None if printed is None else {name: make_plain(figure) for name, figure in printed.items() if name in columns}


def _find_own_row(terms: Terms, name: str, county_column: str, columns: frozenset[str]) -> Mapping[str, Sum] | None:
    register = terms.registers.get(name)
    if register is None or not all(register.has_column(column) for column in (county_column, *columns)):
        return None
    faulty = register.find_faulty_rows(columns | {county_column})
    wanted = _fold(terms.jurisdiction)
    counties = register.frame[county_column].astype(object)
    is_wanted = counties.map(lambda county: _fold(county) == wanted, na_action="ignore").eq(True).to_numpy() & ~faulty
    if not is_wanted.any():
        return None
    row = register.frame[is_wanted].iloc[0]
    return {column: make_plain(row[column]) for column in columns - {county_column} if not row[[column]].isna().any()}


def make_plain(number: object) -> Sum:
    """A whole number as an int, any other as a Decimal."""
    exact = number if isinstance(number, Decimal) else Decimal(int(str(number)))
    return int(exact) if exact == exact.to_integral_value() else exact


def _fold(county: object) -> str:
    return squeeze(str(county)).replace("台", "臺")
