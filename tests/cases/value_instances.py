"""Registers of ten plain records in any format, of which one column is written as a foreign program or a clerk would."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.files import Cell, read_data
from antidrug_kpi.plans.register_specs import Column, ColumnType, Register
from antidrug_kpi.registers.column_uses import list_columns_used, list_identifiers
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading
from dress.files import write_delimited, write_ods, write_xlsx
from dress.office import get_plan
from dress.sheets import DressedSheet

RECORDS = 10
FORMATS = ("csv", "xlsx", "ods")
FIRST_DAY = dt.date(2024, 1, 5)
Change = Callable[[int, random.Random], Cell]


@dataclass(frozen=True)
class Instance:
    """A register, the column that was changed, and what is read of both files: the plain one and the changed one."""

    register: Register
    column: Column
    plain: Reading
    changed: Reading

    def list_values(self, reading: Reading) -> list[object]:
        series = reading.registers[self.register.id].frame[self.column.name]
        return [None if missing else value for value, missing in zip(series, series.isna(), strict=True)]

    def list_said(self, code: str) -> list[str | None]:
        """The columns of which the changed file's issues of a code speak."""
        return [issue.address.column for issue in self.changed.issues if issue.code == code]

    @property
    def faulty(self) -> int:
        return int(self.changed.registers[self.register.id].find_faulty_rows([self.column.name]).sum())


def write_plain(column: Column, row: int) -> Cell:
    """What a record holds: values that no rule has anything to say about."""
    day = FIRST_DAY + dt.timedelta(days=row)
    match column.type:
        case ColumnType.DATE:
            return f"{day.year - 1911}/{day.month}/{day.day}"
        case ColumnType.MONTH:
            return f"113/{row + 1:02d}"
        case ColumnType.YEAR:
            return "113"
        case ColumnType.FLAG:
            return "是" if row % 2 else "否"
        case ColumnType.CATEGORY:
            return column.values[row % len(column.values)].name
        case ColumnType.IDENTIFIER:
            return f"{1000 + row}"
        case ColumnType.CODE:
            return "3.2"
        case ColumnType.NAME | ColumnType.TEXT:
            return f"第{row}項"
        case _:
            return str(30 + row)


def make_instance(
    folder: Path,
    rng: random.Random,
    types: set[ColumnType],
    change: Change | None,
    header: Callable[[str], str] = str,
    formats: tuple[str, ...] = FORMATS,
) -> Instance:
    """A register with a column of one of the types, read as it is and as changed."""
    register, column = rng.choice([(one, column) for one, column in _list_columns() if column.type in types])
    columns = list(register.columns)
    rng.shuffle(columns)
    readings = []
    for is_changed in (False, True):
        names = [header(one.name) if is_changed and one is column else one.name for one in columns]
        rows = [
            [change(row, rng) if change and is_changed and one is column else write_plain(one, row) for one in columns]
            for row in range(RECORDS)
        ]
        readings.append(_read(folder / str(is_changed), DressedSheet(register.title, [names, *rows]), rng, formats))
    return Instance(register, column, *readings)


def _list_columns() -> list[tuple[Register, Column]]:
    """The columns that some measure reads; of identifiers those that tell persons apart or are joined by."""
    plan = get_plan()
    used = list_columns_used(plan)
    identifiers = list_identifiers(plan, used)
    return [
        (register, column)
        for register in plan.registers
        for column in register.columns
        if column.name in used.get(register.id, ())
        and (column.type is not ColumnType.IDENTIFIER or column.name in identifiers[register.id])
    ]


def _read(folder: Path, sheet: DressedSheet, rng: random.Random, formats: tuple[str, ...]) -> Reading:
    folder.mkdir()
    match rng.choice(formats):
        case "xlsx":
            write_xlsx(folder / "甲.xlsx", [sheet])
        case "ods":
            write_ods(folder / "甲.ods", [sheet])
        case _:
            write_delimited(folder, sheet, rng)
    return read_registers(read_data(folder), get_plan())
