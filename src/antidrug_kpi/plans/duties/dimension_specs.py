"""The axes of a table: under which labels a subject stands.

Categories, flags and age bands are closed lists, which stand whole and in their order. Free texts stand by falling number of
subjects, then as they were first seen. A blank stands under 未填, last and only where there is one.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.column_types import DATES, WORDS
from antidrug_kpi.plans.conditions import Condition, Related
from antidrug_kpi.plans.markers import EVERY, ColumnName

LabelColumn = Annotated[str, ColumnName(WORDS, of=EVERY)]


class FirstLabel(Part):
    """A label that stands before all others, for the subjects that fulfil the condition, whatever their column says."""

    label: str
    when: Condition


class ColumnLabels(Part):
    """The words of a column; each of its values, where a cell has several.

    Where a cell is blank, or the column is not there at all, `otherwise` says another column. Labels in `first` stand before the
    others, all of them with `whole`; with `numbered` a text is one of them where it is its number in brackets, or begins with it
    once such a number is taken off.
    """

    column: LabelColumn
    otherwise: LabelColumn | None = None
    before: FirstLabel | None = None
    first: tuple[str, ...] = ()
    whole: bool = False
    numbered: bool = False


class AgeBands(Part):
    """Full years of age on the as-of date: under the first of `from`, from each of them to the next, from the last."""

    age: Annotated[str, ColumnName(DATES, of=EVERY)]
    from_: tuple[int, ...] = Field(alias="from", min_length=1)


class RelatedLabels(Part):
    """The words of a column of another register: of the row with the subject's `on` that has the latest day."""

    related: Related
    latest: Annotated[str, ColumnName(DATES, of="related")]
    column: Annotated[str, ColumnName(WORDS, of="related")]


def _find_tag(value: Any) -> str:
    names = type(value).model_fields if isinstance(value, Part) else value if isinstance(value, dict) else ()
    return next((tag for tag in ("related", "age") if tag in names), "column")


Dimension = Annotated[
    Annotated[ColumnLabels, Tag("column")] | Annotated[AgeBands, Tag("age")] | Annotated[RelatedLabels, Tag("related")],
    Discriminator(_find_tag),
]
