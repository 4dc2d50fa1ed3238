"""The faults that two offices' data have in common: whoever compares them wants to hear of the others."""

from __future__ import annotations

from collections import Counter

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.pipeline.run import Run


def find_common_faults(run: Run, other: Run | None) -> frozenset[Issue]:
    """The faults of a run that stand in the other one too: in the same row, or in another row with the same value, each once."""
    if other is None:
        return frozenset()
    own, theirs = _list_faults(run), _list_faults(other)
    common = set(own) & set(theirs)
    moved = Counter(_leave_row_out(issue) for issue in theirs if issue not in common)
    for issue in own:
        outline = _leave_row_out(issue)
        if issue not in common and moved[outline]:
            moved[outline] -= 1
            common.add(issue)
    return frozenset(common)


def say_where(run: Run, common: frozenset[Issue]) -> str:
    """What the line about faults that are not told says of them: how many of them both have, and how to see them."""
    both = f"（其中 {len(common):,} 項 A、B 都有）" if common else ""
    return f"{both}；請以 {say_command('check', run.data, run.typed)} 查看全部"


def _list_faults(run: Run) -> list[Issue]:
    return [issue for issue in run.result.issues if issue.level is Level.FAULT]


def _leave_row_out(issue: Issue) -> tuple[str | None, ...]:
    address = issue.address
    return issue.code, address.file, address.sheet, address.column, issue.value
