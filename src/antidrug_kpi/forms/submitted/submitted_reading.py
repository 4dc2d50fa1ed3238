"""Reads a form that an office handed in: which measures it speaks of, and with which figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.package import open_package
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.forms.into import FORM_SUFFIXES, open_form
from antidrug_kpi.forms.into.form_grid import FormFile, Grid
from antidrug_kpi.forms.into.form_headings import Headings
from antidrug_kpi.forms.into.form_matching import Match, match_rows
from antidrug_kpi.forms.into.form_remarks import say_nearest
from antidrug_kpi.forms.into.form_times import FormTime
from antidrug_kpi.forms.into.named_indicators import Names
from antidrug_kpi.forms.into.part_xml import OddFormError
from antidrug_kpi.forms.into.row_blocks import Listing
from antidrug_kpi.forms.submitted.form_identity import (
    find_jurisdiction,
    list_times,
    name_annex,
    name_kind,
    read_listing,
    read_title_time,
)
from antidrug_kpi.forms.submitted.read_rows import OpenedForm, read_match
from antidrug_kpi.forms.submitted.submitted_form import SubmittedForm
from antidrug_kpi.forms.submitted.submitted_result import read_result
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_there, say_reason
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import ReportName
from antidrug_kpi.printable import show_path

SUBMITTED_SUFFIXES = (*FORM_SUFFIXES, ".json")


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
    opened = OpenedForm(form, grids, {block.name: block for block in listing.blocks}, plan, min(years, default=year or plan.year))
    measures = [measure for match in matches for measure in read_match(opened, match)]
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
