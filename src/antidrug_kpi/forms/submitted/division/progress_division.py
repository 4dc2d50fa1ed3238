"""自評進度 of several targets in one cell: 1.☑超前 □符合 □落後 2.□超前 …, or 1.符合 2.落後."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from antidrug_kpi.forms.submitted.normal_text import normalise_cell
from antidrug_kpi.forms.submitted.read_progress import CHOICES, find_progress
from antidrug_kpi.measures.results import Progress
from antidrug_kpi.plans.plan import Indicator

_CHINESE, _LETTERS = "一二三四", "ABCD"
# The number of a target before its boxes: 1., (1), 一、, A., 目標1：. A letter in brackets may be a tick.
_NUMBER = re.compile(
    rf"(?<![\dA-Za-z.])(?:(?:目標值?|第)?[(]?(?P<digit>[1-9])項?[:.、)]|[(]?(?P<word>[{_CHINESE}])[:.、)]|(?P<letter>[{_LETTERS}])[:.、])"
)


def divide_progress(text: str, indicator: Indicator) -> Mapping[str, Progress | None]:
    """The progress of each measure where a text has choices for each target of the source, numbered or one after another; what
    is within a target goes with it. Nothing where it has not.
    """
    targets = group_by_target(indicator)
    items = _split_items(normalise_cell(text).text.replace(" ", ""))
    if len(targets) < 2 or len(items) != len(targets):
        return {}
    return {name: find_progress(item) for item, names in zip(items, targets, strict=True) for name in names}


def group_by_target(indicator: Indicator) -> list[tuple[str, ...]]:
    """The measures of an indicator, by their ids, together that are of one numbered target."""
    paths = {measure.id: indicator.find_path(measure)[:1] for measure in indicator.measures}
    return [tuple(name for name, path in paths.items() if path == outer) for outer in dict.fromkeys(paths.values())]


def _split_items(text: str) -> list[str]:
    """The parts of a text that numbers counted from 1 begin, or where it has none, each three choices."""
    numbers = list(_NUMBER.finditer(text))
    if numbers:
        is_counted = list(map(_read_number, numbers)) == list(range(1, len(numbers) + 1))
        starts = [*(found.end() for found in numbers), len(text)]
        ends = [*(found.start() for found in numbers[1:]), len(text)]
        return [text[start:end] for start, end in zip(starts, ends, strict=False)] if is_counted else []
    choices = list(re.finditer("|".join(CHOICES), text))
    if [found[0] for found in choices] != [*CHOICES] * (len(choices) // len(CHOICES)):
        return []
    # A mark stands before its choice; in a text that begins with a choice, behind it.
    is_behind = bool(choices) and choices[0].start() == 0
    places = range(len(CHOICES), len(choices), len(CHOICES))
    cuts = [choices[place].start() if is_behind else choices[place - 1].end() for place in places]
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


def _read_number(found: re.Match[str]) -> int:
    if found["digit"]:
        return int(found["digit"])
    return (_CHINESE.index(found["word"]) if found["word"] else _LETTERS.index(found["letter"])) + 1
