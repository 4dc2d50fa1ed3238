"""Groups issues of one kind in one column of one sheet, and writes a group as one line: its first rows and its count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from antidrug_kpi.issues import Issue
from antidrug_kpi.registers.redaction import NO_REDACTION, Redaction

ROWS_NAMED = 5


def find_place(issue: Issue) -> tuple[str, ...]:
    """The key under which issues repeat each other: kind, file, sheet and column."""
    return issue.code, issue.address.file, issue.address.sheet or "", issue.address.column or ""


def group_repeated(issues: Iterable[Issue]) -> list[tuple[Issue, ...]]:
    """The issues, those that repeat each other together, in the order in which the first of each is met."""
    groups: dict[tuple[str, ...], list[Issue]] = {}
    for issue in issues:
        groups.setdefault(find_place(issue), []).append(issue)
    return [tuple(group) for group in groups.values()]


def is_listed_whole(issues: Sequence[Issue]) -> bool:
    """Whether the line names where each of the issues stands."""
    return len(issues) == 1 or (len(issues) <= ROWS_NAMED and all(issue.address.row is not None for issue in issues))


def say_repeated(issues: Sequence[Issue], *, show_ids: bool = False, redaction: Redaction = NO_REDACTION) -> str:
    """One line for issues that repeat each other: of several the first rows, how many there are, and the first; where they have
    no rows, the first and how many.
    """
    first = redaction.redact_issue(issues[0])
    if len(issues) == 1:
        return f"{first.address}：{first.write_message(show_ids)}"
    if any(issue.address.row is None for issue in issues):
        return f"{first.address}：{first.write_message(show_ids)}（同類共 {len(issues):,} 項）"
    rows = "、".join(str(issue.address.row) for issue in issues[:ROWS_NAMED])
    more = " …" if len(issues) > ROWS_NAMED else ""
    count = f"第 {rows}{more} 列，共 {len(issues):,} 列；例如第 {first.address.row} 列：{first.write_message(show_ids)}"
    return f"{replace(first.address, row=None)}：{count}"
