"""What a report owes beside its measures, computed: statistics, tie-outs, rules of the annexes and the state of each demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from antidrug_kpi.issues import Address
from antidrug_kpi.measures.results import MeasureResult, Number

CellValue = Number | str | bool | None
"""What a cell of a list holds: a number, a text (a day as 2024-01-05), 是/否 as a text, or nothing."""


class StatisticStatus(StrEnum):
    """Whether a statistic has a value; `blank` where a register or column is not there."""

    COMPUTED = "computed"
    NOT_APPLICABLE = "not_applicable"
    BLANK = "blank"


@dataclass(frozen=True)
class CrossTable:
    """Rows × columns of exact numbers. The columns in `percent_columns` hold percentages, None without a denominator.

    Totals are None where the table has none. With `is_row_private` or `is_column_private` the labels name persons.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Number | None, ...], ...]
    row_totals: tuple[Number | None, ...] | None = None
    column_totals: tuple[Number | None, ...] | None = None
    total: Number | None = None
    percent_columns: frozenset[str] = frozenset()
    is_row_private: bool = False
    is_column_private: bool = False


@dataclass(frozen=True)
class RowListing:
    """Rows as they stand, by their first date; `private_columns` hold identifiers, names or free text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    private_columns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StatisticResult:
    """A statistic of one office. `value` is exact, a percentage as 0 to 100; `unit` stands behind it; `parts` are named figures
    beside it, in order. `text` is how the report calls it, `notes` explain it, `rejected` counts the rows rejected for it.
    """

    id: str
    demand: str
    kind: str
    text: str
    status: StatisticStatus
    unit: str = ""
    value: Fraction | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    parts: Mapping[str, Number | None] | None = None
    table: CrossTable | None = None
    listing: RowListing | None = None
    rejected: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TieOutResult:
    """Two figures that should agree; everything is None where a side is absent. `rows` are the left side's where they
    do not agree.

    `subject` is whose figures they are, where each subject is tied out for itself.
    """

    id: str
    relation: str
    holds: bool | None
    left: Number | None
    right: Number | None
    difference: Number | None
    rows: tuple[Address, ...] = ()
    subject: str | None = None
    is_subject_private: bool = False
    text: str = ""
    question: str = ""


@dataclass(frozen=True)
class DemandResult:
    """What answers a demand, and how far: `computed`, `partly`, `drafted` or `blank`."""

    number: str
    reports: tuple[str, ...]
    statistics: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Duties:
    """All that a report owes beside its measures, each in the plan's order."""

    rules: tuple[MeasureResult, ...] = ()
    statistics: tuple[StatisticResult, ...] = ()
    tie_outs: tuple[TieOutResult, ...] = ()
    demands: tuple[DemandResult, ...] = ()
