"""The doubts of a run, because of which a figure may be wrong, as lines that every computing command prints."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.pipeline.empty_registers import say_empty
from antidrug_kpi.pipeline.redacted_output import choose_redaction
from antidrug_kpi.pipeline.run import Run

_DOUBTFUL = frozenset({Level.FILE, Level.FAULT})


def is_doubt(issue: Issue) -> bool:
    """Whether every command prints the issue: it makes figures doubtful, or its kind is always said."""
    return issue.level in _DOUBTFUL or issue.kind.is_always_said


def say_doubts(run: Run, *, show_ids: bool = False) -> Iterator[str]:
    """Lines: the remarks about the settings, then for each kind of doubt in one column of one sheet its count and first rows,
    the weightiest first, then the registers without records, and how many questions are answered.
    """
    from antidrug_kpi.forms.answered_questions import say_answered
    from antidrug_kpi.forms.repeated_issues import group_repeated, say_repeated

    yield from run.remarks
    levels = list(Level)
    doubts = (issue for issue in run.result.issues if is_doubt(issue))
    groups = group_repeated(issue for issue in doubts if not run.cleared or issue not in run.cleared)
    redaction = choose_redaction(run, [group[0] for group in groups], show_ids=show_ids)
    for group in sorted(groups, key=lambda group: levels.index(group[0].level)):
        yield f"［{group[0].level.value}］{say_repeated(group, show_ids=show_ids, redaction=redaction)}"
    yield from say_empty(run)
    yield from filter(None, (say_answered(run.answered),))
