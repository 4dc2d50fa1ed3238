"""The tables of the plan of a year: what the year before came to, and what this one is to reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from antidrug_kpi.forms.attainment_table import build_table
from antidrug_kpi.forms.document import Block, Paragraph, Table, TableCell, TableRow, TextRun, make_cell, make_plain_paragraph
from antidrug_kpi.forms.figure_words import say_figures
from antidrug_kpi.forms.indicator_form import lay_out_attainment
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.needed_numbers import say_needed
from antidrug_kpi.forms.printed.told_parts import TO_WRITE
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator
from antidrug_kpi.roc import to_gregorian_year

_BLANK = Paragraph((TextRun(TO_WRITE, is_blank=True),))
_WITHOUT_FIGURE = frozenset({Status.NO_DATA, Status.WITHHELD})
_WIDTHS = (34, 26, 34, 24)
_PRINTED = ("indicator", "target", "attainment")


def build_past_results(source: FormSource) -> tuple[Block, ...]:
    """The indicators of the year before as its final report printed them, without 自評進度; nothing without a baseline."""
    if source.baseline is None:
        return ()
    result = source.baseline.result
    table = build_table(source.plan, result)
    kept = [number for number, column in enumerate(table.columns) if column.role in _PRINTED]
    whole = lay_out_attainment(table)
    rows = tuple(_keep(row, kept, len(table.columns)) for row in whole.rows)
    caption = make_plain_paragraph(f"{result.year} 年度衡量指標達成情形（期末）：")
    return caption, Table(tuple(whole.widths[number] for number in kept), rows, whole.header_rows)


def _keep(row: TableRow, kept: Sequence[int], width: int) -> TableRow:
    """The row's cells in these columns; a heading over all of them is one over those that are kept."""
    if len(row.cells) < width:
        (heading,) = row.cells
        return TableRow((TableCell(heading.lines, len(kept)),))
    return TableRow(tuple(row.cells[number] for number in kept))


def build_benefits(source: FormSource) -> tuple[Block, ...]:
    """Every indicator by its group, the plan's own before the office's: target, the figure of the year before, and what a month
    needs.
    """
    year = source.periods.year
    headings = ("指標", "目標值", f"{year - 1} 年度達成情形（基準值）", "達標所需（依基準年度分母）")
    rows = [TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in headings))]
    for number, heading in source.plan.groups.items():
        indicators = [indicator for indicator in source.plan.indicators if indicator.group == number]
        if indicators:
            rows.append(TableRow((make_cell(heading, columns=len(headings), is_bold=True),)))
            rows += [_build_row(indicator, source) for indicator in indicators]
    return (Table(_WIDTHS, tuple(rows)),)


def _build_row(indicator: Indicator, source: FormSource) -> TableRow:
    name = f"{indicator.label[indicator.label.find('(') :]} {indicator.title}"
    before = {measure.id: _find_before(measure, source) for measure in indicator.measures}
    end = dt.date(to_gregorian_year(source.periods.year), 12, 31)
    needed = (say_needed(measure, before[measure.id], end, source.result.jurisdiction) for measure in indicator.measures)
    targets = [measure.target.text if measure.target is not None else None for measure in indicator.measures]
    return TableRow(
        (
            make_cell(name),
            TableCell(tuple(_list_lines(indicator, targets, blank="－"))),
            TableCell(tuple(_list_lines(indicator, [None if each is None else say_figures(each) for each in before.values()]))),
            TableCell(tuple(_list_lines(indicator, needed))),
        )
    )


def _find_before(measure: Measure, source: FormSource) -> MeasureResult | None:
    found = None if source.baseline is None else source.baseline.find_measure(measure.id)
    return None if found is None or found.status in _WITHOUT_FIGURE else found


def _list_lines(indicator: Indicator, texts: Iterable[str | None], *, blank: str | None = None) -> Iterator[Paragraph]:
    """A line for each measure, numbered where there are several; what is not known is a marked blank."""
    is_single = len(indicator.measures) == 1
    for number, text in enumerate(texts, start=1):
        head = "" if is_single else f"{number}."
        known = text or blank
        if known is not None:
            yield make_plain_paragraph(f"{head}{known}")
        elif head:
            yield Paragraph((TextRun(head), *_BLANK.runs))
        else:
            yield _BLANK
