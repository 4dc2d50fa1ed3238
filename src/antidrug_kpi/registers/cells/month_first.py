"""Date columns written month first (07/25/23), where 01/05/12 could be read in several ways.

"Where a column holds a cell that can only be read month first, its cells with a two-digit year are faulty".
Such a cell is itself faulty, being no ROC date, so that only columns with faulty cells are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.moments import split_moment
from antidrug_kpi.registers.cells.squeezing import squeeze

_SIGN = r"[/.\-‧·・∕]"
_MONTH_FIRST = re.compile(rf"(?:0?[1-9]|1[0-2])(?P<s>{_SIGN})(?:1[3-9]|2\d|3[01])(?P=s)(?:\d{{2}}|\d{{4}})")
_TWO_DIGIT_YEAR = re.compile(rf"\d{{1,2}}(?P<s>{_SIGN})\d{{1,2}}(?P=s)\d{{1,2}}|\d{{6}}")
_LONGEST = 40


def find_two_digit_years(distinct: Sequence[Cell], faulty: Iterable[int]) -> dict[int, str]:
    """Position of a distinct cell with a two-digit year → the reason why it is faulty; empty unless one of the `faulty` positions
    can only be read month first.
    """
    sample = next((text for text in (_read_text(distinct[place]) for place in faulty) if _MONTH_FIRST.fullmatch(text)), None)
    if sample is None:
        return {}
    reason = f"年份只有兩位數，而此欄有只能讀作月／日／年的「{sample}」，分不出年月日；請改為 113/1/5 或 2024-01-05"
    return {place: reason for place, cell in enumerate(distinct) if _TWO_DIGIT_YEAR.fullmatch(_read_text(cell))}


def _read_text(cell: Cell) -> str:
    """The squeezed day of a text without its time; "" for any other cell."""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return ""
    try:
        return squeeze(split_moment(cell).day)
    except FaultyCellError:
        return ""
