"""The table 衡量指標達成情形 of annexes 11 and 12, as plain data that every writer prints in its own way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antidrug_kpi import roc
from antidrug_kpi.forms.attainment_cell import write_attainment
from antidrug_kpi.forms.document import Paragraph, make_plain_paragraph
from antidrug_kpi.forms.figure_words import say_progress_boxes
from antidrug_kpi.forms.reading_notes import say_readings
from antidrug_kpi.forms.shown_results import ShownIndicator, list_shown
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Progress, Status
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.windows import FormColumn

# Targets that the source numbers stand on lines of their own.
_NUMBERED = re.compile(r"[；\s]*(?<!^)(?=\d\.\D)")


@dataclass(frozen=True)
class AttainmentRow:
    """A row of the table: a group's heading, which spans all columns, or an indicator's cells as lines by column."""

    cells: tuple[tuple[Paragraph, ...], ...]
    is_group: bool = False


@dataclass(frozen=True)
class IndicatorTable:
    """The form's title lines, its columns, its rows in the source's order, and the notes below them."""

    title: tuple[str, ...]
    heading: str
    columns: tuple[FormColumn, ...]
    rows: tuple[AttainmentRow, ...]
    notes: tuple[str, ...]


def build_table(plan: Plan, result: OfficeResult, *, is_annotated: bool = False) -> IndicatorTable:
    """The table of a result: each group's heading, then its indicators that were computed; with `is_annotated` also what is for
    the office alone.
    """
    report = plan.reports[result.report]
    rows: list[AttainmentRow] = []
    for group in list_shown(plan, result):
        rows.append(AttainmentRow((_make_lines((group.heading,)),), is_group=True))
        rows += [_build_row(shown, report.form.columns, is_annotated=is_annotated) for shown in group.indicators]
    office = result.jurisdiction or "○○縣（市）"
    title = (office, plan.title, f"{report.text}成果報告（{roc.format_roc_period(result.period)}）")
    notes = (f"統計基準日：{roc.format_roc_date(result.as_of)}", *say_readings(plan, result.measures))
    return IndicatorTable(title, report.form.heading, report.form.columns, tuple(rows), notes)


def _build_row(shown: ShownIndicator, columns: Sequence[FormColumn], *, is_annotated: bool) -> AttainmentRow:
    indicator = shown.indicator
    cells = {
        "indicator": _make_lines((f"{indicator.label[indicator.label.find('(') :]} {indicator.title}",)),
        "target": _make_lines([part for part in _NUMBERED.split(indicator.target_text) if part]),
        "attainment": write_attainment(indicator, shown.results, is_annotated=is_annotated),
        "progress": _make_lines(say_progress_boxes(combine_progress(indicator, shown.results))),
        "blank": _make_lines(("",)),
    }
    return AttainmentRow(tuple(cells[column.role] for column in columns))


def _make_lines(texts: Sequence[str]) -> tuple[Paragraph, ...]:
    return tuple(map(make_plain_paragraph, texts))


def combine_progress(indicator: Indicator, results: Sequence[MeasureResult]) -> Progress | None:
    """One progress for an indicator of several measures: 落後 if any is, 超前 if all are, otherwise 符合.

    None where no measure has one, or where one that could be behind has no figure, is hidden or was not asked for.
    """
    found = {result.progress for result in results if result.progress is not None}
    if Progress.BEHIND in found:
        return Progress.BEHIND
    # A measure without a figure could still be behind, so that nothing better can be said of the whole.
    lacks_figure = any(result.is_hidden or result.status in {Status.NO_DATA, Status.WITHHELD} for result in results)
    if not found or lacks_figure or len(results) < len(indicator.measures):
        return None
    return Progress.AHEAD if found == {Progress.AHEAD} else Progress.ON_TRACK
