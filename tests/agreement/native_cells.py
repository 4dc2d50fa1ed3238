"""The same cell as a spreadsheet would hold it of its own: dates, numbers and truth values in place of texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from oracle.contract import COLUMNS

ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
KINDS = {title: {column.name: column.kind for column in columns} for title, columns in COLUMNS.items()}


@dataclass(frozen=True)
class Percent:
    """A number shown with a percent format."""

    share: float


Native = str | int | float | bool | date | Percent


def native_cell(title: str, name: str, text: str) -> Native:
    """A value of the spreadsheet's own that means what the text means; the text where there is none."""
    kind = KINDS[title][name]
    if kind == "date":
        return native_date(text)
    if kind == "flag" and text in ("true", "TRUE", "false", "False"):
        return text.lower() == "true"
    if kind == "number" and PLAIN.fullmatch(text.removesuffix("%")) and text.endswith("%"):
        return Percent(float(text.removesuffix("%")) / 100)
    if kind in ("count", "number", "money", "year", "flag", "id") and PLAIN.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def native_date(text: str) -> Native:
    if ISO.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:  # an impossible day stays a text
            return text
    return int(text) if re.fullmatch(r"[1-9]\d{5,7}", text) else text
