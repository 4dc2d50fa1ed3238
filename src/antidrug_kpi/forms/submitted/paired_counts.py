"""Numerator and denominator in a text: by their names, as a fraction, or told by their units, words and the value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.submitted.official_texts import DENOMINATOR_MARK, NUMERATOR_MARK, list_words
from antidrug_kpi.forms.submitted.other_numbers import NUMBER
from antidrug_kpi.forms.submitted.submitted_form import TypedNumber
from antidrug_kpi.forms.submitted.typed_values import follows_from, make_number
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.registers.cells.squeezing import squeeze

_SINGLE = rf"(?<![\d.])(?P<number>-?{NUMBER})(?![\d.]*(?:\d|%))"
_BOTH_NAMES = re.compile(
    rf"[(]?(?:分子|{NUMERATOR_MARK})[^\d;；。\n]{{0,6}}/[^\d;；。\n]{{0,6}}(?:分母|{DENOMINATOR_MARK})[)]?(?=[^\d]{{0,4}}\d[\d,.]*[^\d;；。\n]{{0,8}}/)"
)
_SUM = re.compile(rf"{NUMBER}[^\d;；。\n，,、%/=]{{0,4}}(?:[+\-]{NUMBER}[^\d;；。\n，,、%/=]{{0,4}})+=(?={NUMBER}(?![\d.]*%))")
_NAMES = {"numerator": f"(?:分子|{NUMERATOR_MARK})", "denominator": f"(?:分母|{DENOMINATOR_MARK})"}
_ANY_NAME = f"(?:分子|分母|{NUMERATOR_MARK}|{DENOMINATOR_MARK})"
_FRACTION = re.compile(
    rf"(?<![\d.])(?P<first>{NUMBER})(?![\d.]*%)(?P<between>[^\d/;；。\n，=%]{{0,24}})/(?P<after>[^\d/;；。\n，=%(]{{0,24}})(?P<second>{NUMBER})(?![\d.]*%)"
)
_PART_OF = re.compile(rf"(?<![\d.])(?P<second>{NUMBER})分之(?P<first>{NUMBER})")
_AMONG = re.compile(
    rf"(?<![\d.])(?P<second>{NUMBER})(?!\d*%)[^\d;；。\n%]{{0,20}}(?:其中|當中|之中|中(?![心央度文途期區]))[^\d;；。\n%]{{0,24}}(?P<first>{NUMBER})(?![\d.]*%)"
)
# Words in brackets between a count and its unit or stroke; the names of numerator and denominator there are none.
_WORDS_ASIDE = re.compile(rf"\((?![^()]*{_ANY_NAME})[^()\d%]*\)")
_LOOSE = re.compile(rf"(?P<before>[^\d;；。\n，,]*){_SINGLE}(?P<after>[^\d;；。\n，,、()]{{0,4}})")
# From which on the words around a lone count name the denominator: less than two words in common are chance.
_LEAST_LEAD = 5
_OTHER_UNITS = "[案式套份件](?!次)"


@dataclass(frozen=True)
class LooseCount:
    """A number that nothing names: how well it fits numerator and denominator by words and unit."""

    number: TypedNumber
    as_numerator: int
    as_denominator: int

    @property
    def lead(self) -> int:
        """By how much it is a numerator rather than a denominator."""
        return self.as_numerator - self.as_denominator


@dataclass(frozen=True)
class PairedCounts:
    """Numerator and denominator as far as they are known; `left` is the text without them, `decimals` are numbers that can be a
    mean, `loose` those that nothing names.
    """

    left: str
    numerator: TypedNumber | None = None
    denominator: TypedNumber | None = None
    loose: tuple[LooseCount, ...] = ()
    decimals: tuple[TypedNumber, ...] = ()
    scale: int = 100
    contradiction: str | None = None

    def settle(self, values: Sequence[TypedNumber], rates: Sequence[TypedNumber] = ()) -> PairedCounts:
        """The pair with what is missing taken from the loose numbers: those whose ratio is the value, else by their words.
        `rates` are percentages that may be the value.
        """
        if self.contradiction is not None or (self.numerator is not None and self.denominator is not None):
            return self
        # A count with its unit is no percentage, though it be the same number; nought is told so often that one is none other.
        is_other = "%" in self.left
        numbers = [count for count in self.loose if is_other or not count.number.exact or count.number not in values]
        if self.numerator is None and self.denominator is None:
            return self._settle_both(numbers, [*values, *rates])
        known = self.numerator or self.denominator
        is_numerator = self.numerator is not None
        rest = [count for count in numbers if count.number != known]
        fitting = [
            count for count in rest if known is not None and self._fits(known, count.number, values, first_known=is_numerator)
        ]
        wanted = [count for count in rest if (count.as_denominator if is_numerator else count.as_numerator) > 0]
        chosen = fitting or wanted or (rest if len(rest) == 1 and not values else [])
        if not chosen:
            return self
        return replace(self, denominator=chosen[0].number) if is_numerator else replace(self, numerator=chosen[0].number)

    def _fits(self, known: TypedNumber, other: TypedNumber, values: Sequence[TypedNumber], *, first_known: bool) -> bool:
        top, bottom = (known, other) if first_known else (other, known)
        return bool(bottom.exact) and any(follows_from(value, top.exact / bottom.exact * self.scale) for value in values)

    def _settle_both(self, numbers: Sequence[LooseCount], values: Sequence[TypedNumber]) -> PairedCounts:
        if not numbers:
            return self
        if len(numbers) == 1:
            only = numbers[0]
            if -only.lead >= _LEAST_LEAD:
                return replace(self, denominator=only.number)
            return replace(self, numerator=only.number)
        fitting = [
            (top, bottom)
            for top in numbers
            for bottom in numbers
            if top is not bottom and self._fits(top.number, bottom.number, values, first_known=True)
        ]
        if fitting:
            # Of several, 0/23 and 0/2, the pair whose words are those of the parts.
            best = max(fitting, key=lambda pair: pair[0].lead - pair[1].lead)
            return replace(self, numerator=best[0].number, denominator=best[1].number)
        top = max(numbers, key=lambda count: count.lead)
        bottom = min((count for count in numbers if count is not top), key=lambda count: count.lead)
        is_told = top.as_numerator > top.as_denominator or bottom.as_denominator > bottom.as_numerator
        if is_told:
            return replace(self, numerator=top.number, denominator=bottom.number)
        if len(numbers) == 2:
            low, high = sorted((count.number for count in numbers), key=lambda number: number.exact)
            return replace(self, numerator=low, denominator=high)
        return self


def find_pairs(measure: m.Measure, text: str) -> PairedCounts:
    """What a text says of numerator and denominator."""
    text = _BOTH_NAMES.sub(" ", _SUM.sub("", _WORDS_ASIDE.sub("", text)))
    found: dict[str, list[TypedNumber]] = {"numerator": [], "denominator": []}
    named = text
    for role, name in _NAMES.items():
        ahead = re.compile(rf"{name}(?:(?!{_ANY_NAME})[^\d;；。\n]){{0,40}}?{_SINGLE}")
        behind = re.compile(rf"{_SINGLE}[^\d;；。\n，,()/=%]{{0,4}}[(]{name}[)]")
        for pattern in (behind, ahead):
            found[role] += [make_number(match["number"]) for match in pattern.finditer(named)]
            named = pattern.sub("\ue003", named)
    left = named
    for pattern in (_FRACTION, _PART_OF, _AMONG):
        if pattern is _AMONG and (found["numerator"] or found["denominator"]):
            continue
        for match in pattern.finditer(left):
            found["numerator"].append(make_number(match["first"]))
            found["denominator"].append(make_number(match["second"]))
        left = pattern.sub("\ue003", left)
    contradiction = _find_contradiction(found)
    top, bottom = (next(iter(numbers), None) for numbers in found.values())
    is_mean = isinstance(measure, m.Mean)
    decimals, rest = _find_means(measure, left) if is_mean else ((), left)
    loose = tuple(_list_loose(measure, rest))
    return PairedCounts(left, top, bottom, loose, tuple(decimals), 1 if is_mean else 100, contradiction)


def find_count(measure: m.Measure, text: str) -> PairedCounts:
    """What a text says of a count of items, which has no denominator."""
    unit = squeeze(measure.unit)
    counted = re.compile(rf"(?<![\d.])(?P<number>{NUMBER})(?:{re.escape(unit)}|個(?!月|人|案))")
    named = re.compile(rf"(?:分子|{NUMERATOR_MARK})[^\d;；。\n]{{0,12}}?{_SINGLE}")
    numbers = [make_number(found["number"]) for pattern in (named, counted) for found in pattern.finditer(text)]
    total = re.compile(rf"(?:共計?|合計|總計|計)[^\d;；。\n，,]{{0,6}}(?P<number>{NUMBER})(?:{re.escape(unit)}|個(?!月|人|案))")
    totals = [make_number(found["number"]) for found in total.finditer(text)]
    numbers = totals or numbers
    if not numbers:
        others = "|".join([*map(re.escape, list_words(measure.called.units)), _OTHER_UNITS])
        found_others = re.finditer(rf"(?<![\d.])(?P<number>{NUMBER})(?:{others})", text)
        numbers = [make_number(found["number"]) for found in found_others]
    if not numbers:
        alone = re.fullmatch(rf"[\s\W]*(?:共計?|合計|計)?\s*(?P<number>{NUMBER})[\s\W]*", text)
        numbers = [make_number(alone["number"])] if alone is not None else []
    distinct = {number.exact for number in numbers}
    contradiction = "、".join(number.text for number in numbers) if len(distinct) > 1 else None
    return PairedCounts(text, next(iter(numbers), None), contradiction=contradiction)


def _find_contradiction(found: dict[str, list[TypedNumber]]) -> str | None:
    """The numbers of one kind that are not the same; none where they are."""
    for numbers in found.values():
        if len({number.exact for number in numbers}) > 1:
            return "、".join(dict.fromkeys(number.text for number in numbers))
    return None


def _find_means(measure: m.Measure, text: str) -> tuple[list[TypedNumber], str]:
    """The numbers that can be a mean: behind an equals sign or the word 平均, or with a point."""
    pattern = re.compile(
        rf"(?:=\s*|平均[^\d;；。\n]{{0,16}}?|[為約])(?P<equal>(?<![\d.]){NUMBER})(?![\d.]*[\d%])(?![^\d;；。\n，,、]{{0,6}}/[^\d]{{0,3}}\d)|(?<![\d.])(?P<point>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d+)(?!%)"
    )
    numbers = [make_number(found["equal"] or found["point"]) for found in pattern.finditer(text)]
    return numbers, pattern.sub("\ue003", text)


def _list_loose(measure: m.Measure, text: str) -> Iterable[LooseCount]:
    words = {
        "numerator": (list_words(measure.called.numerator), squeeze(getattr(measure, "numerator_text", ""))),
        "denominator": (list_words(measure.called.denominator), squeeze(getattr(measure, "denominator_text", ""))),
    }
    subject = squeeze(getattr(measure, "subject", "") or "")
    own = squeeze(getattr(measure, "numerator_subject", None) or "") or (measure.unit if isinstance(measure, m.Mean) else subject)
    for found in _LOOSE.finditer(text):
        around = found["before"][-24:] + found["after"]
        scores = [_score(around, *words[role]) for role in ("numerator", "denominator")]
        if own != subject:
            scores[0] += 3 if found["after"].startswith(own) and not found["after"].startswith(subject) else 0
            scores[1] += (
                3 if found["after"].startswith(subject) and (len(subject) > len(own) or not found["after"].startswith(own)) else 0
            )
        yield LooseCount(make_number(found["number"]), *scores)


def _score(around: str, words: Sequence[str], official: str) -> int:
    """How many letters of the words, and pairs of letters of the official text, stand around a number."""
    pairs = {official[place : place + 2] for place in range(len(official) - 1)}
    overlap = sum(around[place : place + 2] in pairs for place in range(len(around) - 1))
    return 2 * sum(len(word) for word in words if word in around) + overlap
