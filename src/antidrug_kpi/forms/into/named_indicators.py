"""Which indicator or measure a cell of an office's form names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from antidrug_kpi.errors import find_closest
from antidrug_kpi.forms.into.form_words import normalise
from antidrug_kpi.plans.plan import Indicator
from antidrug_kpi.registers.cells.squeezing import squeeze

_DIGITS = "\\d一二三四五六七八九十壹貳參肆伍陸柒捌玖拾"
# (三), 三、(三), 1-1, 第 3 項, 【衛生局】 and the like before a name; that a title follows at once makes it a number or a note.
_NUMBER = f"[\\W_{_DIGITS}第項A-Za-z]{{0,20}}?"
_NUMBERING = f"(?:{_NUMBER}[(\\[【<〈][^)\\]】>〉]{{1,12}}[)\\]】>〉])?{_NUMBER}(?:(?:衡量)?指標(?:名稱)?[\\W_{_DIGITS}]{{1,9}})?"
# What may follow a name: a mark, a note, a target. What goes on otherwise is another name.
_REMARK = re.compile(
    "$|[\\W_]|註|(?:備註|說明|計算公式|公式|分子|分母|資料來源|單位|目標值?)(?:[\\W_\\d]|$)"
    "|(?:完成率|達成率|比率)?達?(?:至少)?\\d+(?:\\.\\d+)?%|至少\\d"
)
_SELF_DEFINED = "自訂"  # an indicator of the office's own, named after the plan's
# One character of two usual ways of writing.
_TWINS = str.maketrans("臺佔的", "台占之")
_ITEM = re.compile(r"(?:^|[；;\n。])[^\S\n]*[(（]?(\d{1,2})[.．、)）](?!\d)")
# A numbered target of the source: 2.18 個月：70%.
_TARGET = re.compile(r"(?:^|[；;。])\s*(\d)\.\s*([^；;]+?)(?=$|[；;]|。\s*(?:\d\.|$))")
_LONGEST_READ = 1_000  # of a cell; every name stands at its begin
_MOST_LINES = 6  # that a name goes over
_LEAST_NAME, _LONG_NAME, _LONGEST_BEGIN = 4, 6, 40


@dataclass(frozen=True)
class Named:
    """What a cell names: an indicator, or some of its measures; and whether it does so in the plan's own words."""

    indicator: Indicator
    measures: frozenset[str]
    is_exact: bool

    @property
    def title(self) -> str:
        """The plan's own words for it."""
        titles = (measure.title for measure in self.indicator.measures if measure.id in self.measures)
        return next(titles, self.indicator.title)

    @property
    def label(self) -> str:
        """Number and title, as a message calls it."""
        return " ".join((self.indicator.label, *sorted(self.measures), self.title))


@dataclass(frozen=True)
class _Title:
    """A writing of a name, what it stands for, and the target that may follow it."""

    text: str
    named: Named
    pattern: re.Pattern[str]
    target: str

    def begins(self, text: str) -> bool:
        """Whether a text is the title, or begins with it and goes on with a mark, a note or the indicator's target.

        A text that continues in another way is another name: offices add indicators named after the plan's.
        """
        found = self.pattern.match(text)
        if found is None:
            return False
        rest = text[found.end() :]
        if _SELF_DEFINED in text[: found.start("title")] or _SELF_DEFINED in rest[:_LONGEST_BEGIN]:
            return False
        begin = normalise(rest[:_LONGEST_BEGIN])[:_LONG_NAME]
        return _REMARK.match(rest) is not None or (len(begin) >= _LEAST_NAME and self.target.startswith(begin))


