"""How much is tried of what chance makes: a few examples, the same in every run; with SEEDS=all many, and others in each run.

`SEEDS=900-999 pytest tests/agreement` and `SEEDS=17 …` try those seeds and no others.
"""

from __future__ import annotations

import os

from hypothesis import Phase, settings

WANTED = os.environ.get("SEEDS", "")
IS_ALL = WANTED == "all"
_TIMES_MORE = 20
_WITHOUT_SHRINKING = tuple(phase for phase in Phase if phase is not Phase.shrink)


def choose_seeds(few: int, many: int) -> range:
    """The seeds of a parametrized test: the first `few`, with SEEDS=all the first `many`, otherwise those that SEEDS names."""
    if IS_ALL or not WANTED:
        return range(many if IS_ALL else few)
    first, _, last = WANTED.partition("-")
    return range(int(first), int(last or first) + 1)


def take_examples(few: int, *, shrinks: bool = True) -> settings:
    """How many examples Hypothesis draws: `few`, with SEEDS=all twenty times as many.

    Where one example takes a whole plan, what fails is told as it was drawn: making it smaller would take minutes.
    """
    return settings(
        max_examples=few * _TIMES_MORE if IS_ALL else few,
        derandomize=not IS_ALL,
        database=None,
        deadline=None,
        phases=tuple(Phase) if shrinks else _WITHOUT_SHRINKING,
    )
