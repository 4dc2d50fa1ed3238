"""Whether the rows of an .xlsx worksheet come in their order, each number once, found in its XML while that passes by.

Of two rows with one number calamine keeps what was read last, so that a record is lost. Every program writes increasing numbers.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from antidrug_kpi.files.refusal import refuse_damaged

# It begins with a plain letter and looks back from there, which makes the search several times faster.
_NUMBERS = re.compile(rb'ow(?: r="(?<=[<:]row r=")(\d{1,7})"|(?<=[<:]row)(?=[\s/>]))')
_ROW = re.compile(rb"<(?:[^\s<>/:]{1,99}:)?row(?=[\s/>])([^<>]*)>")
_NUMBER = re.compile(rb"""\sr\s*=\s*["']\s*[A-Za-z]*(\d{1,7})\s*["']""")


def check_order(texts: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The same texts, cut at rows; refused where a row's number is not above the one before."""
    last = 0
    for text in texts:
        found = _NUMBERS.findall(text)
        numbers = list(map(int, found)) if b"" not in found else list(_list_numbers(text, last))
        if numbers and (numbers[0] <= last or any(map(operator.ge, numbers, islice(numbers, 1, None)))):
            before = next(number for number, after in pairwise([last, *numbers]) if number >= after)
            raise refuse_damaged(f"「{part}」第 {before} 列之後的列號重複或倒退")
        last = numbers[-1] if numbers else last
        yield text


def _list_numbers(text: bytes, last: int) -> Iterator[int]:
    """The rows' numbers; one that states none has that of its first cell, or else comes after the one before."""
    for found in _ROW.finditer(text):
        after = text.find(b"row", found.end())
        number = _NUMBER.search(found[1]) or _NUMBER.search(text, found.end(), max(after, found.end()))
        last = int(number[1]) if number else last + 1
        yield last
