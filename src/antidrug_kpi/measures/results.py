"""The results of a computation as plain data: everything that the forms print and that an auditor compares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from antidrug_kpi.issues import Issue, mask_identifier
from antidrug_kpi.plans.statuses import Status as Status  # noqa: PLC0414  # read from here by all that read results
from antidrug_kpi.plans.windows import ReportName

# A count, or a sum of money or hours; a denominator that is weighed need be neither.
Sum = int | Decimal
Number = Sum | Fraction


class Progress(StrEnum):
    """自評進度 of annexes 11 and 12."""

    AHEAD = "超前"
    ON_TRACK = "符合"
    BEHIND = "落後"


@dataclass(frozen=True)
class ExclusionCount:
    """How many subjects a rule of the source took out of the denominator, for one reason; None where that is hidden."""

    reason: str
    count: int | None


@dataclass(frozen=True)
class WaterfallStep:
    """A line of the waterfall from the register's rows to the numerator; `is_part` marks what is taken off or set apart."""

    text: str
    count: Number
    is_part: bool = False


@dataclass(frozen=True)
class Stratum:
    """A measure's figures for one value of a column; a count has no denominator, and a private key identifies a person.

    One that `is_hidden` from the public has no numbers.
    """

    key: str
    numerator: Number | None
    denominator: Number | None
    value: Fraction | None
    is_private: bool = False
    is_hidden: bool = False

    def show_key(self, show_ids: bool = False) -> str:
        """The key, masked where it identifies a person and is not asked for."""
        return mask_identifier(self.key) if self.is_private and not show_ids else self.key


@dataclass(frozen=True)
class EvidenceItem:
    """An item of evidence by its name, with each described element and its text, whole; one that lacks an element is not
    counted.
    """

    name: str
    texts: tuple[tuple[str, str], ...]
    is_counted: bool = True


@dataclass(frozen=True)
class MeasureResult:
    """One measure of one office.

    `numerator` and `denominator` are exact counts or sums; `value` and `target` are exact, in `unit` (a percentage as 0 to
    100). `subject` and `numerator_subject` are the counting words of denominator and numerator (人次, 家 …).
    `elapsed` is the part of the year by which the progress of a measure that accumulates was judged.
    `has_ratio_target` marks a target that is itself a ratio computed from the registers. `subjects` is the number before
    exclusions. `source` is "register" or, for figures entered by hand, "figures". `notes` explain the figure;
    `official_notes` are those of them that are handed in with it; `questions` are what the office should look at first.
    `reading` are the chosen alternative readings behind it. `items` are the items of evidence that are described, counted or
    not.
    One that `is_hidden` from the public keeps its texts, status and target, and has no numbers.
    """

    id: str
    indicator: str
    title: str
    status: Status
    unit: str
    numerator: Number | None = None
    denominator: Number | None = None
    value: Fraction | None = None
    comparator: str | None = None
    target: Fraction | None = None
    has_ratio_target: bool = False
    attainment: Fraction | None = None
    progress: Progress | None = None
    elapsed: Fraction | None = None
    shortfall: int | None = None
    excluded: tuple[ExclusionCount, ...] = ()
    subjects: int | None = None
    rejected: int = 0
    source: str | None = None
    reading: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    official_notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    parts: Mapping[str, Number | None] | None = None
    part_texts: Mapping[str, str] | None = None
    subject: str = ""
    numerator_subject: str = ""
    items: tuple[EvidenceItem, ...] = field(default=(), repr=False)
    waterfall: tuple[WaterfallStep, ...] = ()
    strata: tuple[Stratum, ...] = ()
    is_hidden: bool = False

    @property
    def notes_and_questions(self) -> tuple[str, ...]:
        """Everything that is said beside the figure; the form that is handed in prints the official notes alone."""
        return self.notes + self.questions

    @property
    def office_notes(self) -> tuple[str, ...]:
        """The notes that are for the office alone."""
        return tuple(note for note in self.notes if note not in self.official_notes)

    @property
    def is_count(self) -> bool:
        """Whether the value is a number of things, which has no denominator."""
        return self.numerator is not None and self.denominator is None

    @property
    def lacks_data(self) -> bool:
        """Whether there is no figure because data are missing or withheld, and not because there is nothing to count."""
        return self.status in {Status.NO_DATA, Status.WITHHELD} and not self.is_hidden


@dataclass(frozen=True)
class InputSummary:
    """What became of the rows of one register in one file: rows = accepted + rejected + skipped.

    Of one that `is_hidden` from the public all counts are 0, and none is to be printed.
    """

    file: str
    sha256: str
    register: str
    title: str
    rows: int
    accepted: int
    rejected: int
    skipped: int
    warnings: int
    is_hidden: bool = False

    @property
    def counts(self) -> tuple[int, ...]:
        """Rows read, accepted, rejected and skipped, and warnings: the columns that every overview prints."""
        return self.rows, self.accepted, self.rejected, self.skipped, self.warnings


@dataclass(frozen=True)
class InputLeftOut:
    """A file or sheet that was not read, and why. `register` is what it is, or what its name says it is; `sha256` is None where
    the file did not open.
    """

    file: str
    sha256: str | None
    sheet: str | None
    register: str | None
    why: str


@dataclass(frozen=True)
class MonthEnd:
    """What the measures come to on the last day of a month."""

    as_of: dt.date
    measures: tuple[MeasureResult, ...]


@dataclass(frozen=True)
class OfficeResult:
    """All measures of one office for one report; `readings` are the chosen alternatives, by what they are chosen by.

    `months` are the month-ends of the year up to the as-of date, None where nobody asked for them. `largest_hidden_count` is set
    where the result is for the public: counts of persons from 1 to it are hidden.
    """

    plan: str
    year: int
    report: ReportName
    jurisdiction: str | None
    period: tuple[dt.date, dt.date]
    as_of: dt.date
    version: str
    inputs: tuple[InputSummary, ...]
    measures: tuple[MeasureResult, ...]
    by: str | None = None
    issues: tuple[Issue, ...] = field(default=(), repr=False)
    left_out: tuple[InputLeftOut, ...] = ()
    plan_sha256: str = ""
    """The digest of the plan's files; empty where a plan was computed that stands in none."""
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: tuple[MonthEnd, ...] | None = None
    largest_hidden_count: int | None = None

    @property
    def hidden_registers(self) -> frozenset[str]:
        """Ids of the registers of which no count is for the public."""
        return frozenset(summary.register for summary in self.inputs if summary.is_hidden)
