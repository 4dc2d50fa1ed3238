"""Measures: what figure is made of a population, and which target it is held against."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import FractionText, Number, Part
from antidrug_kpi.plans.column_types import NUMBERS
from antidrug_kpi.plans.conditions import Condition
from antidrug_kpi.plans.markers import REGISTER, ROWS, ColumnName, Jurisdiction, RegisterId, StandsOn
from antidrug_kpi.plans.population_specs import Population

Comparator = Literal[">=", "<=", ">", "="]
RowsNumber = Annotated[str, ColumnName(NUMBERS, of=ROWS)]


class DatedTarget(Part):
    """A target value, from which day it holds, who is held to it, and where that is written."""

    from_: dt.date = Field(alias="from")
    value: Number
    citation: str
    jurisdictions: tuple[Annotated[str, Jurisdiction()], ...] = ()


class Target(Part):
    """What the figure is held against, in the measure's unit; `prior` takes the target from the population's own prior ratio.

    Where the source names no number the target is the plan's own reading: with `has_attainment: false` nothing is made of how far
    it is surpassed. `none_is_missed` says why a denominator of zero misses the target, instead of being not applicable.
    """

    text: str
    comparator: Comparator = ">="
    values: tuple[DatedTarget, ...] = ()
    prior: PriorRatio | None = None
    has_attainment: bool = True
    none_is_missed: str | None = None

    @property
    def depends_on_jurisdiction(self) -> bool:
        """Whether some value holds for named jurisdictions only."""
        return any(dated.jurisdictions for dated in self.values)


class PriorRatio(Part):
    """Columns whose sums give the ratio that the figure must reach."""

    numerator_sum: tuple[RowsNumber, ...] = Field(min_length=1)
    denominator_sum: tuple[RowsNumber, ...] = Field(min_length=1)
    citation: str


class Segment(Part):
    """A line of the waterfall: those in the denominator but not in the numerator for whom the condition holds."""

    text: str
    when: Condition


class FormWords(Part):
    """How offices call a measure in a form, beside its official texts: the measure itself, its numerator and denominator, the
    named parts of a difference, and `share`, the ratio of which the difference is made; `units` are words by which they count its
    items beside its unit.
    """

    measure: tuple[str, ...] = ()
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    share: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


class BaseMeasure(Part):
    """What every measure has: its id, official title, the formula in our own words, the unit and the target.

    `hides_small_counts` marks a measure of persons or cases, whose small counts are not for the public.
    `called` holds the words by which `recheck` finds the measure in a form that somebody typed by hand.
    """

    id: str
    title: str
    formula: str
    unit: str = "%"
    target: Annotated[Target | None, StandsOn("population")] = None
    accumulates: bool = False
    hides_small_counts: bool = False
    applies_to: tuple[Annotated[str, Jurisdiction()], ...] = ()
    notes: tuple[str, ...] = ()
    called: FormWords = FormWords()


class Counted(BaseMeasure):
    """A measure made of one population; `added` are subjects of another register that stand in the numerator alone.

    `subject` is the counting word of the denominator, `numerator_subject` the numerator's where it is another one. With
    `denominator_weight` the denominator is so many times the number of subjects, or their sum: 1/12 makes years of months.
    """

    population: Population
    added: Population | None = None
    denominator_weight: FractionText | None = None
    numerator_text: str
    denominator_text: str
    subject: str
    numerator_subject: str | None = None
    breakdown: Annotated[tuple[Segment, ...], StandsOn("population")] = ()
    parts: dict[str, Literal["numerator", "denominator", "prior_numerator", "prior_denominator"]] = Field(default_factory=dict)


class Ratio(Counted):
    """Numerator over denominator, in percent."""

    kind: Literal["ratio"]


class Mean(Counted):
    """A sum over the number of subjects, in its own unit."""

    kind: Literal["mean"]


class Count(BaseMeasure):
    """How many subjects are in the numerator, or the sum over them, in its own unit; there is no denominator.

    Without a numerator in the population every subject that is not excluded counts. Held to an exact target or an upper limit,
    a count over no subject at all has no value.
    """

    kind: Literal["count"]
    unit: str
    population: Population
    numerator_text: str
    subject: str


class Side(Part):
    """One side of a difference: a ratio of a population, or the highest value of a percent column."""

    label: str
    population: Population | None = None
    highest: HighestRate | None = None


class HighestRate(Part):
    """The highest value of a percent column over all rows; different values raise a warning."""

    register_: Annotated[str, RegisterId()] = Field(alias="register")
    column: Annotated[str, ColumnName(NUMBERS, of=REGISTER)]


class Difference(BaseMeasure):
    """One ratio less another, in percentage points; `parts` names the figures that it is made of, `part_texts` in words."""

    kind: Literal["difference"]
    unit: str = "百分點"
    minuend: Side
    subtrahend: Side
    subject: str
    parts: dict[str, str] = Field(min_length=1)
    part_texts: dict[str, str] = Field(default_factory=dict)


class DoubtfulWords(Part):
    """Words in a description that the office is asked about, and what the source says of them; it counts all the same."""

    words: tuple[str, ...] = Field(min_length=1)
    text: str


class EvidenceTerms(Part):
    """Which elements an item must describe, which of them must differ, and whether items or distinct texts are counted.

    `questioned` names, by element, words that raise a question.
    """

    elements: tuple[str, ...] = Field(min_length=1)
    differ: tuple[str, str] | None = None
    count: Literal["items", "texts"] = "items"
    questioned: dict[str, DoubtfulWords] = Field(default_factory=dict)


class Evidence(BaseMeasure):
    """A scheme or mechanism shown by items of the evidence register."""

    kind: Literal["evidence"]
    unit: str = "項"
    evidence: EvidenceTerms


class FigureNames(Part):
    """The names under which the two figures are entered."""

    numerator: str
    denominator: str


class Figure(BaseMeasure):
    """A ratio of two figures that are entered by hand, because another agency holds the records."""

    kind: Literal["figure"]
    figures: FigureNames
    numerator_text: str
    denominator_text: str
    subject: str


Measure = Annotated[Ratio | Mean | Count | Difference | Evidence | Figure, Field(discriminator="kind")]
