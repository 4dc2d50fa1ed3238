"""Remarks on how an office's form was read: headings in other words than the annex's, tables left out, nearest headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.forms.into.form_headers import HeaderColumn, list_columns
from antidrug_kpi.forms.into.form_headings import LONGEST, Headings
from antidrug_kpi.forms.into.form_matching import Match
from antidrug_kpi.forms.into.form_words import cite, normalise
from antidrug_kpi.forms.into.row_blocks import Listing

_LEAST_LIKENESS = 0.25
_MOST_LOOKED_AT = 100  # rows; a form has a few headers


def list_remarks(form: FormFile, listing: Listing, matches: Sequence[Match], headings: Headings) -> tuple[str, ...]:
    """What a person must know of how the form was read, in the form's order."""
    found = [*_list_heading_remarks(listing, headings), *_list_continued_tables(listing, matches)]
    found += [
        (CellPlace(number, header.row, header.columns["indicator"].start), "起是其他期間的表，未填")
        for number, header in listing.left
    ]
    for match in matches:
        found += match.remarks
        for row in match.rows:
            if "progress" in row.without:
                found.append((row.name, f"：{row.label} 沒有自己的「{headings.name('progress')}」儲存格，未填"))
    return tuple(f"{form.name_place(place)}{text}" for place, text in sorted(found))


def say_nearest(form: FormFile, grids: Sequence[Grid], listing: Listing, headings: Headings) -> str:
    """What is nearest to the columns that no table has; empty where nothing is."""
    if not (headings.has("indicator") and headings.has("attainment")):
        return ""
    for number, header in listing.headers[:_MOST_LOOKED_AT]:
        doubtful = [column for role, column in header.doubtful if role == "attainment"]
        near = doubtful or _find_near(grids[number], header.row, headings, "attainment")
        if near:
            return _say_near(form, number, near, headings.name("attainment"))
    rows = (
        (number, row)
        for number, grid in enumerate(grids)
        for row, cells in enumerate(grid.rows)
        if any(headings.read_role(cell) == "attainment" for cell in cells)
    )
    for number, row in islice(rows, _MOST_LOOKED_AT):
        near = _find_near(grids[number], row, headings, "indicator")
        if near:
            return _say_near(form, number, near, headings.name("indicator"))
    return ""


def _list_heading_remarks(listing: Listing, headings: Headings) -> Iterator[tuple[CellPlace, str]]:
    """Each heading that was taken for another one, and each that was not though it is like one; the same ones once."""
    seen = set()
    for number, header in listing.headers:
        if not header.is_attainment_table:
            continue
        taken = [(role, column, f"視為「{headings.name(role)}」欄") for role, column in header.columns.items()]
        left = [
            (role, column, f"未視為「{headings.name(role)}」欄，未填；若就是這一欄，請改用這個欄名")
            for role, column in header.doubtful
            if role not in header.columns
        ]
        for role, column, text in taken + left:
            key = (role, normalise(column.text))
            if key not in seen and headings.read_exact(column.text) != role:
                yield CellPlace(number, column.row, column.start), f"{cite(column.text)}{text}"
            seen.add(key)


def _list_continued_tables(listing: Listing, matches: Sequence[Match]) -> Iterator[tuple[CellPlace, str]]:
    """Each table that was read with the columns of an earlier one."""
    used = {row.name.grid for match in matches for row in match.rows}
    first = {block.grid: block for block in reversed(listing.blocks) if block.is_continued and block.grid in used}
    for block in first.values():
        yield block.name, "起沒有欄名，視為前一個表的續表"


def _find_near(grid: Grid, row: int, headings: Headings, role: str) -> list[HeaderColumn]:
    """The heading in a row that is most like the annex's, among those without a role; empty where none is near."""
    wanted = normalise(headings.name(role))
    free = [
        column for column in list_columns(grid, row) if len(column.text) <= LONGEST and headings.read_role(column.text) is None
    ]
    likeness = {column: SequenceMatcher(None, wanted, normalise(column.text)).ratio() for column in free}
    best = max(free, key=likeness.__getitem__, default=None)
    return [best] if best is not None and likeness[best] >= _LEAST_LIKENESS else []


def _say_near(form: FormFile, number: int, near: Sequence[HeaderColumn], name: str) -> str:
    places = "、".join(f"{form.name_place(CellPlace(number, column.row, column.start))}{cite(column.text)}" for column in near)
    return f"；最接近的是{places}，若就是「{name}」欄，請改用這個欄名"
