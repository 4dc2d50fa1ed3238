"""Which indicators an issue touches (影響指標): those with a measure that reads the column or the register at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.codes import find_columns_taken


def list_affected(plan: Plan, issues: Sequence[Issue]) -> list[tuple[str, ...]]:
    """For each issue the labels of the indicators that it touches (三(三)), in the plan's order.

    An issue about a whole row, sheet or register touches every measure of that register; one about a cell or a column those that
    read the column. A note touches none, nor does an issue about a file that is no register.
    """
    readers = _list_readers(plan)
    known: dict[_Place | None, tuple[str, ...]] = {}
    affected = []
    for issue in issues:
        place = _find_place(issue)
        if place not in known:
            labels = [reader.label for reader in readers if place is not None and reader.reads(place)]
            known[place] = tuple(dict.fromkeys(labels))
        affected.append(known[place])
    return affected


def count_issues(plan: Plan, issues: Iterable[Issue]) -> dict[str, Counter[IssueKey]]:
    """Measure id → how many issues of each code and level touch it, ordered by level, the gravest first, then as they came."""
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
# What decides which measures an issue touches, so that issues alike are looked up once: register, columns (none for all), and the
# measures or the indicator code that the issue itself names.
_Place = tuple[str, tuple[str, ...], str | None, str | None]


def _find_place(issue: Issue) -> _Place | None:
    if issue.register is None or issue.level is Level.NOTE:
        return None
    facts = dict(issue.facts)
    return issue.register, issue.columns, facts.get("measures"), facts.get("code")


@dataclass(frozen=True)
class _Reader:
    """A measure, its indicator's label, and the columns that it reads by register id, with those of figures entered by hand."""

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
