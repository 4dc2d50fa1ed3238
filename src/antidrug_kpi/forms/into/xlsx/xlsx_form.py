"""An .xlsx as a form to be filled: only the parts of the sheets that are written change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from antidrug_kpi.files import name_column
from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.form_grid import CellPlace, Grid
from antidrug_kpi.forms.into.part_xml import LONGEST_TEXT, OddFormError, find_whole, parse_part, show_odd, write_part
from antidrug_kpi.forms.into.text_tables import check_places
from antidrug_kpi.forms.into.xlsx.cell_areas import MAIN, Area, find_choices, list_covered, read_lists, read_reference
from antidrug_kpi.forms.into.xlsx.cell_styles import CellStyles
from antidrug_kpi.forms.into.xlsx.rich_texts import read_seen
from antidrug_kpi.forms.into.xlsx.row_heights import ShownText, raise_rows
from antidrug_kpi.forms.into.xlsx.sheet_rows import index_cells, index_rows
from antidrug_kpi.forms.into.xlsx.shown_numbers import show_number
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.issues import escape_controls

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class SheetForm:
    """The worksheets of a workbook, each one table; forms are small, and what lies beyond any form is not looked at."""

    def __init__(self, package: Package) -> None:
        self._package = package
        workbook = package.read_workbook()
        self._sheets, strings = workbook.sheets, workbook.shared_strings
        if len({sheet.part for sheet in self._sheets}) < len(self._sheets):
            raise OddFormError("兩個工作表的內容是同一個檔案")
        root = parse_part(package, strings) if strings is not None else None
        self._entries = [] if root is None else list(root.iterfind(f"{MAIN}si"))
        self._strings = list(map(_read_texts, self._entries))
        self._roots = [parse_part(package, sheet.part) for sheet in self._sheets]
        self._rows = [index_rows(root) for root in self._roots]
        self._cells = [index_cells(rows) for rows in self._rows]
        check_places(sum(len(rows) * _measure(cells)[1] for rows, cells in zip(self._rows, self._cells, strict=True)))
        self._covered = [list_covered(root, _measure(cells)) for root, cells in zip(self._roots, self._cells, strict=True)]
        self._styles = CellStyles(package, workbook.styles)
        self._lists: dict[int, Sequence[tuple[Area, tuple[str, ...]]]] = {}
        self._filled: dict[int, set[tuple[int, int]]] = {}

    def read_grids(self) -> tuple[Grid, ...]:
        return tuple(map(self._read_grid, self._cells, self._covered, (sheet.title for sheet in self._sheets)))

    def name_place(self, place: CellPlace) -> str:
        return f"工作表「{escape_controls(self._sheets[place.grid].title)}」{_name_cell(place)}"

    def is_locked(self, place: CellPlace) -> bool:
        cell = self._cells[place.grid].get((place.row, place.column))
        return cell is not None and cell.find(f"{MAIN}f") is not None

    def list_choices(self, place: CellPlace) -> tuple[str, ...]:
        if place.grid not in self._lists:
            self._lists[place.grid] = read_lists(self._roots[place.grid])
        return find_choices(self._lists[place.grid], (place.row, place.column))

    def show_number(self, place: CellPlace) -> str | None:
        """A number as its cell shows it (0.6667 as 66.67%); none where the cell holds a text."""
        cell = self._cells[place.grid].get((place.row, place.column))
        if cell is None or cell.get("t", "n") != "n":
            return None
        return show_number(cell.findtext(f"{MAIN}v") or "", self._styles.read_format(cell))

    def read_shown(self, place: CellPlace) -> str:
        """A cell's text as it is seen: without what is struck out in it, and without marks of notes."""
        cell = self._cells[place.grid].get((place.row, place.column))
        if cell is None or (place.row, place.column) in self._covered[place.grid]:
            return ""
        text = self._read_cell(cell)
        kind = cell.get("t")
        if kind not in {"s", "inlineStr"}:
            return text
        entry = cell if kind == "inlineStr" else self._entries[int(cell.findtext(f"{MAIN}v") or 0)]
        return read_seen(entry) if next(entry.iter(f"{MAIN}rPr"), None) is not None else text

    def is_uncalculated(self, place: CellPlace) -> bool:
        """Whether a cell is a formula whose result the file does not hold."""
        cell = self._cells[place.grid].get((place.row, place.column))
        return cell is not None and cell.find(f"{MAIN}f") is not None and not self._read_cell(cell)

    def read_pieces(self, place: CellPlace) -> list[str]:
        cell = self._cells[place.grid].get((place.row, place.column))
        return [] if cell is None else [self._read_cell(cell)]

    def change_pieces(self, place: CellPlace, pieces: Sequence[str]) -> None:
        self._write(place, "".join(pieces))

    def write_lines(self, place: CellPlace, lines: Sequence[str]) -> None:
        self._styles.wrap(self._write(place, drop_controls("\n".join(lines))))

    def _raise_rows(self, grid: int) -> None:
        """Let the filled rows of a sheet show what stands in them."""
        places: dict[tuple[int, int], list[tuple[int, int]]] = {place: [place] for place in self._cells[grid]}
        for place, begin in self._covered[grid].items():
            places.get(begin, []).append(place)
        filled = {row for begin in self._filled[grid] for row, _ in places[begin]}
        shown = [
            ShownText(text, places[begin], self._styles.read_size(cell), self._styles.wraps(cell))
            for begin, cell in self._cells[grid].items()
            if begin not in self._covered[grid] and filled & {row for row, _ in places[begin]} and (text := self._read_cell(cell))
        ]
        raise_rows(self._roots[grid], filled, shown)

    def _write(self, place: CellPlace, content: str) -> _Element:
        """Give a cell a text of its own, which is never a formula, whatever it begins with."""
        cell = self._cells[place.grid].get((place.row, place.column))
        if cell is None:
            cell = _insert_cell(self._roots[place.grid], self._rows[place.grid][place.row], place)
            self._cells[place.grid][place.row, place.column] = cell
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "inlineStr")
        text = cell.makeelement(f"{MAIN}t", {_SPACE: "preserve"})
        text.text = content
        holder = cell.makeelement(f"{MAIN}is")
        holder.append(text)
        cell.append(holder)
        self._filled.setdefault(place.grid, set()).add((place.row, place.column))
        return cell

    def save(self) -> bytes:
        for grid in self._filled:
            self._raise_rows(grid)
        parts = {self._sheets[number].part: write_part(self._roots[number]) for number in sorted(self._filled)}
        return self._package.replace_parts(parts | self._styles.list_changed())

    def _read_grid(
        self, cells: dict[tuple[int, int], _Element], covered: Mapping[tuple[int, int], tuple[int, int]], title: str
    ) -> Grid:
        height, width = _measure(cells)
        rows: list[list[str]] = [[] for _ in range(height)]
        for (row, column), cell in cells.items():
            rows[row] = rows[row] or [""] * width
            rows[row][column] = "" if (row, column) in covered else self._read_cell(cell)
        return Grid(tuple(map(tuple, rows)), covered, title)

    def _read_cell(self, cell: _Element) -> str:
        value = cell.findtext(f"{MAIN}v") or ""
        match cell.get("t"):
            case "s":
                number = find_whole(value)
                if number is None or number >= len(self._strings):
                    raise OddFormError(f"儲存格 {cell.get('r')} 所指的共用文字「{show_odd(value)}」不存在")
                return self._strings[number]
            case "inlineStr":
                return _read_texts(cell)
            case _:
                return value


