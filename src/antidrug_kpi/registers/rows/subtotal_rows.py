"""Leaving out group headings and subtotals, which stand among the records and look like them.

Each row that is left out is said. A row that is a sum but has a key like all others counts, and is said too (level file).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from antidrug_kpi.files import NumberedColumn, Positions
from antidrug_kpi.issues import Issue, IssueKind, report_issue
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.rows.group_headings import find_headings
from antidrug_kpi.registers.rows.number_table import SUMMABLE, read_numbers
from antidrug_kpi.registers.rows.odd_keys import find_odd_keys
from antidrug_kpi.registers.rows.subtotals import find_sums
from antidrug_kpi.registers.rows.total_rows import find_group_total, holds_total
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

Columns = Mapping[str, NumberedColumn]
_BY_WORD = "名稱是合計，旁邊只有數字"
_ALIKE = "編號則與其他各列一樣"
_KEYLESS = "這份清冊沒有編號可供分辨"
_WORDS = re.compile(r"[^\d\s,.%+-]")
_BY_SUM = "數字都是上面 {} 筆的加總，編號空白或不是代碼"


def leave_out_headings_and_subtotals(
    matched: MatchedSheet, columns: Columns, kept: Positions, footers: Sequence[int]
) -> tuple[Positions, list[Issue]]:
    """The positions of the records among the rows `kept`, and an issue for each heading, subtotal and suspected subtotal.

    `footers` are the positions of rows that were skipped as footers: the total of a group among them (東區小計) is said too.
    """
    top = matched.header.position + 1
    body = matched.sheet.rows[top:]
    totals = {row: index for row in footers if (index := find_group_total(body[row])) is not None}
    issues = [_report_row(matched, kinds.SUBTOTAL_SKIPPED, row, index, _BY_WORD) for row, index in totals.items()]
    unknown = (matched.sheet.columns[index][top:] for index, _ in matched.header.unknown)
    headings = find_headings(matched.spec, columns, kept, unknown)
    places = matched.header.columns
    issues += [_report_row(matched, kinds.HEADING_SKIPPED, row, places[name]) for row, name in headings.items()]
    kept = kept[~np.isin(kept, list(headings))] if headings else kept
    # Below the row of a total the sums begin anew; as positions among the records, since that row is none.
    breaks = np.searchsorted(kept, [row for row in footers if holds_total(body[row])]).tolist()
    kept, found = _leave_out_sums(matched, columns, kept, breaks)
    return kept, issues + found


def _leave_out_sums(
    matched: MatchedSheet, columns: Columns, kept: Positions, breaks: Sequence[int]
) -> tuple[Positions, list[Issue]]:
    """The positions of the records that are no subtotals, and an issue for each record that is a sum.

    Registers by indicator code (填報數據) are not looked at: their numbers are of different things and add up to nothing.
    """
    spec = matched.spec
    numbers = [column for column in spec.columns if column.type in SUMMABLE and column.name in columns]
    if not numbers or spec.holds_totals or any(column.type is ColumnType.CODE for column in spec.columns):
        return kept, []
    values = matched.entry.values if matched.entry is not None else {}
    table = read_numbers(numbers, columns, kept, values)
    sums = find_sums(table, *find_odd_keys(spec, columns, kept), breaks)
    keys = [matched.header.columns[column.name] for column in spec.columns if column.key and column.name in columns]
    issues = []
    for place, count in sums.subtotals.items():
        row = int(kept[place])
        index = _find_name(matched, row, keys[0])
        issues.append(_report_row(matched, kinds.SUBTOTAL_SKIPPED, row, index, _BY_SUM.format(f"{count:,}")))
    for place, count in sums.suspected.items():
        names = [name for name, is_filled in zip(table.columns, table.filled[:, place], strict=True) if is_filled]
        address = matched.sheet.address(matched.sheet.numbers[matched.header.position + 1 + int(kept[place])])
        facts = {"columns": "」、「".join(names), "count": f"{count:,}", "reason": _ALIKE if keys else _KEYLESS}
        issues.append(report_issue(kinds.SUM_SUSPECTED, address, register=spec.id, facts=facts))
    return np.delete(kept, list(sums.subtotals)) if sums.subtotals else kept, issues


def _find_name(matched: MatchedSheet, row: int, key: int) -> int:
    """The index of the cell by which an issue names a row: its key, else its first words, else its first filled cell."""
    cells = matched.sheet.rows[matched.header.position + 1 + row]
    filled = [index for index, text in enumerate(matched.header.texts) if text and not is_blank_cell(cells[index])]
    if key in filled:
        return key
    words = (index for index in filled if isinstance(cells[index], str) and _WORDS.search(str(cells[index])))
    return next(words, filled[0] if filled else key)


def _report_row(matched: MatchedSheet, kind: IssueKind, row: int, index: int, reason: str = "") -> Issue:
    """An issue at the cell `index` of a row below the header, with what the cell shows."""
    sheet, position = matched.sheet, matched.header.position + 1 + row
    cell = sheet.rows[position][index]
    name = next((name for name, place in matched.header.columns.items() if place == index), matched.header.texts[index])
    column = matched.spec.find_column(name)
    is_private = column is not None and column.private and not is_blank_cell(cell)
    shown = "空白" if is_blank_cell(cell) else show_cell(cell)
    facts = {"reason": reason, "column": name}
    return report_issue(kind, sheet.address(sheet.numbers[position], name), shown, matched.spec.id, facts, is_private)
