"""An .ods as a form to be filled: only `content.xml` changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from antidrug_kpi.files import name_column
from antidrug_kpi.forms.into.form_grid import CellPlace, Grid
from antidrug_kpi.forms.into.odf.odf_form import OdfForm
from antidrug_kpi.forms.into.odf.odf_names import OFFICE, TABLE
from antidrug_kpi.forms.into.odf.odf_tables import read_table
from antidrug_kpi.forms.into.odf.ods_cell_looks import SheetLooks
from antidrug_kpi.forms.into.odf.ods_unfolding import count_rows_before, unfold_tables
from antidrug_kpi.forms.into.text_tables import MOST_WIDTH, TextTable

if TYPE_CHECKING:
    from lxml.etree import _Element

# LibreOffice writes the kind of a value under a name of its own too.
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_LIST = "cell-content-is-in-list("
_CHOICE = re.compile(r'"((?:[^"]|"")*)"')


class OdsForm(OdfForm):
    """The sheets of an OpenDocument spreadsheet, each one table."""

    def _prepare(self) -> None:
        sheets = self._root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
        self._widths = unfold_tables(self._root, sheets)
        self._looks = SheetLooks(self._root)

    def _read_table(self, table: _Element) -> TextTable:
        """The cells up to the last column in use: every row goes on to the end of the sheet."""
        return read_table(self.rows[table], self._widths.get(table, MOST_WIDTH))

    @cached_property
    def _sheets(self) -> list[tuple[str, list[int]]]:
        """Of each table the title, and how many rows of the sheet stand before each of its own."""
        return [(table.get(f"{TABLE}name", ""), count_rows_before(rows)) for table, rows in self.rows.items()]

    @cached_property
    def _choices(self) -> dict[str, tuple[str, ...]]:
        """What each rule for a cell's content offers, by the rule's name."""
        offered = {}
        for rule in self._root.iter(f"{TABLE}content-validation"):
            listed = rule.get(f"{TABLE}condition", "").partition(_LIST)[2].rstrip()
            if listed.endswith(")"):
                offered[rule.get(f"{TABLE}name", "")] = tuple(text.replace('""', '"') for text in _CHOICE.findall(listed))
        return offered

    def read_grids(self) -> tuple[Grid, ...]:
        grids = super().read_grids()
        return tuple(replace(grid, title=title, captions=()) for grid, (title, _) in zip(grids, self._sheets, strict=True))

    def name_place(self, place: CellPlace) -> str:
        title, before = self._sheets[place.grid]
        return f"工作表「{title}」{name_column(place.column)}{before[place.row] + 1}"

    def is_uncalculated(self, place: CellPlace) -> bool:
        """Whether a cell is a formula whose result the file does not hold."""
        cell = self.find_cell(place)
        if cell is None or cell.get(f"{TABLE}formula") is None:
            return False
        has_value = any(cell.get(f"{OFFICE}{name}") is not None for name in ("value", "string-value", "boolean-value"))
        return not has_value and not self._read_cell(cell).strip()

    def list_choices(self, place: CellPlace) -> tuple[str, ...]:
        cell = self.find_cell(place)
        return () if cell is None else self._choices.get(cell.get(f"{TABLE}content-validation-name", ""), ())

    def write_lines(self, place: CellPlace, lines: Sequence[str]) -> None:
        super().write_lines(place, lines)
        cell = self.get_cell(place)
        for name in ("value-type", "string-value"):
            cell.attrib.pop(f"{_CALC}{name}", "")
        cell.set(f"{OFFICE}value-type", "string")  # without which some programs take a sheet's cell for an empty one
        self._looks.wrap(cell, place.column)
        self._looks.raise_row(cell, place.column, lines)

    def free_height(self, cell: _Element) -> None:
        """Nothing: a sheet's row has no least height, and is given one that is high enough."""
