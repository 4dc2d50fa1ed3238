"""The trace as a workbook: the subjects with a filter on every column, and the waterfall of each measure."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.plain_rows import Value, mark_up_rows
from antidrug_kpi.forms.text_widths import measure_text
from antidrug_kpi.measures.compute import Computation

_ROWS_MEASURED, _WIDEST = 200, 50


def write_trace_workbook(computations: Sequence[Computation], headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """The trace as .xlsx: the subjects with a filter on every column, and the waterfall of each measure on a sheet of its own."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("對象")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(rows) + 1}"
    for index, header in enumerate(headers, start=1):
        longest = max((measure_text(row[index - 1]) for row in rows[:_ROWS_MEASURED]), default=0)
        sheet.column_dimensions[get_column_letter(index)].width = min(_WIDEST, max(measure_text(header), longest) + 2)
    _write_steps(workbook, computations)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    number = headers.index("列")
    lines: Iterator[Sequence[Value]] = ((*row[:number], int(row[number]), *row[number + 1 :]) for row in rows)
    markup = mark_up_rows(chain([headers], lines), first=1)
    return freeze_archive(content.getvalue(), {sheet.path: markup})


def _write_steps(workbook: Workbook, computations: Sequence[Computation]) -> None:
    steps = workbook.create_sheet("人數流程")
    steps.column_dimensions["B"].width = 60
    steps.append(["衡量項目", "步驟", "數量"])
    for each in computations:
        for step in each.result.waterfall:
            steps.append([each.result.id, ("　－ " if step.is_part else "") + step.text, step.count])
