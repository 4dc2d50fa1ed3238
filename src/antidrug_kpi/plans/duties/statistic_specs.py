"""Statistics that a report owes: what is counted, summed, crossed or listed, without a target (docs/statistics.md)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.column_types import DATES
from antidrug_kpi.plans.conditions import Condition, DateColumn, Related
from antidrug_kpi.plans.duties.dimension_specs import ColumnLabels, Dimension
from antidrug_kpi.plans.duties.figure_specs import NamedFigure
from antidrug_kpi.plans.duties.statistic_examples import StatisticExample
from antidrug_kpi.plans.duties.taken_populations import Amount, TakenPopulation
from antidrug_kpi.plans.markers import EVERY, ColumnName, StandsOn

ON_SUBJECTS = StandsOn("population")


class BaseStatistic(Part):
    """A statistic by its id; `demand` is the number of the work item that demands it, empty where none does (an item may tell it
    all the same), `text` how the report calls it, `unit` what stands behind its value. Figures of the rules in `beside` are told
    in a note. `notes` say how the source was read.
    """

    id: str
    demand: str = ""
    text: str
    unit: str = ""
    beside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Otherwise(Part):
    """A population that stands in where a register of the statistic is absent, or one of these columns of its own register."""

    columns: tuple[Annotated[str, ColumnName(of=EVERY)], ...] = ()
    population: TakenPopulation


class CountStatistic(BaseStatistic):
    """How many subjects: those of the numerator where the population has one, else all that it counts."""

    kind: Literal["count"]
    population: TakenPopulation
    otherwise: Annotated[Otherwise | None, ON_SUBJECTS] = None


class Matching(Part):
    """Only subjects whose date, so many months later, is that of a subject of another statistic."""

    statistic: str
    date: DateColumn
    plus_months: int = 0


class NotedTexts(Part):
    """Which texts, beside the known ones, stand in a column of the rows that belong to the subjects: told in a note."""

    rows: Related
    column: Annotated[str, ColumnName(of="rows")]
    known: tuple[str, ...] = ()


class PerValue(Part):
    """Subjects for each value of a column: their mean is the statistic; the least, the most and the subjects without a value are
    its parts by these names. With `columns` there is a table beside.
    """

    by: ColumnLabels
    least: str
    most: str
    lacking: str
    columns: Dimension | None = None


class QuotientStatistic(BaseStatistic):
    """A numerator over a denominator: of one population, as measures have it, or of the amounts on either side.

    `parts` are named quotients whose numerators are those of other populations, over the same denominator; each of them accepts
    rows for itself.
    """

    population: TakenPopulation | None = None
    numerator: tuple[Amount, ...] = ()
    denominator: tuple[Amount, ...] = ()
    matching: Annotated[Matching | None, ON_SUBJECTS] = None
    per: Annotated[PerValue | None, ON_SUBJECTS] = None
    note_others: Annotated[NotedTexts | None, ON_SUBJECTS] = None
    parts: dict[str, TakenPopulation] = Field(default_factory=dict)
    otherwise: Annotated[Otherwise | None, ON_SUBJECTS] = None


class RatioStatistic(QuotientStatistic):
    """In percent."""

    kind: Literal["ratio"]
    unit: str = "%"


class MeanStatistic(QuotientStatistic):
    """In its own unit."""

    kind: Literal["mean"]


class DifferenceStatistic(BaseStatistic):
    """The value of one statistic less that of another; with `same_denominator` only where both have the same."""

    kind: Literal["difference"]
    minuend: str
    subtrahend: str
    same_denominator: bool = False


class SumStatistic(BaseStatistic):
    """Figures of all subjects together: the last one is the value, and where there are several all are its parts."""

    kind: Literal["sum"]
    population: TakenPopulation
    figures: Annotated[tuple[NamedFigure, ...], ON_SUBJECTS] = Field(min_length=1)


class LatestOf(Part):
    """Under each label of the rows only the latest of the subjects that have the same values in the columns `each`."""

    each: tuple[Annotated[str, ColumnName(of=EVERY, joins=True)], ...] = Field(min_length=1)
    latest: Annotated[str, ColumnName(DATES, of=EVERY)]


class AddedSubjects(Part):
    """Subjects of another population in the same table, and the figures in which they count: by label, all of them or those that
    fulfil the condition.
    """

    population: TakenPopulation
    counted_in: Annotated[dict[str, Condition | None], ON_SUBJECTS] = Field(min_length=1)


class ResultRows(Part):
    """Rows of a table that are measures of the plan, or rules of its annexes: label → id; and what each column has of them.
    `lacking` is the denominator less the numerator.
    """

    of: Literal["measures", "rules"]
    rows: dict[str, str] = Field(min_length=1)
    columns: dict[str, Literal["numerator", "denominator", "lacking", "value"]] = Field(min_length=1)


class TableStatistic(BaseStatistic):
    """Subjects by two dimensions, or figures of them by one or none; or the results of measures or rules."""

    kind: Literal["table"]
    population: TakenPopulation | None = None
    rows: Annotated[Dimension | None, ON_SUBJECTS] = None
    columns: Annotated[Dimension | None, ON_SUBJECTS] = None
    figures: Annotated[tuple[NamedFigure, ...], ON_SUBJECTS] = ()
    latest_of: Annotated[LatestOf | None, ON_SUBJECTS] = None
    added: AddedSubjects | None = None
    results: ResultRows | None = None


class LackingColumns(Part):
    """What a person lacks for a rule, from what its measure derives: hours and case reports by the derived column with how much
    of it is needed, topics by that with their quotas.
    """

    rule: str
    hours: dict[str, int] = Field(default_factory=dict)
    reports: dict[str, int] = Field(default_factory=dict)
    topics: str | None = None


class ListStatistic(BaseStatistic):
    """The rows of a population with every column of their register that is there, by the first date; or who lacks what for the
    rules of the annexes.
    """

    kind: Literal["list"]
    population: TakenPopulation | None = None
    lacking: tuple[LackingColumns, ...] = ()


Statistic = Annotated[
    CountStatistic | RatioStatistic | MeanStatistic | DifferenceStatistic | SumStatistic | TableStatistic | ListStatistic,
    Field(discriminator="kind"),
]


class StatisticGroup(Part):
    """The statistics of one work item or of some that belong together, as one file holds them, with their worked examples."""

    id: str
    statistics: tuple[Statistic, ...] = ()
    examples: tuple[StatisticExample, ...] = ()
