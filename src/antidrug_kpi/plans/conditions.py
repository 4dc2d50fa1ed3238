"""Conditions of a spec: nested typed nodes, each with one meaning.

A node has exactly one meaning and two readings of it: the mask over rows (`measures.condition_masks`) and the sentence in Chinese
(`plans.prose.sentences`). The columns it needs, and their types, are said beside its fields (`plans.markers`). There are no
expression strings: a spec from a stranger can be wrong, but it runs nothing.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import Discriminator, Field, Tag

from antidrug_kpi.plans.base import Number, Part
from antidrug_kpi.plans.column_types import ANY, COUNTS, DATES, NUMBERS, TEXTS, WORDS, YEARS, Types
from antidrug_kpi.plans.markers import REGISTER, ROWS, CategoryValueOf, ColumnName, RegisterId, StandsOn, WindowName


def _mark_tested(types: Types = ANY) -> ColumnName:
    """The marker of a column that a test asks."""
    return ColumnName(types, misfit="的型別是 {kind}，不能用這個判斷；請換一個判斷或欄位")


DateColumn = Annotated[str, ColumnName(DATES)]
CountColumn = Annotated[str, ColumnName(COUNTS)]


class ColumnRef(Part):
    """The value of another column of the same row, as the right-hand side of a comparison."""

    column: str


# A number, or the number in another column of the row.
Bound = Annotated[Number | ColumnRef, _mark_tested(NUMBERS)]
# Two columns of one name, on either side of two registers.
JoiningColumn = Annotated[str, ColumnName(WORDS, joins=True), ColumnName(WORDS, of=REGISTER, joins=True)]


class All(Part):
    """Every one of the conditions holds."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Part):
    """At least one of the conditions holds."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(Part):
    """The condition does not hold; a blank cell makes most tests not hold, so `not` of them holds."""

    not_: Condition = Field(alias="not")


class AnyRow(Part):
    """Of a subject with several rows: at least one of its selected rows fulfils the condition."""

    any_row: Annotated[Condition, StandsOn(ROWS)]


class DecisiveRow(Part):
    """Of a subject with several rows: the one row that decides (see `Population.decisive`) fulfils the condition."""

    decisive_row: Annotated[Condition, StandsOn(ROWS)]


class Rows(Part):
    """Rows of a register that fulfil `where`, or all of them."""

    register_: Annotated[str, RegisterId()] = Field(alias="register")
    where: Annotated[Condition | None, StandsOn(REGISTER)] = None


class Related(Rows):
    """Rows of another register that belong to this row: equal in the column `on`, and fulfilling `where`.

    `reads` names columns that must be readable in such a row although no condition asks them.
    """

    on: JoiningColumn
    reads: tuple[Annotated[str, ColumnName(of=REGISTER)], ...] = ()


class Exists(Part):
    """There is at least one related row; none where the parent is unknown."""

    exists: Related


class OpenSpan(Part):
    """A record with a date of opening and one of closing."""

    opened: DateColumn
    closed: DateColumn
    window: Annotated[str, WindowName()]


class OpenIn(Part):
    """Open in the window: opened by its last day, and not closed before its first."""

    open_in: OpenSpan


class ShareTest(Part):
    """One whole number as a share of another, compared as exact numbers; `at_least` is in percent."""

    of: CountColumn
    over: CountColumn
    at_least: Number


class Share(Part):
    """The share reaches the percentage; a share of nothing does not."""

    share: ShareTest


class ColumnTest(Part):
    """A test of one column."""

    column: Annotated[str, _mark_tested()]


class Is(ColumnTest):
    """The category, flag or identifier equals the value; blank equals nothing."""

    column: Annotated[str, _mark_tested(WORDS)]
    is_: Annotated[str, CategoryValueOf("column")] = Field(alias="is")


class In(ColumnTest):
    """The category or identifier is one of the values."""

    column: Annotated[str, _mark_tested(WORDS)]
    in_: tuple[Annotated[str, CategoryValueOf("column")], ...] = Field(alias="in", min_length=1)


class Says(ColumnTest):
    """The text is one of these words, widths and blanks aside."""

    column: Annotated[str, _mark_tested(TEXTS)]
    says: tuple[str, ...] = Field(min_length=1)


class Present(ColumnTest):
    """The cell is filled (true) or blank (false), whatever date it holds."""

    present: bool


class Happened(ColumnTest):
    """The date is there and not after the as-of date (true), or it is blank or still to come (false)."""

    column: Annotated[str, _mark_tested(DATES)]
    happened: bool


class Within(ColumnTest):
    """The date lies in the window, both days included, and is not after the as-of date."""

    column: Annotated[str, _mark_tested(DATES)]
    within: Annotated[str, WindowName()]


class NotAfter(ColumnTest):
    """The date is not after the date in the other column; neither may be blank."""

    column: Annotated[str, _mark_tested(DATES)]
    not_after: Annotated[ColumnRef, _mark_tested(DATES)]


class InYear(ColumnTest):
    """The ROC year equals the plan's year plus this number."""

    column: Annotated[str, _mark_tested(YEARS)]
    in_year: int


