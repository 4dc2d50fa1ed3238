"""Registers as the files that a spreadsheet program writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.offices.draws import Table

LINES_AT_ONCE = 200_000
SAVED = dt.datetime(2024, 12, 31)  # in place of the time of writing: the same bytes every time


def join_lines(table: Table) -> Iterator[str]:
    """A table as lines of .csv, many at a time; a cell with a comma is quoted."""
    columns = [
        [f'"{text}"' if "," in text else text for text in column] if any("," in text for text in set(column)) else column
        for column in table.values()
    ]
    yield ",".join(table) + "\r\n"
    for start in range(0, len(columns[0]), LINES_AT_ONCE):
        rows = zip(*(column[start : start + LINES_AT_ONCE] for column in columns), strict=True)
        yield "\r\n".join(map(",".join, rows)) + "\r\n"


def write_csv_folder(folder: Path, tables: Mapping[str, Table]) -> None:
    """A file for each register, as "CSV UTF-8" is saved: a mark, carriage returns."""
    folder.mkdir(parents=True)
    for title, table in tables.items():
        with (folder / f"{title}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            file.writelines(join_lines(table))


def write_workbook(path: Path, tables: Mapping[str, Table]) -> None:
    """A sheet for each register, every cell a shared text, as Excel saves what was typed or pasted as text."""
    from xlsxwriter import Workbook

    path.parent.mkdir(parents=True)
    with Workbook(path) as workbook:
        workbook.set_properties({"created": SAVED})
        for title, table in tables.items():
            sheet = workbook.add_worksheet(title)
            for row, line in enumerate([tuple(table), *zip(*table.values(), strict=True)]):
                for place, text in enumerate(line):
                    if text:
                        sheet.write_string(row, place, text)
