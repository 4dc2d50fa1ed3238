"""Errors that a user caused and can mend: one line in Chinese, and the exit status that goes with it.

Everything else that goes wrong is a bug and keeps its traceback.
"""

from collections.abc import Iterable
from difflib import get_close_matches

COULD_NOT_COMPUTE = 1
WRONG_USAGE = 2
INCOMPLETE = 3


class UserError(Exception):
    """What went wrong, where, what was expected and what to do, as one line of Traditional Chinese."""

    exit_status = COULD_NOT_COMPUTE


class UsageError(UserError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_status = WRONG_USAGE


class UnfitFormError(UserError):
    """The office's own form is for another year or report: filled with these figures it would be wrong."""

    exit_status = INCOMPLETE


class SpecError(UserError):
    """One or more spec files are wrong; `problems` holds one line each, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def name_closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """A clause with the known word that a mistyped one is most like; nothing where it is like none."""
    near = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return f"，最接近的是「{near[0]}」" if near else ""
