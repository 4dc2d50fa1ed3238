"""3.3 with pandas: the patients kept for half a year."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from pandas_days import happened, number_days, read
from plan_rules import AS_OF, HALF_YEAR, INTAKE_FIRST, INTAKE_LAST, LEFT_WITH_REASON


def compute_retention(folder: Path) -> dict[str, list[int]]:
    rows = read(folder, "美沙冬收案", ("新收日期", "結案日期", "結案原因"))
    opened, closed = number_days(rows["新收日期"]), number_days(rows["結案日期"])
    admitted = (opened >= INTAKE_FIRST) & (opened <= INTAKE_LAST)
    days = np.where(happened(closed), closed, AS_OF) - opened
    excluded = happened(closed) & (days < HALF_YEAR) & rows["結案原因"].isin(LEFT_WITH_REASON).to_numpy()
    counted = admitted & ~excluded
    return {"3.3": [int((counted & (days >= HALF_YEAR)).sum()), int(counted.sum())]}


if __name__ == "__main__":
    print(json.dumps(compute_retention(Path(sys.argv[1]))))
