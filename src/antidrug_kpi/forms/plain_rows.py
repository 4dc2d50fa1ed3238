"""Rows of a worksheet as the markup that its file holds, which takes a tenth of the time of making a cell for each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from xml.sax.saxutils import escape

from openpyxl.compat import safe_string

from antidrug_kpi.files.cells.sheet import name_column
from antidrug_kpi.forms.spreadsheet_safety import drop_controls

Value = str | int | float
Styles = Mapping[int, int]
"""Column from 0 → the number of its look in the workbook."""

_LONGEST = 32_767  # characters of a cell
_ROWS_AT_ONCE = 500
_BREAKS = {"\r": "&#13;"}
_NO_STYLES: Styles = {}


def mark_up_rows(rows: Iterable[tuple[int, Sequence[Value], Styles]]) -> Iterator[bytes]:
    """The markup of rows, some of them at a time, each given by its number, its values and the looks of some of its cells:
    texts stay texts, empty cells without a look are left out.
    """
    letters: list[str] = []  # names of the columns so far, shared by all rows; a wider row adds to them
    lines = _mark_up_each(rows, letters)
    while piece := "".join(islice(lines, _ROWS_AT_ONCE)):
        yield piece.encode()


def number_rows(rows: Iterable[Sequence[Value]], first: int) -> Iterator[tuple[int, Sequence[Value], Styles]]:
    """Rows without looks, numbered from `first` on."""
    return ((number, row, _NO_STYLES) for number, row in enumerate(rows, start=first))


def _mark_up_each(rows: Iterable[tuple[int, Sequence[Value], Styles]], letters: list[str]) -> Iterator[str]:
    for number, row, styles in rows:
        letters += map(name_column, range(len(letters), len(row)))
        ends = map(end_cell, row)
        if styles:
            cells = [_mark_up(f"{letters[at]}{number}", styles.get(at), end) for at, end in enumerate(ends)]
        else:
            cells = [f'<c r="{letter}{number}"{end}' for letter, end in zip(letters, ends, strict=False) if end]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _mark_up(place: str, style: int | None, end: str) -> str:
    if style is None:
        return f'<c r="{place}"{end}' if end else ""
    return f'<c r="{place}" s="{style}"{end or "/>"}'


# Registers repeat themselves; those columns that do not cost a little more, and no memory.
@lru_cache(maxsize=1 << 15, typed=True)
def end_cell(value: Value) -> str:
    """A cell's markup after its place and look; nothing for an empty one."""
    if not isinstance(value, str):
        return f' t="n"><v>{safe_string(value)}</v></c>'
    text = drop_controls(value[:_LONGEST])
    if not text:
        return ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{space}>{escape(text, _BREAKS)}</t></is></c>'
