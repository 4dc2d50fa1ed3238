"""Records and cells of odd shapes, made from a seed: another register, format, column and position each time.

Each maker writes one file and gives the register and what must hold by the contract (What a cell may look like).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.plans.register_specs import ColumnType
from registers.offices import find_column

from .small_registers import REGISTERS, Holds, Record, SmallRegister, compute, count_figure, make_records
from .small_workbooks import WORKBOOKS, Area, Formula, TableCell, Writer, write_sheets, write_text

Made = tuple[SmallRegister, Holds]
Maker = Callable[[Path, random.Random], Made]
NOTHING: frozenset[str] = frozenset()
# A merged word speaks for its rows: identifiers, names, categories and flags.
NO_WORDS = {ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT, ColumnType.DATE, ColumnType.YEAR}


@dataclass
class Sheet:
    """A register's table whose columns stand in any order, perhaps with a running number before them."""

    register: SmallRegister
    records: list[Record]
    names: list[str]
    rows: list[list[TableCell]]

    def find(self, column: str) -> int:
        return self.names.index(column)

    @property
    def table(self) -> list[list[TableCell]]:
        return [[*self.names], *self.rows]


def make_sheet(register: SmallRegister, count: int, rng: random.Random, *, may_have_number: bool = True) -> Sheet:
    records = make_records(register, count, rng)
    places = list(range(len(register.columns)))
    rng.shuffle(places)
    names = [register.columns[place] for place in places]
    rows: list[list[TableCell]] = [[record.cells[place] for place in places] for record in records]
    if may_have_number and rng.random() < 0.4:
        names.insert(0, "序號")
        rows = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return Sheet(register, records, names, rows)


def drop(records: Sequence[Record], positions: Sequence[int]) -> list[Record]:
    return [record for position, record in enumerate(records) if position not in positions]


def hold_faults(sheet: Sheet, faulty: Sequence[int], code: str) -> Holds:
    """These records are rejected and the others count."""
    count = len(sheet.records)
    figure = count_figure(sheet.register, drop(sheet.records, faulty))
    return Holds(figure, (count, count - len(faulty), len(faulty), 0), frozenset({code}), is_complete=False)


def hold_all(sheet: Sheet, said: frozenset[str] = NOTHING, *, skipped: int = 0, is_complete: bool = True) -> Holds:
    """Every record counts."""
    count = len(sheet.records)
    return Holds(count_figure(sheet.register, sheet.records), (count + skipped, count, 0, skipped), said, is_complete)


# Formulas


def make_uncalculated(folder: Path, rng: random.Random) -> Made:
    """Some cells of a column that is read are formulas without a result, or with one that nobody calculated."""
    sheet = make_sheet(rng.choice(REGISTERS), rng.randint(5, 12), rng)
    form = rng.choice(WORKBOOKS)
    writer = rng.choice({"xlsx": list(Writer), "ods": [Writer.PROGRAM, Writer.LIBRARY], "xls": [Writer.LIBRARY]}[form])
    results = [None] if writer is Writer.PROGRAM else ["0", "", *([] if form == "xls" else [None])]
    faulty = rng.sample(range(len(sheet.rows)), rng.randint(1, 4))
    place = sheet.find(rng.choice(sorted(sheet.register.read)))
    for position in faulty:
        sheet.rows[position][place] = Formula(rng.choice(results))
    write_sheets(folder / f"資料.{form}", {sheet.register.title: sheet.table}, writer)
    return sheet.register, hold_faults(sheet, faulty, "cell-unreadable")


def make_calculated(folder: Path, rng: random.Random) -> Made:
    """A program calculated 0 for some cells, which is 0 or 否."""
    sheet = make_sheet(rng.choice([one for one in REGISTERS if one.zero]), rng.randint(5, 12), rng)
    form = rng.choice(WORKBOOKS)
    place = sheet.find(str(sheet.register.zero))
    for position in rng.sample(range(len(sheet.rows)), rng.randint(1, 4)):
        sheet.rows[position][place] = Formula("0")
        sheet.records[position] = Record(sheet.records[position].cells, is_hit=False)
    write_sheets(folder / f"資料.{form}", {sheet.register.title: sheet.table})
    return sheet.register, hold_all(sheet)


def make_prefilled(folder: Path, rng: random.Random) -> Made:
    """Rows whose known cells are formulas that give 0 or nothing, below the records or between them."""
    sheet = make_sheet(rng.choice(REGISTERS), rng.randint(5, 12), rng)
    form = rng.choice(WORKBOOKS)
    table = sheet.table
    count = rng.randint(1, 6)
    start = rng.choice((len(table), rng.randint(2, len(table))))
    for number in range(count):
        row: list[TableCell] = [Formula(rng.choice(("0", ""))) for _ in sheet.names]
        if len(row) > 2 and rng.random() < 0.5:
            row[rng.randrange(1, len(row))] = None
        if sheet.names[0] == "序號":
            row[0] = str(len(sheet.rows) + number + 1)
        if start == len(table) or number == 0:  # a last row of formulas that give nothing is no row of the sheet
            row[-1] = Formula("0")
        table.insert(start, row)
    write_sheets(folder / f"資料.{form}", {sheet.register.title: table})
    return sheet.register, hold_all(sheet, skipped=count)


# Merged cells


