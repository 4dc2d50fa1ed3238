"""Columns of an office's own table that hold one figure each: 分子, 分母, 百分比, 達成率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.forms.into.form_matching import IndicatorRow
from antidrug_kpi.forms.into.row_blocks import Block
from antidrug_kpi.forms.submitted.cell_faults import is_error
from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.forms.submitted.figure_texts import read_figures
from antidrug_kpi.forms.submitted.normal_text import NormalText, normalise_cell
from antidrug_kpi.forms.submitted.other_numbers import NUMBER
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures
from antidrug_kpi.forms.submitted.text_states import begins_with_no_case, is_placeholder
from antidrug_kpi.forms.submitted.typed_values import follows_from, make_number
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import Indicator, Plan

_NAMES = {"numerator": "分子", "denominator": "分母", "counts": "", "turned": "", "value": "", "rate": "達成率"}
_LABELS = {
    "numerator": "分子",
    "denominator": "分母",
    "counts": "分子／分母",
    "turned": "分母／分子",
    "value": "值",
    "rate": "達成率",
}
_BARE = re.compile(rf"-?{NUMBER}")
_COUNTED = re.compile(rf"{NUMBER}[^\d\W]{{0,3}}")


@dataclass(frozen=True)
class FigureCells:
    """What the columns of figures hold of a measure, by kind: each its part of the cell; and where the first of them stands."""

    texts: Mapping[str, NormalText]
    place: CellPlace

    @property
    def original(self) -> str:
        """The texts as they stand, each behind what it is."""
        return "；".join(f"{_LABELS[kind]}：{part.original}" for kind, part in self.texts.items())


def show_cell(form: FormFile, grids: Sequence[Grid], place: CellPlace) -> str:
    """A cell's text as it is shown: a number in its format, a list with its numbers, nothing of what is struck out, nor of an
    error value.
    """
    for name in ("show_number", "read_shown"):
        shown = getattr(form, name, None)
        text = shown(place) if shown is not None else None
        if isinstance(text, str):
            return "" if is_error(text) else text
    text = grids[place.grid].read(place.row, place.column)
    return "" if is_error(text) else text


def divide_columns(
    form: FormFile, grids: Sequence[Grid], block: Block | None, row: IndicatorRow, measures: Sequence[m.Measure]
) -> dict[str, FigureCells]:
    """The measures of which the columns of figures hold something: a row each of a name over several rows, else a part of each
    cell.
    """
    rows = [
        {kind: (place, text) for kind, place in cells.items() if (text := show_cell(form, grids, place)).strip()}
        for cells in _list_rows(grids, block, row)
    ]
    filled = [cells for cells in rows if cells]
    if len(rows) > 1 and len(rows) == len(measures):
        each = {
            measure.id: {kind: (place, normalise_cell(text)) for kind, (place, text) in cells.items()}
            for measure, cells in zip(measures, rows, strict=True)
        }
    else:
        each = _divide_cells(row.indicator, measures, filled)
    return {
        name: FigureCells({kind: part for kind, (_, part) in found.items()}, next(iter(found.values()))[0])
        for name, found in each.items()
        if found
    }


def find_rivals(form: FormFile, grids: Sequence[Grid], block: Block | None, row: IndicatorRow) -> str | None:
    """That a row has something in two columns of the same figure, as a sentence; None where it has not."""
    if block is None:
        return None
    number = row.name.row if row.measures else block.rows[0]
    for kind, cells in block.header.list_rivals(grids[block.grid], number).items():
        texts = [show_cell(form, grids, CellPlace(block.grid, *cell)) for cell in cells]
        if any(text.strip() for text in texts):
            return f"「{_LABELS[kind]}」有兩欄，不知以哪一欄為準；請只留一欄，或在欄名寫明期間"
    return None


def _list_rows(grids: Sequence[Grid], block: Block | None, row: IndicatorRow) -> Iterator[Mapping[str, CellPlace]]:
    """The cells of figures in each row of a name: of one over several rows those below too, where they are cells of their own."""
    first = min(place.row for place in row.figures.values())
    yield row.figures
    if block is None or row.measures or first != block.rows[0]:
        return
    for number in block.rows[1:]:
        cells = {kind: block.header.find_cell(kind, grids[block.grid], number) for kind in row.figures}
        own = {kind: CellPlace(block.grid, *cell) for kind, cell in cells.items() if cell is not None and cell[0] == number}
        if own:
            yield own


def _divide_cells(
    indicator: Indicator, measures: Sequence[m.Measure], rows: Sequence[Mapping[str, tuple[CellPlace, str]]]
) -> dict[str, dict[str, tuple[CellPlace, NormalText]]]:
    """The measures' parts of each column's text."""
    found: dict[str, dict[str, tuple[CellPlace, NormalText]]] = {}
    for kind in _NAMES:
        cells = [cells[kind] for cells in rows if kind in cells]
        if not cells:
            continue
        source = "\n".join(text for _, text in cells)
        parts = {measures[0].id: normalise_cell(source)} if len(measures) == 1 else divide_cell(indicator, source)
        for measure in measures:
            part = parts.get(measure.id)
            if part is not None and part.text.strip():
                found.setdefault(measure.id, {})[kind] = (cells[0][0], part)
    return found


def read_columns(
    plan: Plan, indicator: Indicator, measure: m.Measure, cells: FigureCells, beside: NormalText | None, year: int
) -> SubmittedFigures:
    """The figures of a measure's columns and of the text `beside` them, read as the sentences that they make together."""
    told = {kind: text for kind, part in cells.texts.items() if not is_placeholder(text := part.text.strip(), plan)}
    text = cells.original if beside is None else f"{cells.original}\n{beside.original}"
    sentences = [] if beside is None or is_placeholder(beside.text, plan) else [beside.text]
    if not told and not sentences:
        return SubmittedFigures(Filling.BLANK, text=text)
    none = next((text for text in told.values() if begins_with_no_case(text)), None)
    own = none if none is not None else _compose(measure, told)
    whole = normalise_cell("\n".join([*([own] if own else []), *sentences]))
    return replace(read_figures(plan, indicator, measure, whole, year), text=text)


