"""Errors that a user caused and can mend: one line in Chinese, and the exit status that goes with it.

Everything else that goes wrong is a bug and keeps its traceback.
"""

from collections.abc import Iterable
from itertools import islice

from antidrug_kpi.printable import escape_controls

COULD_NOT_COMPUTE = 1
WRONG_USAGE = 2
INCOMPLETE = 3

MOST_LINES = 100
LONGEST_WORD = 200


class UserError(Exception):
    """What went wrong, where, what was expected and what to do, as one line of Traditional Chinese; a file that is wrong in
    several places may have a line for each.

    The lines are safe to print whatever they quote: a name or a value may hold what a terminal would obey.
    """

    exit_status = COULD_NOT_COMPUTE

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(map(escape_controls, lines)))


class UsageError(UserError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_status = WRONG_USAGE


class UnfitFormError(UserError):
    """The office's own form is for another year or report: filled with these figures it would be wrong."""

    exit_status = INCOMPLETE


class SpecError(UserError):
    """One or more spec files are wrong; `problems` holds one line each, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = [escape_controls(problem) for problem in problems]


def find_closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word nearest to a mistyped one; None where none is near, or the word is too long to be one."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=cutoff) if len(word) <= LONGEST_WORD else []
    return near[0] if near else None


def name_closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The clause 「，最接近的是…」 with the known word nearest to a mistyped one; empty where none is near."""
    near = find_closest(word, known, cutoff)
    return f"，最接近的是「{near}」" if near is not None else ""


def take_some(lines: Iterable[str]) -> list[str]:
    """The first `MOST_LINES` lines, and a last one that says so where there are more."""
    some = list(islice(lines, MOST_LINES + 1))
    return some if len(some) <= MOST_LINES else [*some[:MOST_LINES], f"還有其他錯誤，只列出前 {MOST_LINES} 項；請先改正以上各項"]
