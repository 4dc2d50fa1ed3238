"""A cell that cannot be read: the reason, which the issue prints beside the address and the value."""

from __future__ import annotations

_ADVICE = "請"


class FaultyCellError(ValueError):
    """The cell's content does not fit its column; the message says what was expected."""


def add_advice(reason: str) -> str:
    """A reason with what to do about it, where it does not say so itself."""
    return reason if _ADVICE in reason else f"{reason}；請改正"
