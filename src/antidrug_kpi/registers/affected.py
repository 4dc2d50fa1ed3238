"""Which indicators an issue touches (影響指標): those with a measure that reads the column or the register at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.codes import find_columns_taken


def list_affected(plan: Plan, issues: Sequence[Issue]) -> list[tuple[str, ...]]:
    """For each issue the labels of the indicators that it touches, such as 三(三), in the plan's order.

    An issue about a whole row, sheet or register touches every measure of that register; one about a cell or a column those that
    read it. Nothing is touched by a remark, by a file that was taken for no register, or through a column that no measure reads.
    """
    readers = _list_readers(plan)
    known: dict[_Place | None, tuple[str, ...]] = {}
    found = []
    for issue in issues:
        place = _find_place(issue)
        if place not in known:
            labels = [reader.label for reader in readers if place is not None and reader.reads(place)]
            known[place] = tuple(dict.fromkeys(labels))
        found.append(known[place])
    return found


def count_issues(plan: Plan, issues: Iterable[Issue]) -> dict[str, Counter[IssueKey]]:
    """Measure id → how many issues of each code and level touch it, the weightiest level first and then as they were met."""
    readers = _list_readers(plan)
    places: Counter[tuple[IssueKey, _Place]] = Counter()
    for issue in issues:
        place = _find_place(issue)
        if place is not None:
            places[(issue.code, issue.level), place] += 1
    counts: dict[str, Counter[IssueKey]] = {reader.measure: Counter() for reader in readers}
    levels = list(Level)
    for (key, place), count in sorted(places.items(), key=lambda item: levels.index(item[0][0][1])):
        for reader in readers:
            if reader.reads(place):
                counts[reader.measure][key] += count
    return counts


# Code and level.
IssueKey = tuple[str, Level]
# Register, columns (none for all of them), the measures or the code that the issue itself names.
_Place = tuple[str, tuple[str, ...], str | None, str | None]


def _find_place(issue: Issue) -> _Place | None:
    if issue.register is None or issue.level is Level.NOTE:
        return None
    facts = dict(issue.facts)
    return issue.register, issue.columns, facts.get("measures"), facts.get("code")


@dataclass(frozen=True)
class _Reader:
    """A measure with its indicator's label and the columns that it reads, figures entered by hand included."""

    label: str
    measure: str
    ids: frozenset[str]
    columns: Mapping[str, frozenset[str]]

    def reads(self, place: _Place) -> bool:
        register, columns, measures, code = place
        if register not in self.columns or (columns and self.columns[register].isdisjoint(columns)):
            return False
        # A rule of some measures alone, and a row of 佐證清冊 or 填報數據, are about those that they name.
        return (measures is None or not self.ids.isdisjoint(measures.split("、"))) and (code is None or code in self.ids)


def _list_readers(plan: Plan) -> list[_Reader]:
    return [
        _Reader(indicator.label, measure.id, frozenset((indicator.id, measure.id)), find_columns_taken(plan, measure))
        for indicator, measure in plan.measures
    ]
