"""Breaks a measure down by the values of a column (--by). Strata are parts of the population table, so they add up to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.figures import divide, weigh
from antidrug_kpi.measures.population_table import PopulationTable, add_up
from antidrug_kpi.measures.results import Stratum
from antidrug_kpi.plans.measure_specs import Count, Counted, Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import list_populations
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.registers.register import TypedRegister

BLANK = "（空白）"
STRATIFIABLE = frozenset(
    {ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.CATEGORY, ColumnType.FLAG, ColumnType.CODE, ColumnType.YEAR}
)


def list_strata_columns(plan: Plan) -> tuple[str, ...]:
    """The columns of the plan's registers by which measures can be broken down: identifiers, names, categories, flags."""
    columns = (column.name for register in plan.registers for column in register.columns if column.type in STRATIFIABLE)
    return tuple(dict.fromkeys(columns))


def list_strata_registers(measure: Measure) -> frozenset[str] | None:
    """The registers that must all have a column for the measure to be broken down by it; None for one that never is."""
    if not isinstance(measure, Counted | Count):
        return None
    return frozenset(population.register_ for population in list_populations(measure))


def stratify(
    measure: Measure, tables: Sequence[PopulationTable], registers: Mapping[str, TypedRegister], column: str
) -> tuple[Stratum, ...]:
    """Numerator, denominator and value of each stratum, in the order of the column's categories or else of its texts.

    A subject of several rows stands in the stratum of its decisive row; one whose cell is blank or faulty in a stratum of its
    own. There are no strata where a register of the measure does not have the column.
    """
    if not tables or not all(registers[table.register].has_column(column) for table in tables):
        return ()
    amounts = pd.concat([_tabulate_amounts(table, registers, column) for table in tables], ignore_index=True)
    groups = {str(key): part for key, part in amounts.groupby("key", sort=False)}
    # The measure's own population decides about order and privacy; a second table only adds to its numerator.
    spec = registers[tables[0].register].spec.find_column(column)
    order = [value.name for value in spec.values] if spec is not None else []
    is_private = spec is not None and spec.private
    return tuple(_make_stratum(key, groups[key], measure, is_private=is_private) for key in _order_keys(groups, order))


def _tabulate_amounts(table: PopulationTable, registers: Mapping[str, TypedRegister], column: str) -> pd.DataFrame:
    """What each subject is worth in numerator and denominator, and the text of its cell, `BLANK` where it has none."""
    codes, words = pd.factorize(registers[table.register].frame[column].iloc[table.rows])
    # BLANK behind them for the code -1 of a blank cell, which indexes the last element.
    keys = np.array([*map(str, words), BLANK], dtype=object)[codes]
    amounts = {"numerator_amount": table.numerator_amounts, "denominator_amount": table.denominator_amounts}
    return pd.DataFrame({**amounts, "key": pd.Series(keys, dtype=object)})


def _order_keys(known: Collection[str], order: Sequence[str]) -> Iterator[str]:
    """Those of the column's categories in their order, then other texts, and blanks last."""
    yield from (key for key in order if key in known)
    yield from sorted(key for key in known if key not in order and key != BLANK)
    if BLANK in known:
        yield BLANK


def _make_stratum(key: str, amounts: pd.DataFrame, measure: Measure, *, is_private: bool) -> Stratum:
    numerator = add_up(amounts["numerator_amount"].to_numpy())
    denominator = None
    if isinstance(measure, Counted):
        denominator = weigh(add_up(amounts["denominator_amount"].to_numpy()), measure)
    value = Fraction(numerator) if denominator is None else divide(numerator, denominator, measure.unit)
    return Stratum(escape_controls(key), numerator, denominator, value, is_private and key != BLANK)
