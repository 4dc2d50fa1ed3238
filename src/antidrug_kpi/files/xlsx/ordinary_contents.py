"""The tails of an ordinary worksheet's positions, each different one judged once.

The tail is what stands between ` r="B2"` of a cell and the position of the next: ` t="s"><v>7</v></c><c`. Nothing in it tells the
place, so that a million cells have some ten thousand different tails. One that is not written exactly as programs write it is not
ordinary: UnusualSheetError is raised, and the sheet is read the guarded way.
"""

from __future__ import annotations

import re
from array import array

from antidrug_kpi.files.xlsx.sheet_extent import MOST_COLUMNS, read_column
from antidrug_kpi.files.xlsx.sheet_hidden import IS_HIDDEN

# The value of a cell, by the types that programs write. Groups: the number of a shared text; the end of an empty cell.
# Quantifiers are possessive (++, *+), so that no hostile tail makes the search go back and forth.
_VALUE = (
    rb'(?: t="s"><v>([0-9]{1,9})</v></c>'
    rb'|(?: t="(?:n|b)")?+><v>[-+.0-9eE]++</v></c>'
    rb'|(?: t="(?:n|str|inlineStr)")?+(/>|></c>)'
    rb'| t="str"><v>[^<>]++</v></c>'
    rb'| t="inlineStr"><is><t(?: xml:space="preserve")?+>[^<>]++</t></is></c>)'
)
# A cell's style, its value, and the element that comes next; the last group is set where that is a row.
_CELL = re.compile(rb'((?: s="[0-9]{1,5}")?+%b)\s*+<(?:c|/row>\s*+<(row))' % _VALUE)
_ATTRIBUTE = rb' (?:s|[a-zA-Z][\w.:-]++)="(?:[0-9]++:[0-9]++|[\w.+-]*+)"'
_ROW = re.compile(rb"(?P<attributes>(?:%b)*+)(?:>\s*+<c|(?P<end>/>\s*+<row|>\s*+</row>\s*+<row))" % _ATTRIBUTE)


class UnusualSheetError(Exception):
    """The worksheet is not written as programs write it, and is to be read the guarded way. Never reaches a user."""


class TailMeanings(dict[bytes, int]):
    """Tail → its meaning as one number, found when a tail is first asked for. One number, so that a piece is one array of them:

    - a cell: 2 × the number of its content (from 1; 0 where it is empty), plus 1 where a row comes next and no cell;
    - a row: the complement (~) of 2 where it is hidden, plus 1 where a row comes next: negative, which tells it from a cell.

    A dictionary with __missing__, so that a known tail takes one look-up in C.
    """

    def __init__(self) -> None:
        super().__init__()
        self.contents: dict[bytes, int] = {}
        """The different contents of cells (style, type and value as bytes), each with its number, in order."""
        self.references = array("i")
        """For each content the index of the shared text to which it refers, -1 where it refers to none."""

    def __missing__(self, tail: bytes) -> int:
        found = _CELL.fullmatch(tail)
        if found is None:
            meaning = _judge_row(tail)
        else:
            content, index, blank, end = found.groups()
            number = 0 if blank is not None else self._number(content, index)
            meaning = 2 * number + (end is not None)
        self[tail] = meaning
        return meaning

    def _number(self, content: bytes, index: bytes | None) -> int:
        next_number = len(self.references) + 1
        number = self.contents.setdefault(content, next_number)
        if number == next_number:
            self.references.append(-1 if index is None else int(index))
        return number


class ColumnsByLetters(dict[bytes, int]):
    """The letters of a position → the column's number from 0; -1 for no letters, which are those of a row."""

    def __missing__(self, letters: bytes) -> int:
        column = read_column(letters)
        if column >= MOST_COLUMNS:
            raise UnusualSheetError
        self[letters] = column
        return column


def _judge_row(tail: bytes) -> int:
    found = _ROW.fullmatch(tail)
    if found is None:
        raise UnusualSheetError
    is_hidden = IS_HIDDEN.search(found["attributes"]) is not None
    return ~(2 * is_hidden + (found["end"] is not None))
