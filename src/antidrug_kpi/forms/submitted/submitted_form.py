"""What a filled form says, as data: for each measure the figures in its text, and where that text stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from antidrug_kpi.measures.results import Progress
from antidrug_kpi.plans.windows import ReportName


@dataclass(frozen=True)
class TypedNumber:
    """A number as it was typed, without separators: 66.70 has two decimals, and is no 66.7."""

    text: str

    @property
    def exact(self) -> Fraction:
        """The number."""
        return Fraction(Decimal(self.text))

    @property
    def decimals(self) -> int:
        """How many digits stand behind the point."""
        return len(self.text.partition(".")[2])

    @property
    def is_whole(self) -> bool:
        """Whether it was typed without a point."""
        return "." not in self.text


class Filling(Enum):
    """What a measure's text is: none or a placeholder, a text without a figure (or with two that contradict each other), the word
    that there is no case, or figures.
    """

    BLANK = "blank"
    UNREADABLE = "unreadable"
    NO_CASE = "no case"
    FIGURES = "figures"


@dataclass(frozen=True)
class SubmittedFigures:
    """The figures of a measure as they were submitted; what the text does not hold is None.

    `share` is a ratio from which a value is yet to be made (the 自籌比率 of 4.1.3, less the least one). `verdict` says whether
    the text calls the target met. `says_none` is a sentence that there was nothing to count, beside at most one loose count: it
    holds where the measure is not applicable, and is as good as no figure where it is. `fault` says what is wrong with the cell
    itself, where that is why it cannot be read.
    """

    filling: Filling = Filling.BLANK
    text: str | None = None
    numerator: TypedNumber | None = None
    denominator: TypedNumber | None = None
    value: TypedNumber | None = None
    attainment: TypedNumber | None = None
    shortfall: TypedNumber | None = None
    share: TypedNumber | None = None
    verdict: bool | None = None
    parts: Mapping[str, TypedNumber | None] | None = None
    contradiction: str | None = None
    fault: str | None = None
    says_none: bool = False

    @property
    def is_lone_part(self) -> bool:
        """Whether a numerator or a denominator is the only figure."""
        single = (self.value, self.attainment, self.shortfall, self.share, self.parts)
        return (self.numerator is None) != (self.denominator is None) and all(figure is None for figure in single)

    @property
    def has_parts(self) -> bool:
        """Whether numerator, denominator or a named part was submitted."""
        named = any(part is not None for part in (self.parts or {}).values())
        return named or self.numerator is not None or self.denominator is not None

    @property
    def has_figures(self) -> bool:
        """Whether any figure was submitted."""
        single = (self.value, self.attainment, self.shortfall, self.share)
        return self.has_parts or any(figure is not None for figure in single)


@dataclass(frozen=True)
class SubmittedMeasure:
    """A measure in the form: its figures, the ticked progress of its row, where its text stands (None where it has no row), and
    the measures that share the row's box.
    """

    id: str
    figures: SubmittedFigures = field(default_factory=SubmittedFigures)
    progress: Progress | None = None
    place: str | None = None
    row: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmittedForm:
    """A form that was read. `kind` is annex11, annex12, other or result; report, year and jurisdiction are None where the form
    does not name them; `remarks` are sentences on how it was understood.
    """

    file: str
    kind: str
    plan: str
    report: ReportName | None
    year: int | None
    jurisdiction: str | None
    measures: tuple[SubmittedMeasure, ...]
    remarks: tuple[str, ...] = ()
