"""What a form is by its own words: which annex's table it has, and the year, report and county that its title names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from antidrug_kpi.forms.into.form_grid import Grid
from antidrug_kpi.forms.into.form_headers import Header
from antidrug_kpi.forms.into.form_headings import Headings
from antidrug_kpi.forms.into.form_times import FormTime, WantedTime, read_grid_times, read_header_time
from antidrug_kpi.forms.into.form_words import normalise
from antidrug_kpi.forms.into.report_times import list_other_times, make_headings
from antidrug_kpi.forms.into.row_blocks import Listing, list_blocks
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.cells.squeezing import squeeze

_LONGEST_LINE = 60
_NUMBERS = {"十": 10, **{word: value for value, word in enumerate("一二三四五六七八九", start=1)}}


def list_times(plan: Plan, grids: Sequence[Grid], year: int | None, report: str | None) -> Iterator[WantedTime]:
    """The times for which a form may be, those that the user names first."""
    names = {name: (spec.text, spec.form.annex) for name, spec in plan.reports.items()}
    ordered = sorted(plan.reports, key=lambda name: (name != report, name != "final"))
    first = WantedTime(year or plan.year, ordered[0], names)
    for name in ordered:
        yield replace(first, report=name)
    yield from list_other_times(grids, first)


def read_listing(plan: Plan, grids: Sequence[Grid], times: Iterable[WantedTime]) -> tuple[Headings, WantedTime, Listing] | None:
    """The form read for the first of the times that its table is for; none where it has no table of attainment at all. Only a
    form that has no column for the attainment is read by its columns of figures alone.
    """
    known = tuple(times)
    return _read_listing(plan, grids, known, takes_figures=False) or _read_listing(plan, grids, known, takes_figures=True)


def _read_listing(
    plan: Plan, grids: Sequence[Grid], times: Iterable[WantedTime], *, takes_figures: bool
) -> tuple[Headings, WantedTime, Listing] | None:
    unfit = None
    for time in times:
        headings = make_headings(plan, time, plan.reports[time.report].as_of.month)
        headings = replace(headings, reads_figures=True, takes_figures=takes_figures)
        listing = list_blocks(grids, headings, time)
        if any(header.is_attainment_table for _, header in listing.headers):
            if listing.other is None:
                return headings, time, listing
            unfit = unfit or (headings, time, listing)
    return unfit


def read_title_time(grids: Sequence[Grid], listing: Listing, wanted: WantedTime) -> FormTime:
    """What the title of the first table of attainment names."""
    above = read_grid_times(grids, wanted)
    for number, header in listing.headers:
        if header.is_attainment_table:
            return read_header_time(grids[number], header.row, above[number], wanted)
    return FormTime()


def find_jurisdiction(plan: Plan, grids: Sequence[Grid], listing: Listing) -> str | None:
    """The county of the plan's list that a title names: in a line above the table, or in the sheet's title."""
    lines: list[str] = []
    for number, header in listing.headers:
        if header.is_attainment_table:
            lines += [line for grid in grids[: number + 1] for line in (*grid.captions, grid.title)]
            lines += [text for row in grids[number].rows[: header.row] for text in row]
            break
    for line in lines:
        text = squeeze(line).replace("台", "臺") if len(line) <= _LONGEST_LINE else ""
        named = [name for name in plan.jurisdictions if name in text]
        if len(named) == 1:
            return named[0]
    return None


def name_kind(plan: Plan, grids: Sequence[Grid], listing: Listing) -> str:
    """annex11, annex12 where the first table has exactly that annex's columns; other."""
    for number, header in listing.headers:
        if header.is_attainment_table:
            found = _list_headings(grids[number], header)
            for report in plan.reports.values():
                if found == [normalise(column.text) for column in report.form.columns]:
                    return name_annex(report.form.annex)
            break
    return "other"


def _list_headings(grid: Grid, header: Header) -> list[str]:
    cells = grid.list_cells(header.row)
    texts = [normalise(grid.read(*cell)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    while texts and not texts[0]:
        texts.pop(0)
    return texts


def name_annex(name: str) -> str:
    """附件十二 as annex12."""
    return f"annex{_read_annex(name)}"


def _read_annex(name: str) -> str:
    word = name.removeprefix("附件")
    tens, found, ones = word.partition("十")
    if not found:
        return str(_NUMBERS.get(word, word))
    return str((_NUMBERS.get(tens, 1)) * 10 + _NUMBERS.get(ones, 0))
