"""How wide the columns of a trace's sheets are, and how high their rows: a text that wraps must be seen whole on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.cell import Cell

from antidrug_kpi.audit.trace_table import FINDINGS, REASON, SENTENCE
from antidrug_kpi.forms.streamed_cells import Page
from antidrug_kpi.forms.text_widths import count_lines, measure_text

_ROWS_MEASURED, _WIDEST_HEADER = 200, 20
_FONT_SIZE, _LINE, _HIGHEST = 11.0, 15.0, 400.0  # points; a spreadsheet shows no row higher than 409
_USABLE = 0.85  # of a width: a line ends before a word or a mark that does not fit


@dataclass(frozen=True)
class Widths:
    """The most characters of a column: of most of them, of a sentence, and of what is filled by hand."""

    most: int
    sentence: int
    finding: int


def measure_columns(headers: Sequence[str], rows: Sequence[Sequence[str]], widths: Widths) -> list[int]:
    """The width of each column in characters, by its header and the first rows."""
    return [
        _measure_column(header, [row[index] for row in rows[:_ROWS_MEASURED]], widths) for index, header in enumerate(headers)
    ]


def _measure_column(header: str, texts: Sequence[str], widths: Widths) -> int:
    if header in FINDINGS:
        return widths.finding * (2 if header == FINDINGS[0] else 1)
    longest = max((measure_text(line) for text in texts for line in text.split("\n")), default=0)
    most = widths.sentence if header in {SENTENCE, REASON} else widths.most
    return min(most, max(min(measure_text(header), _WIDEST_HEADER), longest) + 2)


def append_row(page: Page, number: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Append the row of this number, as high as the lines of its texts."""
    lines = max(
        (
            count_lines([cell.value], width * _USABLE, _FONT_SIZE)
            for cell, width in zip(cells, widths, strict=True)
            if isinstance(cell.value, str)
        ),
        default=1,
    )
    page.row_dimensions[number].height = min(_HIGHEST, _LINE * lines)  # type: ignore[attr-defined]
    page.append(cells)
