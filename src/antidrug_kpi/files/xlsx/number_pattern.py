"""A regular expression for a set of numbers, built as a tree of their digits, so that no digit is looked at twice.

A workbook may have thousands of styles, and every cell of a sheet is held against them.
"""

from __future__ import annotations

from collections.abc import Iterable


def make_number_pattern(numbers: Iterable[int]) -> bytes:
    """A regular expression for exactly these numbers in decimal; a plain alternation would try them one after another."""
    return _join({str(number) for number in numbers}).encode()


def _join(endings: Iterable[str]) -> str:
    """The expression for these strings of digits, which differ."""
    following: dict[str, list[str]] = {}
    for ending in endings:
        following.setdefault(ending[:1], []).append(ending[1:])
    may_end = following.pop("", None) is not None
    digits: dict[str, list[str]] = {}
    for digit, rest in sorted(following.items()):
        digits.setdefault(_join(rest), []).append(digit)
    branches = [f"[{''.join(first)}]{rest}" for rest, first in digits.items()]
    return f"(?:{'|'.join(branches)}){'?' if may_end else ''}" if branches else ""
