"""The cells of registers as they were typed, looked up in the sheets that were kept."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import FileReading, Sheet
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.register import TypedRegister


class TypedTexts:
    """Looks up cells in the sheets of an office."""

    def __init__(self, files: Iterable[FileReading]) -> None:
        self._sheets = {(sheet.file, sheet.name): sheet for file in files for sheet in file.sheets}
        self._numbers: dict[tuple[str, str | None], npt.NDArray[np.int64]] = {}

    def find(self, register: TypedRegister, row: int, column: str) -> str | None:
        """The text of a record's cell as a person sees it in the sheet; None for a blank one, and where there is no such cell."""
        address = register.locate(row)
        source = next(source for source in register.sources if (source.file, source.sheet) == (address.file, address.sheet))
        sheet = self._sheets.get((address.file, address.sheet))
        number = source.columns.get(column)
        place = None if sheet is None or address.row is None else self._find_place(sheet, address.row)
        if sheet is None or place is None or number is None:
            return None
        position = number - 1 - sheet.columns_left_out
        text = show_cell(sheet.columns[position][place]) if 0 <= position < sheet.width else ""
        return text if text.strip() else None

    def list_row(self, file: str, sheet_name: str | None, number: int) -> tuple[str, ...]:
        """All cells of a sheet's row that are not blank, in their order; none where there is no such row."""
        sheet = self._sheets.get((file, sheet_name))
        place = None if sheet is None else self._find_place(sheet, number)
        if sheet is None or place is None:
            return ()
        texts = (show_cell(cell) for cell in sheet.rows[place])
        return tuple(text for text in texts if text.strip())

    def _find_place(self, sheet: Sheet, number: int) -> int | None:
        key = sheet.file, sheet.name
        if key not in self._numbers:
            self._numbers[key] = np.asarray(sheet.numbers, dtype=np.int64)
        numbers = self._numbers[key]
        place = int(np.searchsorted(numbers, number))
        return place if place < len(numbers) and numbers[place] == number else None
