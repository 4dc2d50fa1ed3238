"""What `compute`, `fill`, `trace` and `check` all say, since a figure may be wrong for it."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.pipeline.covered_run import choose_cover
from antidrug_kpi.pipeline.empty_registers import say_empty
from antidrug_kpi.pipeline.run import Run

_DOUBTFUL = frozenset({Level.FILE, Level.FAULT})


def is_doubt(issue: Issue) -> bool:
    """Whether figures may be wrong for it, or it is said whatever its level."""
    return issue.level in _DOUBTFUL or issue.kind.is_always_said


def say_doubts(run: Run, *, show_ids: bool = False) -> Iterator[str]:
    """A line for what the settings do unseen, then one for every kind of doubt in one column of one sheet, with its count and
    first rows; the weightiest first.
    """
    from antidrug_kpi.forms.repeated_issues import group_repeated, say_repeated

    yield from run.remarks
    levels = list(Level)
    groups = group_repeated(issue for issue in run.result.issues if is_doubt(issue))
    cover = choose_cover(run, [group[0] for group in groups], show_ids=show_ids)
    for group in sorted(groups, key=lambda group: levels.index(group[0].level)):
        yield f"［{group[0].level.value}］{say_repeated(group, show_ids=show_ids, cover=cover)}"
    yield from say_empty(run)