def make_merged(folder: Path, rng: random.Random, *, speaks: bool) -> Made:
    """A cell merged over some rows: the same as the table with it written in each of them, or in the first alone."""
    register = rng.choice([one for one in REGISTERS if list_merging(one, speaks=speaks)])
    sheet = make_sheet(register, rng.randint(6, 12), rng)
    place = sheet.find(rng.choice(list_merging(register, speaks=speaks)))
    first = rng.choice([at for at in range(len(sheet.rows) - 3) if sheet.rows[at][place]])
    last = first + rng.randint(1, 3)
    for position in range(first + 1, last + 1):
        sheet.rows[position][place] = sheet.rows[first][place] if speaks else None
    write_text(folder / "明寫" / f"{register.title}.csv", sheet.table, rng)
    written = compute(folder / "明寫", register)
    for position in range(first + 1, last + 1):
        sheet.rows[position][place] = None
    form = rng.choice(WORKBOOKS)
    area = Area(place, first + 1, last + 1)
    write_sheets(folder / "合併" / f"資料.{form}", {register.title: sheet.table}, merged=[area])
    # A column that the measure does not read is no matter of this run.
    told = {"merged-spread" if speaks else "merged-blank"} if sheet.names[place] in register.read else set()
    return register, Holds(written.figure, written.rows, written.said | told, written.is_complete)


def list_merging(register: SmallRegister, *, speaks: bool) -> list[str]:
    return [name for name in register.columns if (find_column(register.id, name).type not in NO_WORDS) is speaks]


# Delimited records


def make_long(folder: Path, rng: random.Random) -> Made:
    """A field too many somewhere in some records, so that something stands beyond the last header."""
    sheet = make_sheet(rng.choice(REGISTERS), rng.randint(5, 12), rng, may_have_number=False)
    full = [at for at, row in enumerate(sheet.rows) if row[-1]]
    faulty = rng.sample(full, rng.randint(1, min(3, len(full)))) if full else []
    for position in faulty:
        sheet.rows[position].insert(rng.randint(0, len(sheet.names)), rng.choice(("1", "甲", "234")))
    write_text(folder / f"{sheet.register.title}.{rng.choice(('csv', 'tsv'))}", sheet.table, rng)
    return sheet.register, hold_faults(sheet, faulty, "record-too-long") if faulty else hold_all(sheet)


def make_short(folder: Path, rng: random.Random) -> Made:
    """A few records (nine at most) that end a field early, of a column that may be blank."""
    return _make_short(folder, rng, rng.randint(1, 9))


def make_shortened(folder: Path, rng: random.Random) -> Made:
    """Ten records or more that end a field early, of a column that may be blank, as a spreadsheet program writes them."""
    return _make_short(folder, rng, rng.randint(10, 14))


def _make_short(folder: Path, rng: random.Random, count: int) -> Made:
    register = rng.choice([one for one in REGISTERS if one.may_be_blank])
    sheet = make_sheet(register, rng.randint(count + 1, count + 12), rng)
    last = sheet.find(rng.choice(sorted(register.may_be_blank)))
    for row in sheet.rows:
        row.append(row.pop(last))
    sheet.names.append(sheet.names.pop(last))
    for position in rng.sample(range(len(sheet.rows)), count):
        del sheet.rows[position][-1]
        # What such a column says is said of a hit: 是, or a day. Without it there is none.
        is_hit = sheet.records[position].is_hit and sheet.names[-1] not in register.read
        sheet.records[position] = Record(sheet.records[position].cells, is_hit)
    write_text(folder / f"{register.title}.{rng.choice(('csv', 'tsv'))}", sheet.table, rng)
    is_usual = count >= 10
    return register, hold_all(sheet, NOTHING if is_usual else frozenset({"records-short"}), is_complete=is_usual)


def make_cut(folder: Path, rng: random.Random) -> Made:
    """The file ends within its last record, in the middle of a field or behind one."""
    sheet = make_sheet(rng.choice(REGISTERS), rng.randint(3, 12), rng)
    last = sheet.rows[-1]
    del last[rng.randint(1, len(last) - 1) :]
    last[-1] = str(last[-1] or "")[: rng.choice((1, 99))] or "1"
    write_text(folder / f"{sheet.register.title}.{rng.choice(('csv', 'tsv'))}", sheet.table, rng, end="")
    return sheet.register, hold_faults(sheet, [len(sheet.rows) - 1], "record-cut-off")


def make_uncut(folder: Path, rng: random.Random) -> Made:
    """The last record is whole, and only its line break is wanting."""
    sheet = make_sheet(rng.choice(REGISTERS), rng.randint(3, 12), rng)
    write_text(folder / f"{sheet.register.title}.{rng.choice(('csv', 'tsv'))}", sheet.table, rng, end="")
    return sheet.register, hold_all(sheet)


def make_stray_quotes(folder: Path, rng: random.Random) -> Made:
    """Two stray quotes, one that opens a field and one that closes a field some lines below."""
    sheet = make_sheet(rng.choice(REGISTERS), rng.randint(4, 12), rng)
    opening = rng.randrange(len(sheet.rows) - 1)
    closing = rng.randint(opening + 1, len(sheet.rows) - 1)
    first, last = rng.randrange(len(sheet.names)), rng.randrange(len(sheet.names))
    sheet.rows[opening][first] = f'"{sheet.rows[opening][first] or ""}'
    sheet.rows[closing][last] = f'{sheet.rows[closing][last] or ""}"'
    write_text(folder / f"{sheet.register.title}.{rng.choice(('csv', 'tsv'))}", sheet.table, rng)
    return sheet.register, Holds(None, (0, 0, 0, 0), frozenset({"quote-unpaired"}), is_complete=False)


def make_merged_word(folder: Path, rng: random.Random) -> Made:
    return make_merged(folder, rng, speaks=True)


def make_merged_number(folder: Path, rng: random.Random) -> Made:
    return make_merged(folder, rng, speaks=False)


MAKERS: tuple[Maker, ...] = (
    make_uncalculated,
    make_calculated,
    make_prefilled,
    make_merged_word,
    make_merged_number,
    make_long,
    make_short,
    make_shortened,
    make_cut,
    make_uncut,
    make_stray_quotes,
)
