"""The named figures of a table or a sum: subjects counted, numbers added up, distinct values, shares, the latest number."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.column_types import DATES, NUMBERS
from antidrug_kpi.plans.conditions import Condition
from antidrug_kpi.plans.markers import EVERY, ColumnName

Numbers = Annotated[str, ColumnName(NUMBERS, of=EVERY)]


class CountFigure(Part):
    """How many subjects there are, or fulfil `when`; with `added_only` none but those that a table adds."""

    label: str
    when: Condition | None = None
    added_only: bool = False


class SumFigure(Part):
    """A number column added up, of the subjects that fulfil `when`; a blank adds nothing."""

    label: str
    sum: Numbers
    when: Condition | None = None


class DistinctFigure(Part):
    """How many different values one column has, or several together; texts are equal but for widths and blanks."""

    label: str
    distinct: tuple[Annotated[str, ColumnName(of=EVERY, joins=True)], ...] = Field(min_length=1)


class PercentFigure(Part):
    """One figure of the same row as a share of another, both by their labels; nothing where that is zero."""

    label: str
    percent: str
    of: str


class LatestFigure(Part):
    """The number in the row of the latest day; of several that day, of the first in the file."""

    label: str
    latest: Numbers
    by: Annotated[str, ColumnName(DATES, of=EVERY)]


def _find_tag(value: Any) -> str:
    names = type(value).model_fields if isinstance(value, Part) else value if isinstance(value, dict) else ()
    return next((tag for tag in ("sum", "distinct", "percent", "latest") if tag in names), "count")


NamedFigure = Annotated[
    Annotated[CountFigure, Tag("count")]
    | Annotated[SumFigure, Tag("sum")]
    | Annotated[DistinctFigure, Tag("distinct")]
    | Annotated[PercentFigure, Tag("percent")]
    | Annotated[LatestFigure, Tag("latest")],
    Discriminator(_find_tag),
]
