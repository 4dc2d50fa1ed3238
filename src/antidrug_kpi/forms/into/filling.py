"""An office's own copy of the form, filled: what is written, what is kept, what was not found, what has changed in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.package import Package, open_package
from antidrug_kpi.forms.into.grid import FormFile, Grid, Place
from antidrug_kpi.forms.into.matching import IndicatorRow, Match, match_rows
from antidrug_kpi.forms.into.odf import OdfForm
from antidrug_kpi.forms.into.sheet import SheetForm
from antidrug_kpi.forms.into.ticks import is_unanswered, tick_pieces
from antidrug_kpi.forms.into.word import WordForm
from antidrug_kpi.forms.shown import list_shown
from antidrug_kpi.forms.table import combine_progress, say_measures
from antidrug_kpi.forms.words import tick_progress
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import FormColumn
from antidrug_kpi.registers.words import squeeze

OPENERS: Mapping[str, Callable[[Package], FormFile]] = {".docx": WordForm, ".odt": OdfForm, ".xlsx": SheetForm}


@dataclass(frozen=True)
class CellReport:
    """What became of a cell: where it is, whose it is, and under which heading of the form."""

    place: str
    indicator: str
    heading: str


@dataclass(frozen=True)
class FilledForm:
    """The filled document, the cells that changed as it was read back, those kept as they were, and what was not found."""

    content: bytes
    changed: tuple[CellReport, ...]
    kept: tuple[CellReport, ...]
    lacking: tuple[str, ...]


def fill_document(
    data: bytes, file: str, suffix: str, plan: Plan, result: OfficeResult, *, overwrite: bool = False
) -> FilledForm:
    """The office's document with attainment and progress of every indicator that was computed.

    Raises UserError where it cannot be opened, or has no table with the form's columns.
    """
    open_form = OPENERS[suffix]
    form = open_form(open_package(data, file))
    columns = plan.reports[result.report].form.columns  # type: ignore[index]  # a result's report is one of the plan's
    shown = {own.indicator.id: own for group in list_shown(plan, result) for own in group.indicators}
    before = form.read_grids()
    match = match_rows(before, columns, [own.indicator for own in shown.values()])
    if match is None:
        wanted = "、".join(f"「{column.text}」" for column in columns if column.role in {"indicator", "attainment"})
        raise UserError(f"{file}：找不到有{wanted}兩欄的表格；請確認是「衡量指標達成情形」的表，且欄名與附件相同")
    kept: list[Place] = []
    for row in match.rows:
        kept += _fill_row(form, before[row.grid], row, shown[row.indicator.id].results, overwrite=overwrite)
    content = form.save()
    after = open_form(open_package(content, file)).read_grids()
    whose = _name_cells(match, columns)
    changed = tuple(_report(form, place, whose) for place in _find_changes(before, after))
    return FilledForm(content, changed, tuple(_report(form, place, whose) for place in sorted(kept)), _list_lacking(form, match))


def _fill_row(
    form: FormFile, grid: Grid, row: IndicatorRow, results: Sequence[MeasureResult], *, overwrite: bool
) -> Iterator[Place]:
    """Write an indicator's cells; yields those that were to be written and were kept instead."""
    place = row.place("attainment")
    if place is not None:
        text = grid.read(place.row, place.column)
        if form.is_locked(place) or (text.strip() and not overwrite):
            yield place
        else:
            form.write_lines(place, say_measures(results))
    place, progress = row.place("progress"), combine_progress(row.indicator, results)
    if place is None:
        return
    is_open = is_unanswered(grid.read(place.row, place.column))
    if is_open and progress is None:
        return
    if form.is_locked(place) or not (is_open or overwrite):
        yield place
        return
    pieces = tick_pieces(form.read_pieces(place), progress)
    if pieces is None:
        form.write_lines(place, tick_progress(progress))
    else:
        form.change_pieces(place, pieces)


def _find_changes(before: Sequence[Grid], after: Sequence[Grid]) -> Iterator[Place]:
    """Every cell whose text is another one now, as both documents were read."""
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        for row in range(len(new.rows)):
            for column in range(len(new.rows[row])):
                was = old.read(row, column) if row < len(old.rows) else ""
                if squeeze(was) != squeeze(new.read(row, column)):
                    yield Place(number, row, column)


def _name_cells(match: Match, columns: Sequence[FormColumn]) -> dict[Place, tuple[str, str]]:
    """Indicator and heading of every cell that could be written."""
    headings = {column.role: column.text for column in columns}
    return {
        place: (row.indicator.label, headings[role])
        for row in match.rows
        for role in ("attainment", "progress")
        if (place := row.place(role)) is not None
    }


def _report(form: FormFile, place: Place, whose: Mapping[Place, tuple[str, str]]) -> CellReport:
    # A change of any other cell would be a fault of this program, and is not kept quiet.
    return CellReport(form.name_place(place), *whose[place])


def _list_lacking(form: FormFile, match: Match) -> tuple[str, ...]:
    """What was not filled for want of a row of its own."""
    lacking = [
        f"{indicator.label} {indicator.title}：表中沒有這一列{f'（最接近的是「{near}」）' if near else ''}"
        for indicator, near in match.lacking
    ]
    for indicator, places in match.repeated:
        named = "、".join(form.name_place(place) for place in places)
        lacking.append(f"{indicator.label} {indicator.title}：表中有 {len(places)} 列（{named}），未填")
    return tuple(lacking)
