"""What the pandas scripts share: reading columns as text, ROC dates as day numbers, the year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from plan_rules import AS_OF, FIRST, NO_DAY, read_day

Days = NDArray[np.int64]


def read(folder: Path, title: str, columns: Sequence[str]) -> pd.DataFrame:
    return pd.read_csv(folder / f"{title}.csv", usecols=list(columns), dtype=str, na_filter=False, encoding="utf-8-sig")


def number_days(texts: pd.Series) -> Days:
    """Each distinct date is read once."""
    codes, distinct = pd.factorize(texts)
    return np.array([read_day(text) for text in distinct], dtype=np.int64)[codes]


def in_year(days: Days) -> NDArray[np.bool_]:
    return (days >= FIRST) & (days <= AS_OF)


def happened(days: Days) -> NDArray[np.bool_]:
    return (days != NO_DAY) & (days <= AS_OF)


def is_open(opened: Days, closed: Days) -> NDArray[np.bool_]:
    return (opened <= AS_OF) & ((closed == NO_DAY) | (closed >= FIRST))
