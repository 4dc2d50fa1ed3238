"""Records of a delimited text that are as even as nearly all are, split at once instead of character by character."""

from __future__ import annotations

import csv
from collections.abc import Sequence

_QUOTE = '"'
_RECORD_END = "\0"  # no text holds one


def split_even(text: str, delimiter: str) -> Sequence[list[str]] | None:
    """The columns of whole lines with equally many fields each, of which none is quoted or every one, as a strict reader finds
    them; none where it might find something else.

    Nothing is even that has an empty line, a quote or a line break within a field, or a line beyond the limit of a field.
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
    cells = (body[1:-1] if is_quoted else body).replace(end, f"{between}{_RECORD_END}{between}").split(between)
    if len(cells) != height * (width + 1) - 1 or cells[width :: width + 1].count(_RECORD_END) != height - 1:
        return None
    return [cells[place :: width + 1] for place in range(width)]


def normalise_even(text: str) -> str | None:
    """The lines, with a line feed between each two; none where they end otherwise or are too long."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    body = text[:-1] if text.endswith("\n") else text
    return None if not body or "\r" in body or _has_long_line(body) else body


def _is_plausible(body: str, between: str, height: int, width: int, *, is_quoted: bool) -> bool:
    """Whether the counts are those of even records."""
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
