"""Errors that a user caused and can mend: one line in Chinese, and the exit status that goes with it.

Everything else that goes wrong is a bug and keeps its traceback.
"""

from collections.abc import Iterable, Mapping
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


def find_closest(word: str, known: Iterable[str], cutoff: float = 0.6, *, longest: int | None = LONGEST_WORD) -> str | None:
    """The known word that a mistyped one is most like; only for a suggestion, as 應追蹤輔導次數 is like 追蹤輔導次數.

    None where it is like none, or longer than any word (`longest` characters; None for any length): comparing two texts takes
    the product of their lengths. `cutoff` is the least likeness of difflib, from 0 to 1; with 0 any known word will do.
    """
    from difflib import get_close_matches

    if longest is not None and len(word) > longest:
        return None
    # A word without a character in common has likeness 0. Setting those apart first is worth it: a register may hold 200,000
    # different unknown words, for which difflib alone took 13 to 30 s, and takes 4 to 20 s of what is left.
    characters = set(word)
    alike = [name for name in known if cutoff == 0 or not characters.isdisjoint(name)]
    return next(iter(get_close_matches(word, alike, n=1, cutoff=cutoff)), None)


def list_closest(word: str, known: Iterable[str], most: int, cutoff: float = 0.6) -> list[str]:
    """At most so many of the known words, those that the word is most like first; none for a word longer than any."""
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=most, cutoff=cutoff) if len(word) <= LONGEST_WORD else []


def name_closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The clause 「，最接近的是「…」」 with the known word that a mistyped one is most like; empty where it is like none.

    `known` may map each word (squeezed, an alias) to the name that is shown for it.
    """
    near = find_closest(word, known, cutoff)
    if near is None:
        return ""
    return f"，最接近的是「{known[near] if isinstance(known, Mapping) else near}」"


def take_some(lines: Iterable[str]) -> list[str]:
    """The first of many lines, and one that says so where there are more: nobody reads a thousand."""
    some = list(islice(lines, MOST_LINES + 1))
    return some if len(some) <= MOST_LINES else [*some[:MOST_LINES], f"還有其他錯誤，只列出前 {MOST_LINES} 項；請先改正以上各項"]
