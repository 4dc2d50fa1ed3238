"""4.3 with polars: how many persons got enough contacts, and contacts a person."""

from __future__ import annotations

import polars as pl
from plan_rules import AS_OF, FIRST, NO_DAY, OWED, SHARE_IN_PERCENT, UNIT
from polars_days import happened, in_year, is_open, number_days


def list_persons(cases: pl.DataFrame) -> pl.DataFrame:
    """One row a person served: the first and last day in the year, the units of thirty days, the contacts owed in one."""
    rows = number_days(cases, "開案日期", "初評完成日期", "結案日期")
    rows = rows.filter(is_open("開案日期", "結案日期") & happened("初評完成日期"))
    rows = rows.with_columns(owed=pl.col("需求等級").replace_strict(OWED, return_dtype=pl.Int32))
    closed = pl.when(pl.col("結案日期") == NO_DAY).then(AS_OF).otherwise(pl.col("結案日期"))
    persons = (
        rows.sort("開案日期", "owed")
        .group_by("個案編號")
        .agg(
            first=pl.col("開案日期").min().clip(lower_bound=FIRST),
            last=closed.max().clip(upper_bound=AS_OF),
            owed=pl.col("owed").last(),
        )
    )
    return persons.with_columns(units=((pl.col("last") - pl.col("first") + 1) // UNIT).clip(lower_bound=1))


def compute_casework(cases: pl.DataFrame, contacts: pl.DataFrame) -> dict[str, list[int]]:
    """Numerator and denominator of 4.3.1 and 4.3.2."""
    persons = list_persons(cases)
    made = number_days(contacts, "追輔日期").join(persons, on="個案編號")
    total = made.filter(in_year("追輔日期")).height
    unit = (pl.col("追輔日期") - pl.col("first")) // UNIT
    made = made.with_columns(unit=unit).filter(
        pl.col("追輔日期").is_between(pl.col("first"), pl.col("last")) & (pl.col("unit") < pl.col("units"))
    )
    units = made.group_by("個案編號", "unit").agg(pl.len().alias("count"), pl.col("owed", "units").first())
    counted = units.group_by("個案編號").agg(
        pl.min_horizontal("count", "owed").sum().alias("counted"), pl.col("owed", "units").first()
    )
    reached = counted.filter(pl.col("counted") * 100 >= pl.col("owed") * pl.col("units") * SHARE_IN_PERCENT).height
    return {"4.3.1": [reached, persons.height], "4.3.2": [total, persons.height]}
