"""An explained case on a terminal: for each measure the sentence, and beneath it the cells of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from antidrug_kpi.audit.case_explanation import Explanation

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = "　"


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print the explanation; a line is never broken where it is piped."""
    from antidrug_kpi.forms.terminal import make_text

    for line in list_lines(explanation):
        console.print(make_text(line, "" if line.startswith(_INDENT) else "bold"))


def list_lines(explanation: Explanation) -> Iterator[str]:
    """The lines: the case, and for each measure its title, the sentences, and the rows with their cells as typed."""
    yield f"個案 {explanation.case}：{_say_extent(explanation)}"
    last = None
    for explained in explanation.entries:
        if explained.measure is not last:
            yield f"{explained.measure.id} {explained.measure.title}"
            last = explained.measure
        yield from (f"{_INDENT}{line}" for line in explained.entry["sentence"].split("\n"))
        yield from (f"{_INDENT * 2}{_say_row(row)}" for row in explained.entry["rows"])


def _say_extent(explanation: Explanation) -> str:
    """How many rows of the registers the explanation is about, and in how many measures."""
    if not explanation.entries:
        return f"清冊 {len(explanation.places):,} 列，沒有衡量項目讀取"
    rows = {(row["file"], row["sheet"], row["row"]) for explained in explanation.entries for row in explained.entry["rows"]}
    measures = {explained.measure.id for explained in explanation.entries}
    return f"清冊 {len(rows):,} 列，{len(measures)} 項衡量"


def _say_row(row: Mapping[str, Any]) -> str:
    sheet = f" 工作表「{row['sheet']}」" if row["sheet"] is not None else ""
    cells = "、".join(f"{name}「{text}」" if text else f"{name}空白" for name, text in row["values"].items())
    return f"{row['file']}{sheet} 第 {row['row']} 列：{cells}"
