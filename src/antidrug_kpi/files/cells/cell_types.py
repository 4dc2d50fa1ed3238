"""What a cell of a file may hold, so that it still shows what the spreadsheet shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from antidrug_kpi.files.cells.cell_reasons import UNCALCULATED_REASON


class ShownNumber(float):
    """A numeric cell whose number format shows something else than the bare number: 0.6549 shown as 65%.

    Two of them are equal when value and text are: 4.1 shown as 4.10 and 4.1 shown as 4.1 are different cells, and must
    stay different in a set, in a dictionary and where pandas factorises a column. `float(cell)` gives the bare number.
    """

    __slots__ = ("text",)
    text: str

    def __new__(cls, value: float, text: str) -> ShownNumber:
        number = super().__new__(cls, value)
        number.text = text
        return number

    def __getnewargs__(self) -> tuple[float, str]:  # type: ignore[override]  # copy and pickle call __new__ with these
        return float(self), self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ShownNumber) and float(self) == float(other) and self.text == other.text

    def __ne__(self, other: object) -> bool:  # float has its own, which would compare the bare numbers
        return not self == other

    def __hash__(self) -> int:
        return hash((float(self), self.text))

    def __repr__(self) -> str:
        return f"ShownNumber({float(self)!r}, {self.text!r})"


@dataclass(frozen=True)
class UnreadableCell:
    """A cell without a value: an error such as #DIV/0!, or a formula whose result the file does not hold."""

    shown: str
    reason: str


def is_uncalculated(cell: object) -> bool:
    """Whether a cell is a formula whose result the file does not hold."""
    return isinstance(cell, UnreadableCell) and cell.reason == UNCALCULATED_REASON


Cell = (
    str
    | int
    | float
    | bool
    | datetime.datetime
    | datetime.date
    | datetime.time
    | datetime.timedelta
    | ShownNumber
    | UnreadableCell
    | None
)
