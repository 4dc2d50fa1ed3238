"""The checkup as a workbook: an overview, every issue with a link to its cell, and the registers with the cells marked."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from antidrug_kpi.files import FileReading
from antidrug_kpi.forms.check.checkup import Checkup, Finding, FoundRegister, join_repeated
from antidrug_kpi.forms.check.checkup_overview import Copy, Place, write_overview
from antidrug_kpi.forms.check.checkup_text import HEADERS, list_cells
from antidrug_kpi.forms.check.copied_rows import MOST_ROWS
from antidrug_kpi.forms.check.copying import FILLS, PendingCopy, copy_sheet, locate, mark_rows
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.plain_rows import mark_up_rows
from antidrug_kpi.forms.spreadsheet_safety import set_text
from antidrug_kpi.forms.streamed_cells import Page, link_cell, make_head, make_wrapped, start_page
from antidrug_kpi.issues import Issue, Level

OVERVIEW, MESSAGES = "總覽", "檢核訊息"
LONGEST_NAME = 31
# Of one kind in one column. Nobody follows more links of one kind, and looks and links are what takes the time.
MOST_SHOWN = 1_000
# A spreadsheet refuses to open a sheet with more links than 65,530.
MOST_LINKS = 65_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_WIDTHS = (8, 18, 26, 18, 8, 18, 18, 70, 20, 20, 20)
_ROW = HEADERS.index("列")

Message = tuple[str, Finding]
ListCells = Callable[[Message], tuple[str | int, ...]]


def write_checkup_workbook(checkup: Checkup, files: Sequence[FileReading], *, show_ids: bool = False) -> bytes:
    """The workbook's bytes; `files` are the sheets as they were read. The same input gives the same bytes.

    The copies hold what the office's own files hold; among the messages identifiers of persons are masked unless asked for.
    """
    workbook = Workbook(write_only=True)
    overview, messages = (workbook.create_sheet(title) for title in (OVERVIEW, MESSAGES))
    copies = name_copies(checkup.found)
    copied = _copy_registers(workbook, checkup, files, copies)
    limits = [f"「{copy.page.title}」{sentence}" for copy in copied for sentence in copy.limits]
    shown, rest = _split_messages(checkup)
    last = 1 + len(shown) + len(rest)

    def list_texts(message: Message) -> tuple[str | int, ...]:
        return list_cells(*message, checkup.choose_redaction(show_ids), show_ids)

    _write_messages(messages, shown, last, copies, list_texts)
    limits += _list_missing_messages(len(shown), len(rest), sum(len(group.findings) for group in checkup.groups))
    write_overview(overview, checkup, copies, limits, show_ids=show_ids)
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    rows = {copy.page.path: copy.rows for copy in copied}
    rows[messages.path] = mark_up_rows(map(list_texts, rest), first=last - len(rest) + 1)
    return freeze_archive(content.getvalue(), rows)


def name_copies(founds: Sequence[FoundRegister]) -> dict[Place, Copy]:
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
) -> list[PendingCopy]:
    """Add the copies in the order of their names."""
    sheets = {(sheet.file, sheet.name): sheet for file in files for sheet in file.sheets}
    issues: dict[Place, list[Issue]] = {}
    for issue in checkup.result.issues:
        issues.setdefault((issue.address.file, issue.address.sheet), []).append(issue)
    return [
        copy_sheet(workbook, copy.title, sheets[place], copy.source, mark_rows(issues.get(place, ())))
        for place, copy in copies.items()
    ]


def _split_messages(checkup: Checkup) -> tuple[list[Message], list[Message]]:
    """Every finding with its group's title, in order: those that are shown in full, and those that only repeat them."""
    shown: list[Message] = []
    rest: list[Message] = []
    for group in checkup.groups:
        for repeated in join_repeated(group.findings):
            most = max(0, min(MOST_SHOWN, MOST_LINKS - len(shown)))
            shown += ((group.title, finding) for finding in repeated[:most])
            rest += ((group.title, finding) for finding in repeated[most:])
    return shown, rest[: MOST_ROWS - 1 - len(shown)]


def _write_messages(
    page: Page, messages: Sequence[Message], last: int, copies: Mapping[Place, Copy], list_texts: ListCells
) -> None:
    """Write a row per message, its row number a link to the cell in the copy. `last` is the last row of the sheet when done."""
    page.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{last}"  # type: ignore[attr-defined]
    start_page(page, _WIDTHS, header=1)
    page.append([make_head(page, header) for header in HEADERS])
    # A row is written as soon as it is appended, so the same cells serve for all: looks cost more than all the rest of a cell.
    cells = {level: _make_line(page, level) for level in Level}
    for message in messages:
        issue = message[1].issue
        line = cells[issue.level].copy()
        for cell, text in zip(line, list_texts(message), strict=True):
            set_text(cell, text if text != "" else None)
        copy = copies.get((issue.address.file, issue.address.sheet))
        if copy is not None:
            line[_ROW] = make_wrapped(page, "標題列" if issue.address.row is None else issue.address.row)
            link_cell(line[_ROW], copy.title, *locate(issue, copy.source))
        page.append(line)


def _make_line(page: Page, level: Level) -> list[Cell]:
    """The cells of a message of this level, without their texts."""
    line = [make_wrapped(page, None) for _ in HEADERS]
    if level in FILLS:
        line[0].fill = FILLS[level]
    return line


def _list_missing_messages(shown: int, rest: int, count: int) -> Iterator[str]:
    """What the messages lack, in words."""
    if rest:
        yield f"「{MESSAGES}」第 {shown + 2:,} 列起的 {rest:,} 項沒有連結：同一欄的同類訊息只有前 {MOST_SHOWN:,} 項有，列在前面"
    if count > shown + rest:
        yield f"檢核訊息共 {count:,} 項，只列前 {shown + rest:,} 項"
