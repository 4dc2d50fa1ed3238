"""The demands of chapter 參, copied from the contract: number, the reports that it is in, its statistics.

`+` marks one that evidence answers too, whose state is not judged here.
"""

from collections.abc import Mapping

from .duty_reads import STATISTICS

TABLE = """
一(三)1 P
一(三)2 MF S1.3.2
一(四)2(1) MF S1.4.2.1
一(四)2(2) PMF S1.4.2.2
三(一)1 P
三(一)2 P
三(二) P
三(三) PMF
三(四)1 PMF S3.4.1
三(四)2 PMF S3.4.2
三(四)3 PMF S3.4.3
三(六) PMF S3.6
四(一)1 MF S4.1.1
四(一)2 P
四(一)3 PMF S4.1.3
四(一)4 MF S4.1.4
四(二)2 PF S4.2.2
四(二)3 PMF S4.2.3
四(三)1 PMF S4.3.1
四(三)2 PMF S4.3.2
四(四)1 PMF +
四(四)2 P
四(四)3 MF S4.4.3
四(五)2 P
四(六)1 PMF S4.6.1
四(六)2 PMF S4.6.2
四(六)3 PMF S4.6.3 +
四(六)4 PMF S4.6.4
四(六)5 PMF S4.6.5
四(七)1 PMF S4.7.1
四(七)2 PMF S4.7.2
四(八)3 P
"""
REPORTS = {"P": "plan", "M": "midterm", "F": "final"}


def is_of(statistic: str, family: str) -> bool:
    rest = statistic.removeprefix(family)
    return rest != statistic and not rest[:1].isdigit() and not rest.startswith(".")


def state_of(statuses: list[object]) -> str:
    known = [status != "blank" for status in statuses]
    if not any(known):
        return "blank"
    return "computed" if all(known) else "partly"


def calculate_demands(statistics: Mapping[str, Mapping[str, object]]) -> list[dict[str, object]]:
    found = []
    for line in TABLE.strip().splitlines():
        number, reports, *rest = line.split()
        families = [word for word in rest if word != "+"]
        own = [name for name in STATISTICS if any(is_of(name, family) for family in families)]
        demand: dict[str, object] = {"number": number, "reports": [REPORTS[letter] for letter in reports], "statistics": own}
        if "+" not in rest:
            demand["state"] = state_of([statistics[name]["status"] for name in own])
        found.append(demand)
    return found
