"""A cell that cannot be read: the reason, which the issue prints beside the address and the value."""

from __future__ import annotations


class FaultyCellError(ValueError):
    """The cell's content does not fit its column; the message says what was expected."""
