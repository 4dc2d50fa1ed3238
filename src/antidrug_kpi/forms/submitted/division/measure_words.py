"""The words by which a text speaks of a measure: the plan's own, and what offices call it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from antidrug_kpi.forms.submitted.normal_text import normalise_cell
from antidrug_kpi.forms.submitted.official_texts import compile_text, list_target_items, list_titles, list_words
from antidrug_kpi.plans.measure_specs import Difference, Measure
from antidrug_kpi.plans.plan import Indicator


@dataclass(frozen=True)
class MeasureWords:
    titles: tuple[str, ...]
    common: tuple[str, ...]
    letters: re.Pattern[str]
    """How the source calls the measure's parts by letters: A=54, B/A."""

    @classmethod
    def make(cls, indicator: Indicator, measure: Measure) -> MeasureWords:
        """A measure's official texts, those of its target among the indicator's, and what offices call it."""
        items = list_target_items(indicator.target_text)
        own = [
            item
            for number, item in enumerate(items, start=1)
            if len(items) == len(indicator.measures) and indicator.measures[number - 1] is measure
        ]
        names = (getattr(measure, name, "") for name in ("numerator_text", "denominator_text"))
        parts = measure.part_texts.values() if isinstance(measure, Difference) else ()
        titles = {*list_titles(measure), *own, *map(_strip, (*names, *parts))}
        shared = {title for other in indicator.measures if other is not measure for title in _list_texts(other)}
        lettered = "".join(name for name in measure.parts if len(name) == 1) if isinstance(measure, Difference) else ""
        letters = re.compile(rf"(?<![A-Za-z])[{lettered}](?=[=:]|/[{lettered}]|為\d)" if lettered else "(?!)")
        known = tuple(title for title in titles if len(title) > 3 and title not in shared)
        return cls(known, list_words(measure.called.measure), letters)

    def find_titles(self, text: str) -> list[str]:
        """The official texts that stand there."""
        return [title for title in self.titles if compile_text(title).search(text)]

    def score(self, text: str) -> int:
        """How many letters of the common words stand there."""
        return sum(len(word) for word in self.common if word in text) + bool(self.letters.search(text))

    def find_first(self, text: str) -> int:
        """Where the first of the common words or letters stands."""
        lettered = self.letters.search(text)
        places = [text.find(word) for word in self.common if word in text]
        return min(places, default=len(text) if lettered is None else lettered.start())


def _list_texts(measure: Measure) -> set[str]:
    names = (getattr(measure, name, "") for name in ("numerator_text", "denominator_text"))
    return {*list_titles(measure), *map(_strip, names)}


def _strip(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise_cell(text).text)
