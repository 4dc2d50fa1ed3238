"""Fills an office's own copy of the form, and reports which cells were filled, kept or not found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from antidrug_kpi.errors import UnfitFormError, UserError
from antidrug_kpi.files.package import open_package
from antidrug_kpi.forms.into import open_form
from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.forms.into.form_headings import Headings
from antidrug_kpi.forms.into.form_matching import IndicatorRow, Match, match_rows
from antidrug_kpi.forms.into.form_remarks import list_remarks, say_nearest
from antidrug_kpi.forms.into.form_times import FormTime, WantedTime
from antidrug_kpi.forms.into.named_indicators import Names
from antidrug_kpi.forms.into.part_xml import OddFormError
from antidrug_kpi.forms.into.report_times import list_other_times, make_headings, want_time
from antidrug_kpi.forms.into.row_blocks import Listing, list_blocks
from antidrug_kpi.forms.into.row_filling import PLAIN, FillChoices, FillTerms, RowOutcomes, fill_row
from antidrug_kpi.forms.shown_results import list_shown
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.squeezing import squeeze

_MOST_NAMED = 5  # places of one indicator in a line


@dataclass(frozen=True)
class CellOutcome:
    """A cell that was filled or kept: its place, its indicator, and the heading of its column."""

    place: str
    indicator: str
    heading: str


@dataclass(frozen=True)
class FilledForm:
    """The filled document and what became of its cells.

    `changed` are the cells whose text differs when the document is read back, `kept` those left as they were. `lacking` and
    `remarks` are sentences: what found no row or
    had no data, and how headings and names in other words than the annex's were understood.
    `backup` is the path of the form as it was, where that was filled in place.
    """

    content: bytes
    changed: tuple[CellOutcome, ...]
    kept: tuple[CellOutcome, ...]
    lacking: tuple[str, ...]
    remarks: tuple[str, ...]
    backup: Path | None = None


@dataclass(frozen=True)
class _Draft:
    """A filled document before it is read back: its bytes, its tables as they were, and the outcome of each of its places."""

    content: bytes
    before: Sequence[Grid]
    outcomes: Mapping[CellPlace, CellOutcome]
    kept: tuple[CellOutcome, ...]
    lacking: tuple[str, ...]
    remarks: tuple[str, ...]


def fill_document(
    data: bytes,
    file: str,
    suffix: str,
    plan: Plan,
    result: OfficeResult,
    choices: FillChoices = PLAIN,
) -> FilledForm:
    """Fill attainment and progress of every computed indicator into the office's document `data`; `file` is its name. Nothing is
    written of a measure without data, and what this program wrote earlier of such a one counts as empty.

    Cells that hold a text are kept unless `overwrite`, and no progress is ticked beside one. What is for the office alone is
    written where it `is_annotated`. Raises UserError where the document cannot be opened or has no table
    with the form's columns, UnfitFormError where it is for another year or report, unless it may be for `any_time`.
    """
    file = escape_controls(file)
    terms = FillTerms(plan, result, choices)
    try:
        draft = _fill(open_form(open_package(data, file), suffix), file, terms)
        after = open_form(open_package(draft.content, file), suffix).read_grids()
    except OddFormError as odd:
        raise UserError(f"{file}：{odd}；請以文書或試算表軟體開啟、另存新檔後再試") from None
    changed = list(_find_changes(draft.before, after))
    # Other cells can change with a filled one only where a form links them as no office program does, or by a bug here.
    others = [place for place in changed if place not in draft.outcomes]
    if others:
        where = f"第 {others[0].grid + 1} 個表格第 {others[0].row + 1} 列第 {others[0].column + 1} 格"
        raise UserError(f"{file}：填入時{where}也會跟著變動，未寫入；請以文書或試算表軟體另存新檔後再試")
    return FilledForm(draft.content, tuple(draft.outcomes[place] for place in changed), draft.kept, draft.lacking, draft.remarks)


def _fill(form: FormFile, file: str, terms: FillTerms) -> _Draft:
    """Fill the opened form and save it. It is freed on return, before the result is read back: two do not fit into the memory."""
    computed = {shown.indicator.id: shown for group in list_shown(terms.plan, terms.result) for shown in group.indicators}
    before = form.read_grids()
    headings, listing = _read_form(form, before, terms.plan, terms.result, file, any_time=terms.choices.any_time)
    matches = match_rows(before, listing.blocks, Names([shown.indicator for shown in computed.values()]))
    rows = [row for match in matches for row in match.rows]
    found = RowOutcomes()
    for row in rows:
        known = computed[row.indicator.id].results
        results = [measure for measure in known if not row.measures or measure.id in row.measures]
        if results:
            fill_row(form, before, row, results, terms, found)
    outcomes = {
        place: CellOutcome(form.name_place(place), row.label, headings.name(role))
        for row in rows
        for role, place in row.cells.items()
    }
    lacking = _list_lacking(form, matches, {measure.id for measure in terms.result.measures})
    remarks = [*list_remarks(form, listing, matches, headings), *_say_unticked(form, headings, found.unticked)]
    kept = tuple(outcomes[place] for place in sorted(found.kept))
    return _Draft(form.save(), before, outcomes, kept, (*lacking, *found.without_data), tuple(remarks))


def _say_unticked(form: FormFile, headings: Headings, rows: Sequence[IndicatorRow]) -> Iterator[str]:
    """That a row's progress was left alone: it would have been ours beside a text that is not."""
    for row in rows:
        place, progress = form.name_place(row.cells["progress"]), headings.name("progress")
        yield f"{place}：{row.label} 的「{headings.name('attainment')}」保留原文，「{progress}」未勾選，請自行勾選"


