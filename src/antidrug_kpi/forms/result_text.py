"""Results as .csv for a spreadsheet, and as a Markdown table for a document."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from antidrug_kpi.forms.figure_words import (
    HIDDEN,
    say_excluded,
    say_publishing,
    say_shortfall,
    say_stratum,
    say_target,
    say_value,
)
from antidrug_kpi.forms.month_tables import TITLE, list_month_rows
from antidrug_kpi.forms.reading_notes import say_own_reading
from antidrug_kpi.forms.result_table import list_rows
from antidrug_kpi.forms.spreadsheet_safety import write_field
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.measures.rounding import show_number, show_value
from antidrug_kpi.plans.statuses import STATUS_WORDS

_HEADERS = ("衡量項目", "名稱", "分子／分母", "數值", "目標", "狀態", "達成率", "自評進度", "剔退")
# Backslash, emphasis, code, links, images, tables, HTML, entities, headings, crossed out, formulas.
_SIGNS = re.compile(r"[\\*_`\[\]!|<>&#~$]")


def write_csv(result: OfficeResult, *, show_ids: bool = False) -> str:
    """The results table under Chinese headers, or that of the month-ends where these were asked for. The mark at the start lets
    Excel read it as UTF-8.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    rows = list_rows(result, show_ids=show_ids) if result.months is None else list_month_rows(result)
    writer.writerows([write_field(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def write_markdown(result: OfficeResult, *, show_ids: bool = False) -> str:
    """A table with a row per measure, below it what each measure excludes, lacks and notes, and its strata."""
    lines = write_markdown_table(_HEADERS, (_list_cells(measure) for measure in result.measures))
    for measure in result.measures:
        remarks = [say_excluded(measure), say_shortfall(measure), *measure.notes_and_questions]
        remarks += ["數字取自填報數據"] if measure.source == "figures" else []
        remarks += say_own_reading(measure)
        texts = [_escape(text) for text in remarks if text]
        lines += [f"\n**{_escape(measure.id)}**：{'；'.join(texts)}"] if texts else []
    for measure in result.measures:
        if measure.strata:
            lines += [f"\n**{_escape(measure.id)}**，依「{_escape(str(result.by))}」：\n"]
            strata = ((stratum.show_key(show_ids), *say_stratum(stratum, measure.unit)) for stratum in measure.strata)
            lines += write_markdown_table((str(result.by), "分子", "分母", "數值"), strata)
    if result.months is not None:
        headers, *rows = list_month_rows(result)
        lines += [f"\n**{TITLE}**\n", *write_markdown_table(headers, rows)]
    lines += [f"\n{_escape(note)}" for note in say_publishing(result.largest_hidden_count)]
    return "\n".join(lines) + "\n"


def write_markdown_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table of plain texts."""
    rule = f"|{'---|' * len(headers)}"
    head, *body = (f"| {' | '.join(map(_escape, row))} |" for row in (headers, *rows))
    return [head, rule, *body]


def _list_cells(measure: MeasureResult) -> Sequence[str]:
    shown = [show_number(number) for number in (measure.numerator, measure.denominator) if number is not None]
    return (
        measure.id,
        measure.title,
        HIDDEN if measure.is_hidden else "／".join(shown),
        say_value(measure),
        say_target(measure),
        STATUS_WORDS[measure.status],
        HIDDEN if measure.is_hidden else "" if measure.attainment is None else f"{show_value(measure.attainment)}%",
        measure.progress.value if measure.progress else "",
        HIDDEN if measure.is_hidden else str(measure.rejected),
    )


def _escape(text: str) -> str:
    """The text as it stands, whatever Markdown or HTML in it would make of it."""
    return _SIGNS.sub(r"\\\g<0>", escape_controls(text))
