"""Reads a form that an office handed in: which measures it speaks of, and with which figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import TypedDict

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.package import open_package
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.forms.evidence_words import EVIDENCE_HEADING
from antidrug_kpi.forms.into import FORM_SUFFIXES, open_form
from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.forms.into.form_headings import Headings
from antidrug_kpi.forms.into.form_matching import WRITTEN, IndicatorRow, Match, match_rows
from antidrug_kpi.forms.into.form_remarks import say_nearest
from antidrug_kpi.forms.into.form_times import FormTime
from antidrug_kpi.forms.into.named_indicators import Names
from antidrug_kpi.forms.into.part_xml import OddFormError
from antidrug_kpi.forms.into.row_blocks import Block, Listing
from antidrug_kpi.forms.submitted.cell_faults import find_fault
from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.forms.submitted.division.progress_division import divide_progress, group_by_target
from antidrug_kpi.forms.submitted.division.target_rows import split_in_order
from antidrug_kpi.forms.submitted.figure_columns import divide_columns, read_columns, show_cell
from antidrug_kpi.forms.submitted.figure_texts import read_figures
from antidrug_kpi.forms.submitted.form_identity import (
    find_jurisdiction,
    list_times,
    name_annex,
    name_kind,
    read_listing,
    read_title_time,
)
from antidrug_kpi.forms.submitted.normal_text import NormalText, normalise_cell
from antidrug_kpi.forms.submitted.other_numbers import has_numbers
from antidrug_kpi.forms.submitted.read_progress import find_progress
from antidrug_kpi.forms.submitted.remark_columns import add_remark, divide_remark
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures, SubmittedForm, SubmittedMeasure
from antidrug_kpi.forms.submitted.submitted_result import read_result
from antidrug_kpi.forms.submitted.text_states import says_no_case, says_only_no_case
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.results import Progress
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_there, say_reason
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.windows import ReportName
from antidrug_kpi.printable import show_path

SUBMITTED_SUFFIXES = (*FORM_SUFFIXES, ".json")


@dataclass(frozen=True)
class _Opened:
    """A form with its tables, and how they were understood."""

    form: FormFile
    grids: Sequence[Grid]
    blocks: Mapping[CellPlace, Block]
    plan: Plan
    year: int


class _Ticked(TypedDict):
    """What a row's boxes say of a measure."""

    progress: Progress | None
    row: tuple[str, ...]


def read_submitted(
    path: Path,
    plan: Plan,
    *,
    year: int | None = None,
    report: str | None = None,
    ask: AskPassword = answer_no_password,
) -> SubmittedForm:
    """The figures of a filled form (.docx .odt .xlsx .ods), or of a result (.json), for every measure of the plan in its order.

    `year` and `report` are those that the user names: of a form with several tables the one for them is read. `ask` gives the
    password of an encrypted one. Raises UserError
    where the file cannot be read, is protected or damaged, is of another plan, or has no row of this one.
    """
    suffix = path.suffix.lower()
    if suffix not in SUBMITTED_SUFFIXES:
        if not is_there(path):
            raise UserError(f"找不到「{show_path(path)}」{name_nearest(path, SUBMITTED_SUFFIXES)}；請確認路徑")
        known = "、".join(SUBMITTED_SUFFIXES)
        raise UserError(f"{escape_controls(path.name)}：看不懂的檔案格式；應為 {known} 之一，請另存新檔後再試")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(path)}：{say_reason(error)}{name_nearest(path)}；請確認路徑與權限") from None
    file = escape_controls(path.name)
    if suffix == ".json":
        return read_result(data, file, plan)
    try:
        return _read_document(open_form(open_package(data, file, ask=ask), suffix), file, plan, year, report)
    except OddFormError as odd:
        raise UserError(f"{file}：{odd}；請以文書或試算表軟體開啟、另存新檔後再試") from None


def _read_document(form: FormFile, file: str, plan: Plan, year: int | None, report: str | None) -> SubmittedForm:
    grids = form.read_grids()
    found = read_listing(plan, grids, list_times(plan, grids, year, report))
    if found is None:
        raise UserError(f"{file}：找不到有「指標」「目標達成情形及達成率」兩欄的表格{_say_near(form, grids, plan)}")
    _, time, listing = found
    titled = read_title_time(grids, listing, time)
    matches = match_rows(grids, listing.blocks, Names(plan.indicators))
    if not any(match.rows or match.repeated for match in matches):
        raise UserError(f"{file}：沒有任何一列是計畫 {plan.id} 的指標；若是其他計畫的表，請以 --plan 指定那個計畫")
    years = titled.years
    opened = _Opened(form, grids, {block.name: block for block in listing.blocks}, plan, min(years, default=year or plan.year))
    measures = [measure for match in matches for measure in _read_match(opened, match)]
    kind = name_kind(plan, grids, listing)
    return SubmittedForm(
        file,
        kind,
        plan.id,
        _find_report(plan, titled, kind),
        next(iter(years)) if len(years) == 1 else None,
        find_jurisdiction(plan, grids, listing),
        tuple(measures),
        tuple(_list_remarks(form, matches)),
    )


