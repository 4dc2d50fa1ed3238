"""Reading .xlsx and .xlsm: calamine for the bulk, the sheet's own XML for what calamine hides."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from antidrug_kpi.files import xlsx_parts
from antidrug_kpi.files.archive import Archive, assemble_archive, store_text
from antidrug_kpi.files.calculation import is_by_library
from antidrug_kpi.files.cells import Cell, Sheet, UnreadableCell
from antidrug_kpi.files.collector import pause_collector
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.merged import settle_merges
from antidrug_kpi.files.negative_dates import NegativeSearch
from antidrug_kpi.files.number_formats import FormatKind, NumberFormat
from antidrug_kpi.files.refusal import refuse_count, refuse_damaged, refuse_extent
from antidrug_kpi.files.serials import to_date
from antidrug_kpi.files.shared_texts import ReferenceCount, check_shared_texts
from antidrug_kpi.files.sheet_extent import Extent, cut_at_rows, measure_extent
from antidrug_kpi.files.sheet_hidden import HiddenSearch
from antidrug_kpi.files.sheet_marks import ZERO_FORMULA, Mark, Marking, find_marks, list_idle
from antidrug_kpi.files.sheet_merged import MergeSearch
from antidrug_kpi.files.xlsx_parts import SheetEntry, Workbook
from antidrug_kpi.issues import escape_controls

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Grid = list[list[Cell]]
_DATES = frozenset({FormatKind.DATE, FormatKind.ERA_DATE})


@dataclass(frozen=True)
class _Book:
    """An opened workbook with all that is known of it; extents and merged cells in the order of its sheets."""

    archive: Archive
    workbook: Workbook
    extents: Sequence[Extent]
    formats: Mapping[int, NumberFormat]
    merges: Sequence[MergeSearch]
    marking: Marking
    limits: Limits


def read_xlsx(archive: Archive, workbook: Workbook, file: str, limits: Limits) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, in its order."""
    shared = [part for part in (workbook.styles, workbook.shared_strings) if part]
    archive.check_sizes([*(entry.part for entry in workbook.sheets), *shared], limits)
    references = [ReferenceCount() for _ in workbook.sheets]
    merges = [MergeSearch() for _ in workbook.sheets]
    watches = zip(workbook.sheets, references, merges, strict=True)
    extents = [_measure_sheet(archive, entry, (count, merge), limits) for entry, count, merge in watches]
    formats = xlsx_parts.read_formats(archive, workbook.styles, limits) if workbook.styles else {}
    check_shared_texts(archive, workbook, [one.count for one in references], limits)
    marking = Marking(formats.keys(), workbook.is_uncalculated or is_by_library(archive, limits))
    book = _Book(archive, workbook, extents, formats, merges, marking, limits)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(_rebuild(archive, workbook))) as reader, pause_collector():
            return _read_sheets(reader, book, file, limits)
    except CalamineError as error:
        raise refuse_damaged("內容無法解析") from error
    except _find_panic() as error:
        raise refuse_damaged("內容無法解析") from error


def _rebuild(archive: Archive, workbook: Workbook) -> bytes:
    """A workbook of the parts that were checked and no others, so that calamine cannot read anything else."""
    parts = {f"xl/worksheets/sheet{number}.xml": archive.get_raw(entry.part) for number, entry in enumerate(workbook.sheets)}
    if workbook.styles:
        parts["xl/styles.xml"] = archive.get_raw(workbook.styles)
    if workbook.shared_strings:
        parts["xl/sharedStrings.xml"] = archive.get_raw(workbook.shared_strings)
    for name, text in xlsx_parts.make_frame(len(workbook.sheets), workbook.is_date1904).items():
        parts[name] = store_text(text)
    return assemble_archive(parts)


def _find_panic() -> tuple[type[BaseException], ...]:
    """The exception by which a Rust library says that it gave up; it exists only once that has happened."""
    return tuple(kind for kind in BaseException.__subclasses__() if kind.__name__ == "PanicException")


def _measure_sheet(archive: Archive, entry: SheetEntry, watches: tuple[ReferenceCount, MergeSearch], limits: Limits) -> Extent:
    references, merges = watches
    extent = measure_extent(lambda: merges.watch(references.watch(archive.inflate(entry.part))), escape_controls(entry.part))
    most = limits.sparse_cells if extent.is_sparse else limits.cells
    if extent.cells > most:
        raise refuse_extent(extent.rows, extent.columns, most, entry.title)
    return extent


