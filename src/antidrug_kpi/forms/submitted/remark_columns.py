"""A column 說明 or 備註 beside the annex's, where an office tells numerator and denominator of the percentage that it typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.forms.into.form_matching import IndicatorRow
from antidrug_kpi.forms.into.row_blocks import Block
from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.forms.submitted.figure_columns import show_cell
from antidrug_kpi.forms.submitted.figure_texts import read_figures
from antidrug_kpi.forms.submitted.normal_text import NormalText, normalise_cell
from antidrug_kpi.forms.submitted.other_numbers import NUMBER
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures
from antidrug_kpi.forms.submitted.typed_values import follows_from
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan

# What names both parts without a doubt: 分子 … 分母 …, or a fraction and nothing else.
_NAMED = re.compile(
    rf"分子\D{{0,12}}\d.*分母\D{{0,12}}\d|分母\D{{0,12}}\d.*分子\D{{0,12}}\d|{NUMBER}\w{{0,3}}/{NUMBER}\w{{0,3}}", re.DOTALL
)


def divide_remark(
    form: FormFile, grids: Sequence[Grid], blocks: Iterable[Block], row: IndicatorRow, measures: Sequence[Measure]
) -> Mapping[str, NormalText]:
    """The measures' parts of a row's cell of remarks; nothing where the table has no such column."""
    name = row.name
    block = next((block for block in blocks if block.grid == name.grid and name.row in block.rows), None)
    cell = None if block is None else block.header.find_cell("remark", grids[name.grid], name.row)
    if cell is None:
        return {}
    source = show_cell(form, grids, CellPlace(name.grid, *cell))
    if len(row.indicator.measures) > 1 and (len(measures) > 1 or _reaches_over(grids[name.grid], cell, name.row)):
        return divide_cell(row.indicator, source) if source.strip() else {}
    return {measures[0].id: normalise_cell(source)} if source.strip() else {}


def _reaches_over(grid: Grid, cell: tuple[int, int], row: int) -> bool:
    """Whether a cell is that of other rows too."""
    below = min(row + 1, len(grid.rows) - 1)
    return cell[0] < row or (below > row and grid.find_begin(below, cell[1]) == cell)


def add_remark(
    plan: Plan, indicator: Indicator, measure: Measure, figures: SubmittedFigures, remark: NormalText | None, year: int
) -> SubmittedFigures:
    """The figures with the parts that a remark tells, where they have none: where it names both, or its counts give the typed
    value. What else a remark counts is none of the figures.
    """
    is_bare = figures.filling is Filling.FIGURES and not figures.has_parts and figures.parts is None
    value = figures.value or figures.attainment
    if remark is None or not is_bare or value is None:
        return figures
    told = read_figures(plan, indicator, measure, remark, year)
    top, bottom = told.numerator, told.denominator
    if told.contradiction is not None or top is None or bottom is None or not bottom.exact:
        return figures
    ratio = top.exact / bottom.exact * (100 if measure.unit == "%" else 1)
    if not follows_from(value, ratio) and _NAMED.fullmatch(remark.text.strip(" 。;；\n()")) is None:
        return figures
    text = f"{figures.text or ''}\n{remark.original}"
    return replace(figures, numerator=top, denominator=bottom, text=text)