def _find_report(plan: Plan, titled: FormTime, kind: str) -> ReportName | None:
    """The report that the title names; where it names none or several, the one whose annex has these columns."""
    if len(titled.reports) == 1:
        return next(iter(titled.reports))
    return next((name for name, report in plan.reports.items() if name_annex(report.form.annex) == kind), None)


def _say_near(form: FormFile, grids: Sequence[Grid], plan: Plan) -> str:
    """What is nearest to the columns that are not there."""
    from antidrug_kpi.forms.into.report_times import make_headings
    from antidrug_kpi.forms.into.row_blocks import list_blocks

    time = next(iter(list_times(plan, grids, None, None)))
    headings: Headings = make_headings(plan, time, plan.reports[time.report].as_of.month)
    listing: Listing = list_blocks(grids, headings, time)
    return say_nearest(form, grids, listing, headings) or "；請確認是「衡量指標達成情形」的表"


def _list_remarks(form: FormFile, matches: Sequence[Match]) -> list[str]:
    """How names that are written differently were understood."""
    return [f"{form.name_place(place)}{text}" for match in matches for place, text in match.remarks if "視為" in text]


def _read_match(opened: _Opened, match: Match) -> list[SubmittedMeasure]:
    """The measures of an indicator, in the plan's order; one without a row has neither text nor place."""
    indicator = match.indicator
    found: dict[str, SubmittedMeasure] = {}
    rows = _split_whole(opened, match) or match.rows or tuple(_find_repeated(opened, match))
    boxes = [row for row in rows if "progress" in row.cells]
    for row in rows:
        measures = [measure for measure in indicator.measures if not row.measures or measure.id in row.measures]
        if "attainment" not in row.cells and not row.figures:
            continue
        box = row if "progress" in row.cells else next((other for other in boxes if not other.measures), None)
        ticked = _read_boxes(opened, indicator, box, measures)
        for measure in _read_row(opened, row, measures):
            known = found.get(measure.id)
            if known is None or known.figures.text is None:
                found[measure.id] = SubmittedMeasure(measure.id, measure.figures, place=measure.place, **ticked[measure.id])
    return [found.get(measure.id, SubmittedMeasure(measure.id)) for measure in indicator.measures]


def _read_boxes(
    opened: _Opened, indicator: Indicator, row: IndicatorRow | None, measures: Sequence[Measure]
) -> dict[str, _Ticked]:
    """The progress that a row's cell has for each of its measures, and which of them have it in common."""
    own = tuple(measure.id for measure in measures)
    if row is None:
        return dict.fromkeys(own, _Ticked(progress=None, row=own))
    place = row.cells["progress"]
    text = opened.grids[place.grid].read(place.row, place.column)
    shared = own if row.measures else tuple(measure.id for measure in indicator.measures)
    apart = {} if row.measures else divide_progress(text, indicator)
    together = {name: names for names in group_by_target(indicator) for name in names}
    whole = _Ticked(progress=find_progress(text), row=shared)
    return {name: _Ticked(progress=apart[name], row=together[name]) if name in apart else whole for name in own}


def _read_row(opened: _Opened, row: IndicatorRow, measures: Sequence[Measure]) -> list[SubmittedMeasure]:
    """The measures that a row is about, each with its part of the row's text, and with what its columns of figures hold."""
    cells = _list_cells(opened, row) if "attainment" in row.cells else []
    parts = _divide_text(row, measures, _cut_evidence("\n".join(text for _, text in cells)))
    columns = divide_columns(opened.form, opened.grids, opened.blocks.get(row.name), row, measures) if row.figures else {}
    first = cells[0][0] if cells else next(iter(row.figures.values()))
    fault = find_fault(opened.form, opened.grids, (*(place for place, _ in cells), *row.figures.values()))
    remarks = divide_remark(opened.form, opened.grids, opened.blocks.values(), row, measures)
    made = []
    for measure in measures:
        part, found = parts.get(measure.id), columns.get(measure.id)
        if found is not None:
            place = found.place
            figures = read_columns(opened.plan, row.indicator, measure, found, part, opened.year)
        else:
            place = _find_place(cells, part) if cells else first
            figures = SubmittedFigures()
            if part is not None:
                figures = read_figures(opened.plan, row.indicator, measure, part, opened.year)
        figures = add_remark(opened.plan, row.indicator, measure, figures, remarks.get(measure.id), opened.year)
        if fault is not None and figures.filling is Filling.BLANK:
            figures = replace(figures, filling=Filling.UNREADABLE, fault=fault)
        made.append(SubmittedMeasure(measure.id, figures, place=_name_place(opened.form, place)))
    return made


