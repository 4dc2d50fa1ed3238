"""What the pandas scripts share: reading columns as text, ROC dates as day numbers, the year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

NO_DAY = -1
Days = NDArray[np.int64]


def number_day(year: int, month: int, day: int) -> int:
    """The day's number, of a ROC year."""
    return dt.date(year + 1911, month, day).toordinal()


FIRST, AS_OF = number_day(113, 1, 1), number_day(113, 12, 31)
PRIOR_FIRST = number_day(112, 1, 1)


def read(folder: Path, title: str, columns: Sequence[str]) -> pd.DataFrame:
    return pd.read_csv(folder / f"{title}.csv", usecols=columns, dtype=str, na_filter=False, encoding="utf-8-sig")


def read_day(text: str) -> int:
    """NO_DAY of a blank."""
    return number_day(*map(int, re.findall(r"\d+", text))) if text else NO_DAY


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
