"""The names of indicators and measures as people type them: 3.3, ３．３, 三（三）, 三、(三), 三三, several with commas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan

_BETWEEN_NAMES = re.compile("[,、;]")  # as they are once the text is folded
_NUMERAL = re.compile("[一二三四五六七八九十]+")
_DRESS = str.maketrans({"(": None, ")": None, "、": None, "-": "."})


def fold_name(text: str) -> str:
    """A name without blanks, in half width, its letters small."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def strip_name(text: str) -> str:
    """A name that is folded and stripped of what people leave out: 三(三) is 三三, 3-3 is 3.3."""
    return fold_name(text).translate(_DRESS)


def split_names(text: str) -> list[str]:
    """The names in a text that holds several, folded."""
    return [name for name in _BETWEEN_NAMES.split(fold_name(text)) if name]


def list_own_names(indicator: Indicator, measure: Measure | None = None) -> tuple[str, ...]:
    """What an indicator, or one of its measures, is called."""
    return (indicator.id, indicator.label, *((measure.id,) if measure else ()))


def find_measures(measures: tuple[tuple[Indicator, Measure], ...], name: str) -> frozenset[str]:
    """The ids of the measures that a name means: those that bear it as it is written, else those that bear it undressed."""
    for simplify in (fold_name, strip_name):
        wanted = simplify(name)
        found = {
            measure.id
            for indicator, measure in measures
            if wanted in {simplify(word) for word in list_own_names(indicator, measure)}
        }
        if found:
            return frozenset(found)
    return frozenset()


def find_group(plan: Plan, name: str) -> frozenset[str]:
    """The ids of the measures of the group that a name means: its number (一), its title, or both."""
    wanted = strip_name(name)
    return frozenset(
        measure.id
        for indicator, measure in plan.measures
        if wanted in map(strip_name, _list_group_names(plan.groups[indicator.group]))
    )


def list_known_names(plan: Plan) -> Iterator[str]:
    """Every name that there is, for a hint at the nearest."""
    for indicator, measure in plan.measures:
        yield from list_own_names(indicator, measure)
    yield from plan.groups.values()


def _list_group_names(title: str) -> tuple[str, ...]:
    """一、預防宣導組 as a whole, and either part of it."""
    number, comma, name = title.partition("、")
    return (title, number, name) if comma and _NUMERAL.fullmatch(number) else (title,)
