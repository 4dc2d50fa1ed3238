"""Splitting even records of a delimited text at once, instead of character by character as a csv reader does.

Even records have one line and equally many fields each, and of the fields none is quoted or all are. Nearly all exports are such.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

_QUOTE = '"'
_RECORD_END = "\0"  # no text holds one


def split_even(text: str, delimiter: str) -> Sequence[list[str]] | None:
    """The columns of a text of whole lines, exactly as a strict csv reader would read them; None where it might read anything
    else.

    So a text is not even that has an empty line, a quote or a line break within a field, or a line beyond the limit of a field.
    """
    body = normalise_even(text)
    if body is None:
        return None
    is_quoted = body.startswith(_QUOTE)
    between = f"{_QUOTE}{delimiter}{_QUOTE}" if is_quoted else delimiter
    end = f"{_QUOTE}\n{_QUOTE}" if is_quoted else "\n"
    height = body.count("\n") + 1
    width = body.count(between, int(is_quoted), body.find("\n") if height > 1 else len(body)) + 1
    if not _is_plausible(body, between, height, width, is_quoted=is_quoted):
        return None
    # A mark of its own takes the place of each line end, so that one split gives all fields; it must come out behind every
    # record.
    cells = (body[1:-1] if is_quoted else body).replace(end, f"{between}{_RECORD_END}{between}").split(between)
    if len(cells) != height * (width + 1) - 1 or cells[width :: width + 1].count(_RECORD_END) != height - 1:
        return None
    return [cells[place :: width + 1] for place in range(width)]


def normalise_even(text: str) -> str | None:
    """The lines with \\n between each two; None where some end with a lone \\r, or one is too long for a csv reader."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    body = text[:-1] if text.endswith("\n") else text
    return None if not body or "\r" in body or _has_long_line(body) else body


def _is_plausible(body: str, between: str, height: int, width: int, *, is_quoted: bool) -> bool:
    """Whether the text can be even by its counts of quotes and delimiters, which are much quicker than to split it."""
    if is_quoted:  # each field has its two quotes: so many, and no field can hold one more
        return body.endswith(_QUOTE) and body.count(_QUOTE) == 2 * height * width
    if width == 1:  # an empty line would look like an empty field
        return _QUOTE not in body and not (body.startswith("\n") or body.endswith("\n") or "\n\n" in body)
    return _QUOTE not in body and body.count(between) == height * (width - 1)


def _has_long_line(body: str) -> bool:
    """Whether a line is longer than a field may be."""
    limit = csv.field_size_limit()
    start = 0
    while len(body) - start > limit:
        start = body.rfind("\n", start, start + limit + 1) + 1
        if not start:
            return True
    return False
