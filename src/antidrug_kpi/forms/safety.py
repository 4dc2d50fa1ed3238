"""Cells that a spreadsheet would run: text from outside that begins like a formula is written as text."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.cell import Cell, MergedCell

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def drop_controls(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _CONTROL.sub("", text)


def set_text(cell: Cell | MergedCell, value: Any) -> None:
    """Put a value into a worksheet's cell; a text stays a text whatever it begins with, and control characters are dropped."""
    if isinstance(cell, MergedCell):
        raise TypeError(cell)
    cell.value = drop_controls(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def neutralise(text: str) -> str:
    """The text for a delimited file, where nothing but a leading apostrophe keeps a spreadsheet from running it; numbers stay."""
    return f"'{text}" if text.startswith(_STARTS) and not _NUMBER.fullmatch(text) else text
