"""What the polars scripts share: reading columns as text, ROC dates as day numbers, the year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from plan_rules import AS_OF, FIRST, NO_DAY, read_day


def read(folder: Path, title: str, columns: Sequence[str]) -> pl.DataFrame:
    """Blank cells are null."""
    return pl.read_csv(folder / f"{title}.csv", columns=list(columns), infer_schema=False)


def number_days(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The columns as day numbers, NO_DAY where blank; each distinct date is read once."""
    return rows.with_columns(number_column(rows[name]) for name in columns)


def number_column(texts: pl.Series) -> pl.Series:
    distinct = texts.drop_nulls().unique()
    days = pl.Series([read_day(text) for text in distinct.to_list()], dtype=pl.Int32)
    return texts.replace_strict(distinct, days, return_dtype=pl.Int32).fill_null(NO_DAY)


def in_year(day: str) -> pl.Expr:
    return pl.col(day).is_between(FIRST, AS_OF)


def happened(day: str) -> pl.Expr:
    return (pl.col(day) != NO_DAY) & (pl.col(day) <= AS_OF)


def is_open(opened: str, closed: str) -> pl.Expr:
    return (pl.col(opened) <= AS_OF) & ((pl.col(closed) == NO_DAY) | (pl.col(closed) >= FIRST))
