"""The checkup as a workbook: an overview, every issue with a link to its cell, and the registers with the cells marked."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from antidrug_kpi.files import FileReading
from antidrug_kpi.forms.check.checkup import Checkup, Found
from antidrug_kpi.forms.check.copying import FILLS, MOST_ROWS, copy_sheet, locate, mark_cells
from antidrug_kpi.forms.check.overview import Copy, Place, write_overview
from antidrug_kpi.forms.check.text import HEADERS, list_cells
from antidrug_kpi.forms.safety import set_text
from antidrug_kpi.forms.saving import freeze_archive, mark_output
from antidrug_kpi.forms.streamed import Page, link_cell, make_head, make_wrapped, start_page
from antidrug_kpi.issues import Issue, Level

OVERVIEW, MESSAGES = "總覽", "檢核訊息"
LONGEST_NAME = 31
# A spreadsheet refuses to open a sheet with more links than 65,530.
MOST_LINKS = 65_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_WIDTHS = (8, 18, 26, 18, 8, 18, 18, 70, 26, 20)
_ROW = HEADERS.index("列")


def write_checkup_workbook(checkup: Checkup, files: Sequence[FileReading], *, show_ids: bool = False) -> bytes:
    """The workbook's bytes; `files` are the sheets as they were read. The same input gives the same bytes.

    The copies hold what the office's own files hold; among the messages identifiers of persons are masked unless asked for.
    """
    workbook = Workbook(write_only=True)
    overview, messages = (workbook.create_sheet(title) for title in (OVERVIEW, MESSAGES))
    copies = name_copies(checkup.found)
    limits = _copy_registers(workbook, checkup, files, copies)
    limits += _write_messages(messages, checkup, copies, show_ids)
    write_overview(overview, checkup, copies, limits)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def name_copies(founds: Sequence[Found]) -> dict[Place, Copy]:
    """A name for each sheet of a register, in the plan's order: the register's, and a number where it has several sheets."""
    taken = {OVERVIEW, MESSAGES}
    copies: dict[Place, Copy] = {}
    for found in founds:
        for source in found.sources:
            name = _choose_name(found.summary.title, taken)
            taken.add(name.casefold())
            copies[source.file, source.sheet] = Copy(name, source)
    return copies


def _choose_name(title: str, taken: set[str]) -> str:
    """The title without what no sheet's name may hold, numbered where it is taken."""
    plain = _FORBIDDEN.sub("", title).strip("' ") or "清冊"
    name, number = plain[:LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f"({number})"
        name = plain[: LONGEST_NAME - len(ending)] + ending
    return name


def _copy_registers(
    workbook: Workbook, checkup: Checkup, files: Sequence[FileReading], copies: Mapping[Place, Copy]
) -> list[str]:
    """Add the copies in the order of their names; what could not be copied whole, in words."""
    sheets = {(sheet.file, sheet.name): sheet for file in files for sheet in file.sheets}
    issues: dict[Place, list[Issue]] = {}
    for issue in checkup.result.issues:
        issues.setdefault((issue.address.file, issue.address.sheet), []).append(issue)
    limits: list[str] = []
    for place, copy in copies.items():
        marks = mark_cells(issues.get(place, ()), copy.source)
        told = copy_sheet(workbook, copy.title, sheets[place], copy.source, marks)
        limits += [f"「{copy.title}」{sentence}" for sentence in told]
    return limits


def _write_messages(page: Page, checkup: Checkup, copies: Mapping[Place, Copy], show_ids: bool) -> list[str]:
    """Every issue on a row, its row number a link to the cell in the copy; what had no room, in words."""
    rows = [(group.title, finding) for group in checkup.groups for finding in group.findings]
    page.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{min(len(rows) + 1, MOST_ROWS)}"  # type: ignore[attr-defined]
    start_page(page, _WIDTHS, header=1)
    page.append([make_head(page, header) for header in HEADERS])
    # A row is written as soon as it is appended, so the same cells serve for all: looks cost more than all the rest of a cell.
    cells = {level: _make_line(page, level) for level in Level}
    links = 0
    for title, finding in rows[: MOST_ROWS - 1]:
        issue = finding.issue
        line = cells[issue.level].copy()
        for cell, text in zip(line, list_cells(title, finding, show_ids), strict=True):
            set_text(cell, text if text != "" else None)
        copy = copies.get((issue.address.file, issue.address.sheet))
        if copy is not None and links < MOST_LINKS:
            line[_ROW] = make_wrapped(page, "標題列" if issue.address.row is None else issue.address.row)
            link_cell(line[_ROW], copy.title, *locate(issue, copy.source))
            links += 1
        page.append(line)
    told = [f"「{MESSAGES}」只有前 {MOST_LINKS:,} 項有連結"] if links == MOST_LINKS else []
    return told + ([f"檢核訊息共 {len(rows):,} 項，只列前 {MOST_ROWS - 1:,} 項"] if len(rows) >= MOST_ROWS else [])


def _make_line(page: Page, level: Level) -> list[Cell]:
    """The cells of a message of this level, without their texts."""
    line = [make_wrapped(page, None) for _ in HEADERS]
    if level in FILLS:
        line[0].fill = FILLS[level]
    return line
