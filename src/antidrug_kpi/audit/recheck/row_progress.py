"""Whether the ticked progress or the word 達成 contradicts what was computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from antidrug_kpi.forms.attainment_table import combine_progress
from antidrug_kpi.forms.submitted.submitted_form import SubmittedMeasure
from antidrug_kpi.measures.results import MeasureResult, Progress, Status
from antidrug_kpi.plans.plan import Indicator


def contradicts(ticked: Progress | None, computed: Progress | None) -> bool:
    """Whether one of the two is 落後 and the other is not; 超前 and 符合 are the office's own words for the same."""
    if ticked is None or computed is None:
        return False
    return (ticked is Progress.BEHIND) != (computed is Progress.BEHIND)


def find_progress_fault(indicator: Indicator, submitted: SubmittedMeasure, results: Mapping[str, MeasureResult]) -> str | None:
    """The computed status where the verdict is wrong, the computed progress where the row's box is; None where neither is.

    A box of several measures is held against that of all of them together.
    """
    result = results[submitted.id]
    verdict = submitted.figures.verdict
    if verdict is not None and result.status in {Status.MET, Status.MISSED} and verdict != (result.status is Status.MET):
        return result.status.value
    if not contradicts(submitted.progress, result.progress) or result.progress is None:
        return None
    if len(submitted.row) > 1 and not contradicts(submitted.progress, combine_row(indicator, submitted.row, results)):
        return None
    return result.progress.value


def combine_row(indicator: Indicator, row: Sequence[str], results: Mapping[str, MeasureResult]) -> Progress | None:
    """The progress of the measures of a row with one box, by their ids."""
    measures = tuple(measure for measure in indicator.measures if measure.id in row)
    found = [results[measure.id] for measure in measures if measure.id in results]
    return combine_progress(indicator.model_copy(update={"measures": measures}), found)