class AtLeast(ColumnTest):
    """The number is not under the bound."""

    column: Annotated[str, _mark_tested(NUMBERS)]
    at_least: Bound


class AtMost(ColumnTest):
    """The number is not over the bound."""

    column: Annotated[str, _mark_tested(NUMBERS)]
    at_most: Bound


class MoreThan(ColumnTest):
    """The number is over the bound."""

    column: Annotated[str, _mark_tested(NUMBERS)]
    more_than: Bound


class LessThan(ColumnTest):
    """The number is under the bound."""

    column: Annotated[str, _mark_tested(NUMBERS)]
    less_than: Bound


class Equals(ColumnTest):
    """The number equals the bound."""

    column: Annotated[str, _mark_tested(NUMBERS)]
    equals: Bound


# The words of the YAML: an operator tests its `column`, a node holds other conditions or stands on other rows.
NODES: tuple[str, ...] = ("all", "any", "not", "any_row", "decisive_row", "exists", "open_in", "share")
OPERATORS: tuple[str, ...] = (
    "is",
    "in",
    "says",
    "present",
    "happened",
    "within",
    "not_after",
    "in_year",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "equals",
)
FIELDS = {"not_": "not", "is_": "is", "in_": "in"}


def find_operator(value: Any) -> str | None:
    """The word that says which node a condition or its raw data are; none where no word of the vocabulary is there (the loader
    then names them).
    """
    if isinstance(value, Part):
        names = {FIELDS.get(name, name) for name in type(value).model_fields}
    elif isinstance(value, dict):
        names = {str(key) for key in value}
    else:
        return None
    return next((name for name in (OPERATORS if "column" in names else NODES) if name in names), None)


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[AnyRow, Tag("any_row")]
    | Annotated[DecisiveRow, Tag("decisive_row")]
    | Annotated[Exists, Tag("exists")]
    | Annotated[OpenIn, Tag("open_in")]
    | Annotated[Share, Tag("share")]
    | Annotated[Is, Tag("is")]
    | Annotated[In, Tag("in")]
    | Annotated[Says, Tag("says")]
    | Annotated[Present, Tag("present")]
    | Annotated[Happened, Tag("happened")]
    | Annotated[Within, Tag("within")]
    | Annotated[NotAfter, Tag("not_after")]
    | Annotated[InYear, Tag("in_year")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[AtMost, Tag("at_most")]
    | Annotated[MoreThan, Tag("more_than")]
    | Annotated[LessThan, Tag("less_than")]
    | Annotated[Equals, Tag("equals")],
    Discriminator(find_operator),
]

CONDITIONS: tuple[type[Part], ...] = tuple(get_args(member)[0] for member in get_args(get_args(Condition)[0]))
