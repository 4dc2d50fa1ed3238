"""Damage to delimited text: odd cells, quotes that never end, rows of other widths, other encodings."""

import re
from random import Random

from fuzz.mutate_bytes import Mutator
from fuzz.odd_values import ODD_NUMBERS, ODD_TEXTS
from fuzz.text_mutators import TextMutator

MARKS = (
    (",", "\t"), (",", ";"), (",", "，"), (",", "|"), ("\n", "\r"), ("\n", "\n\n"), ("\n", "\v"), (",", '","'), ("\t", ","),
    ("\n", '"\n'), ("", '"'),
)  # fmt: skip
ENCODINGS = ("utf-8-sig", "cp950", "utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-32", "gb18030", "shift_jis", "latin-1")


def replace_field(text: str, chance: Random) -> str:
    lines, at, mark = _choose_line(text, chance)
    fields = lines[at].split(mark)
    value = chance.choice(ODD_NUMBERS if chance.random() < 0.3 else ODD_TEXTS)
    fields[chance.randrange(len(fields))] = '"' + value.replace('"', '""') + '"' if chance.random() < 0.6 else value
    lines[at] = mark.join(fields)
    return "\n".join(lines)


def replace_column(text: str, chance: Random) -> str:
    """The same odd value in a column of every row."""
    lines, at, mark = _choose_line(text, chance)
    column, value = chance.randrange(lines[at].count(mark) + 1), chance.choice(ODD_TEXTS).replace("\n", " ").replace('"', "'")
    rows = [line.split(mark) for line in lines]
    return "\n".join(mark.join([*row[:column], f'"{value}"', *row[column + 1 :]]) for row in rows)


def change_width(text: str, chance: Random) -> str:
    lines, at, mark = _choose_line(text, chance)
    lines[at] = chance.choice(
        (mark.join(lines[at].split(mark)[1:]), lines[at] + mark * chance.choice((1, 99, 20_000)), mark + lines[at], "")
    )
    return "\n".join(lines)


def double_rows(text: str, chance: Random) -> str:
    lines, at, _ = _choose_line(text, chance)
    lines[at:at] = [lines[at]] * chance.choice((1, 2, 50, 3_000))
    return "\n".join(lines)


def change_marks(text: str, chance: Random) -> str:
    """Other marks between fields, rows, or around texts, here and there or everywhere."""
    old, new = chance.choice(MARKS)
    if not old:
        at = chance.randrange(len(text) + 1)
        return text[:at] + new + text[at:]
    return text.replace(old, new, chance.choice((1, 3, -1)))


def add_preamble(text: str, chance: Random) -> str:
    heads = (
        "sep=;\n",
        "sep=,\n",
        "\n" * 300,
        "高雄市政府\n",
        "," * 300 + "\n",
        "<html>\n",
        "MIME-Version: 1.0\n",
        "PK\x03\x04",
        "{\\rtf1\n",
        "ID;PWXL\n",
    )
    return chance.choice(heads) + text


def _choose_line(text: str, chance: Random) -> tuple[list[str], int, str]:
    lines = text.split("\n")
    return lines, chance.randrange(len(lines)), "\t" if "\t" in text else ","


def _as_mutator(change: TextMutator) -> Mutator:
    """The same change to bytes, in the encoding that they have, now and then in another."""

    def mutate(content: bytes, chance: Random) -> bytes:
        encoding = _guess_encoding(content)
        changed = change(content.decode(encoding, "replace"), chance)
        if chance.random() < 0.15:
            encoding = chance.choice(ENCODINGS)
        return changed.encode(encoding, "replace")

    mutate.__name__ = change.__name__
    return mutate


def _guess_encoding(content: bytes) -> str:
    if re.match(rb"\xff\xfe|\xfe\xff", content):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp950"
    return "utf-8"


DELIMITED_MUTATORS: tuple[Mutator, ...] = tuple(
    _as_mutator(change)
    for change in (*(replace_field, replace_column) * 4, change_width, double_rows, change_marks, add_preamble)
)
