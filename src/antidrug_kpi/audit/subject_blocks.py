"""The subjects of a measure that a trace tells of, in blocks: those of one register that became what they are in one way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.audit.row_groups import RowGroups
from antidrug_kpi.measures.clause_results import Results
from antidrug_kpi.measures.population_table import DENOMINATOR, EXCLUDED, NUMERATOR, PLACE_NAMES
from antidrug_kpi.registers.register import Register

Objects = npt.NDArray[np.object_]

OUTSIDE, REJECTED = "outside", "rejected"
POPULATIONS = (PLACE_NAMES[NUMERATOR], PLACE_NAMES[DENOMINATOR], PLACE_NAMES[EXCLUDED], OUTSIDE, REJECTED)
POPULATION_WORDS: Mapping[str, str] = dict(zip(POPULATIONS, ("分子", "分母", "排除", "不計", "剔退"), strict=True))


@dataclass(frozen=True)
class Said:
    """A subject told: why it does not count (None where it does), and the whole sentence, a line for each row of several."""

    reason: str | None
    sentence: str


@dataclass(frozen=True)
class TracedClause:
    """A clause in words, and for each subject of the block whether it holds (see `clause_results`)."""

    text: str
    results: Results


@dataclass(frozen=True)
class SubjectBlock:
    """Subjects of one register, one element each: their rows, names as they may be shown, and populations.

    `label` tells apart the sides of a measure that has several, `derived` are the columns that were derived of them, and `say`
    tells one by its position.
    """

    register: Register
    label: str
    groups: RowGroups
    names: Objects
    populations: Objects
    clauses: tuple[TracedClause, ...]
    say: Callable[[int], Said]
    derived: Mapping[str, pd.Series] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.groups)
