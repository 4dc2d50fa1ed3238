"""Computes an office's statistics and tie-outs with the program, and lists where the independent calculator differs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from antidrug_kpi import pipeline
from oracle.duties.further_contract import ALL_COLUMNS
from oracle.readings import Readings

from .offices import make_settings

MOST_SHOWN = 12
WORKBOOK = "清冊.xlsx"
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
IMPOSSIBLE = ("2023-02-29",)


def write_tables(folder: Path, tables: Mapping[str, Sequence[Mapping[str, str]]], columns: Mapping[str, Sequence[str]]) -> None:
    """A delimited file a register, the header in its first line."""
    for title, rows in tables.items():
        with (folder / f"{title}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns[title])
            writer.writerows([row[name] for name in columns[title]] for row in rows)


def write_workbook(folder: Path, tables: Mapping[str, Sequence[Mapping[str, str]]], columns: Mapping[str, Sequence[str]]) -> None:
    """A sheet a register in one workbook; many a cell is a date, a number or a truth value of the spreadsheet's own."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in tables.items():
        kinds = {column.name: column.kind for column in ALL_COLUMNS[title]}
        sheet = workbook.create_sheet(title)
        sheet.append(list(columns[title]))
        for row in rows:
            sheet.append([native_value(kinds[name], row[name]) for name in columns[title]])
    if workbook.worksheets:
        workbook.save(folder / WORKBOOK)


def native_value(kind: str, text: str) -> str | int | float | bool | date:
    if kind == "date":
        return date.fromisoformat(text) if ISO.fullmatch(text) and text not in IMPOSSIBLE else text
    if kind == "flag" and text in ("true", "TRUE", "false", "False"):
        return text.lower() == "true"
    if kind in ("count", "number", "money") and PLAIN.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def name_rows(found: dict[str, Any]) -> dict[str, Any]:
    """The addresses as those of delimited files: a workbook's sheets hold the same rows in the same lines."""
    for each in found["tie_outs"]:
        each["rows"] = [name_row(address) for address in each["rows"]]
        if "subject" in each:
            each["subject"] = name_row(each["subject"])
    return found


def name_row(address: str) -> str:
    place = address.removeprefix(f"{WORKBOOK}!")
    return address if place == address else ".csv:".join(place.rsplit(":", 1))


def compute_duties(folder: Path, options: Mapping[str, Any], readings: Readings | None = None) -> dict[str, Any]:
    run = pipeline.compute(folder, make_settings(options, readings), with_duties=True)
    found: dict[str, Any] = json.loads(pipeline.write_results(run, "json", show_ids=True))
    return name_rows(found)


def list_statistics_apart(found: Sequence[Mapping[str, Any]], wanted: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = [each["id"] for each in found]
    apart = [] if names == list(wanted) else [f"the statistics are {names}"]
    for each in found:
        for key, value in wanted[each["id"]].items():
            theirs = each.get(key, "absent")
            if key == "named":  # what is lacking, without the words for it
                theirs = sorted((row[0], row[1]) for row in each["rows"])
            if theirs != value:
                apart.append(f"{each['id']} {key}: calculator {value!r}, program {theirs!r}")
    return apart


def list_rules_apart(found: Sequence[Mapping[str, Any]], wanted: Mapping[str, tuple[int, int] | None]) -> list[str]:
    """The rules of training alone, in their numerators and denominators."""
    theirs = {rule["id"]: (rule["numerator"], rule["denominator"]) for rule in found}
    return [
        f"{name}: calculator {figures}, program {theirs[name]}"
        for name, figures in wanted.items()
        if theirs[name] != (figures or (None, None))
    ]


def list_demands_apart(found: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> list[str]:
    if len(found) != len(wanted):
        return [f"{len(found)} demands"]
    return [
        f"{own['number']} {key}: calculator {value!r}, program {each[key]!r}"
        for own, each in zip(wanted, found, strict=True)
        for key, value in own.items()
        if each[key] != value
    ]


def list_duties_apart(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """Where the program's four keys differ from the calculator's."""
    return [
        *list_statistics_apart(found["statistics"], wanted["statistics"]),
        *list_tie_outs_apart(found["tie_outs"], wanted["tie_outs"]),
        *list_rules_apart(found["rules"], wanted["rules"]),
        *list_demands_apart(found["demands"], wanted["demands"]),
    ]


def list_tie_outs_apart(found: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> list[str]:
    names, theirs = [each["id"] for each in wanted], [each["id"] for each in found]
    if names != theirs:
        return [f"tie-outs: calculator {names}, program {theirs}"]
    return [
        f"{own['id']} {own.get('subject')} {key}: calculator {value!r}, program {each.get(key, 'absent')!r}"
        for own, each in zip(wanted, found, strict=True)
        for key, value in own.items()
        if each.get(key, "absent") != value
    ]
