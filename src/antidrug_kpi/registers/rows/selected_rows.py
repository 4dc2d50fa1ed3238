"""Which rows of a sheet are its records, and what their cells say once merged cells have spoken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.files import NumberedColumn, Positions
from antidrug_kpi.issues import Issue
from antidrug_kpi.registers.finding.header_lines import find_repetitions
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.rows.idle_rows import find_idle_rows, report_idle_rows, settle_idle_rows
from antidrug_kpi.registers.rows.merged_cells import find_covered_footers, find_merged, report_merged, spread_merged
from antidrug_kpi.registers.rows.passed_over import report_passed_over
from antidrug_kpi.registers.rows.record_widths import find_cut_number, judge_widths
from antidrug_kpi.registers.rows.records import describe_footer_columns, find_records
from antidrug_kpi.registers.rows.subtotal_rows import leave_out_groups


@dataclass(frozen=True)
class SelectedRows:
    """The columns below a header as they are read, the positions of the records there, and among those the positions that do not
    fit the header.
    """

    columns: Mapping[str, NumberedColumn]
    kept: Positions
    unfit: frozenset[int]


def select_rows(
    matched: MatchedSheet, indexes: Mapping[str, int], values: Mapping[str, Mapping[str, str]]
) -> tuple[SelectedRows, list[Issue]]:
    """The records of a sheet, and what was noticed; `indexes` are the columns to be read, and `values` the office's own words."""
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    top = header.position + 1
    columns = {name: sheet.columns[index][top:] for name, index in indexes.items()}
    merged = find_merged(sheet, header.position, spec, indexes)
    idle = find_idle_rows(sheet, spec, columns, indexes, merged)
    spread = spread_merged(sheet, merged)
    columns |= {one.name: spread.columns[indexes[one.name]][top:] for one in merged}
    known = set(indexes.values())
    others = [column[top:] for index, column in enumerate(sheet.columns) if index not in known]
    kept, blank = find_records(spec, spread.rows[top:], columns, others, indexes, values)
    cut = find_cut_number(sheet, header, kept, blank)
    kept, blank = (np.append(kept, cut), blank[:-1]) if cut else (kept, blank)
    passed = {position - top for position in find_repetitions(sheet, header)}
    if merged:
        footer_columns = describe_footer_columns(spec, columns, indexes, values)
        passed |= {position - top for position in find_covered_footers(sheet, merged, footer_columns)}
    idle = settle_idle_rows(idle, _leave_out(kept, passed))
    passed |= idle.all
    kept = _leave_out(kept, passed)
    footers = _list_footers(sheet.height - top, kept, blank, passed)
    kept, found = leave_out_groups(matched, columns, kept, footers)
    unfit, issues = judge_widths(sheet, spec, header, indexes, kept)
    issues += found
    issues += report_idle_rows(sheet, spec, idle, top)
    issues += report_merged(sheet, spec, merged, (kept + top).tolist() if merged else ())
    issues += report_passed_over(matched, np.union1d(blank, sorted(idle.all)).astype(np.int64))
    places = frozenset(np.flatnonzero(np.isin(kept, sorted(unfit))).tolist()) if unfit else unfit
    return SelectedRows(columns, kept, places), issues


def _leave_out(rows: Positions, passed: Collection[int]) -> Positions:
    return rows[~np.isin(rows, sorted(passed))] if passed else rows


def _list_footers(count: int, kept: Positions, blank: Positions, passed: Collection[int]) -> list[int]:
    """The rows, of so many, that are neither records nor blank nor passed over."""
    left = np.ones(count, dtype=bool)
    for rows in (kept, blank, np.array(sorted(passed), dtype=np.int64)):
        left[rows] = False
    return np.flatnonzero(left).tolist()