def _read_form(
    form: FormFile, grids: Sequence[Grid], plan: Plan, result: OfficeResult, file: str, *, any_time: bool
) -> tuple[Headings, Listing]:
    """The headings by which the form is read, and its blocks. Raises UserError as `fill_document` says."""
    wanted = want_time(plan, result)
    headings = make_headings(plan, wanted, result.as_of.month)
    listing = list_blocks(grids, headings, wanted)
    if any(header.is_attainment_table for _, header in listing.headers):
        if listing.other is not None and not any_time:
            _refuse_time(file, listing.other, wanted)
        return headings, listing
    # A heading such as 112年度目標達成情形 is not recognised for this year, so the form is tried as one of another year.
    for other in list_other_times(grids, wanted):
        other_headings = make_headings(plan, other, plan.reports[other.report].as_of.month)
        found = list_blocks(grids, other_headings, other)
        if any(header.is_attainment_table for _, header in found.headers):
            if not any_time:
                years = frozenset({other.year} - {wanted.year})
                _refuse_time(file, FormTime(years, frozenset({other.report} - {wanted.report})), wanted)
            return other_headings, found
    return _refuse(file, headings, say_nearest(form, grids, listing, headings))


def _refuse_time(file: str, time: FormTime, wanted: WantedTime) -> NoReturn:
    raise UnfitFormError(
        f"{file}：這是{time.say(wanted.names)}的表，這次計算的是{wanted.say()}，未填寫；"
        "請改用這一期的表，或以 --year、--report 計算那一期；確定要填入這份表請加 --other-form"
    )


def _refuse(file: str, headings: Headings, nearest: str) -> NoReturn:
    wanted = "、".join(f"「{headings.name(role)}」" for role in ("indicator", "attainment") if headings.has(role))
    advice = nearest or "；請確認是「衡量指標達成情形」的表，且欄名與附件相同"
    raise UserError(f"{file}：找不到有{wanted}兩欄的表格{advice}")


def _find_changes(before: Sequence[Grid], after: Sequence[Grid]) -> Iterator[CellPlace]:
    """The places of cells whose text differs between the two readings, blanks apart."""
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        for row in range(len(new.rows)):
            for column in range(len(new.rows[row])):
                was = old.read(row, column) if row < len(old.rows) else ""
                now = new.read(row, column)
                if was != now and squeeze(was) != squeeze(now):
                    yield CellPlace(number, row, column)


def _list_lacking(form: FormFile, matches: Sequence[Match], computed: Collection[str]) -> tuple[str, ...]:
    """A sentence for each indicator or measure that was computed and has no row, or several, in the form."""
    lacking = []
    for match in matches:
        label, title = match.indicator.label, match.indicator.title
        if match.repeated:
            named = "、".join(form.name_place(place) for place in match.repeated[:_MOST_NAMED])
            named += "等" if len(match.repeated) > _MOST_NAMED else ""
            lacking.append(f"{label} {title}：表中有 {len(match.repeated)} 列（{named}），未填")
        elif not match.rows:
            near = f"（最接近的是「{match.near}」）" if match.near else ""
            lacking.append(f"{label} {title}：表中沒有這一列{near}")
        lacking += [f"{label} {measure.title}：表中沒有這一列" for measure in match.lacking if measure.id in computed]
        lacking += [
            f"{row.label} {title}：{form.name_place(row.name)}這一列沒有自己的儲存格可填（合併或分成數格）"
            for row in match.rows
            if "attainment" in row.without
        ]
    return tuple(lacking)
