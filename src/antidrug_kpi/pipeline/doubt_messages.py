"""The doubts of a run, because of which a figure may be wrong, as lines that every computing command prints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.pipeline.empty_registers import say_empty
from antidrug_kpi.pipeline.redacted_output import choose_redaction
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.pipeline.status_reasons import say_next

MOST_FAULTS = 5
"""So many kinds of fault are told one by one: a longer list would push the answer off the screen."""
_DOUBTFUL = frozenset({Level.FILE, Level.FAULT})
_TWICE = frozenset({"copy-suspected", "row-duplicate"})
_Group = tuple[Issue, ...]


@dataclass(frozen=True)
class ToldDoubts:
    """What is printed about the doubts of a run, and whether that tells every one of them with its place."""

    lines: tuple[str, ...]
    is_whole: bool


def is_doubt(issue: Issue, further: Collection[str] = ()) -> bool:
    """Whether every command prints the issue: it makes figures doubtful, or its kind is always said, or it tells of records that
    count twice in one of the `further` registers (ids), of which no measure says so.
    """
    return issue.level in _DOUBTFUL or issue.kind.is_always_said or (issue.register in further and issue.code in _TWICE)


def tell_doubts(
    run: Run, *, show_ids: bool = False, is_told: Callable[[Issue], bool] | None = None, where: str | None = None
) -> ToldDoubts:
    """Lines: the remarks about the settings, then for each kind of doubt in one column of one sheet its count and first rows,
    the weightiest first, then the registers without records, and how many questions are answered.

    Of the faults only those that `is_told` are told, and the first few of them; a line counts the others and says `where` they
    stand (a command to paste, unless given). Where
    none of those asked for is there and no `where` is given, the line with the status is enough. Whatever else is doubtful is
    told whole.
    """
    from antidrug_kpi.forms.answered_questions import say_answered
    from antidrug_kpi.forms.repeated_issues import group_repeated, is_listed_whole, say_repeated

    further = run.reading.further
    doubts = [issue for issue in run.result.issues if is_doubt(issue, further) and not (run.cleared and issue in run.cleared)]
    faults = [issue for issue in doubts if issue.level is Level.FAULT]
    wanted = faults if is_told is None else [issue for issue in faults if is_told(issue)]
    told = _take_first(_sort_faults(run, group_repeated(wanted)))
    groups = group_repeated(issue for issue in doubts if issue.level is not Level.FAULT)
    groups = _sort_levels([*groups, *told])
    left = len(faults) - sum(map(len, told))
    redaction = choose_redaction(run, [group[0] for group in groups], show_ids=show_ids)
    lines = list(run.remarks)
    for group in groups:
        lines.append(f"［{group[0].level.value}］{say_repeated(group, show_ids=show_ids, redaction=redaction)}")
        if left and told and group is told[-1]:
            lines.append(_say_left(run, left, where))
    if left and not told and (is_told is None or where is not None):
        lines.append(_say_left(run, left, where))
    rejects = any(summary.rejected for summary in run.result.inputs)
    is_whole = not left and all(map(is_listed_whole, groups)) and not (rejects and not faults)
    return ToldDoubts((*lines, *say_empty(run), *filter(None, (say_answered(run.answered),))), is_whole)


def _say_left(run: Run, count: int, where: str | None) -> str:
    where = f"；請以 {say_next(run, 'check')} 查看全部" if where is None else where
    return f"另有 {count:,} 項［{Level.FAULT.value}］{where}"


def _take_first(groups: list[_Group]) -> list[_Group]:
    """The first groups; all of them where no more than one would be left out, since a line would say so."""
    return groups if len(groups) <= MOST_FAULTS + 1 else groups[:MOST_FAULTS]


def _sort_levels(groups: Sequence[_Group]) -> list[_Group]:
    levels = list(Level)
    return sorted(groups, key=lambda group: levels.index(group[0].level))


def _sort_faults(run: Run, groups: list[_Group]) -> list[_Group]:
    """Those that touch an indicator first; then by file, by its sheets in the order in which they are met, and by row."""
    from antidrug_kpi.registers.affected import list_affected

    if len(groups) <= 1:
        return groups
    touched = list_affected(run.plan, [group[0] for group in groups])
    sheets: dict[tuple[str, str | None], int] = {}
    for group in groups:
        sheets.setdefault((group[0].address.file, group[0].address.sheet), len(sheets))

    def place(number: int) -> tuple[bool, str, int, int]:
        address = groups[number][0].address
        return not touched[number], address.file, sheets[address.file, address.sheet], address.row or 0

    return [groups[number] for number in sorted(range(len(groups)), key=place)]
