"""Writes tables of raw cell texts as an office's files in several dresses, and computes them with the program."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from antidrug_kpi import pipeline
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import watch_nothing
from oracle.readings import Readings, concerned

from .native_cells import Percent, native_cell

Tables = Mapping[str, Sequence[Mapping[str, str]]]

BROKEN = b"PK\x03\x04" + bytes(range(200))  # the beginning of a workbook, and no more


def write_office(
    folder: Path,
    tables: Tables,
    columns: Mapping[str, Sequence[str]],
    rng: random.Random,
    *,
    year: int = 113,
    unreadable: Collection[str] = (),
) -> None:
    """Every register as .csv in one of three encodings, as .tsv, or as a sheet of one workbook, and broken files."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in tables.items():
        lines = [[row.get(name, "") for name in columns[title]] for row in rows]
        dress = rng.choice(("utf-8", "utf-8-sig", "cp950", "tsv", "xlsx"))
        if dress == "xlsx":
            write_sheet(workbook, title, columns[title], lines, rng)
            continue
        text = io.StringIO()
        writer = csv.writer(text, delimiter="\t" if dress == "tsv" else ",")
        writer.writerows([list(columns[title]), *lines])
        suffix, encoding = ("tsv", "utf-8") if dress == "tsv" else ("csv", dress)
        try:
            content = text.getvalue().encode(encoding)
        except UnicodeEncodeError:  # ☑ and ✓ are not in Big5
            content = text.getvalue().encode("utf-8")
        (folder / f"{title}{year}年度.{suffix}").write_bytes(content)
    if workbook.worksheets:
        workbook.save(folder / "清冊.xlsx")
    for title in unreadable:
        (folder / f"04_{title}.xlsx").write_bytes(BROKEN)


def write_sheet(workbook: Workbook, title: str, names: Sequence[str], lines: Sequence[Sequence[str]], rng: random.Random) -> None:
    """A sheet with a title above its header; some cells are dates and numbers of the spreadsheet's own."""
    sheet = workbook.create_sheet(f"03_{title}")
    sheet.append([f"某縣{title}（範例）"])
    sheet.append(list(names))
    share = rng.choice((0.0, 0.3, 0.9))
    for number, line in enumerate(lines, start=3):
        for place, (name, text) in enumerate(zip(names, line, strict=True), start=1):
            value = native_cell(title, name, text) if rng.random() < share else text
            cell = sheet.cell(number, place)
            cell.value = value.share if isinstance(value, Percent) else value
            if isinstance(value, Percent):
                cell.number_format = "0.0%"


@dataclass(frozen=True)
class Found:
    """What the program says of an office: its figures, and the registers of which a figure may be wrong (level *file*)."""

    figures: dict[str, Any]
    doubted: set[str]


def make_settings(options: Mapping[str, Any], readings: Readings | None = None) -> Settings:
    as_of = options.get("as_of")
    return Settings(
        report=options.get("report"),
        as_of=as_of.isoformat() if as_of is not None else None,
        year=options.get("year"),
        jurisdiction=options.get("jurisdiction"),
        readings=name_readings(readings or {}),
    )


def name_readings(readings: Readings) -> tuple[str, ...]:
    """As `--reading` takes them."""
    return tuple(f"{place}={name}" for place, names in readings.items() for name in names)


def compute_each(folder: Path, options: Mapping[str, Any], choices: Sequence[Readings]) -> Iterator[dict[str, Any]]:
    """The program's figures under each of several choices of readings: of the indicators concerned, of all where none is chosen.

    The folder is read once.
    """
    run = pipeline.compute(folder, make_settings(options))
    for readings in choices:
        plan = choose_readings(run.plan, name_readings(readings))
        terms = replace(run.terms, plan=plan)
        wanted = pipeline.select_measures(plan, tuple(concerned(readings)))
        result, computations = compute_office(run.reading, terms, wanted, watch_nothing)
        chosen = replace(run, plan=plan, result=result, computations=computations)
        yield json.loads(pipeline.write_results(chosen, "json"))


def compute(folder: Path, options: Mapping[str, Any], readings: Readings | None = None) -> Found:
    run = pipeline.compute(folder, make_settings(options, readings))
    issues = json.loads("".join(pipeline.write_checkup(pipeline.build_checkup(run), "json")))["issues"]
    doubted = {issue["register"] for issue in issues if issue["level"] == "file"}
    return Found(json.loads(pipeline.write_results(run, "json")), doubted)


def list_differences(found: Mapping[str, Any], wanted: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Where a measure of the program differs from the calculator's, key by key; every measure stands in its place."""
    names = [measure["id"] for measure in found["measures"]]
    differences = [] if names == list(wanted) else [f"the measures are {names}"]
    return differences + [
        f"{measure['id']} {key}: calculator {value!r}, program {measure.get(key)!r}"
        for measure in found["measures"]
        for key, value in wanted[measure["id"]].items()
        if measure.get(key, "absent") != value
    ]


def list_miscounts(found: Mapping[str, Any], wanted: Mapping[str, Mapping[str, int]], titles: Mapping[str, str]) -> list[str]:
    """Where the rows of a register differ: read, accepted, rejected and skipped; `titles` by the register's id."""
    read = [summary for summary in found["inputs"] if summary.get("read", True)]
    missing = set(wanted) - {titles[summary["register"]] for summary in read}
    return [f"{title}: not read" for title in sorted(missing)] + [
        f"{titles[summary['register']]} {key}: calculator {count}, program {summary[key]}"
        for summary in read
        for key, count in wanted[titles[summary["register"]]].items()
        if summary[key] != count
    ]
