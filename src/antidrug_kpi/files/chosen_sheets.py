"""Which sheets of a file are to be read as a whole; whoever wants the data chooses."""

from __future__ import annotations

from collections.abc import Callable, Collection

from antidrug_kpi.files.cells.sheet import FileReading

ChooseSheets = Callable[[FileReading], Collection[int]]
"""The places of those sheets of a file of which all rows are needed, told from the first rows of each."""


def choose_all(head: FileReading) -> Collection[int]:
    """Every sheet is needed as a whole."""
    return range(len(head.sheets))
