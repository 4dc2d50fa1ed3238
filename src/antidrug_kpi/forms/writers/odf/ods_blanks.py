"""Blanks of an OpenDocument spreadsheet: a cell is shaded as long as one of its blanks stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from odfdo import Element
from openpyxl.utils import get_column_letter

from antidrug_kpi.forms.writers.document_looks import BLANK_STYLE
from antidrug_kpi.forms.writers.odf.odf_elements import make_element
from antidrug_kpi.forms.writers.sheets.sheet_cells import SheetCell, WrittenSheet


@dataclass(frozen=True)
class BlankTest:
    """A cell by sheet and place, and the texts of its blanks."""

    sheet: str
    place: str
    blanks: tuple[str, ...]

    def make_map(self, style: str) -> Element:
        """The condition under which the cell has the style."""
        quoted = (blank.replace('"', '""') for blank in self.blanks)
        tests = ";".join(f'ISNUMBER(FIND("{blank}";[.{self.place}]))' for blank in quoted)
        return make_element(
            "style:map",
            {
                "style:condition": f"is-true-formula(OR({tests}))",
                "style:apply-style-name": style,
                "style:base-cell-address": f"'{self.sheet}'.{self.place}",
            },
        )


def name_blank(size: float, *, is_bold: bool) -> str:
    """The style of blanks of a size and weight."""
    return f"{BLANK_STYLE}{round(size * 10)}{'Bold' if is_bold else ''}"


def find_blank_test(cell: SheetCell, sheet: WrittenSheet) -> BlankTest | None:
    """The test of a cell that has blanks."""
    if not cell.blanks:
        return None
    return BlankTest(sheet.name, f"{get_column_letter(cell.column + 1)}{cell.row + 1}", cell.blanks)
