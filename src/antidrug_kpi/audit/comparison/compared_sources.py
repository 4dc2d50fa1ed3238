"""One side of a comparison: a result as it was written, an office's data computed now, or a submitted form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from antidrug_kpi.audit.figure_records import FigureRecord
from antidrug_kpi.files import FileReading
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.register import TypedRegister


class SourceKind(Enum):
    """What a side was read from."""

    RESULT = auto()
    DATA = auto()
    FORM = auto()


@dataclass(frozen=True)
class OfficeData:
    """An office's data behind its figures: computations by measure, typed registers, and the sheets as they were read."""

    computations: Mapping[str, Computation]
    registers: Mapping[str, TypedRegister]
    files: tuple[FileReading, ...]


@dataclass(frozen=True)
class ComparedSource:
    """A side: `name` as the user typed it, what it is of, and the figures by measure; `data` only of an office's data."""

    name: str
    kind: SourceKind
    plan: Plan
    report: str
    year: int
    as_of: dt.date
    figures: Mapping[str, FigureRecord]
    data: OfficeData | None = None