def _read_texts(element: _Element) -> str:
    """The text of a string, without the readings that Japanese workbooks print above it."""
    texts = (text for text in element.iter(f"{MAIN}t") if next(text.iterancestors(f"{MAIN}rPh"), None) is None)
    return "".join(text.text or "" for text in texts)[:LONGEST_TEXT]


def _measure(cells: Collection[tuple[int, int]]) -> tuple[int, int]:
    """Rows and columns from the first cell of the sheet to its last."""
    return max((row + 1 for row, _ in cells), default=0), max((column + 1 for _, column in cells), default=0)


def _name_cell(place: CellPlace) -> str:
    return f"{name_column(place.column)}{place.row + 1}"


def _insert_cell(root: _Element, row: _Element, place: CellPlace) -> _Element:
    """A new cell at its place among the cells of its row, which is there: the row was found by another cell of it."""
    made = row.makeelement(f"{MAIN}c", {"r": _name_cell(place)} | _find_style(root, row, place.column))
    before = [cell for cell in row if (found := read_reference(cell.get("r", ""))) is not None and found[1] < place.column]
    row.insert(len(before), made)
    return made


def _find_style(root: _Element, row: _Element, column: int) -> dict[str, str]:
    """The style that a cell has which is not there: its row's, or its column's."""
    if row.get("customFormat") in {"1", "true"} and row.get("s"):
        return {"s": row.get("s", "0")}
    for columns in root.iter(f"{MAIN}col"):
        first, last = find_whole(columns.get("min")), find_whole(columns.get("max"))
        if first is not None and last is not None and first <= column + 1 <= last and columns.get("style"):
            return {"s": columns.get("style", "0")}
    return {}
