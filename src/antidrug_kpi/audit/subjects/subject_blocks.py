"""The subjects of a measure that a trace tells of, in blocks: those of one register that became what they are in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.audit.subjects.row_groups import RowGroups
from antidrug_kpi.measures.clause_results import Results
from antidrug_kpi.measures.population_table import DENOMINATOR, EXCLUDED, NUMERATOR, PLACE_NAMES
from antidrug_kpi.registers.register import TypedRegister

Objects = npt.NDArray[np.object_]

OUTSIDE, REJECTED = "outside", "rejected"
POPULATIONS = (PLACE_NAMES[NUMERATOR], PLACE_NAMES[DENOMINATOR], PLACE_NAMES[EXCLUDED], OUTSIDE, REJECTED)
POPULATION_WORDS: Mapping[str, str] = dict(zip(POPULATIONS, ("分子", "分母", "排除", "不計", "剔退"), strict=True))


class Teller(Protocol):
    """Tells subjects by their position in a block."""

    def find_reason(self, at: int) -> str | None:
        """Why the subject does not count; None where it does, or where the numerator is all that it lacks."""

    def say(self, at: int) -> str:
        """The whole sentence, a line for each row of several."""


@dataclass(frozen=True)
class TracedClause:
    """A clause in words, and for each subject of the block whether it holds (see `clause_results`)."""

    text: str
    results: Results


@dataclass(frozen=True)
class SubjectBlock:
    """Subjects of one register, one element each: their rows, names as they may be shown, and populations.

    `label` tells apart the sides of a measure that has several, and `derived` are the columns that were derived of the subjects.
    """

    register: TypedRegister
    label: str
    groups: RowGroups
    names: Objects
    populations: Objects
    clauses: tuple[TracedClause, ...]
    teller: Teller
    derived: Mapping[str, pd.Series] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.groups)
