"""Writes tables of raw cell texts as an office's files in several dresses, and computes them with the program."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

Tables = Mapping[str, Sequence[Mapping[str, str]]]


def write_office(folder: Path, tables: Tables, columns: Mapping[str, Sequence[str]], rng: random.Random) -> None:
    """Every register as .csv in one of three encodings, as .tsv, or as a sheet of one workbook, rows in random order."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in tables.items():
        lines = [[row.get(name, "") for name in columns[title]] for row in rows]
        rng.shuffle(lines)
        dress = rng.choice(("utf-8", "utf-8-sig", "cp950", "tsv", "xlsx"))
        if dress == "xlsx":
            sheet = workbook.create_sheet(f"03_{title}")
            sheet.append([f"某縣{title}（範例）"])
            for line in (columns[title], *lines):
                sheet.append(list(line))
            continue
        text = io.StringIO()
        writer = csv.writer(text, delimiter="\t" if dress == "tsv" else ",")
        writer.writerows([list(columns[title]), *lines])
        suffix, encoding = ("tsv", "utf-8") if dress == "tsv" else ("csv", dress)
        try:
            content = text.getvalue().encode(encoding)
        except UnicodeEncodeError:  # ☑ and ✓ are not in Big5
            content = text.getvalue().encode("utf-8")
        (folder / f"{title}113年度.{suffix}").write_bytes(content)
    if workbook.worksheets:
        workbook.save(folder / "清冊.xlsx")


def compute(folder: Path, options: Mapping[str, Any]) -> dict[str, Any]:
    """The program's JSON for the office in `folder`."""
    as_of = options.get("as_of")
    settings = Settings(
        report=options.get("report"),
        as_of=as_of.isoformat() if as_of is not None else None,
        jurisdiction=options.get("jurisdiction"),
    )
    content: dict[str, Any] = json.loads(pipeline.write_results(pipeline.compute(folder, settings), "json"))
    return content


def list_differences(found: Mapping[str, Any], wanted: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Where a measure of the program differs from the calculator's, key by key."""
    return [
        f"{measure['id']} {key}: calculator {value!r}, program {measure.get(key)!r}"
        for measure in found["measures"]
        for key, value in wanted[measure["id"]].items()
        if measure.get(key) != value
    ]
