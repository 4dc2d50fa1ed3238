"""Numerator and denominator in a text: by their names, as a fraction, or told by their units, words and the value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from antidrug_kpi.forms.submitted.loose_counts import SINGLE, LooseCount, is_told_missing, list_loose
from antidrug_kpi.forms.submitted.official_texts import DENOMINATOR_MARK, NUMERATOR_MARK, list_words
from antidrug_kpi.forms.submitted.other_numbers import NUMBER
from antidrug_kpi.forms.submitted.submitted_form import TypedNumber
from antidrug_kpi.forms.submitted.typed_values import follows_from, make_number
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.registers.cells.squeezing import squeeze

_BOTH_NAMES = re.compile(
    rf"[(]?(?:分子|{NUMERATOR_MARK})[^\d;；。\n]{{0,6}}/[^\d;；。\n]{{0,6}}(?:分母|{DENOMINATOR_MARK})[)]?(?=[^\d]{{0,4}}\d[\d,.]*[^\d;；。\n]{{0,8}}/)"
)
# 分母/分子:48/28, or in the measure's own words: the fraction is told the other way round.
_WORDS = r"[^\d;；。\n，,、:()/=%]"
_TURNED_NAMES = re.compile(
    rf"(?P<names>{_WORDS}{{0,24}}/{_WORDS}{{0,24}})[):=為是]{{0,3}}"
    rf"(?<![\d.])(?P<first>{NUMBER})(?P<unit>{_WORDS}{{0,4}})/(?P<second>{NUMBER})(?![\d.]*%)"
)
# 分母及分子分別為259、168.
_TURNED_LIST = re.compile(
    rf"(?:分母|{DENOMINATOR_MARK})[及與和、](?:分子|{NUMERATOR_MARK})(?:分別|各|依序)*[為是:]{{0,2}}"
    rf"(?P<first>{NUMBER})(?P<unit>{_WORDS}{{0,4}})[、，及與和](?P<second>{NUMBER})(?![\d.]*%)"
)
_SUM = re.compile(rf"{NUMBER}[^\d;；。\n，,、%/=]{{0,4}}(?:[+\-]{NUMBER}[^\d;；。\n，,、%/=]{{0,4}})+=(?={NUMBER}(?![\d.]*%))")
# 168/(272-13): a denominator of which is shown what was left out.
_LESS = re.compile(rf"(?<=/)\((?P<terms>{NUMBER}[^\d()/%=,，+\-]{{0,3}}(?:-{NUMBER}[^\d()/%=,，+\-]{{0,3}})+)\)")
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
# From which on the words around a lone count name the denominator: less than two words in common are chance.
_LEAST_LEAD = 5
_ALL = re.compile("(?:均|皆|全數|全部|悉數|都)(?!未|尚未|仍未|不|無|沒|非)")
_TOTAL = re.compile(r"(?:合計|總計|共計|總共|(?<![統預估設])計(?!畫)|共)[^\d;；。\n，,、()]{0,6}$")
ITEM_UNITS = "案式套份件"  # in which offices count items
_OTHER_UNITS = f"[{ITEM_UNITS}](?!次)"
_MEAN = re.compile(
    rf"(?:=\s*|平均(?:(?!累計|[合總共]計)[^\d;；。\n]){{0,16}}?|[為約])(?P<equal>(?<![\d.]){NUMBER})(?![\d.]*[\d%])(?![^\d;；。\n，,、]{{0,6}}/[^\d]{{0,3}}\d)|(?<![\d.])(?P<point>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d+)(?![\d%])"
)


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
        wanted = [count for count in rest if (count.as_denominator if is_numerator else count.as_numerator or count.is_done) > 0]
        chosen = fitting or wanted or (rest if len(rest) == 1 and not values else [])
        if not chosen:
            # Only the same number is left: all of them, by the value or by its words (登載1人，分母1人，100%).
            is_all = self.scale > 1 and any(value.exact == self.scale for value in (*values, *rates))
            same = [count for count in numbers if count.number == known]
            chosen = [
                count for count in same if is_all or (is_numerator and count.lead < 0) or (not is_numerator and count.lead > 0)
            ]
        if not chosen:
            return self
        return replace(self, denominator=chosen[0].number) if is_numerator else replace(self, numerator=chosen[0].number)

    def _fits(self, known: TypedNumber, other: TypedNumber, values: Sequence[TypedNumber], *, first_known: bool) -> bool:
        top, bottom = (known, other) if first_known else (other, known)
        return bool(bottom.exact) and any(follows_from(value, top.exact / bottom.exact * self.scale) for value in values)

    def _must_be_denominator(self, only: LooseCount, values: Sequence[TypedNumber]) -> bool:
        """Whether a lone count whose words are not the numerator's can be the only percentage's denominator, and cannot be its
        numerator: 6件，83.33%; 應召開1人，0%.
        """
        number = only.number
        if self.scale == 1 or len(values) != 1 or not number.is_whole or not number.exact:
            return False
        if only.lead >= 0 and not (only.is_due and not values[0].exact):
            return False
        share = values[0].exact / self.scale
        wholes = range(int(number.exact / share), int(number.exact / share) + 2) if share else ()
        tops = range(int(number.exact * share), int(number.exact * share) + 2)
        as_top = any(whole and follows_from(values[0], number.exact / whole * self.scale) for whole in wholes)
        return not as_top and any(follows_from(values[0], top / number.exact * self.scale) for top in tops)

    def take_all(self, text: str, values: Sequence[TypedNumber]) -> PairedCounts:
        """The pair with its only count as both, where a text says that it is all of them: 6家均可提供，100%."""
        only = self.numerator or self.denominator
        is_single = (self.numerator is None) != (self.denominator is None)
        others = {count.number for count in self.loose} - {only}
        if not is_single or only is None or others or not _ALL.search(text) or any(value.exact != self.scale for value in values):
            return self
        return replace(self, numerator=only, denominator=only)

    def drop_missing(self, text: str, values: Sequence[TypedNumber]) -> PairedCounts:
        """The pair without a numerator that is told as the missing ones and gives the value as such: 304件，逾期2件，99.34%."""
        top, bottom = self.numerator, self.denominator
        if self.contradiction is not None or top is None or bottom is None or not bottom.exact or len(values) != 1:
            return self
        share, rest = (number / bottom.exact * self.scale for number in (top.exact, bottom.exact - top.exact))
        is_missing = follows_from(values[0], rest) and not follows_from(values[0], share)
        return replace(self, numerator=None) if is_missing and is_told_missing(text, top) else self

    def _settle_both(self, numbers: Sequence[LooseCount], values: Sequence[TypedNumber]) -> PairedCounts:
        if not numbers:
            return self
        if len(numbers) == 1:
            only = numbers[0]
            if -only.lead >= _LEAST_LEAD or self._must_be_denominator(only, values):
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
        due = [count for count in numbers if count.is_due]
        done = [count for count in numbers if count.is_done]
        if len(numbers) == 2 and len(due) == len(done) == 1 and due != done:
            return replace(self, numerator=done[0].number, denominator=due[0].number)
        if values and len(due) == 1 and not any(count.as_numerator or count.is_done for count in numbers if count is not due[0]):
            # 應轉介10人，80%，2人失聯: the others are something else.
            return replace(self, denominator=due[0].number)
        top = max(numbers, key=lambda count: count.lead)
        bottom = min((count for count in numbers if count is not top), key=lambda count: count.lead)
        is_told = top.as_numerator > top.as_denominator or bottom.as_denominator > bottom.as_numerator
        if is_told:
            return replace(self, numerator=top.number, denominator=bottom.number)
        if len(numbers) == 2:
            low, high = sorted((count.number for count in numbers), key=lambda number: number.exact)
            return replace(self, numerator=low, denominator=high)
        return self


def find_pairs(measure: m.Measure, text: str, *, is_apart: bool = False) -> PairedCounts:
    """What a text says of numerator and denominator; `is_apart` takes no count for one that is among another."""
    text = _BOTH_NAMES.sub(" ", _turn_names(_SUM.sub("", _WORDS_ASIDE.sub("", _LESS.sub(_subtract, text)))))
    found: dict[str, list[TypedNumber]] = {"numerator": [], "denominator": []}
    named = text
    for role, name in _NAMES.items():
        ahead = re.compile(rf"{name}(?:(?!{_ANY_NAME})[^\d;；。\n]){{0,40}}?{SINGLE}")
        behind = re.compile(rf"{SINGLE}[^\d;；。\n，,()/=%]{{0,4}}[(]{name}[)]")
        for pattern in (behind, ahead):
            found[role] += [make_number(match["number"]) for match in pattern.finditer(named)]
            named = pattern.sub("\ue003", named)
    pairs, left = _take_pairs(named, is_apart=is_apart or bool(found["numerator"] or found["denominator"]))
    for first, second in pairs:
        found["numerator"].append(first)
        found["denominator"].append(second)
    contradiction = _find_contradiction(found)
    top, bottom = (next(iter(numbers), None) for numbers in found.values())
    is_mean = isinstance(measure, m.Mean)
    decimals, rest = _find_means(left) if is_mean else ((), left)
    loose = tuple(list_loose(measure, rest))
    return PairedCounts(left, top, bottom, loose, tuple(decimals), 1 if is_mean else 100, contradiction)


_Pair = tuple[TypedNumber, TypedNumber]


def _take_pairs(text: str, *, is_apart: bool) -> tuple[list[_Pair], str]:
    """The fractions of a text, and the text without them; of several the total, where one is called so or is the sum of the
    others. `is_apart` says that two counts of which one is among the other are no fraction.
    """
    pairs: list[_Pair] = []
    totals: list[_Pair] = []
    for pattern in (_FRACTION, _PART_OF, _AMONG):
        if pattern is _AMONG and is_apart:
            continue
        for match in pattern.finditer(text):
            pair = make_number(match["first"]), make_number(match["second"])
            if pattern is _PART_OF and any(_is_reduced(pair, other) for other in pairs):
                continue
            pairs.append(pair)
            if _TOTAL.search(text[: match.start()]):
                totals.append(pair)
        text = pattern.sub("\ue003", text)
    if len(set(totals)) != 1 and len(pairs) > 2:
        totals = [pair for pair in pairs if all(_is_sum_of_others(pair, pairs, side) for side in (0, 1))]
    return (totals[:1] if len(pairs) > 1 and len(set(totals)) == 1 else pairs), text


def _is_reduced(pair: _Pair, other: _Pair) -> bool:
    """Whether 四分之三 says again what 6/8 does."""
    return bool(other[1].exact) and pair[0].exact / pair[1].exact == other[0].exact / other[1].exact if pair[1].exact else False


def _is_sum_of_others(pair: _Pair, pairs: Sequence[_Pair], side: int) -> bool:
    return sum((other[side].exact for other in pairs), Fraction(0)) == 2 * pair[side].exact


def find_count(measure: m.Measure, text: str) -> PairedCounts:
    """What a text says of a count of items, which has no denominator."""
    unit = squeeze(measure.unit)
    counted = re.compile(rf"(?<![\d.])(?P<number>{NUMBER})(?:{re.escape(unit)}|個(?!月|人|案))")
    named = re.compile(rf"(?:分子|{NUMERATOR_MARK})[^\d;；。\n]{{0,12}}?{SINGLE}")
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


def _turn_names(text: str) -> str:
    """The text with fractions and lists the other way round that name the denominator first."""
    return _TURNED_NAMES.sub(_turn_back, _TURNED_LIST.sub(r" \g<second>/\g<first>\g<unit>", text))


def _turn_back(found: re.Match[str]) -> str:
    """A fraction behind the names of its parts without them, numerator first; one of them says which is which."""
    above, _, below = found["names"].partition("/")
    first, second = (re.search(pattern, side) for pattern, side in ((_NAMES["denominator"], above), (_NAMES["numerator"], below)))
    ahead, behind = (re.search(pattern, side) for pattern, side in ((_NAMES["numerator"], above), (_NAMES["denominator"], below)))
    if (first or second) and not (ahead or behind):
        return f" {found['second']}/{found['first']}{found['unit']}"
    return f" {found['first']}{found['unit']}/{found['second']}" if ahead or behind else found[0]


def _subtract(found: re.Match[str]) -> str:
    first, *others = (make_number(number).exact for number in re.findall(NUMBER, found["terms"]))
    rest = first - sum(others, Fraction(0))
    return str(rest.numerator) if rest.denominator == 1 and rest > 0 else found[0]


def _find_contradiction(found: dict[str, list[TypedNumber]]) -> str | None:
    """The numbers of one kind that are not the same; none where they are."""
    for numbers in found.values():
        if len({number.exact for number in numbers}) > 1:
            return "、".join(dict.fromkeys(number.text for number in numbers))
    return None


def _find_means(text: str) -> tuple[list[TypedNumber], str]:
    """The numbers that can be a mean: behind an equals sign or the word 平均, or with a point."""
    numbers = [make_number(found["equal"] or found["point"]) for found in _MEAN.finditer(text)]
    return numbers, _MEAN.sub("\ue003", text)