@dataclass(frozen=True)
class Names:
    """The names of the indicators, and of the measures of those that have several."""

    indicators: Sequence[Indicator]

    @cached_property
    def _titles(self) -> tuple[_Title, ...]:
        """Every way of writing each name, without those that would stand for two names."""
        found: dict[str, list[_Title]] = {}
        for indicator in self.indicators:
            names = [(indicator.title, frozenset[str]())]
            if len(indicator.measures) > 1:
                measures_named_apart = (measure for measure in indicator.measures if measure.title != indicator.title)
                names += [(measure.title, frozenset({measure.id})) for measure in measures_named_apart]
            for title, measures in names:
                for text, is_exact in _list_writings(title):
                    found.setdefault(text, []).append(_make_title(text, Named(indicator, measures, is_exact)))
        return tuple(titles[0] for titles in found.values() if len(titles) == 1)

    def find(self, text: str) -> Named | None:
        """What a cell names, whatever number stands before it and whatever remark behind it, or in a line of its own below it."""
        lines = text[:_LONGEST_READ].split("\n")
        if _SELF_DEFINED in text:
            return self._find(text)
        heads = ("".join(lines[:count]) for count in range(1, min(len(lines), _MOST_LINES)))
        whole = self._find(text)
        return whole or next((named for head in heads if (named := self._find(head)) is not None), None)

    def _find(self, text: str) -> Named | None:
        bare = squeeze(text[:_LONGEST_READ])
        whole = bare.translate(_TWINS)
        letters = normalise(whole)
        named = max(
            (title for title in self._titles if title.text in letters and title.begins(whole)),
            key=lambda title: len(title.text),
            default=None,
        )
        if named is None:
            return None
        is_exact = named.named.is_exact and _compile(normalise(named.named.title)).match(bare) is not None
        return replace(named.named, is_exact=is_exact)

    def suggest(self, indicator: Indicator, texts: Sequence[str]) -> str:
        """Of normalised texts the one that is nearest to an indicator's name; empty where none is near."""
        return find_closest(normalise(indicator.title), texts, cutoff=0.5, longest=None) or ""


def find_measures(indicator: Indicator, text: str) -> frozenset[str]:
    """The measures of an indicator that a row's cell speaks of: by their names, or the source's numbers 1., 2. of its targets."""
    text = text[:_LONGEST_READ]
    whole = squeeze(text).translate(_TWINS)
    letters = normalise(whole)
    named = {
        measure.id
        for measure in indicator.measures
        if any(title in letters and _compile(title).match(whole) for title, _ in _list_writings(measure.title))
    }
    if named:
        return frozenset(named)
    numbers = {int(number) for number in _ITEM.findall(text)} or set(_find_targets(indicator, text))
    return frozenset(
        measure.id
        for measure in indicator.measures
        for number in numbers
        if f"{measure.id}.".startswith(f"{indicator.id}.{number}.")
    )


def _find_targets(indicator: Indicator, text: str) -> Iterator[int]:
    """The number of the target that begins as a text does, with its brackets or without: 18 個月 is of 2.18 個月：70%."""
    wholes = {writing for writing, _ in _list_writings(text) if len(writing) >= _LEAST_NAME}
    for number, words in _TARGET.findall(indicator.target_text):
        targets = [target for target, _ in _list_writings(words)]
        if any(f"{lead}{target}".startswith(whole) for target in targets for lead in ("", number) for whole in wholes):
            yield int(number)


@lru_cache
def _list_writings(title: str) -> tuple[tuple[str, bool], ...]:
    """A title without marks; and without what it has in brackets, which offices leave out."""
    whole = normalise(title).translate(_TWINS)
    short = normalise(re.sub(r"\([^()]*\)", "", squeeze(title))).translate(_TWINS)
    return ((whole, True),) if short == whole else ((whole, True), (short, False))


def _make_title(text: str, named: Named) -> _Title:
    return _Title(text, named, _compile(text), normalise(named.indicator.target_text).translate(_TWINS))


@lru_cache
def _compile(title: str) -> re.Pattern[str]:
    letters = r"[\W_]*".join(map(re.escape, title))
    return re.compile(f"{_NUMBERING}(?P<title>{letters})")
