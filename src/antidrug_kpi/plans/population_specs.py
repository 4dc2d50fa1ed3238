"""Who counts: the rows or persons of a register that a measure is about, who is taken out and why, who is in the numerator.

A population gives one row per subject, and every figure of the measure comes from those rows.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from antidrug_kpi.plans import markers as k
from antidrug_kpi.plans.base import FractionText, Number, Part
from antidrug_kpi.plans.column_types import DATES, NUMBERS, WORDS
from antidrug_kpi.plans.conditions import Condition, DateColumn, JoiningColumn, Related, Rows
from antidrug_kpi.plans.markers import REGISTER, StandsOn  # by these names: `Rows` is annotated with them, and extended here
from antidrug_kpi.plans.services import Joined, RowsDate, ServiceUnits

# Dates stay within the centuries that a register can hold.
MOST_MONTHS, MOST_DAYS = 1200, 36600

# A number of any of the subject's rows, or derived before.
Addend = Annotated[str, k.ColumnName(NUMBERS, of=k.EVERY)]


class DaysBetween(Part):
    """Whole days from a date to another, or to the as-of date where the other has not happened by then; the date itself is day
    0, or day 1 with `first_day: 1`.
    """

    name: str
    days_from: DateColumn
    to: DateColumn
    first_day: Literal[0, 1] = 0


class PlusMonths(Part):
    """A date plus whole calendar months, cut to the month's last day where the day does not exist, and then `plus_days`."""

    name: str
    plus_months: int = Field(ge=-MOST_MONTHS, le=MOST_MONTHS)
    plus_days: int = Field(default=0, ge=-MOST_DAYS, le=MOST_DAYS)
    date: DateColumn


class Earliest(Part):
    """The earliest date of a column among a subject's rows."""

    name: str
    earliest: RowsDate


class CountRelated(Part):
    """How many rows of another register belong to the subject."""

    name: str
    count: Related


class Tally(Part):
    """A population of another register, counted for each value of the column `on`: two whole numbers per subject."""

    numerator: str
    denominator: str
    tally: Population
    on: Annotated[str, k.ColumnName(WORDS, joins=True), k.ColumnName(WORDS, of="tally", joins=True)]


class RecurringSpans(Part):
    """Spans of months from a date, how many of them are due in the window, and how many of the due ones hold a related row."""

    due: str
    covered: str
    spans: SpanTerms


class SpanTerms(Part):
    """With `not_before`, spans of a start before that window are counted from its first day. With `calendar` the spans are those
    into which the calendar divides a year (its quarters), from the first that begins on or after the start. Without `by` they are
    due, and it is not asked whether a row lies in them.
    """

    start: DateColumn
    not_before: Annotated[str, k.WindowName()] | None = None
    calendar: bool = False
    months: int = Field(gt=0)
    times: int = Field(gt=0)
    due_in: Annotated[str, k.WindowName()]
    by: Related | None = None
    by_date: Annotated[str, k.ColumnName(DATES, of="by")] | None = None


class Total(Part):
    """The sum of number columns, those of `less` taken off; a blank adds nothing.

    The columns are the subject's own, of all its rows where it has several, or derived before this one.
    """

    name: str
    total: tuple[Addend, ...] = Field(min_length=1)
    less: tuple[Addend, ...] = ()


class RelatedSum(Part):
    """The sum of a number column over the subject's rows of a register; a blank adds nothing."""

    name: str
    sum_related: SummedRows
    of: Annotated[str, k.ColumnName(NUMBERS, of="sum_related")]


class SummedRows(Rows):
    """Rows to add up: those equal to the subject in the column `on`, or without it the same rows for every subject."""

    on: JoiningColumn | None = None


class Scaled(Part):
    """A number column, or one derived before this one, times an exact fraction, rounded to a whole number; blank stays blank."""

    name: str
    scaled: Annotated[str, k.ColumnName(NUMBERS)]
    by: FractionText
    rounded: Literal["half_up"]

    @property
    def factor(self) -> Fraction:
        """`by` as an exact number."""
        return Fraction(self.by)


class Quotas(Part):
    """How many of the named groups of a subject's related rows add up to what each of them asks."""

    name: str
    quotas: QuotaTerms


class QuotaTerms(Part):
    """The related rows, the column whose values name their groups, the column added up, and the least sum of each group."""

    rows: Related
    by: Annotated[str, k.ColumnName(WORDS, of="rows")]
    of: Annotated[str, k.ColumnName(NUMBERS, of="rows")]
    at_least: dict[Annotated[str, k.CategoryValueOf("by", of="rows")], Number] = Field(min_length=1)


DERIVATIONS = {
    "days_from": DaysBetween,
    "plus_months": PlusMonths,
    "earliest": Earliest,
    "count": CountRelated,
    "tally": Tally,
    "service_units": ServiceUnits,
    "spans": RecurringSpans,
    "total": Total,
    "sum_related": RelatedSum,
    "scaled": Scaled,
    "quotas": Quotas,
}


