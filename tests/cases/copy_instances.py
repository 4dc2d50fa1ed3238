"""The same data twice, another year's, untouched templates and registers that cannot be read, made from a seed.

Each maker fills a folder and gives the register and what must hold by the contract (What an office hands in).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

from .small_registers import REGISTERS, Holds, Record, SmallRegister, count_figure, make_records
from .small_workbooks import FORMATS, Table, write_sheets, write_table, write_text

Made = tuple[SmallRegister, Holds]
Maker = Callable[[Path, random.Random], Made]
NOTHING: frozenset[str] = frozenset()
FOLDERS = ("", "", "舊/", "備份/匯出/")
SUFFIXES = ("", "_更新", "-2", "(副本)", " - 複製")
NO_DATA = (0, 0, 0, 0)


def lay_out(register: SmallRegister, records: Sequence[Record], rng: random.Random) -> Table:
    """The records in any order of rows and columns, perhaps with a column of the office's own."""
    places = list(range(len(register.columns)))
    rng.shuffle(places)
    shuffled = list(records)
    rng.shuffle(shuffled)
    own = rng.random() < 0.3
    header = [*(register.columns[place] for place in places), *(["承辦人"] if own else [])]
    rows = [[*(record.cells[place] for place in places), *([f"員{rng.randrange(9)}"] if own else [])] for record in shuffled]
    return [header, *rows]


def write_pair(folder: Path, register: SmallRegister, pair: Sequence[Sequence[Record]], rng: random.Random) -> None:
    """Two files in any formats and folders, or two sheets of one workbook."""
    tables = [lay_out(register, records, rng) for records in pair]
    rng.shuffle(tables)
    if rng.random() < 0.3:
        titles = rng.choice((("1-6月", "1-12月"), (register.title, f"{register.title}(2)")))
        write_sheets(folder / f"{register.title}.{rng.choice(('xlsx', 'ods'))}", dict(zip(titles, tables, strict=True)))
        return
    names = [f"{rng.choice(FOLDERS)}{register.title}{suffix}" for suffix in rng.sample(SUFFIXES, 2)]
    for name, table in zip(names, tables, strict=True):
        write_table(folder / f"{name}.{rng.choice(FORMATS)}", register.title, table, rng)


def hold(register: SmallRegister, records: Sequence[Record], said: str | None = None, *, is_complete: bool = True) -> Holds:
    """These records are read and count."""
    rows = (len(records), len(records), 0, 0)
    return Holds(count_figure(register, records), rows, frozenset({said} if said else ()), is_complete)


def change(register: SmallRegister, record: Record) -> Record:
    """The same record by the columns that are compared, with another outcome."""
    number = int("".join(sign for sign in record.cells[0] if sign.isdigit()))
    return Record(register.make(number, not record.is_hit), not record.is_hit)


# Copies


def make_twin(folder: Path, rng: random.Random) -> Made:
    """Files of the same bytes are read once, however short."""
    register = rng.choice(REGISTERS)
    records = make_records(register, rng.randint(1, 9), rng)
    form = rng.choice(FORMATS)
    first, second = rng.sample(SUFFIXES, 2)
    path = folder / f"{rng.choice(FOLDERS)}{register.title}{first}.{form}"
    write_table(path, register.title, lay_out(register, records, rng), rng)
    other = folder / rng.choice(FOLDERS) / f"{rng.choice((register.title + second, '匯出', 'export'))}.{form}"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(path.read_bytes())
    return register, hold(register, records, "copy-left-out")


def make_copy(folder: Path, rng: random.Random) -> Made:
    """Five records or more, all of which stand in another file or sheet, in whatever format, order and folder."""
    register = rng.choice(REGISTERS)
    records = make_records(register, rng.randint(5, 12), rng)
    part = rng.sample(records, rng.randint(5, len(records)))
    write_pair(folder, register, (records, part), rng)
    return register, hold(register, records, "copy-left-out")


def make_short_copy(folder: Path, rng: random.Random) -> Made:
    """Fewer than five records, all in another sheet: both count; two with the same keys may be last month's."""
    register = rng.choice(REGISTERS)
    records = make_records(register, rng.randint(5, 12), rng)
    part = rng.sample(records, rng.randint(1, 4))
    write_pair(folder, register, (records, part), rng)
    is_overlap = bool(register.same) and len(part) >= 2
    return register, hold(register, [*records, *part], "sheets-overlap" if is_overlap else None, is_complete=not is_overlap)


def make_overlap(folder: Path, rng: random.Random) -> Made:
    """At least half of the smaller sheet stands in the other one: by its keys, or with all columns alike and five at least."""
    return _make_overlap(folder, rng, is_half=True)


def make_lesser_overlap(folder: Path, rng: random.Random) -> Made:
    """One record too few for that: two sheets of a register that are joined."""
    return _make_overlap(folder, rng, is_half=False)


def _make_overlap(folder: Path, rng: random.Random, *, is_half: bool) -> Made:
    register = rng.choice(REGISTERS)
    least = 2 if register.same else 5
    shared = rng.randint(least, least + 4)
    smaller = 2 * shared - rng.randint(0, shared - 1) if is_half else 2 * shared + 1
    records = make_records(register, smaller + rng.randint(0, 5), rng)
    taken = rng.sample(records, shared)
    if register.same:
        taken = [change(register, taken[0]), *(rng.choice((one, change(register, one))) for one in taken[1:])]
    other = [*taken, *make_records(register, smaller - shared, rng, first=60)]
    if len(other) == shared and not register.same:  # a copy is another kind
        other.append(Record(register.make(60, True), True))
    write_pair(folder, register, (records, other), rng)
    return register, hold(register, [*records, *other], "sheets-overlap" if is_half else None, is_complete=not is_half)


