"""A cell that cannot be read: the reason, which the issue prints beside the address and the value."""

from __future__ import annotations

from collections.abc import Iterable

_ADVICE = "請"


def say_wanted(names: Iterable[str]) -> str:
    """應為低、中、高: what a cell may hold. A Latin word stands apart: 應為 APGAR、其他."""
    listed = "、".join(names)
    return f"應為{' ' if listed[:1].isascii() else ''}{listed}"


class FaultyCellError(ValueError):
    """The cell's content does not fit its column; the message says what was expected."""


def add_advice(reason: str) -> str:
    """A reason with what to do about it, where it does not say so itself."""
    return reason if _ADVICE in reason else f"{reason}；請改正"
