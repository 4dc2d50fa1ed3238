"""Which rows of a sheet are records: footers, headings of groups and subtotals are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from .cells import NUMBER, Faulty, is_missing, read_cell, squeeze
from .contract import COLUMNS

Cells = Mapping[str, str]

TOTAL_WORDS = ("合計", "總計", "小計", "加總", "計數", "全縣")
NOTE_WORDS = ("備註", "註:", "製表")
NUMBER_KINDS = ("count", "number", "money")


@dataclass
class Records:
    """The rows that count, how many do not, and whether one that counts bears one sign of a subtotal alone."""

    rows: list[Cells] = field(default_factory=list)
    skipped: int = 0
    is_doubtful: bool = False


KINDS = {title: {column.name: column.kind for column in columns} for title, columns in COLUMNS.items()}


def filled_cells(cells: Cells, title: str) -> dict[str, str]:
    kinds = KINDS[title]
    return {name: text for name, text in cells.items() if text and not is_missing(text, kinds[name])}


def is_footer(filled: Mapping[str, str]) -> bool:
    """A word of a total or of a note, with nothing but bare numbers beside it."""
    texts = [squeeze(text) for text in filled.values()]
    words = [text for text in texts if not NUMBER.fullmatch(text.removesuffix("%"))]
    return len(words) == 1 and (words[0] in TOTAL_WORDS or words[0].startswith(NOTE_WORDS))


def key_column(title: str) -> str | None:
    """The † column that names a record by a code or a name (指標代碼 may be 四(十): no word)."""
    named = [column for column in COLUMNS[title] if column.always_read and column.kind in ("id", "text")]
    return named[0].name if named else None


def is_word(text: str) -> bool:
    """No code: without digits, and not in Latin letters alone."""
    plain = squeeze(text)
    return not plain.isascii() and not any(letter.isdigit() for letter in plain)


def number_of(text: str, kind: str) -> Fraction | None:
    try:
        value = read_cell(text, kind)
    except Faulty:
        return None
    return value if isinstance(value, Fraction) else Fraction(0)


class Sums:
    """What the number columns of the records above come to, since the last subtotal."""

    def __init__(self, title: str) -> None:
        self.kinds = {column.name: column.kind for column in COLUMNS[title] if column.kind in NUMBER_KINDS}
        self.restart()

    def restart(self) -> None:
        self.records = 0
        self.sums = dict.fromkeys(self.kinds, Fraction(0))
        self.counted = dict.fromkeys(self.kinds, 0)

    def add(self, filled: Mapping[str, str]) -> None:
        self.records += 1
        for name in self.kinds.keys() & filled.keys():
            number = number_of(filled[name], self.kinds[name]) or Fraction(0)
            self.sums[name] += number
            self.counted[name] += number != 0

    def are_given_by(self, filled: Mapping[str, str]) -> bool:
        names = self.kinds.keys() & filled.keys()
        if not names or any(number_of(filled[name], self.kinds[name]) != self.sums[name] for name in names):
            return False
        if any(self.sums[name] == 0 or self.counted[name] < 2 for name in names):  # one alone is no sum
            return False
        return self.records >= (2 if len(names) >= 2 else 5)


def sift(title: str, rows: Sequence[Cells]) -> Records:
    """The records of a sheet's rows, in order."""
    found = Records()
    filled = [filled_cells(cells, title) for cells in rows]
    key = key_column(title)
    key = key if any(key in cells for cells in rows) else None  # a sheet without the column has no key
    records = [cells for cells in filled if cells and not is_footer(cells)]
    codes_apart = key is not None and are_codes_but_for_words(records, key)
    sums = Sums(title)
    for cells, full in zip(rows, filled, strict=True):
        if not full or is_footer(full):
            found.skipped += 1
            continue
        named_in_words = codes_apart and key is not None and is_word(full.get(key, ""))
        if named_in_words and len(full) == 1:
            found.skipped += 1
            continue
        is_sum = sums.are_given_by(full)
        if is_sum and (named_in_words or (key is not None and key not in full)):
            found.skipped += 1
            sums.restart()
            continue
        found.is_doubtful |= is_sum or named_in_words
        found.rows.append(cells)
        sums.add(full)
    return found


def are_codes_but_for_words(records: Sequence[Cells], key: str) -> bool:
    """Are the keys codes, those of headings and subtotals apart, which are few?"""
    keys = [cells[key] for cells in records if key in cells]
    words = sum(is_word(text) for text in keys)
    return len(keys) - words > words
