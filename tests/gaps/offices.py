"""Small offices as tables of values, written as .csv and asked for their gaps."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

Facts = dict[str, Any]
Tables = Mapping[str, Sequence[Facts]]


def write_value(value: Any) -> str:
    """A value as an office writes it."""
    match value:
        case None:
            return ""
        case True:
            return "是"
        case False:
            return "否"
        case date():
            return f"{value.year - 1911}/{value.month}/{value.day}"
        case Fraction():
            return str(value.numerator / value.denominator if value.denominator > 1 else value.numerator)
        case _:
            return str(value)


def write_office(folder: Path, tables: Tables, columns: Mapping[str, Sequence[str]]) -> None:
    for title, rows in tables.items():
        with (folder / f"{title}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns[title])
            writer.writerows([write_value(row.get(name)) for name in columns[title]] for row in rows)


def ask_gaps(folder: Path, today: date, *names: str, **options: Any) -> dict[str, Any]:
    """The gaps as JSON, identifiers in full."""
    settings = Settings(only=names, quiet=True, **options)
    day = pipeline.choose_today(folder, settings, today.isoformat())
    run = pipeline.compute(folder, settings, skip_unneeded=True)
    found: dict[str, Any] = json.loads(pipeline.write_gaps(pipeline.find_gaps(run, day, is_all=True, show_ids=True), "json"))
    return found