def _compose(measure: m.Measure, told: Mapping[str, str]) -> str:
    """What the columns say, as it would be typed into one cell."""
    if measure.unit != "%" and "rate" not in told and re.fullmatch(rf"{NUMBER}%", told.get("value", "")):
        told = {**{kind: text for kind, text in told.items() if kind != "value"}, "rate": told["value"]}  # no value of cases
    top, bottom = told.get("numerator"), told.get("denominator")
    counts = told.get("counts", "") or (f"分母/分子:{told['turned']}" if "turned" in told else "")
    if isinstance(measure, m.Evidence | m.Count):
        bottom = None  # a count has none, whatever stands there
    if top is not None and bottom is not None and _COUNTED.fullmatch(top) and _COUNTED.fullmatch(bottom):
        counts = f"{counts}\n分子{top}/分母{bottom}".strip()
        top = bottom = None
    sentences = [f"{_NAMES[kind]}{text}" for kind, text in (("numerator", top), ("denominator", bottom)) if text is not None]
    value = _write_value(measure, told)
    if value:
        counts = f"{counts}{'=' if counts else ''}{value}"
    rate = told.get("rate")
    if rate is not None:
        sentences.append(f"達成率{rate}{'%' if _BARE.fullmatch(rate) else ''}")
    return "\n".join(part for part in (counts, *sentences) if part)


def _write_value(measure: m.Measure, told: Mapping[str, str]) -> str:
    """The column of the value with the unit that its heading has in place of the cell."""
    value = told.get("value", "")
    if not _BARE.fullmatch(value):
        return value
    if isinstance(measure, m.Evidence | m.Count):
        return f"{value}{measure.unit}"
    if measure.unit != "%":
        return f"={value}" if isinstance(measure, m.Mean) else f"{value}{measure.unit}"
    if isinstance(measure, m.Difference):
        return f"{value}{'%' if measure.called.share else '個百分點'}"
    top, bottom = told.get("numerator", ""), told.get("denominator", "")
    if _BARE.fullmatch(top) and _BARE.fullmatch(bottom) and make_number(bottom).exact:
        ratio = make_number(top).exact / make_number(bottom).exact
        if follows_from(make_number(value), ratio) and not follows_from(make_number(value), ratio * 100):
            whole, _, behind = value.partition(".")
            digits = f"{whole}{behind.ljust(2, '0')[:2]}".lstrip("0") or "0"
            return f"{digits}{'.' if behind[2:] else ''}{behind[2:]}%"
    return f"{value}%"
