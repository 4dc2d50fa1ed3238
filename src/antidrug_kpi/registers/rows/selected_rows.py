"""Which rows of a sheet are its records, with their cells after merged ones were spread.

The order of the steps matters, and each comment says why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.files import NumberedColumn, Positions
from antidrug_kpi.issues import Issue
from antidrug_kpi.registers.finding.header_lines import find_repetitions
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.rows.filler_rows import report_passed_over
from antidrug_kpi.registers.rows.idle_rows import confirm_idle_rows, find_idle_rows, report_idle_rows
from antidrug_kpi.registers.rows.merged_cells import find_covered_footers, find_merged, report_merged, spread_merged
from antidrug_kpi.registers.rows.record_widths import check_record_widths, find_cut_off_row
from antidrug_kpi.registers.rows.records import describe_footer_columns, find_records
from antidrug_kpi.registers.rows.subtotal_rows import leave_out_headings_and_subtotals


@dataclass(frozen=True)
class SelectedRows:
    """The register's columns below the header by official header, with merged cells spread; `kept`, the positions of the records
    in them; `unfit`, the positions among the records of those that do not fit the header (see `record_widths`).
    """

    columns: Mapping[str, NumberedColumn]
    kept: Positions
    unfit: frozenset[int]


def select_rows(
    matched: MatchedSheet, indexes: Mapping[str, int], values: Mapping[str, Mapping[str, str]]
) -> tuple[SelectedRows, list[Issue]]:
    """The records of a sheet, and the issues about its rows; `indexes` are the columns to read by official header, and `values`
    the office's own values of a column with the plan's.
    """
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    top = header.position + 1
    columns = {name: sheet.columns[index][top:] for name, index in indexes.items()}
    merged = find_merged(sheet, header.position, spec, indexes)
    # Before merged cells are spread: a row with nothing but a merged institution would look filled afterwards.
    idle = find_idle_rows(sheet, spec, columns, indexes, merged)
    spread = spread_merged(sheet, merged)
    columns |= {column.name: spread.columns[indexes[column.name]][top:] for column in merged}
    known = set(indexes.values())
    others = [column[top:] for index, column in enumerate(sheet.columns) if index not in known]
    kept, blank = find_records(spec, spread.rows[top:], columns, others, indexes, values)
    # A record that was cut off after its running number is the last row; it looks blank, and is faulty.
    cut = find_cut_off_row(sheet, header, kept, blank)
    kept, blank = (np.append(kept, cut), blank[:-1]) if cut else (kept, blank)
    left_out = {position - top for position in find_repetitions(sheet, header)}
    if merged:
        footer_columns = describe_footer_columns(spec, columns, indexes, values)
        left_out |= {position - top for position in find_covered_footers(sheet, merged, footer_columns)}
    # Uncalculated rows are idle only below the last record, so that what is surely none must be left out before.
    idle = confirm_idle_rows(idle, _leave_out(kept, left_out))
    left_out |= idle.all
    kept = _leave_out(kept, left_out)
    footers = _list_footers(sheet.height - top, kept, blank, left_out)
    kept, found = leave_out_headings_and_subtotals(matched, columns, kept, footers)
    unfit, issues = check_record_widths(sheet, spec, header, indexes, kept)
    issues += found
    issues += report_idle_rows(sheet, spec, idle, top)
    issues += report_merged(sheet, spec, merged, (kept + top).tolist() if merged else ())
    issues += report_passed_over(matched, np.union1d(blank, sorted(idle.all)).astype(np.int64))
    places = frozenset(np.flatnonzero(np.isin(kept, sorted(unfit))).tolist()) if unfit else unfit
    return SelectedRows(columns, kept, places), issues


def _leave_out(rows: Positions, left_out: Collection[int]) -> Positions:
    return rows[~np.isin(rows, sorted(left_out))] if left_out else rows


def _list_footers(count: int, kept: Positions, blank: Positions, left_out: Collection[int]) -> list[int]:
    """The rows, of so many, that are neither records nor blank nor left out otherwise: those that `find_records` skipped."""
    left = np.ones(count, dtype=bool)
    for rows in (kept, blank, np.array(sorted(left_out), dtype=np.int64)):
        left[rows] = False
    return np.flatnonzero(left).tolist()
