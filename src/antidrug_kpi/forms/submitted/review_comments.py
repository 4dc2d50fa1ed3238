"""Reads what the ministries wrote about a report, in the column of its own form that was left to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.package import open_package
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.forms.into import FORM_SUFFIXES, open_form
from antidrug_kpi.forms.into.form_grid import Grid
from antidrug_kpi.forms.into.form_words import normalise
from antidrug_kpi.forms.into.part_xml import OddFormError
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import say_reason
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.printable import show_path

# What the official texts demand of a report stands in these brackets, and is no part of an item's name.
_DEMAND = "【"


@dataclass(frozen=True)
class ReviewComment:
    """What was written about a row of the report, and the heading of the row's group, which other groups' rows of the same number
    do not have.
    """

    row: str
    comment: str
    group: str = ""


def read_comments(path: Path, plan: Plan, ask: AskPassword = answer_no_password) -> tuple[ReviewComment, ...]:
    """The comments of a form (.docx .odt .xlsx .ods) in its order; rows without one are left out.

    Raises UserError where the file cannot be read, is protected or damaged, or has no table with such a column.
    """
    suffix, file = path.suffix.lower(), escape_controls(path.name)
    if suffix not in FORM_SUFFIXES:
        raise UserError(f"{file}：看不懂的檔案格式；--comments 應為 {'、'.join(FORM_SUFFIXES)} 之一，請另存新檔後再試")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(path)}：{say_reason(error)}{name_nearest(path)}；請確認路徑與權限") from None
    try:
        grids = open_form(open_package(data, file, ask=ask), suffix).read_grids()
    except OddFormError as odd:
        raise UserError(f"{file}：{odd}；請以文書或試算表軟體開啟、另存新檔後再試") from None
    headings, rows = list_comment_headings(plan), _list_rows(plan)
    found = [read for grid in grids if (read := _read_grid(grid, headings, rows)) is not None]
    if not found:
        wanted = "、".join(f"「{heading}」" for heading in headings) or "審查意見"
        raise UserError(f"{file}：找不到有{wanted}一欄的表格；--comments 應為中央填妥審查意見的期中成果報告，請確認檔案")
    return tuple(comment for read in found for comment in read)


def list_comment_headings(plan: Plan) -> tuple[str, ...]:
    """What the columns are called that a plan's reports leave to the ministries."""
    columns = (column for report in plan.reports.values() for column in report.form.columns)
    return tuple(dict.fromkeys(column.text for column in columns if column.role == "blank"))


@dataclass(frozen=True)
class _Rows:
    """How the rows of a plan's report are called: the headings of its groups, and what their own rows leave out of the numbers of
    work items, by heading and name.
    """

    groups: Mapping[str, str]
    numbers: Mapping[tuple[str, str], str]


def _list_rows(plan: Plan) -> _Rows:
    """By their words without blanks and marks. Of a work item the number goes before its own part of it: (四) of (四)1."""
    numbers = {}
    for item in plan.all_work_items:
        heading, own = plan.groups[item.group], item.label.rstrip(".")
        if item.id.endswith(own):
            above = item.id.removesuffix(own).removeprefix(heading.partition("、")[0])
            numbers[heading, normalise(_shorten(item.title[0]))] = above
    return _Rows({normalise(heading): heading for heading in plan.groups.values()}, numbers)


def _read_grid(grid: Grid, headings: Sequence[str], rows: _Rows) -> list[ReviewComment] | None:
    """The comments of a table; none where no row of it is a header with such a column."""
    wanted = set(map(normalise, headings))
    column = None
    group = ""
    comments: list[ReviewComment] = []
    seen: set[tuple[int, int]] = set()
    for row, texts in enumerate(grid.rows):
        heads = [place for place, text in enumerate(texts) if text.strip() and normalise(text) in wanted]
        if heads:
            column = heads[0]
        elif column is not None:
            group = rows.groups.get(normalise(grid.read(*grid.find_begin(row, 0))), group)
            comments += _read_row(grid, row, column, seen, (group, rows))
    return None if column is None else comments


def _read_row(grid: Grid, row: int, column: int, seen: set[tuple[int, int]], below: tuple[str, _Rows]) -> Iterator[ReviewComment]:
    """The comment that stands in a row below a group's heading. A cell over several rows is read once; a heading over all columns
    is none.
    """
    place, begin = grid.find_begin(row, column), grid.find_begin(row, 0)
    if place in seen or place == begin:
        return
    seen.add(place)
    comment = grid.read(*place).strip()
    if comment:
        group, rows = below
        name = _shorten(grid.read(*begin))
        yield ReviewComment(f"{rows.numbers.get((group, normalise(name)), '')}{name}", comment, group)


def _shorten(name: str) -> str:
    """The name of a row: the first line of its text, without what is demanded of the report."""
    first = next((line.strip() for line in name.splitlines() if line.strip()), "")
    return first.partition(_DEMAND)[0].strip() or first