def _read_sheets(reader: CalamineWorkbook, book: _Book, file: str, limits: Limits) -> tuple[Sheet, ...]:
    sheets = []
    cells = 0
    is_date1904 = book.workbook.is_date1904
    for position, entry in enumerate(book.workbook.sheets):
        hidden = HiddenSearch()
        (first_row, first_column), grid, idle = _read_grid(reader, book, position, hidden)
        width = len(grid[0]) if grid else 0
        cells += len(grid) * width
        if cells > limits.cells:
            raise refuse_count("各工作表的儲存格合計", cells, limits.cells, "格")
        numbers = range(first_row + 1, first_row + len(grid) + 1)
        sheets.append(
            Sheet(
                file,
                escape_controls(entry.title),
                grid,
                numbers,
                entry.is_hidden,
                is_date1904,
                first_column,
                hidden.rows,
                hidden.columns,
                settle_merges(book.merges[position].merges, len(grid), width, first_row, first_column),
                idle,
            )
        )
    return tuple(sheets)


def _read_grid(
    reader: CalamineWorkbook, book: _Book, position: int, hidden: HiddenSearch
) -> tuple[tuple[int, int], Grid, dict[int, list[int]]]:
    """The numbers of the first row and column, from 0, the rows, and the idle formulas. calamine lets other threads run while it
    parses.
    """
    part = book.workbook.sheets[position].part
    name = escape_controls(part)
    extent = book.extents[position]
    negative = NegativeSearch(name)
    texts = negative.watch(hidden.watch(cut_at_rows(book.archive.inflate(part), name), extent.has_positions))
    with ThreadPoolExecutor(1) as pool:
        search = pool.submit(find_marks, texts, name, book.marking, extent)
        sheet = reader.get_sheet_by_index(position)
    marks = search.result()
    first_row, first_column = sheet.start or (0, 0)
    grid = cast(Grid, sheet.to_python())
    if marks:
        first_row, first_column = _grow(grid, first_row, first_column, marks)
        _apply(marks, grid, first_row, first_column, book)
    if negative.found and book.workbook.styles:
        dates = xlsx_parts.read_formats(book.archive, book.workbook.styles, book.limits, _DATES)
        negative.put_dates(grid, (first_row, first_column), dates, is_date1904=book.workbook.is_date1904)
    return (first_row, first_column), grid, list_idle(marks, first_row, first_column, len(grid))


def _grow(grid: Grid, first_row: int, first_column: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """Widen the grid to unreadable cells beyond its edges, where calamine saw nothing; its first row and column then."""
    unreadable = [mark for mark in marks if isinstance(mark.finding, UnreadableCell)]
    if not unreadable:
        return first_row, first_column
    rows = [mark.row for mark in unreadable]
    columns = [mark.column for mark in unreadable]
    if not grid:
        first_row, first_column = min(rows), min(columns)
        grid.append([""])
    width = len(grid[0])
    before = max(first_column - min(columns), 0)
    after = max(max(columns) - first_column - width + 1, 0)
    if before or after:
        grid[:] = [[""] * before + row + [""] * after for row in grid]
    width += before + after
    above = max(first_row - min(rows), 0)
    grid[:0] = [[""] * width for _ in range(above)]
    below = max(max(rows) - (first_row - above) - len(grid) + 1, 0)
    grid.extend([""] * width for _ in range(below))
    return first_row - above, first_column - before


def _apply(marks: Sequence[Mark], grid: Grid, first_row: int, first_column: int, book: _Book) -> None:
    shown: dict[tuple[int, Cell], Cell] = {}
    for mark in marks:
        row, column = mark.row - first_row, mark.column - first_column
        if not (0 <= row < len(grid) and 0 <= column < len(grid[0])):
            continue
        if isinstance(mark.finding, UnreadableCell):
            grid[row][column] = mark.finding
            continue
        if mark.finding == ZERO_FORMULA:
            continue
        value = grid[row][column]
        if isinstance(value, int | float) and not isinstance(value, bool):
            key = (mark.finding, value)
            if key not in shown:
                shown[key] = _show(value, book.formats[mark.finding], book.workbook.is_date1904)
            grid[row][column] = shown[key]


def _show(value: float, number_format: NumberFormat, is_date1904: bool) -> Cell:
    if number_format.kind is FormatKind.ERA_DATE:
        return to_date(value, is_date1904)
    return number_format.show(value)
