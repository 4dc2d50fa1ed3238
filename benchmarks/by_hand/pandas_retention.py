"""3.3 with pandas: the patients kept for half a year."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from pandas_days import AS_OF, happened, number_day, number_days, read

HALF_YEAR = 180
LEFT_WITH_REASON = (
    "死亡",
    "遷出",
    "入監",
    "入少年矯正機關",
    "其他疾病住院",
    "轉院/轉診",
    "轉院",
    "轉診",
    "生產",
    "兵役",
    "醫師評估可終止",
    "依循治療計畫完成治療",
)


def compute_retention(folder: Path) -> dict[str, list[int]]:
    rows = read(folder, "美沙冬收案", ("新收日期", "結案日期", "結案原因"))
    opened, closed = number_days(rows["新收日期"]), number_days(rows["結案日期"])
    admitted = (opened >= number_day(112, 7, 1)) & (opened <= number_day(113, 6, 30))
    days = np.where(happened(closed), closed, AS_OF) - opened
    excluded = happened(closed) & (days < HALF_YEAR) & rows["結案原因"].isin(LEFT_WITH_REASON).to_numpy()
    counted = admitted & ~excluded
    return {"3.3": [int((counted & (days >= HALF_YEAR)).sum()), int(counted.sum())]}


if __name__ == "__main__":
    print(json.dumps(compute_retention(Path(sys.argv[1]))))
