"""自評進度 in words: beside a measure its own, and of an indicator with one box for several measures once, beside the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.audit.recheck.findings import Cause, RecheckFinding
from antidrug_kpi.audit.recheck.row_progress import combine_row, contradicts
from antidrug_kpi.measures.results import Progress
from antidrug_kpi.plans.plan import Indicator, Plan

_OWN_WORD = "自評超前或符合由機關認定，只核對是否落後"


@dataclass(frozen=True)
class RowProgress:
    """What is said of the progress in a measure's row: the ticked one, the computed one, and what there is to note."""

    submitted: str = ""
    computed: str = ""
    note: str = ""


def list_progress(plan: Plan, findings: Sequence[RecheckFinding]) -> Mapping[str, RowProgress]:
    """The words for each measure's row, by its id."""
    known = {finding.submitted.id: finding for finding in findings}
    indicators = {measure.id: indicator for indicator, measure in plan.measures}
    return {name: _say_progress(indicators[name], finding, known) for name, finding in known.items()}


def _say_progress(indicator: Indicator, finding: RecheckFinding, known: Mapping[str, RecheckFinding]) -> RowProgress:
    ticked = finding.submitted.progress
    of_row = [name for name in finding.submitted.row if name in known]
    if len(finding.submitted.row) < 2:
        return _compare("自評", ticked, finding.computed.progress)
    together = combine_row(indicator, finding.submitted.row, {name: known[name].computed for name in of_row})
    if finding.submitted.id != _find_carrier([known[name] for name in of_row], is_wrong=contradicts(ticked, together)):
        return RowProgress()
    return _compare("整列自評", ticked, together)


def _find_carrier(of_row: Sequence[RecheckFinding], *, is_wrong: bool) -> str:
    """The measure beside which a row's box is told: the first, of a wrong box the first of which it is the fault."""
    wrong = [finding for finding in of_row if finding.cause is Cause.PROGRESS]
    wrong += [finding for finding in of_row if finding.cause is not Cause.AGREES]
    return (wrong[0] if is_wrong and wrong else of_row[0]).submitted.id


def _compare(name: str, ticked: Progress | None, computed: Progress | None) -> RowProgress:
    if ticked is None or computed is None:
        return RowProgress(*(f"{name} {word}" if word is not None else "" for word in (ticked, computed)))
    if ticked is not computed and not contradicts(ticked, computed):
        return RowProgress(f"{name} {ticked}", "", _OWN_WORD)
    return RowProgress(f"{name} {ticked}", f"{name} {computed}")
