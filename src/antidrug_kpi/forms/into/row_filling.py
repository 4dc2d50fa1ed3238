"""Fills the cells of an indicator's row in an office's own form: the attainment, and the progress beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from antidrug_kpi.forms.attainment_cell import say_attainment_lines
from antidrug_kpi.forms.attainment_table import combine_progress
from antidrug_kpi.forms.figure_words import say_progress_boxes
from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.forms.into.form_matching import IndicatorRow
from antidrug_kpi.forms.into.own_blanks import is_own_blank
from antidrug_kpi.forms.into.ticked_boxes import is_unanswered, tick_pieces
from antidrug_kpi.forms.reading_notes import say_readings
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Progress
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS
from antidrug_kpi.registers.cells.squeezing import squeeze


@dataclass(frozen=True)
class FillChoices:
    """How an office's own form is filled: over texts that stand there, though it is for another year or report, with what is for
    the office alone.
    """

    overwrite: bool = False
    any_time: bool = False
    is_annotated: bool = False


PLAIN = FillChoices()


@dataclass(frozen=True)
class FillTerms:
    """What is filled into a form, and how."""

    plan: Plan
    result: OfficeResult
    choices: FillChoices


@dataclass
class RowOutcomes:
    """The cells kept that were to be written, the rows whose progress was left alone beside such a one, and a sentence for each
    measure of which nothing was written for want of data.
    """

    kept: list[CellPlace] = field(default_factory=list)
    unticked: list[IndicatorRow] = field(default_factory=list)
    without_data: list[str] = field(default_factory=list)


def fill_row(
    form: FormFile,
    grids: Sequence[Grid],
    row: IndicatorRow,
    results: Sequence[MeasureResult],
    terms: FillTerms,
    found: RowOutcomes,
) -> None:
    """Write the cells of an indicator's row, and add to `found` those that were to be written and were kept instead: locked ones,
    and, unless they are to be overwritten, those that hold the office's own answer.
    """
    found.without_data += [
        f"{row.indicator.label} {result.title}：{STATUS_WORDS[result.status]}，留白" for result in results if result.lacks_data
    ]
    if all(result.lacks_data for result in results):
        return
    is_own = _fill_attainment(form, grids, row, results, terms, found)
    place, progress = row.cells.get("progress"), _combine(row, results)
    if place is None:
        return
    # Boxes as the form is handed out count as empty; anything else is the office's own answer.
    is_empty = is_unanswered(grids[place.grid].read(place.row, place.column))
    if is_empty and progress is None:
        return
    if form.is_locked(place) or not (is_empty or terms.choices.overwrite):
        found.kept.append(place)
    elif is_own:
        _write_progress(form, place, progress)
    else:
        found.unticked.append(row)


def _fill_attainment(
    form: FormFile,
    grids: Sequence[Grid],
    row: IndicatorRow,
    results: Sequence[MeasureResult],
    terms: FillTerms,
    found: RowOutcomes,
) -> bool:
    """Write the cell of attainment unless it is kept; returns whether it then holds nothing but what this program says."""
    place = row.cells.get("attainment")
    if place is None:
        return True
    text = grids[place.grid].read(place.row, place.column)
    # An office's own form has no place below its table for what our form says there.
    said = say_attainment_lines(row.indicator, results, is_annotated=terms.choices.is_annotated)
    lines = (*said, *say_readings(terms.plan, results))
    if form.is_locked(place) or not (is_own_blank(text) or terms.choices.overwrite):
        found.kept.append(place)
        return squeeze(text) == squeeze("".join(lines))
    form.write_lines(place, lines)
    return True


def _write_progress(form: FormFile, place: CellPlace, progress: Progress | None) -> None:
    """Write the progress in the way that the cell has for it: one of a list of choices, ticks in its boxes, or boxes as text."""
    choices = form.list_choices(place)
    pieces = tick_pieces(form.read_pieces(place), progress)
    if any(choice.value in text for choice in Progress for text in choices):
        form.write_lines(place, [text for text in choices if progress is not None and progress.value in text][:1])
    elif pieces is not None:
        form.change_pieces(place, pieces)
    else:
        form.write_lines(place, say_progress_boxes(progress))


def _combine(row: IndicatorRow, results: Sequence[MeasureResult]) -> Progress | None:
    """The progress of the indicator, or of those of its measures that the row is about."""
    measures = tuple(measure for measure in row.indicator.measures if not row.measures or measure.id in row.measures)
    return combine_progress(row.indicator.model_copy(update={"measures": measures}), results)
