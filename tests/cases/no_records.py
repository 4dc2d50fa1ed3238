"""Registers with a row that is no record, made from a seed: another register, format, order of columns and position each time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Column, ColumnType, Register
from dress.files import write_delimited, write_ods, write_xlsx
from dress.sheets import DressedSheet

TOTALS = ("合計", "總　計", "—小計—", "【合計】", "加總", "計", "Total", "Subtotal：", "承上頁", "本頁合計")
GROUPS = ("東區", "國中組", "第一組", "望海鄉", "（二）社區")
NUMBERS = {ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY}
KEYS = {ColumnType.IDENTIFIER}


@dataclass(frozen=True)
class MadeRegister:
    """A register of clean records, and the row put among them at a position (from 0); the header in the order of the columns."""

    register: Register
    header: list[str]
    records: list[list[Cell]]
    row: list[Cell]
    position: int


def make_register(plan: Plan, kind: str, rng: random.Random) -> MadeRegister:
    """A register with a total, a subtotal or a heading among its records."""
    fits = {"total": _can_hold_total, "subtotal": _can_hold_sums, "heading": _has_code}[kind]
    register = rng.choice([register for register in plan.registers if fits(register)])
    columns = [column for column in register.columns if column.required or column.type in NUMBERS or rng.random() < 0.6]
    header = [column.name for column in columns]
    records = [[_make_cell(column, number, rng) for column in columns] for number in range(1, rng.randint(6, 12))]
    make = {"total": _make_total, "subtotal": _make_subtotal, "heading": _make_heading}[kind]
    row = make(columns, records, rng)
    places = list(range(len(columns)))
    if kind != "total" or rng.random() < 0.5:
        rng.shuffle(places)
    position = len(records) if kind == "subtotal" else rng.randint(0, len(records))
    return MadeRegister(register, [header[place] for place in places], *_arrange(places, records, row), position)


def write_register(made: MadeRegister, folder: Path, rng: random.Random) -> None:
    """The register as a file of some format, with a running number beside it or not."""
    rows = [*made.records]
    rows.insert(made.position, made.row)
    lines: list[list[Cell]] = [[*made.header], *rows]
    if rng.random() < 0.5:
        lines = [[number or "序號", *line] for number, line in enumerate(lines)]
        lines[made.position + 1][0] = None
    sheet = DressedSheet(made.register.title, lines)
    kind = rng.choice(("delimited", "xlsx", "ods"))
    if kind == "delimited":
        write_delimited(folder, sheet, rng)
    else:
        {"xlsx": write_xlsx, "ods": write_ods}[kind](folder / f"清冊.{kind}", [sheet])


def _arrange(places: list[int], records: list[list[Cell]], row: list[Cell]) -> tuple[list[list[Cell]], list[Cell]]:
    return [[record[place] for place in places] for record in records], [row[place] for place in places]


def _has_code(register: Register) -> bool:
    return any(column.key and column.type in KEYS for column in register.columns)


def _can_hold_total(register: Register) -> bool:
    """Figures by code, and money without a key, have totals of their own."""
    return any(column.key for column in register.columns) and not any(
        column.type is ColumnType.CODE for column in register.columns
    )


def _can_hold_sums(register: Register) -> bool:
    return _has_code(register) and any(column.type in NUMBERS for column in register.columns)


def _make_cell(column: Column, number: int, rng: random.Random) -> Cell:
    match column.type:
        case ColumnType.IDENTIFIER:
            return f"K{number:04}"
        case ColumnType.DATE:
            return f"113/{number}/15"  # all days of a record are one, so that none closes before it opens
        case ColumnType.MONTH:
            return f"113/{rng.randint(1, 12):02}"
        case ColumnType.YEAR:
            return 113
        case ColumnType.COUNT | ColumnType.NUMBER | ColumnType.MONEY:
            # Odd and growing by little, so that no record is the sum of those above it.
            return 101 + 2 * number
        case ColumnType.PERCENT:
            return "30%"
        case ColumnType.FLAG:
            return rng.choice(("是", "否"))
        case ColumnType.CATEGORY:
            return rng.choice(column.values).name
        case _:
            return f"{'甲乙丙丁戊己庚辛壬癸子丑'[number - 1]}某"


def _make_total(columns: list[Column], records: list[list[Cell]], rng: random.Random) -> list[Cell]:
    """The word under a column that cannot be free text, and numbers of records under some others."""
    row: list[Cell] = [rng.choice((None, len(records), f"{len(records)}筆")) for _ in columns]
    place = rng.choice([place for place, column in enumerate(columns) if column.key or column.type is not ColumnType.TEXT])
    row[place] = rng.choice(TOTALS)
    return row


def _make_subtotal(columns: list[Column], records: list[list[Cell]], rng: random.Random) -> list[Cell]:
    row: list[Cell] = [None] * len(columns)
    for place, column in enumerate(columns):
        if column.type in NUMBERS:
            row[place] = sum(int(str(record[place])) for record in records)
        elif column.key and column.type in KEYS:
            row[place] = rng.choice((None, *GROUPS))
    return row


def _make_heading(columns: list[Column], records: list[list[Cell]], rng: random.Random) -> list[Cell]:
    del records
    place = rng.choice([place for place, column in enumerate(columns) if column.key and column.type in KEYS])
    return [rng.choice(GROUPS) if own == place else None for own in range(len(columns))]
