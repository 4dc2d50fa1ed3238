"""The yardstick: measures 4.3.1 and 4.3.2 of clean .csv files in plain Python, as an office's own script might do it."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections import defaultdict
from pathlib import Path

FIRST, AS_OF = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
OWED = {"低": 1, "中": 1, "高": 2}
SHARE_IN_PERCENT = 65


def read_day(text: str) -> dt.date | None:
    """A date written 113/1/5."""
    if not text:
        return None
    year, month, day = text.split("/")
    return dt.date(int(year) + 1911, int(month), int(day))


def main(folder: Path) -> None:
    """Print the two measures of the office in `folder` as JSON."""
    cases = {}
    with (folder / "追蹤輔導個案.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            opened, closed, assessed = (read_day(row[name]) for name in ("開案日期", "結案日期", "初評完成日期"))
            if opened and opened <= AS_OF and not (closed and closed < FIRST) and assessed and assessed <= AS_OF:
                cases[row["個案編號"]] = (max(opened, FIRST), closed if closed and closed <= AS_OF else AS_OF, row["需求等級"])
    contacts: dict[str, list[dt.date]] = defaultdict(list)
    with (folder / "追蹤輔導紀錄.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = read_day(row["追輔日期"])
            if day and row["個案編號"] in cases:
                contacts[row["個案編號"]].append(day)
    reached = total = 0
    for case, (first, last, level) in cases.items():
        units = max(1, ((last - first).days + 1) // 30)
        counts = [0] * units
        for day in contacts[case]:
            if first <= day <= last and (day - first).days // 30 < units:
                counts[(day - first).days // 30] += 1
            total += FIRST <= day <= AS_OF
        counted = sum(min(count, OWED[level]) for count in counts)
        reached += counted * 100 >= OWED[level] * units * SHARE_IN_PERCENT
    print(json.dumps({"4.3.1": [reached, len(cases)], "4.3.2": [total, len(cases)]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
