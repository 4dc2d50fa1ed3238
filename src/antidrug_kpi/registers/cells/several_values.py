"""Cells of a category that hold several of its values: 就業、醫療, or a list of choices of which some are ticked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from antidrug_kpi.errors import name_closest
from antidrug_kpi.registers.cells.faults import FaultyCellError, say_wanted
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.ticked_choices import read_ticks

JOINED_BY = "、"
# After NFKC, which makes these of their wide forms.
_BETWEEN = re.compile(r"[、;,/]")


def read_several(text: str, known: Mapping[str, str]) -> str | None:
    """The values in a squeezed text, each once, in the order in which they stand there; None where it holds none. `known` maps
    what a value may be called to the value.

    Raises FaultyCellError for a word that is none of them.
    """
    values = dict.fromkeys(_list_values(text, known))
    return JOINED_BY.join(values) or None


def _list_values(text: str, known: Mapping[str, str]) -> Iterator[str]:
    if text in known:
        yield known[text]
        return
    ticks = read_ticks(text)
    if ticks and ticks.keys() <= known.keys():
        yield from (known[label] for label, is_ticked in ticks.items() if is_ticked)
        return
    for word in _BETWEEN.split(text):
        if word in known:
            yield known[word]
        elif not is_missing(word):
            hint = name_closest(word, known, cutoff=0.3)
            raise FaultyCellError(f"中的「{word}」不在可用的值之內，{say_wanted(dict.fromkeys(known.values()))}{hint}")
