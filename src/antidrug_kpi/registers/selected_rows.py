"""Which rows of a sheet are its records, and what their cells say once merged cells have spoken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Cell
from antidrug_kpi.issues import Issue
from antidrug_kpi.registers.header_lines import find_repetitions
from antidrug_kpi.registers.idle_rows import find_idle_rows, report_idle_rows, settle_idle_rows
from antidrug_kpi.registers.left_out import leave_out_groups
from antidrug_kpi.registers.matching import Matched
from antidrug_kpi.registers.merged_cells import find_covered_footers, find_merged, report_merged, spread_merged
from antidrug_kpi.registers.passed_over import report_passed_over
from antidrug_kpi.registers.record_widths import find_cut_number, judge_widths
from antidrug_kpi.registers.records import describe_footer_columns, find_records, list_distinct


@dataclass(frozen=True)
class SelectedRows:
    """The columns below a header as they are read, the positions of the records there, and among those the positions that do not
    fit the header.
    """

    columns: Mapping[str, Sequence[Cell]]
    kept: Sequence[int]
    unfit: frozenset[int]


def select_rows(
    matched: Matched, indexes: Mapping[str, int], values: Mapping[str, Mapping[str, str]]
) -> tuple[SelectedRows, list[Issue]]:
    """The records of a sheet, and what was noticed; `indexes` are the columns to be read, and `values` the office's own words."""
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    top = header.position + 1
    body = sheet.rows[top:]
    columns: dict[str, Sequence[Cell]] = {name: [row[index] for row in body] for name, index in indexes.items()}
    merged = find_merged(sheet, header.position, spec, indexes)
    idle = find_idle_rows(sheet, spec, columns, indexes, merged)
    if merged:
        body = spread_merged(sheet, merged).rows[top:]
        columns |= {one.name: [row[indexes[one.name]] for row in body] for one in merged}
    distinct = list_distinct(columns)
    kept, blank = find_records(spec, body, columns, indexes, values, distinct)
    cut = find_cut_number(sheet, header, kept, blank)
    kept, blank = ([*kept, *cut], blank[:-1]) if cut else (kept, blank)
    passed = {position - top for position in find_repetitions(sheet.rows, header)}
    if merged:
        footer_columns = describe_footer_columns(spec, indexes, values, distinct)
        passed |= {position - top for position in find_covered_footers(sheet, merged, footer_columns)}
    idle = settle_idle_rows(idle, [row for row in kept if row not in passed])
    passed |= idle.all
    kept = [row for row in kept if row not in passed] if passed else kept
    footers = set(range(len(body))).difference(kept, blank, passed) if len(kept) + len(blank) < len(body) else set()
    kept, found = leave_out_groups(matched, columns, distinct, kept, footers)
    unfit, issues = judge_widths(sheet, spec, header, indexes, kept)
    issues += found
    issues += report_idle_rows(sheet, spec, idle, top)
    issues += report_merged(sheet, spec, merged, [top + row for row in kept] if merged else ())
    issues += report_passed_over(matched, sorted({*blank, *idle.all}) if idle.all else blank)
    places = frozenset(place for place, row in enumerate(kept) if row in unfit) if unfit else unfit
    return SelectedRows(columns, kept, places), issues
