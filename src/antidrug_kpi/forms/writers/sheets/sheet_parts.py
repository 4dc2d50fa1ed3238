"""Text that is higher than a spreadsheet's row can be, in parts that stand in rows below one another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from antidrug_kpi.forms.document import Paragraph, TextRun
from antidrug_kpi.forms.writers.sheets.sheet_cells import HIGHEST
from antidrug_kpi.forms.writers.text_heights import measure

Lines = tuple[Paragraph, ...]
# A part ends after one of these rather than in the middle of a word.
_MARKS = "。；，、：）)」 \n"
_NEAR = 30


def split_lines(lines: Sequence[Paragraph], width: float, size: float) -> tuple[Lines, ...]:
    """The lines in parts that a row holds; at least one part. Nothing is left out."""
    parts: list[Lines] = [()]
    for line in lines:
        for piece in _split_line(line, width, size):
            if parts[-1] and measure((*parts[-1], piece), width, size) > HIGHEST:
                parts.append(())
            parts[-1] += (piece,)
    return tuple(parts)


def _split_line(line: Paragraph, width: float, size: float) -> Iterator[Paragraph]:
    rest = line
    while measure((rest,), width, size) > HIGHEST:
        fitting = bisect_right(range(len(rest.text)), HIGHEST, key=lambda end: measure((_cut(rest, 0, end),), width, size)) - 1
        end = _find_end(rest.text, fitting)
        yield _cut(rest, 0, end)
        rest = _cut(rest, end, len(rest.text))
    yield rest


def _find_end(text: str, most: int) -> int:
    """Where a part of at most so many characters ends: after the last mark near its end, where there is one."""
    near = range(max(0, most - _NEAR), most)
    return next((place + 1 for place in reversed(near) if text[place] in _MARKS), most)


def _cut(line: Paragraph, start: int, end: int) -> Paragraph:
    """The characters of a line from start to end, in the looks that they have."""
    runs: list[TextRun] = []
    place = 0
    for run in line.runs:
        text = run.text[max(0, start - place) : max(0, end - place)]
        runs += [replace(run, text=text)] if text else []
        place += len(run.text)
    return replace(line, runs=tuple(runs))