def _divide_text(row: IndicatorRow, measures: Sequence[Measure], source: str) -> dict[str, NormalText]:
    """The measures' parts of the text of a row's attainment."""
    if len(measures) == 1:
        return {measures[0].id: normalise_cell(source)} if source.strip() else {}
    return divide_cell(row.indicator, source) or _share_no_case(measures, source)


def _cut_evidence(source: str) -> str:
    """A cell's text without what our own form tells of evidence below the figures, whose numbers are no figures."""
    kept = takewhile(lambda line: line.strip() != EVIDENCE_HEADING, source.split("\n"))
    return "\n".join(kept)


def _share_no_case(measures: Sequence[Measure], source: str) -> dict[str, NormalText]:
    """The whole text for each measure, where it says of all that there is no case."""
    whole = normalise_cell(source)
    is_none = says_only_no_case(whole.text) or (says_no_case(whole.text) and not has_numbers(whole.text))
    return {measure.id: whole for measure in measures} if is_none else {}


def _list_cells(opened: _Opened, row: IndicatorRow) -> list[tuple[CellPlace, str]]:
    """The cells of a row's attainment with their texts: of a name over several rows, one of each row."""
    first = row.cells["attainment"]
    block = opened.blocks.get(row.name)
    places = [first]
    if block is not None and not row.measures and first.row == block.rows[0]:
        grid = opened.grids[block.grid]
        below = (block.header.find_cell("attainment", grid, number) for number in block.rows)
        places += [CellPlace(block.grid, *cell) for cell in below if cell is not None]
    shown = ((place, show_cell(opened.form, opened.grids, place)) for place in dict.fromkeys(places))
    cells = [(place, text) for place, text in shown if text.strip()]
    return cells or [(first, "")]


def _find_place(cells: Sequence[tuple[CellPlace, str]], part: NormalText | None) -> CellPlace:
    """The cell in which a measure's text begins."""
    if part is not None and len(cells) > 1:
        opening = part.original.split("\n")[0]
        for place, text in cells:
            if opening and opening in text:
                return place
    return cells[0][0]


def _name_place(form: FormFile, place: CellPlace) -> str:
    """A place as recheck names it: 表格2 第7列 第4欄, or a workbook's sheet and cell."""
    name = form.name_place(place)
    if not name.startswith("表 "):
        return name
    return name.replace("表 ", "表格", 1).replace(" 第 ", " 第").replace(" 列第 ", "列 第").replace(" 欄", "欄")


def _split_whole(opened: _Opened, match: Match) -> tuple[IndicatorRow, ...]:
    """The rows of an indicator whose rows do not name all of its measures as one for each of them in their order."""
    named = frozenset[str]().union(*(row.measures for row in match.rows))
    if named >= {measure.id for measure in match.indicator.measures}:
        return ()
    places = (*match.repeated, *(row.name for row in match.rows))
    blocks = [
        block for block in opened.blocks.values() if any(place.grid == block.grid and place.row in block.rows for place in places)
    ]
    return split_in_order(opened.grids, match.indicator, blocks)


def _find_repeated(opened: _Opened, match: Match) -> list[IndicatorRow]:
    """The rows of an indicator that has several: those with a text, or the first of them."""
    rows = []
    for name in match.repeated:
        block = opened.blocks.get(name)
        if block is None:
            continue
        grid = opened.grids[block.grid]
        found: dict[str, CellPlace] = {}
        for role in ("attainment", "progress", *block.header.figures):
            begin = block.header.find_cell(role, grid, block.rows[0])
            if begin is not None:
                found[role] = CellPlace(block.grid, *begin)
        cells = {role: place for role, place in found.items() if role in WRITTEN}
        figures = {kind: place for kind, place in found.items() if kind not in WRITTEN}
        rows.append(IndicatorRow(match.indicator, frozenset(), block.name, cells, figures=figures))
    return rows
