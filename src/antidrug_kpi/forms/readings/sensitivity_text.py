"""The figures under each reading as JSON, .csv and Markdown, and on a terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from antidrug_kpi.forms.readings.sensitivity_rows import HEADERS, SHORT_HEADERS, list_rows, list_short_rows, say_turned
from antidrug_kpi.forms.result_json import SCHEMA, write_number
from antidrug_kpi.forms.result_text import write_markdown_table
from antidrug_kpi.forms.screen.fitting_columns import Fitting, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_fitted_table
from antidrug_kpi.forms.spreadsheet_safety import dump_json, write_field
from antidrug_kpi.forms.terminal import make_text
from antidrug_kpi.measures.alternative_results import MeasureReadings, put_turned_first
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.measures.rounding import show_value

_FITTING = Fitting(("進度", "目標", "分子／分母"), frozenset({"判讀"}))


def write_sensitivity_json(result: OfficeResult, readings: Sequence[MeasureReadings]) -> str:
    """The keys of docs/interface.md, the measures in the plan's order."""
    measures = [
        {
            "id": found.default.id,
            "readings": [_describe(reading) for reading in found.results],
            "turns": found.is_turned,
        }
        for found in readings
    ]
    return write_readings_head(result.plan, result.report, measures)


def write_readings_head(plan_id: str, report: str, measures: Sequence[dict[str, Any]]) -> str:
    """The JSON of the entries of `measures`, of which there may be none."""
    return dump_json({"schema": SCHEMA, "plan": plan_id, "report": report, "measures": list(measures)}) + "\n"


def _describe(result: MeasureResult) -> dict[str, Any]:
    return {
        "reading": list(result.reading),
        "status": result.status.value,
        "numerator": write_number(result.numerator),
        "denominator": write_number(result.denominator),
        "value": None if result.value is None else show_value(result.value),
        "progress": None if result.progress is None else result.progress.value,
    }


def write_sensitivity_csv(readings: Sequence[MeasureReadings]) -> str:
    """A row for each measure and reading; the mark at the start lets Excel read it as UTF-8."""
    text = io.StringIO()
    rows = (HEADERS, *list_rows(put_turned_first(readings)))
    csv.writer(text, lineterminator="\r\n").writerows([write_field(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()


def write_sensitivity_markdown(readings: Sequence[MeasureReadings]) -> str:
    """One table, those whose verdict turns first."""
    return "\n".join([say_turned(readings), "", *write_markdown_table(HEADERS, list_rows(put_turned_first(readings)))]) + "\n"


def print_sensitivity(console: Console, readings: Sequence[MeasureReadings]) -> None:
    """One sentence on what turns, and the table."""
    console.print(make_text(say_turned(readings), "bold"))
    rows = list_short_rows(put_turned_first(readings))
    say_hidden_columns(console, print_fitted_table(console, SHORT_HEADERS, rows, _FITTING), _FITTING)
