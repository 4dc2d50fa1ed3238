"""The rechecked forms of many offices as plain data, as JSON, and as one sheet with what weighs most on top."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.forms.streamed_cells import make_wrapped
from antidrug_kpi.forms.summary.summary_sheets import append_notes, append_row, start_sheet

SCHEMA = 1
SHEET = "填報核對"
HEADERS = ("機關", "項目", "結果", "填報", "重算", "說明", "位置")
_WIDTHS = (20, 9, 14, 34, 34, 60, 22)


@dataclass(frozen=True)
class RecheckRow:
    """A measure of an office: how much its cause weighs, less being more, and the cells that people read."""

    gravity: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class OfficeRecheck:
    """What rechecking an office's form came to; `content` are the keys of `recheck --format json`, and none with an `error`."""

    name: str
    exit_status: int
    error: str | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[RecheckRow, ...] = ()


def write_rechecks_json(rechecks: Sequence[OfficeRecheck], unknown: Sequence[str]) -> str:
    """All rechecks as JSON; `unknown` are the files that are no office's."""
    offices = [
        {
            "name": recheck.name,
            "exit": recheck.exit_status,
            "error": recheck.error,
            **{key: recheck.content.get(key) for key in ("submitted", "form", "plan", "report")},
            "summary": recheck.content.get("summary", {}),
            "measures": recheck.content.get("measures", []),
        }
        for recheck in rechecks
    ]
    return dump_json({"schema": SCHEMA, "offices": offices, "unknown": list(unknown)}) + "\n"


def write_rechecks_workbook(rechecks: Sequence[OfficeRecheck], unknown: Sequence[str]) -> bytes:
    """County × measure × cause in one sheet, sorted by gravity; then what could not be rechecked."""
    listed = [(row.gravity, (recheck.name, *row.cells)) for recheck in rechecks for row in recheck.rows]
    rows = [cells for _, cells in sorted(listed, key=lambda pair: pair[0])]
    workbook = Workbook(write_only=True)
    page = start_sheet(workbook, SHEET, HEADERS, _WIDTHS, len(rows), named=2)
    for number, row in enumerate(rows, start=2):
        append_row(page, number, [make_wrapped(page, cell) for cell in row], _WIDTHS)
    notes = [f"{recheck.name}：{recheck.error}" for recheck in rechecks if recheck.error is not None]
    append_notes(page, (*notes, *(f"{file}：沒有同名的機關，未核對" for file in unknown)))
    mark_output(workbook)
    workbook.properties.creator = ""
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())
