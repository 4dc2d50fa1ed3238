"""What a form of the plan is filled from: the registers and results of an office, for one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from antidrug_kpi.forms.printed.baseline import Baseline
from antidrug_kpi.forms.submitted.review_comments import ReviewComment
from antidrug_kpi.measures.duties.duty_results import Duties
from antidrug_kpi.measures.results import OfficeResult, Sum
from antidrug_kpi.plans.duties.work_items import HandIn
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.redaction import NO_REDACTION, Redaction, make_redaction
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class FormSource:
    """An office as it was read and computed, for one report of a plan; with `is_annotated` the form also says what is for the
    office alone. Without `duties` the statistics of a report are blanks.
    """

    plan: Plan
    registers: Mapping[str, TypedRegister]
    periods: Periods
    result: OfficeResult
    show_ids: bool = False
    cover: Mapping[str, str] = field(default_factory=dict)
    """What the office gives for covers, by field."""
    comments: tuple[ReviewComment, ...] = ()
    """What the ministries wrote about the mid-term report."""
    baseline: Baseline | None = None
    """The final results of the year before, for the plan of a year."""
    hand_in: HandIn | None = None
    """What the form is handed in as, where that is not the report."""
    is_annotated: bool = False
    duties: Duties | None = None
    annexes: Mapping[str, Mapping[str, Sum]] = field(default_factory=dict)
    """The county's numbers in the annexes' tables by column, by each table's register; one without a row is left out."""

    @property
    def told_in(self) -> HandIn:
        """The hand-in that the form is of."""
        return self.hand_in or self.periods.report

    def choose_redaction(self, texts: Iterable[str]) -> Redaction:
        """The redaction for these texts; one that changes nothing where identifiers are to be shown."""
        return NO_REDACTION if self.show_ids else make_redaction(texts, self.registers)

    def hide_in(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The texts as they may be printed: identifiers of persons hidden unless they are to be shown."""
        known = tuple(texts)
        return tuple(map(self.choose_redaction(known).redact, known))