# Years in names

OTHER_YEAR = ("112年度", "_1121231", "_20231231", "(112)", "2023年", "民國112年", "_111年", "112年1-12月", "去年度")
SAME_YEAR = ("113年度", "_1131231", "_20241231", "2024年", "112年7月至113年6月", "_113", "1-12月", "")


def make_other_year(folder: Path, rng: random.Random) -> Made:
    """Another year in the name of a file, sheet or folder; where the register reads other years nothing is said."""
    register = rng.choice(REGISTERS)
    records = make_records(register, rng.randint(2, 8), rng)
    _write_named(folder, register, records, rng.choice(OTHER_YEAR), rng)
    if register.reads_other_years:
        return register, hold(register, records)
    return register, hold(register, records, "year-in-name", is_complete=False)


def make_same_year(folder: Path, rng: random.Random) -> Made:
    """The report's year, or a span that holds it."""
    register = rng.choice(REGISTERS)
    records = make_records(register, rng.randint(2, 8), rng)
    _write_named(folder, register, records, rng.choice(SAME_YEAR), rng)
    return register, hold(register, records)


def _write_named(folder: Path, register: SmallRegister, records: Sequence[Record], year: str, rng: random.Random) -> None:
    table = lay_out(register, records, rng)
    form = rng.choice(FORMATS)
    match rng.choice(("file", "folder", "sheet")):
        case "file":
            write_table(folder / f"{register.title}{year}.{form}", register.title, table, rng)
        case "folder":
            write_table(folder / (year.strip("_") or "甲") / f"{register.title}.{form}", register.title, table, rng)
        case _:
            book = form if form in {"xlsx", "ods", "xls"} else "xlsx"
            write_sheets(folder / f"{register.title}.{book}", {f"{register.title}{year}": table})


# Templates and unreadable registers


def make_untouched(folder: Path, rng: random.Random) -> Made:
    """Our template with a register that nobody filled in is no data; figures stand in for it."""
    register, other = rng.sample(REGISTERS, 2)
    pipeline.save_template(folder / "範本.xlsx", Settings(only=(register.measure, other.measure)))
    if rng.random() < 0.5:
        write_figures(folder, register, rng)
        return register, Holds((1, 2), NO_DATA, frozenset({"template-unfilled"}), is_complete=True)
    return register, Holds(None, NO_DATA, frozenset({"template-unfilled"}), is_complete=False)


def write_figures(folder: Path, register: SmallRegister, rng: random.Random) -> None:
    rows = [["指標代碼", "項目", "數值"], [register.measure, "分子", "1"], [register.measure, "分母", "2"]]
    write_text(folder / f"填報數據.{rng.choice(('csv', 'tsv'))}", rows, rng)


def make_unreadable(folder: Path, rng: random.Random) -> Made:
    """A register that is there by its name and cannot be read has no data, also where there are figures for it."""
    register = rng.choice(REGISTERS)
    write_figures(folder, register, rng)
    said = _write_damaged(folder, register, rng, rng.choice(FOLDERS), "")
    return register, Holds(None, NO_DATA, frozenset({said}), is_complete=False)


def make_half(folder: Path, rng: random.Random) -> Made:
    """One file of a register is whole and another one cannot be read: half a register is none."""
    register = rng.choice(REGISTERS)
    records = make_records(register, rng.randint(2, 8), rng)
    table = lay_out(register, records, rng)
    write_table(folder / f"{register.title}.{rng.choice(FORMATS)}", register.title, table, rng)
    if rng.random() < 0.5:
        write_figures(folder, register, rng)
    said = _write_damaged(folder, register, rng, rng.choice(FOLDERS), rng.choice(("_下半年", "_1131231", "113年度", "7-12月")))
    count = len(records)
    return register, Holds(None, (count, count, 0, 0), frozenset({said}), is_complete=False)


def _write_damaged(folder: Path, register: SmallRegister, rng: random.Random, below: str, suffix: str) -> str:
    """A file that the register's name names and that nobody can read; gives the code of what is said of it."""
    table = lay_out(register, make_records(register, 6, rng, first=30), rng)
    stem = folder / below / f"{register.title}{suffix}"
    kind = rng.choice(("cut", "empty", "headless", "headless", "quote"))
    form = rng.choice(FORMATS if kind in {"headless", "empty"} else ("csv", "tsv") if kind == "quote" else ("xlsx", "ods"))
    path = stem.with_name(f"{stem.name}.{form}")
    if kind == "headless":
        write_table(path, register.title, table[1:], rng)
        return "header-not-found"
    if kind == "quote":
        write_table(path, register.title, [*table[:-1], ['"甲', *table[-1][1:]]], rng)
        return "quote-unpaired"
    write_table(path, register.title, table, rng)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * rng.randint(3, 9) // 10] if kind == "cut" else b"")
    return "file-damaged" if kind == "cut" else "file-empty"


MAKERS: tuple[Maker, ...] = (
    make_twin,
    make_copy,
    make_short_copy,
    make_overlap,
    make_lesser_overlap,
    make_other_year,
    make_same_year,
    make_untouched,
    make_unreadable,
    make_half,
)
