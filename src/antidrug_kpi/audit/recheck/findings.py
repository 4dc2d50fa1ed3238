"""What rechecking a measure comes to, as data: the cause, what else holds, and what is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from antidrug_kpi.forms.submitted.submitted_form import SubmittedMeasure
from antidrug_kpi.measures.results import MeasureResult


class Cause(StrEnum):
    """Why a submitted figure is as it is, in the order in which one is looked for."""

    NOT_FILLED = "not_filled"
    UNREADABLE = "unreadable"
    NO_DATA = "no_data"
    AGREES = "agrees"
    ROUNDING = "rounding"
    OWN_PARTS = "own_parts"
    READING = "reading"
    WINDOW = "window"
    EXCLUSION = "exclusion"
    REJECTED_COUNTED = "rejected_counted"
    OTHER_ROW = "other_row"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    BOTH = "both"
    VALUE = "value"
    PROGRESS = "progress"


UNDISPUTED = frozenset({Cause.AGREES, Cause.UNREADABLE, Cause.NO_DATA, Cause.NOT_FILLED})
"""The causes that are no difference of figures; of a measure with a value, `not_filled` is one all the same."""


@dataclass(frozen=True)
class DifferenceExplanation:
    """One cause that holds, with its detail as it stands in the JSON."""

    cause: Cause
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RecheckFinding:
    """A measure with what was submitted and what was computed; `also` are further explanations, `tried` how many readings,
    windows and exclusions were computed in search of one.
    """

    submitted: SubmittedMeasure
    computed: MeasureResult
    cause: Cause
    detail: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[DifferenceExplanation, ...] = ()
    tried: int = 0

    @property
    def differs(self) -> bool:
        """Whether the submitted figures are not those that the registers give."""
        if self.cause is Cause.NOT_FILLED:
            return self.computed.value is not None
        return self.cause not in UNDISPUTED


@dataclass(frozen=True)
class Recheck:
    """All findings, in the plan's order, with what the form said of itself and what was noticed about it."""

    findings: tuple[RecheckFinding, ...]
    file: str
    kind: str
    remarks: tuple[str, ...] = ()

    def count_causes(self) -> dict[str, int]:
        """How often each cause occurs, in the order of the causes; those that do not occur are left out."""
        counts = {cause: sum(finding.cause is cause for finding in self.findings) for cause in Cause}
        return {cause.value: count for cause, count in counts.items() if count}

    @property
    def has_differences(self) -> bool:
        """Whether a measure differs."""
        return any(finding.differs for finding in self.findings)

    @property
    def is_doubtful(self) -> bool:
        """Whether a measure could not be held against anything."""
        return any(finding.cause in {Cause.UNREADABLE, Cause.NO_DATA} for finding in self.findings)
