"""The columns that derivations add to a population's subjects, each with its type."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s
from antidrug_kpi.plans.register_specs import ColumnType

# What every table of subjects has beside the derived columns (measures/population.py).
RESERVED_NAMES = frozenset({"subject", "row", "population", "reason", "numerator_amount", "denominator_amount"})


def find_derived_types(derivations: Sequence[p.Derivation]) -> dict[str, ColumnType]:
    """Name → type of every derived column, in the order in which they are derived."""
    types: dict[str, ColumnType] = {}
    for part in derivations:
        match part:
            case p.PlusMonths() | p.Earliest():
                types[part.name] = ColumnType.DATE
            case p.DaysBetween() | p.CountRelated() | p.Scaled() | p.Quotas():
                types[part.name] = ColumnType.COUNT
            case p.Total() | p.RelatedSum():
                types[part.name] = ColumnType.NUMBER
            case p.Tally():
                types |= dict.fromkeys((part.denominator, part.numerator), ColumnType.COUNT)
            case s.ServiceUnits():
                types |= dict.fromkeys((part.owed, part.counted), ColumnType.COUNT)
                types |= {} if part.days is None else {part.days: ColumnType.COUNT}
            case p.RecurringSpans():
                types |= dict.fromkeys((part.due, part.covered), ColumnType.COUNT)
    return types
