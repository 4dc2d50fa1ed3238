"""Text from outside made safe for spreadsheets, terminals and XML: never a formula, no hidden or control characters."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from antidrug_kpi.printable import escape_controls

if TYPE_CHECKING:  # texts of other kinds must not wait for it
    from openpyxl.cell import Cell, MergedCell

# What spreadsheets take for the beginning of a formula, some of them full-width signs and behind blanks too.
_FORMULA = re.compile("[\\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# What JSON may hold raw and a terminal obeys or hides (categories Cc, Cf, Cs, Zl, Zp).
_UNSHOWN = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def drop_controls(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _CONTROL.sub("", text)


def drop_unseen(text: str) -> str:
    """The text without characters that hide or turn others, which a form that is handed in has no use for."""
    return text if text.isprintable() else _UNSHOWN.sub("", text)


def escape_unseen(text: str) -> str:
    """The text with such characters escaped, so that a reader sees them; line breaks stay."""
    return text if text.isprintable() else _UNSHOWN.sub(lambda match: ascii(match[0])[1:-1], text)


def set_text(cell: Cell | MergedCell, value: Any) -> None:
    """Put a value into a worksheet's cell; a text stays a text whatever it begins with, and control characters are dropped."""
    from openpyxl.cell import MergedCell

    if isinstance(cell, MergedCell):
        raise TypeError(cell)
    cell.value = drop_controls(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def neutralise(text: str) -> str:
    """The text for a delimited file, where nothing but a leading apostrophe keeps a spreadsheet from running it; numbers stay."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_field(text: str) -> str:
    """The text as a field of a delimited file, which is read on a terminal too: nothing runs, and nothing that is obeyed or
    hidden stands in it raw.
    """
    return escape_controls(neutralise(text))


def dump_json(content: Any, indent: int | None = 2) -> str:
    """JSON, indented unless `indent` is None, with characters that a terminal would obey or hide escaped (\\uXXXX); all others
    stand as they are.
    """
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNSHOWN.sub(lambda match: json.dumps(match[0])[1:-1], text)
