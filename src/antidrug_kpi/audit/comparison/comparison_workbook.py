"""A comparison as a workbook: the measures, and everything that came, went or changed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from antidrug_kpi.audit.comparison.compared_figures import Comparison
from antidrug_kpi.audit.comparison.comparison_tables import HEADERS, MOVEMENT_HEADERS, list_measure_rows, list_movement_rows
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.plain_rows import Value, mark_up_rows
from antidrug_kpi.forms.streamed_cells import Page, make_head, start_page

_WIDTHS = (9, 46, 10, 10, 10, 10, 10, 10, 10, 10, 8, 10, 10, 8, 9, 8)
_MOVEMENT_WIDTHS = (9, 10, 16, 16, 18, 18, 44, 44)
_COUNTS = frozenset({"A 分子", "A 分母", "B 分子", "B 分母", "新計入", "不再計入", "異動"})


def write_comparison_workbook(comparison: Comparison) -> bytes:
    """The workbook's bytes; the same comparison gives the same."""
    workbook = Workbook(write_only=True)
    rows = list_measure_rows(comparison)
    parts = [(_start(workbook, "衡量項目", HEADERS, _WIDTHS, len(rows)), mark_up_rows(_type_counts(rows), first=2))]
    if any(measure.movements is not None for measure in comparison.measures):
        moved = list_movement_rows(comparison)
        page = _start(workbook, "變動的對象與欄位", MOVEMENT_HEADERS, _MOVEMENT_WIDTHS, len(moved))
        parts.append((page, mark_up_rows(moved, first=2)))
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue(), {page.path: markup for page, markup in parts})  # the paths are known once saved


def _start(workbook: Workbook, title: str, headers: Sequence[str], widths: Sequence[int], rows: int) -> Page:
    page: Page = workbook.create_sheet(title)
    page.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{rows + 1}"  # type: ignore[attr-defined]
    start_page(page, widths, header=1)
    page.append([make_head(page, header) for header in headers])
    return page


def _type_counts(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[Value]]:
    """The rows with whole numbers as numbers, so that a spreadsheet can add them up."""
    for row in rows:
        yield [int(cell) if header in _COUNTS and cell.isdecimal() else cell for header, cell in zip(HEADERS, row, strict=True)]
