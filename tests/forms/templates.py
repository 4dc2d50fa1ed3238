"""Writes templates and fills them in as a clerk would, from the third row on; the first asks whether there is nothing at all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi import pipeline
from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.settings import Settings

PLANS = ["mohw-113", "mohw-113-annex", "mol-107", "mol-psy-111", "mohw-quit-107", "khh-114"]
Facts = Mapping[str, Mapping[str, Sequence[Cell]]]


def write(folder: Path, plan: str = "mohw-113", *only: str) -> Path:
    """A plan's template, or the part of it for some measures."""
    path = folder / f"{plan}.xlsx"
    pipeline.save_template(path, Settings(plan=plan, only=only))
    return path


def open_sheets(path: Path) -> dict[str, Worksheet]:
    """The sheets of a workbook by name."""
    return {sheet.title: sheet for sheet in load_workbook(path).worksheets}


def declare_nothing(path: Path) -> Path:
    """The template with 是 beside 本期無資料 on every sheet."""
    workbook = load_workbook(path)
    for sheet in workbook.worksheets[1:]:
        sheet["B1"] = "是"
    workbook.save(path)
    return path


def list_headers(sheet: Worksheet) -> list[object]:
    """The headers, which stand in the second row."""
    return [cell.value for cell in sheet[2] if cell.value is not None]


def list_checks(sheet: Worksheet) -> dict[str, DataValidation]:
    """The check of each column by its header; every one holds from the third row to the last that a sheet has. 本期無資料 has its
    own.
    """
    checks = {}
    for check in sheet.data_validations.dataValidation:
        (cells,) = check.sqref.ranges
        if cells.coord == "B1":
            continue
        assert (cells.min_row, cells.max_row, cells.min_col) == (3, 1_048_576, cells.max_col)
        checks[str(sheet.cell(2, cells.min_col).value)] = check
    return checks


def fill(path: Path, facts: Facts, plan: str = "mohw-113") -> Path:
    """Type the facts (register id → header → cells) into the template; sheets and columns that they lack are removed."""
    workbook = load_workbook(path)
    whole = load_plan(plan)
    for register in (*whole.registers, *whole.further_registers):
        if register.id not in facts:
            del workbook[register.title]
        else:
            _fill_sheet(workbook, register, facts[register.id])
    filled = path.with_name(f"filled-{path.name}")
    workbook.save(filled)
    return filled


def _fill_sheet(workbook: Workbook, register: Register, columns: Mapping[str, Sequence[Cell]]) -> None:
    sheet = workbook[register.title]
    for index, header in enumerate(list_headers(sheet), start=1):
        if header not in columns:
            sheet.cell(2, index).value = None
            continue
        dimension: Any = sheet.column_dimensions[get_column_letter(index)]
        for row, cell in enumerate(columns[str(header)], start=3):
            if cell is not None and cell != "":
                _type_in(sheet.cell(row, index), cell, dimension._style)


def _type_in(target: Any, cell: Cell, style: Any) -> None:
    """A cell takes the format of its column, as in a spreadsheet, but for a date that was pasted with its own."""
    if not isinstance(cell, dt.date):
        target._style = copy(style)
    target.value = cell.text if isinstance(cell, ShownNumber) else cell
    if isinstance(target.value, str):
        target.data_type = "s"


def compute(path: Path, settings: Settings) -> dict[str, Any]:
    """The JSON of a run without the part that names the files."""
    content: dict[str, Any] = json.loads(pipeline.write_results(pipeline.compute(path, settings), "json"))
    del content["inputs"]
    return content
