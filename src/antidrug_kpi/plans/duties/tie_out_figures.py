"""The sides of a tie-out: figures of registers, of the annexes' tables and of measures, as typed nodes.

Where a tie-out has subjects, a figure is one of each subject; a figure that names nothing of the subjects is the same for all.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from antidrug_kpi.plans.base import Number, Part
from antidrug_kpi.plans.column_types import NUMBERS, TEXTS, WORDS
from antidrug_kpi.plans.conditions import Rows
from antidrug_kpi.plans.markers import EVERY, REGISTER, ROWS, ColumnName, RegisterId
from antidrug_kpi.plans.population_specs import Population


class OwnCell(Part):
    """The number in the subject's own row, the deciding one where it has several; a subject without one is left out."""

    own: Annotated[str, ColumnName(NUMBERS, of=ROWS)]


class OwnSum(Part):
    """The sum of a number over the subject's own rows; a subject without a single number is left out."""

    own_sum: Annotated[str, ColumnName(NUMBERS, of=EVERY)]


class RowsSum(Part):
    """The sum of a number over rows of a register; a blank adds nothing."""

    sum: Annotated[str, ColumnName(NUMBERS, of="over")]
    over: Rows


class SubjectCount(Part):
    """How many subjects a population has: rows, distinct values or persons.

    With `on` only those count whose (deciding) row has the key of the tie-out's subject in this column.
    """

    count: Population
    on: Annotated[str | None, ColumnName(WORDS, of=REGISTER, joins=True)] = None

    @property
    def register_(self) -> str:
        """The register of the population."""
        return self.count.register_


class MeasureDenominator(Part):
    """The denominator of a measure as its register gives it, under the reading that is chosen for it.

    `of_others` asks the same of others: in the rows of its population these columns have these values instead.
    """

    denominator_of: str
    of_others: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class EnteredFigure(Part):
    """A figure of a measure as the office entered it by hand."""

    entered: Literal["numerator", "denominator"]
    measure: str


class AnnexFigure(Part):
    """The county's figure in a table of the annexes: of the office's own register where that has a row of it, else of the table
    that ships with the plan. A blank is nothing.
    """

    annex: Annotated[str, RegisterId()]
    county: Annotated[str, ColumnName(TEXTS, of="annex")]
    figure: Annotated[str, ColumnName(NUMBERS, of="annex")]


class FixedNumber(Part):
    """A number that is always the same."""

    number: Number


class Added(Part):
    """The sum of figures."""

    added: tuple[Figure, ...] = Field(min_length=2)


class Greatest(Part):
    """The greatest of figures."""

    greatest: tuple[Figure, ...] = Field(min_length=2)


FIGURES: dict[str, type[Part]] = {
    "own": OwnCell,
    "own_sum": OwnSum,
    "sum": RowsSum,
    "count": SubjectCount,
    "denominator_of": MeasureDenominator,
    "entered": EnteredFigure,
    "annex": AnnexFigure,
    "number": FixedNumber,
    "added": Added,
    "greatest": Greatest,
}


def _find_tag(value: Any) -> str | None:
    if isinstance(value, Part):
        return next((tag for tag, model in FIGURES.items() if isinstance(value, model)), None)
    return next((tag for tag in FIGURES if isinstance(value, dict) and tag in value), None)


Figure = Annotated[
    Annotated[OwnCell, Tag("own")]
    | Annotated[OwnSum, Tag("own_sum")]
    | Annotated[RowsSum, Tag("sum")]
    | Annotated[SubjectCount, Tag("count")]
    | Annotated[MeasureDenominator, Tag("denominator_of")]
    | Annotated[EnteredFigure, Tag("entered")]
    | Annotated[AnnexFigure, Tag("annex")]
    | Annotated[FixedNumber, Tag("number")]
    | Annotated[Added, Tag("added")]
    | Annotated[Greatest, Tag("greatest")],
    Discriminator(_find_tag),
]
