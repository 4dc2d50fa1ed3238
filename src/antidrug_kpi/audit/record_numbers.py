"""Numbers for records, the same where given columns read the same, whichever side or sheet they stand on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from antidrug_kpi.measures.measure_scope import Integers


def number_alike(a: pd.DataFrame, b: pd.DataFrame, columns: Sequence[str]) -> tuple[Integers, Integers]:
    """A number for each row of two frames; a blank is equal to a blank."""
    numbers = np.zeros(len(a) + len(b), dtype=np.int64)
    for name in columns:
        cells = pd.concat([a[name].astype(object), b[name].astype(object)], ignore_index=True)
        codes = pd.factorize(cells)[0].astype(np.int64) + 1
        numbers = pd.factorize(numbers * (int(codes.max(initial=0)) + 1) + codes)[0].astype(np.int64)
    return numbers[: len(a)], numbers[len(a) :]
