"""A document as spreadsheets hold it: a sheet per section, on one grid that the columns of all its tables fit into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, count, pairwise

from antidrug_kpi.forms.document import Contents, Document, PageBreak, Paragraph, Section, Table, make_plain_paragraph
from antidrug_kpi.forms.writers.document_headings import Heading, is_listed, list_headings
from antidrug_kpi.forms.writers.document_looks import LOOKS, choose_page, choose_size, has_cover
from antidrug_kpi.forms.writers.sheets.sheet_cells import HIGHEST, SheetCell, WrittenSheet
from antidrug_kpi.forms.writers.sheets.sheet_parts import split_lines
from antidrug_kpi.forms.writers.sheets.sheet_tables import TableGrid, add_rows
from antidrug_kpi.forms.writers.table_grid import is_banner, leave_out_repeated
from antidrug_kpi.forms.writers.text_heights import BODY_SIZE, measure

_COLUMNS_WITHOUT_TABLE = 10
_NAME_LENGTH = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def lay_out(document: Document) -> tuple[WrittenSheet, ...]:
    """A sheet per section. `headings` of a sheet gives the row of each listed heading in it by the heading's number."""
    headings = list_headings(document)
    waiting = iter(headings)
    sheets: list[WrittenSheet] = []
    for section in document.sections:
        name = _name_sheet(section.name, {sheet.name for sheet in sheets})
        sheet = WrittenSheet(name, choose_page(section), _list_widths(section), section.is_landscape, has_cover(section))
        is_only_table = sum(isinstance(block, Table) for block in section.blocks) == 1
        for block in section.blocks:
            match block:
                case Paragraph():
                    if is_listed(block):
                        sheet.headings[next(waiting).number] = len(sheet.heights)
                    _add_line(sheet, block)
                case PageBreak():
                    sheet.breaks.append(len(sheet.heights))
                case Contents():
                    _add_contents(sheet, block, headings)
                case Table():
                    _add_table(sheet, leave_out_repeated(block), is_only=is_only_table)
        sheets.append(sheet)
    return tuple(sheets)


def _name_sheet(name: str, taken: set[str]) -> str:
    """A name that every spreadsheet takes: short, without some signs, and once in a workbook, whose names ignore case."""
    plain = _FORBIDDEN_IN_NAMES.sub("", name)[:_NAME_LENGTH] or "表"
    numbered = (f"{plain[: _NAME_LENGTH - 4]}({number})" for number in count(2))
    folded = {other.lower() for other in taken}
    return next(unique for unique in chain((plain,), numbered) if unique.lower() not in folded)


def _list_bounds(table: Table, total: int) -> tuple[int, ...]:
    """Where the table's columns begin and end when it is as wide as the sheet."""
    width = sum(table.widths)
    return tuple(round(sum(table.widths[:end]) * total / width) for end in range(len(table.widths) + 1))


def _list_widths(section: Section) -> tuple[int, ...]:
    """The widths of the grid, together as wide as the page: every column of every table ends where one of the grid does."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    total = int(choose_page(section).room)
    if not tables:
        return (total // _COLUMNS_WITHOUT_TABLE,) * _COLUMNS_WITHOUT_TABLE
    bounds = sorted({0, total}.union(*(_list_bounds(table, total) for table in tables)))
    return tuple(end - start for start, end in pairwise(bounds))


def _add_line(sheet: WrittenSheet, paragraph: Paragraph, target: int | None = None) -> None:
    """A paragraph over the sheet's whole width."""
    look, width = LOOKS[paragraph.style], sum(sheet.widths)
    space = min(look.before + look.after, look.size) if target is None else 0.0
    for lines in split_lines((paragraph,), width, BODY_SIZE):
        cell = SheetCell(len(sheet.heights), 0, lines, columns=len(sheet.widths), align=look.align, target=target)
        sheet.cells.append(cell)
        sheet.heights.append(min(HIGHEST, measure(lines, width) + space))


def _add_contents(sheet: WrittenSheet, contents: Contents, headings: Sequence[Heading]) -> None:
    _add_line(sheet, make_plain_paragraph(contents.title, "title"))
    for heading in headings:
        _add_line(sheet, make_plain_paragraph("　　" * (heading.level - 1) + heading.text), heading.number)


def _add_table(sheet: WrittenSheet, table: Table, *, is_only: bool) -> None:
    """The table's rows. Only where it is the sheet's only one can its header repeat on every page."""
    ends = [sum(sheet.widths[:end]) for end in range(len(sheet.widths) + 1)]
    bounds = _list_bounds(table, ends[-1])
    grid = TableGrid(table, bounds, tuple(ends.index(bound) for bound in bounds), choose_size(table, sheet.page))
    starts = [*add_rows(sheet, grid), len(sheet.heights)]
    sheet.banners += [start for start, row in zip(starts, table.rows, strict=False) if is_banner(table, row)]
    if is_only and table.header_rows:
        sheet.header = range(starts[0], starts[table.header_rows])