def _find_tag(value: Any) -> str | None:
    if isinstance(value, Part):
        return next((tag for tag, model in DERIVATIONS.items() if isinstance(value, model)), None)
    return next((tag for tag in DERIVATIONS if isinstance(value, dict) and tag in value), None)


Derivation = Annotated[
    Annotated[DaysBetween, Tag("days_from")]
    | Annotated[PlusMonths, Tag("plus_months")]
    | Annotated[Earliest, Tag("earliest")]
    | Annotated[CountRelated, Tag("count")]
    | Annotated[Tally, Tag("tally")]
    | Annotated[ServiceUnits, Tag("service_units")]
    | Annotated[RecurringSpans, Tag("spans")]
    | Annotated[Total, Tag("total")]
    | Annotated[RelatedSum, Tag("sum_related")]
    | Annotated[Scaled, Tag("scaled")]
    | Annotated[Quotas, Tag("quotas")],
    Discriminator(_find_tag),
]


class Exclusion(Part):
    """Subjects for whom the condition holds are taken out of the denominator, for this one reason.

    With `never_met` the numerator's condition says nothing of them, since nothing was due of them: `recheck`, which asks what an
    office had got that does not know the reason, counts them in the denominator alone.
    """

    reason: str
    when: Condition
    never_met: bool = False


class ReasonTable(Part):
    """The reason stands in a column: of the decisive row where a subject has several.

    `reasons` maps each reason of the source to the other texts that mean it; empty, where the column is a category whose values
    are the reasons. With `note_others` the measure lists the texts that are no reason, so that a mistyped one is seen.
    """

    column: Annotated[str, k.ColumnName(WORDS, of=k.ROWS)]
    reasons: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    note_others: bool = False


class ExclusionByColumn(Part):
    """Subjects with a reason in a column are taken out, each reason counted apart; `when` narrows whom it can hold for."""

    reason_in: ReasonTable
    when: Condition | None = None


def _find_exclusion(value: Any) -> str:
    by_column = isinstance(value, ExclusionByColumn) or (isinstance(value, dict) and "reason_in" in value)
    return "reason_in" if by_column else "reason"


AnyExclusion = Annotated[
    Annotated[Exclusion, Tag("reason")] | Annotated[ExclusionByColumn, Tag("reason_in")], Discriminator(_find_exclusion)
]


class Decisive(Part):
    """Which of a subject's rows decides where one value is wanted: the latest; of several that day, the first that fulfils
    `prefer`; where none does, the first that fulfils `then_prefer`, one of these conditions after the other.
    """

    latest: DateColumn
    prefer: Condition | None = None
    then_prefer: tuple[Condition, ...] = ()

    @property
    def preferences(self) -> tuple[Condition, ...]:
        """What is asked of rows of one day, the first one before all others."""
        return self.then_prefer if self.prefer is None else (self.prefer, *self.then_prefer)


class SubjectWarning(Part):
    """Something odd about a subject that the office is asked about: it changes no figure, and no figure waits for its columns.

    With `among` only of subjects that are excluded, or only of those counted in the denominator.
    """

    text: str
    among: Literal["excluded", "counted"] | None = None
    when: Condition


class Population(Part):
    """The subjects of a measure and where each of them falls.

    `each` names the columns whose distinct values are the subjects; without it every row is one. With `joined` a subject is a
    service: the rows of one such value that follow one another. `rows` selects the rows; `blank_rejects` names columns that may
    not be blank in a selected row. Subjects for which `keep` does not hold are outside, like rows that are not selected.
    `exclude` is tried in order, and takes out nobody for whom `exempt` holds. `numerator` splits the rest. `numerator_sum` and
    `denominator_sum` name columns that are added up in place of counting subjects. `brings_in` says that acts on a row
    that is not selected may bring it into the numerator.
    """

    register_: Annotated[str, k.RegisterId()] = Field(alias="register")
    each: tuple[Annotated[str, k.ColumnName(of=REGISTER, joins=True)], ...] = ()
    rows: Annotated[Condition | None, StandsOn(REGISTER)] = None
    blank_rejects: tuple[Annotated[str, k.ColumnName(of=REGISTER)], ...] = ()
    joined: Annotated[Joined | None, StandsOn(REGISTER)] = None
    decisive: Annotated[Decisive | None, StandsOn(REGISTER)] = None
    derive: Annotated[tuple[Derivation, ...], StandsOn(k.SO_FAR)] = ()
    keep: Annotated[Condition | None, StandsOn(k.SUBJECT)] = None
    exempt: Annotated[Condition | None, StandsOn(k.SUBJECT)] = None
    exclude: Annotated[tuple[AnyExclusion, ...], StandsOn(k.SUBJECT)] = ()
    numerator: Annotated[Condition | None, StandsOn(k.SUBJECT)] = None
    numerator_sum: Annotated[tuple[Addend, ...], StandsOn(k.SUBJECT)] = ()
    denominator_sum: Annotated[tuple[Addend, ...], StandsOn(k.SUBJECT)] = ()
    brings_in: bool = False
    warn: Annotated[tuple[SubjectWarning, ...], StandsOn(k.SUBJECT)] = ()
