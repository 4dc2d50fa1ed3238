"""An .xlsx as a form to be filled: only the parts of the sheets that are written change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from antidrug_kpi.files import name_column
from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.grid import Grid, Place
from antidrug_kpi.forms.into.xmltext import parse_part, write_part
from antidrug_kpi.forms.safety import drop_controls

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ROWS, MOST_COLUMNS = 5_000, 200
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class SheetForm:
    """The worksheets of a workbook, each one table; forms are small, and what lies beyond any form is not looked at."""

    def __init__(self, package: Package) -> None:
        self._package = package
        workbook = package.read_workbook()
        self._sheets, strings = workbook.sheets, workbook.shared_strings
        root = parse_part(package.read_part(strings)) if strings is not None else None
        self._strings = [] if root is None else [_read_texts(entry) for entry in root.iter(f"{_MAIN}si")]
        self._roots = [parse_part(package.read_part(sheet.part)) for sheet in self._sheets]
        self._cells = [_index_cells(root) for root in self._roots]
        self._changed: set[int] = set()

    def read_grids(self) -> tuple[Grid, ...]:
        return tuple(self._read_grid(cells) for cells in self._cells)

    def name_place(self, place: Place) -> str:
        return f"工作表「{self._sheets[place.grid].title}」{_name_cell(place)}"

    def is_locked(self, place: Place) -> bool:
        cell = self._cells[place.grid].get((place.row, place.column))
        return cell is not None and cell.find(f"{_MAIN}f") is not None

    def read_pieces(self, place: Place) -> list[str]:
        cell = self._cells[place.grid].get((place.row, place.column))
        return [] if cell is None else [self._read_cell(cell)]

    def change_pieces(self, place: Place, pieces: Sequence[str]) -> None:
        self.write_lines(place, pieces)

    def write_lines(self, place: Place, lines: Sequence[str]) -> None:
        cell = self._cells[place.grid].get((place.row, place.column))
        if cell is None:
            cell = _insert_cell(self._roots[place.grid], place)
            self._cells[place.grid][place.row, place.column] = cell
        for child in list(cell):
            cell.remove(child)
        # A text of its own, never a formula, whatever it begins with.
        cell.set("t", "inlineStr")
        text = cell.makeelement(f"{_MAIN}t", {_SPACE: "preserve"})
        text.text = drop_controls("\n".join(lines))
        holder = cell.makeelement(f"{_MAIN}is")
        holder.append(text)
        cell.append(holder)
        row = cell.getparent()
        if row is not None and not _is_merged(self._roots[place.grid], place):
            # A height made for the empty row would hide most of the text; without one the row is made to fit when it is opened.
            # Rows are not made to fit merged cells, so that there the office's height stays.
            for name in ("ht", "customHeight"):
                row.attrib.pop(name, "")
        self._changed.add(place.grid)

    def save(self) -> bytes:
        return self._package.replace_parts(
            {self._sheets[number].part: write_part(self._roots[number]) for number in sorted(self._changed)}
        )

    def _read_grid(self, cells: dict[tuple[int, int], _Element]) -> Grid:
        rows: list[list[str]] = [[] for _ in range(max((row for row, _ in cells), default=-1) + 1)]
        for (row, column), cell in sorted(cells.items(), key=lambda item: item[0]):
            rows[row] += [""] * (column - len(rows[row]))
            rows[row].append(self._read_cell(cell))
        width = max(map(len, rows), default=0)
        return Grid(tuple((*row, *[""] * (width - len(row))) for row in rows))

    def _read_cell(self, cell: _Element) -> str:
        value = cell.findtext(f"{_MAIN}v") or ""
        match cell.get("t"):
            case "s":
                return self._strings[int(value)] if value.isdigit() and int(value) < len(self._strings) else ""
            case "inlineStr":
                return _read_texts(cell)
            case _:
                return value


def _read_texts(element: _Element) -> str:
    """The text of a string, without the readings that Japanese workbooks print above it."""
    texts = (text for text in element.iter(f"{_MAIN}t") if next(text.iterancestors(f"{_MAIN}rPh"), None) is None)
    return "".join(text.text or "" for text in texts)


def _index_cells(root: _Element) -> dict[tuple[int, int], _Element]:
    """The cells by row and column, counted from 0."""
    found: dict[tuple[int, int], _Element] = {}
    for cell in root.iter(f"{_MAIN}c"):
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        if reference is not None:
            row, column = int(reference[2]) - 1, _read_letters(reference[1])
            if row < MOST_ROWS and column < MOST_COLUMNS:
                found[row, column] = cell
    return found


def _read_letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _name_cell(place: Place) -> str:
    return f"{name_column(place.column)}{place.row + 1}"


def _is_merged(root: _Element, place: Place) -> bool:
    """Whether a merged cell begins at the place."""
    begins = f"{_name_cell(place)}:"
    return any(merged.get("ref", "").startswith(begins) for merged in root.iter(f"{_MAIN}mergeCell"))


def _insert_cell(root: _Element, place: Place) -> _Element:
    """A new cell at its place among the cells of its row, which is there: the row was found by another cell of it."""
    row = next(row for row in root.iter(f"{_MAIN}row") if row.get("r") == str(place.row + 1))
    made = row.makeelement(f"{_MAIN}c", {"r": _name_cell(place)})
    before = [
        cell for cell in row if (found := _REFERENCE.fullmatch(cell.get("r", ""))) and _read_letters(found[1]) < place.column
    ]
    row.insert(len(before), made)
    return made
