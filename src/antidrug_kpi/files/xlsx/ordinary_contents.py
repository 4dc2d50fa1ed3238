"""What stands behind the position of a row or a cell in an ordinary worksheet of an .xlsx, each different thing judged once.

Between ` r="B2"` of a cell and that of the next lies ` t="s"><v>7</v></c><c`: nothing in it tells the place, so that a million
cells hold some ten thousand different ones. Whatever is not written just as programs write it is not ordinary, and its sheet is
read the guarded way.
"""

from __future__ import annotations

import re
from array import array

from antidrug_kpi.files.xlsx.sheet_extent import MOST_COLUMNS, read_column
from antidrug_kpi.files.xlsx.sheet_hidden import IS_HIDDEN

# Its groups are the number of a shared text, and the end of a cell in which nothing is.
_VALUE = (
    rb'(?: t="s"><v>([0-9]{1,9})</v></c>'
    rb'|(?: t="(?:n|b)")?+><v>[-+.0-9eE]++</v></c>'
    rb'|(?: t="(?:n|str|inlineStr)")?+(/>|></c>)'
    rb'| t="str"><v>[^<>]++</v></c>'
    rb'| t="inlineStr"><is><t(?: xml:space="preserve")?+>[^<>]++</t></is></c>)'
)
_CELL = re.compile(rb'((?: s="[0-9]{1,5}")?+%b)\s*+<(?:c|/row>\s*+<(row))' % _VALUE)
_ATTRIBUTE = rb' (?:s|[a-zA-Z][\w.:-]++)="(?:[0-9]++:[0-9]++|[\w.+-]*+)"'
_ROW = re.compile(rb"(?P<attributes>(?:%b)*+)(?:>\s*+<c|(?P<end>/>\s*+<row|>\s*+</row>\s*+<row))" % _ATTRIBUTE)


class OutOfOrdinaryError(Exception):
    """A worksheet that is to be read the guarded way."""


class Meanings(dict[bytes, int]):
    """What stands behind a position → what it means, as a number, judged when it is first asked for.

    Of a cell that is not negative: twice the number of its content, from 1, or 0 where nothing is in it. Of a row it is the
    complement of 2 where it is hidden. To each 1 is added where a row comes next, and no cell.
    """

    def __init__(self) -> None:
        super().__init__()
        self.contents: dict[bytes, int] = {}
        """The different contents of cells in order, each with its number."""
        self.references = array("i")
        """Of each content the number of the shared text to which it refers, or -1."""

    def __missing__(self, rest: bytes) -> int:
        found = _CELL.fullmatch(rest)
        if found is None:
            meaning = _judge_row(rest)
        else:
            content, index, blank, end = found.groups()
            number = 0 if blank is not None else self._number(content, index)
            meaning = 2 * number + (end is not None)
        self[rest] = meaning
        return meaning

    def _number(self, content: bytes, index: bytes | None) -> int:
        following = len(self.references) + 1
        number = self.contents.setdefault(content, following)
        if number == following:
            self.references.append(-1 if index is None else int(index))
        return number


class Columns(dict[bytes, int]):
    """The letters of a position → the column's number from 0; -1 where there are none, which makes it that of a row."""

    def __missing__(self, letters: bytes) -> int:
        column = read_column(letters)
        if column >= MOST_COLUMNS:
            raise OutOfOrdinaryError
        self[letters] = column
        return column


def _judge_row(rest: bytes) -> int:
    found = _ROW.fullmatch(rest)
    if found is None:
        raise OutOfOrdinaryError
    is_hidden = IS_HIDDEN.search(found["attributes"]) is not None
    return ~(2 * is_hidden + (found["end"] is not None))
