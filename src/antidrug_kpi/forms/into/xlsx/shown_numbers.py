"""A number of a worksheet as its cell shows it."""

from __future__ import annotations

import math

from antidrug_kpi.files.cells.cell_types import ShownNumber
from antidrug_kpi.files.cells.number_formats import parse_format
from antidrug_kpi.files.refusal import RefusedError


def show_number(value: str, code: str) -> str | None:
    """The text of a stored number under a format's code; a bare number with no more digits than a spreadsheet shows. None where
    the value is no number.
    """
    try:
        number = float(value)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    try:
        shown = parse_format(code).show(number) if code else number
    except RefusedError:
        shown = number
    return shown.text if isinstance(shown, ShownNumber) else f"{number:.15g}"
