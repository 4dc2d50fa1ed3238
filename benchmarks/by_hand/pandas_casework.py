"""4.3 with pandas: how many persons got enough contacts, and contacts a person."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas_days import happened, in_year, is_open, number_days
from plan_rules import AS_OF, FIRST, NO_DAY, OWED, SHARE_IN_PERCENT, UNIT


def list_persons(cases: pd.DataFrame) -> pd.DataFrame:
    """One row a person served: the first and last day in the year, and the contacts owed in thirty days."""
    opened, closed = number_days(cases["開案日期"]), number_days(cases["結案日期"])
    served = is_open(opened, closed) & happened(number_days(cases["初評完成日期"]))
    rows = pd.DataFrame(
        {
            "person": cases["個案編號"][served],
            "first": opened[served],
            "last": np.where(closed == NO_DAY, AS_OF, closed)[served],
            "owed": cases["需求等級"][served].map(OWED),
        }
    ).sort_values(["first", "owed"], kind="stable")
    persons = rows.groupby("person", sort=False).agg({"first": "min", "last": "max", "owed": "last"})
    return persons.assign(first=persons["first"].clip(lower=FIRST), last=persons["last"].clip(upper=AS_OF))


def compute_casework(cases: pd.DataFrame, contacts: pd.DataFrame) -> dict[str, list[int]]:
    """Numerator and denominator of 4.3.1 and 4.3.2."""
    persons = list_persons(cases)
    first, last, owed = (persons[name].to_numpy() for name in ("first", "last", "owed"))
    units = np.maximum(1, (last - first + 1) // UNIT)
    codes, distinct = pd.factorize(contacts["個案編號"])
    person = persons.index.get_indexer(pd.Index(distinct))[codes]
    days = number_days(contacts["追輔日期"])
    person, days = person[person >= 0], days[person >= 0]
    unit = (days - first[person]) // UNIT
    counts = (days >= first[person]) & (days <= last[person]) & (unit < units[person])
    most = int(units.max())
    table = np.bincount(person[counts] * most + unit[counts], minlength=len(persons) * most).reshape(-1, most)
    reached = np.minimum(table, owed[:, None]).sum(axis=1) * 100 >= owed * units * SHARE_IN_PERCENT
    return {"4.3.1": [int(reached.sum()), len(persons)], "4.3.2": [int(in_year(days).sum()), len(persons)]}
