"""What the reader of one kind of file returns: its tables and issues."""

from __future__ import annotations

from dataclasses import dataclass

from antidrug_kpi.files.cells.sheet import Sheet
from antidrug_kpi.issues import Issue


@dataclass(frozen=True)
class Content:
    """The tables of a file, its issues, and for a web page in which table each of them stands (see `FileReading`)."""

    sheets: tuple[Sheet, ...]
    issues: tuple[Issue, ...] = ()
    within: tuple[int | None, ...] = ()
