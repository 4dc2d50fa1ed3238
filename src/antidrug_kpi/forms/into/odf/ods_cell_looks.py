"""The looks of an .ods that a filled cell needs: its text wrapped, its row high enough; the styles that are there stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.odf.odf_names import NAME, OFFICE, ROWS, STYLE, TABLE, TABLES
from antidrug_kpi.forms.into.odf.odf_tables import read_count
from antidrug_kpi.forms.into.xlsx.row_heights import HIGHEST, find_height
from antidrug_kpi.forms.text_widths import POINTS_PER_UNIT, count_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(cm|mm|in|pt)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0}
_USUAL_SIZE, _USUAL_WIDTH = 12.0, 64.0
_MOST_COLUMNS = 200


class SheetLooks:
    """The automatic styles of a spreadsheet."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._holder = root.find(f"{OFFICE}automatic-styles")
        if self._holder is None:
            self._holder = root.makeelement(f"{OFFICE}automatic-styles")
            body = root.find(f"{OFFICE}body")
            root.insert(root.index(body) if body is not None else 0, self._holder)
        self._styles = {(style.get(f"{STYLE}family"), style.get(NAME)): style for style in self._holder.iterfind(f"{STYLE}style")}
        self._columns: dict[_Element, Sequence[_Element]] = {}

    def wrap(self, cell: _Element, column: int) -> None:
        """Give a cell the style that it has, with its text wrapped."""
        name = self._find_cell_style(cell, column)
        made = f"{name or 'Default'}.wraps"
        if ("table-cell", made) not in self._styles:
            style = self._derive("table-cell", name, made)
            properties = self._find_properties(style, "table-cell")
            properties.set(f"{_FO}wrap-option", "wrap")
            properties.set(f"{STYLE}shrink-to-fit", "false")
        if not (name or "").endswith(".wraps"):
            cell.set(f"{TABLE}style-name", made)

    def raise_row(self, cell: _Element, column: int, lines: Sequence[str]) -> None:
        """Make the row of a cell high enough for the lines; it becomes no lower."""
        row = next(cell.iterancestors(*ROWS))
        table = next(row.iterancestors(*TABLES))
        spanned = read_count(cell, "number-columns-spanned")
        widths = list(self._list_widths(table))[column : column + spanned]
        size = self._read_size(cell)
        count = count_lines(lines, sum(widths or [_USUAL_WIDTH]) / POINTS_PER_UNIT, size)
        needed = min(HIGHEST, find_height(count, size) / read_count(cell, "number-rows-spanned"))
        name = row.get(f"{TABLE}style-name")
        style = self._styles.get(("table-row", name))
        known = style.find(f"{STYLE}table-row-properties") if style is not None else None
        if known is not None and _read_length(known.get(f"{STYLE}row-height")) >= needed:
            return
        made = f"{(name or 'ro').split('.')[0]}.{needed:.0f}pt"
        if ("table-row", made) not in self._styles:
            properties = self._find_properties(self._derive("table-row", name, made), "table-row")
            properties.set(f"{STYLE}row-height", f"{needed:.1f}pt")
            properties.set(f"{STYLE}use-optimal-row-height", "false")
        row.set(f"{TABLE}style-name", made)

    def _derive(self, family: str, name: str | None, made: str) -> _Element:
        """A new style that is like another one: a copy of an automatic one, a child of one that the document defines."""
        known = self._styles.get((family, name))
        style = self._root.makeelement(f"{STYLE}style") if known is None else deepcopy(known)
        style.set(NAME, made)
        style.set(f"{STYLE}family", family)
        if known is None and name is not None:
            style.set(f"{STYLE}parent-style-name", name)
        self._holder.append(style)  # type: ignore[union-attr]  # made where it was not there
        self._styles[family, made] = style
        return style

    def _find_properties(self, style: _Element, family: str) -> _Element:
        found = style.find(f"{STYLE}{family}-properties")
        if found is None:
            found = style.makeelement(f"{STYLE}{family}-properties")
            style.insert(0, found)
        return found

    def _find_cell_style(self, cell: _Element, column: int) -> str | None:
        """The style of a cell: its own, its row's, or its column's."""
        row = next(cell.iterancestors(*ROWS))
        name = cell.get(f"{TABLE}style-name") or row.get(f"{TABLE}default-cell-style-name")
        if name is not None:
            return name
        columns = self._list_columns(next(row.iterancestors(*TABLES)))
        return columns[column].get(f"{TABLE}default-cell-style-name") if column < len(columns) else None

    def _list_columns(self, table: _Element) -> Sequence[_Element]:
        """The element of each column of a table, as far as a form reaches."""
        if table not in self._columns:
            found: list[_Element] = []
            for element in table.iter(f"{TABLE}table-column"):
                found += [element] * min(read_count(element, "number-columns-repeated"), _MOST_COLUMNS - len(found))
            self._columns[table] = found
        return self._columns[table]

    def _list_widths(self, table: _Element) -> Iterator[float]:
        """The width of each column in points."""
        for element in self._list_columns(table):
            style = self._styles.get(("table-column", element.get(f"{TABLE}style-name")))
            properties = style.find(f"{STYLE}table-column-properties") if style is not None else None
            yield _read_length(properties.get(f"{STYLE}column-width")) if properties is not None else _USUAL_WIDTH

    def _read_size(self, cell: _Element) -> float:
        style = self._styles.get(("table-cell", cell.get(f"{TABLE}style-name")))
        text = style.find(f"{STYLE}text-properties") if style is not None else None
        size = _read_length(text.get(f"{STYLE}font-size-asian") or text.get(f"{_FO}font-size")) if text is not None else 0.0
        return size or _USUAL_SIZE


def _read_length(text: str | None) -> float:
    """A length in points; 0 where the text is no length."""
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _POINTS[found[2]] if found else 0.0
