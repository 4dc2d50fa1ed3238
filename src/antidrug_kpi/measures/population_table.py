"""The population table: one row per subject of a measure, with its address and where it falls. Every figure comes from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.exact_sums import Amounts
from antidrug_kpi.measures.measure_scope import Integers, Subjects
from antidrug_kpi.measures.results import ExclusionCount, Sum

Objects = npt.NDArray[np.object_]
Places = npt.NDArray[np.int8]

# Where a subject falls, as `places` numbers it and as `frame` names it.
EXCLUDED, DENOMINATOR, NUMERATOR = range(3)
PLACE_NAMES = ("excluded", "denominator", "numerator")
ADDED = "added"


@dataclass(frozen=True)
class PopulationTable:
    """The subjects of one population, in arrays of one element each.

    `rows` are the positions in the register of the decisive rows, `places` where the subjects fall, `reasons` why the excluded
    are excluded, and the two amounts what each adds to the figures: 0 or 1, or a sum. `each` are the columns that name a
    subject; where there is no more than the names, these are the `names`. `label` tells apart the tables of a measure that has
    several. `notes` say how the subjects were made, and `questions` what is odd about that.
    """

    register: str
    rows: Integers
    places: Places
    reasons: Objects
    numerator_amounts: Amounts
    denominator_amounts: Amounts
    names: Objects | None = None
    each: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    label: str = ""
    unlisted: tuple[tuple[str, int], ...] = ()
    """Texts in a column of reasons that the spec does not list, each with the number of subjects that have it."""
    warnings: tuple[tuple[str, int], ...] = ()
    selected: int = 0
    subjects: Subjects | None = None
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def numerator(self) -> Sum:
        return add_up(self.numerator_amounts)

    @property
    def denominator(self) -> Sum:
        return add_up(self.denominator_amounts)

    def count_excluded(self, order: Sequence[str] = ()) -> tuple[ExclusionCount, ...]:
        """Exclusions by reason, in the order in which the spec names the reasons."""
        counts = Counter(self.reasons[self.places == EXCLUDED].tolist())
        known = [reason for reason in order if reason in counts]
        rest = sorted(reason for reason in counts if reason not in known)
        return tuple(ExclusionCount(escape_controls(str(reason)), counts[reason]) for reason in [*known, *rest])

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table as plain columns: `subject` (its identifier, or none where a row has none), `row`, `population`
        (excluded, denominator, numerator), `reason`, `numerator_amount`, `denominator_amount`, then the derived columns.
        """
        names = name_subjects(self.each, self.subjects) if self.subjects is not None else self.names
        frame = pd.DataFrame(
            {
                "subject": pd.Series(names, dtype=object),
                "row": self.rows,
                "population": pd.Series(np.array(PLACE_NAMES, dtype=object)[self.places], dtype=object),
                "reason": pd.Series(self.reasons, dtype=object),
                "numerator_amount": self.numerator_amounts,
                "denominator_amount": self.denominator_amounts,
            }
        )
        for name in self.derived:
            if self.subjects is not None:
                frame[name] = self.subjects.frame[name].array  # keeps whole numbers whole beside a blank
        return frame


def add_up(amounts: Amounts) -> Sum:
    """The exact sum: an int, or a Decimal for money."""
    if amounts.dtype == object:
        return sum(amounts.tolist(), Decimal(0))
    return int(amounts.sum())


def name_subjects(each: Sequence[str], subjects: Subjects) -> Objects:
    """The identifier of each subject: its `each` columns, or the first word column of its row."""
    frame = subjects.frame
    words = (name for name in frame.columns if not name.startswith("@") and isinstance(frame[name].dtype, pd.CategoricalDtype))
    names = tuple(each) or tuple(words)[:1]
    if not names:
        return np.full(len(subjects), None, dtype=object)
    if len(names) == 1:
        return frame[names[0]].astype(object).to_numpy()
    columns = [frame[name].astype(object).map(str, na_action="ignore").fillna("") for name in names]
    return np.array(["／".join(parts) for parts in zip(*columns, strict=True)], dtype=object)
