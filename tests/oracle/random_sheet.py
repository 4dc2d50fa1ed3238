"""What stands in a sheet beside its records, and what befalls a whole column: random, as the contract describes it."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from random import Random

from .cells import Faulty, read_cell
from .contract import COLUMNS, PERSONS, Column
from .records import NUMBER_KINDS, TOTAL_WORDS, filled_cells, is_word, key_column, number_of

Texts = dict[str, str]

HEADINGS = ("國中", "國小", "東 區", "甲院", "（北）區", "第一組", "外縣市")
NOTES = ("備註", "備註：113年12月31日", "註：本表不含外縣市", "製表人：王一", "製表")
# Rows are counted, not persons: whether a masked identifier is in the way there, the contract leaves open.
ROW_COUNTED = {"春暉離校個案", "家支社工"}


def dress_sheet(rng: Random, title: str, rows: Sequence[Texts], names: Sequence[str]) -> list[Texts]:
    """The records of a register in random order, with what else a sheet may hold."""
    sheet = [dict(row) for row in rows]
    rng.shuffle(sheet)
    columns = [column for column in COLUMNS[title] if column.name in names]
    if sheet and rng.random() < 0.03:
        write_month_first(rng, sheet, columns)
    masked = sorted({reads[title] for reads in PERSONS.values() if title in reads} & set(names))
    if sheet and masked and title not in ROW_COUNTED and rng.random() < 0.04:
        mask(rng, sheet, masked[0])
    add = rng.choice((None, None, None, None, add_heading, add_subtotals, add_lone_sign, add_totals))
    if add is not None:
        add(rng, title, sheet, columns)
    if rng.random() < 0.1:
        sheet.insert(rng.randint(0, len(sheet)), blank_row(columns))
    if rng.random() < 0.15:
        sheet.append(total_row(rng, columns))
    while sheet and not filled_cells(sheet[-1], title):  # a blank row at the end is no row of a sheet
        sheet.pop()
    return sheet


def blank_row(columns: Sequence[Column]) -> Texts:
    return {column.name: "" for column in columns}


def write_month_first(rng: Random, sheet: Sequence[Texts], columns: Sequence[Column]) -> None:
    """As a program with American habits writes a day: 07/25/23."""
    name = rng.choice([column.name for column in columns if column.kind == "date"] or [""])
    for row in sheet:
        day = read_day(row.get(name, ""))
        if day is not None and rng.random() < 0.5:
            row[name] = f"{day:%m/%d/%y}"


def read_day(text: str) -> date | None:
    try:
        value = read_cell(text, "date")
    except Faulty:
        return None
    return value if isinstance(value, date) else None


def mask(rng: Random, sheet: Sequence[Texts], name: str) -> None:
    for row in rng.sample(list(sheet), min(len(sheet), rng.randint(1, 3))):
        row[name] = rng.choice(("A12***89", "A1○○○89", "B＊＊＊＊１"))


def total_row(rng: Random, columns: Sequence[Column]) -> Texts:
    """A word of a total or a note under any column, with bare numbers beside a total."""
    row = blank_row(columns)
    where = rng.choice(columns).name
    if rng.random() < 0.3:
        row[where] = rng.choice(NOTES)
        return row
    for column in columns:
        if rng.random() < 0.4:
            row[column.name] = rng.choice(("3", "12", "1,203", "0", "２"))
    row[where] = rng.choice((*TOTAL_WORDS, "合　計", " 小計", "總 計"))
    return row


def add_totals(rng: Random, title: str, sheet: list[Texts], columns: Sequence[Column]) -> None:
    for _ in range(rng.randint(1, 2)):
        sheet.insert(rng.randint(0, len(sheet)), total_row(rng, columns))


def code_key(title: str, sheet: Sequence[Mapping[str, str]], columns: Sequence[Column]) -> str | None:
    """The key of a register in which every record but a few is named by a code."""
    key = key_column(title)
    if key is None or key not in {column.name for column in columns}:
        return None
    given = [cells[key] for cells in (filled_cells(row, title) for row in sheet) if key in cells]
    return key if len(given) >= 6 and not any(is_word(text) for text in given) else None


def add_heading(rng: Random, title: str, sheet: list[Texts], columns: Sequence[Column]) -> None:
    """A group's name alone under the key."""
    key = code_key(title, sheet, columns)
    for _ in range(rng.randint(1, 2) if key else 0):
        sheet.insert(rng.randint(0, len(sheet)), blank_row(columns) | {str(key): rng.choice(HEADINGS)})


def sums_of(title: str, block: Sequence[Texts], columns: Sequence[Column]) -> Texts | None:
    """The sums of the number columns over a block, where the contract takes them for a subtotal's."""
    numbers = [column for column in columns if column.kind in NUMBER_KINDS]
    records = [filled_cells(row, title) for row in block]
    sums: Texts = {}
    for column in numbers:
        read = [number_of(cells.get(column.name, ""), column.kind) for cells in records]
        total = sum((number for number in read if number is not None), Fraction(0))
        if None in read or total == 0 or sum(number != 0 for number in read) < 2:
            return None
        sums[column.name] = f"{float(total):g}"
    enough = len(block) >= 5 or (len(block) >= 2 and len(sums) >= 2)
    return sums if sums and enough else None


def add_subtotals(rng: Random, title: str, sheet: list[Texts], columns: Sequence[Column]) -> None:
    """One or two blocks with their sums, the key blank or a group's name."""
    key = code_key(title, sheet, columns)
    start = 0
    for _ in range(rng.randint(1, 2) if key else 0):
        end = rng.randint(min(start + 2, len(sheet)), len(sheet))
        sums = sums_of(title, sheet[start:end], columns)
        if sums is None:
            return
        name = rng.choice(("", *HEADINGS))
        sheet.insert(end, blank_row(columns) | sums | {str(key): name})
        start = end + 1


def add_lone_sign(rng: Random, title: str, sheet: list[Texts], columns: Sequence[Column]) -> None:
    """Sums beside a code, or a word for a key beside what is no sum: a record like the others, but said."""
    key = code_key(title, sheet, columns)
    if key is None:
        return
    end = rng.randint(2, len(sheet))
    sums = sums_of(title, sheet[:end], columns)
    if sums is not None and rng.random() < 0.5:
        sheet.insert(end, blank_row(columns) | sums | {key: "T901"})
    else:
        sheet.insert(rng.randint(0, len(sheet)), rng.choice(sheet) | {key: rng.choice(HEADINGS)})
