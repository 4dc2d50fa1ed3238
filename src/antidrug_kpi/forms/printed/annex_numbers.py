"""The numbers that the annexes' tables print for the county, as values that a form's texts name."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.printed.filled_places import CountedPlaces, Value, Values
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.plans.form_specs import AnnexNumbers


def find_annex_numbers(wanted: Sequence[AnnexNumbers], source: FormSource) -> Values:
    """The values by name; none where the county has no row in the table."""
    return {numbers.name: _find(numbers, source) for numbers in wanted}


def _find(numbers: AnnexNumbers, source: FormSource) -> Value:
    row = source.annexes.get(numbers.annex)
    if row is None:
        return None
    found = {part: int(row.get(column, 0)) for part, column in numbers.columns.items()}
    return CountedPlaces(sum(found.values()), found)
