"""The figures in a measure's text, in whatever words it was typed: 分子66/分母99=66.67%, 66÷99＝66.7％, 共 83 人(97.6%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from antidrug_kpi.forms.submitted.aside_counts import drop_asides, list_variants, name_none_of
from antidrug_kpi.forms.submitted.named_parts.part_figures import read_parts
from antidrug_kpi.forms.submitted.none_sentences import says_none_due, says_nothing_counted, says_there_is_none
from antidrug_kpi.forms.submitted.normal_text import NormalText
from antidrug_kpi.forms.submitted.number_words import spell_digits
from antidrug_kpi.forms.submitted.official_texts import blank_official, list_reasons, list_words
from antidrug_kpi.forms.submitted.other_numbers import NUMBER, join_years, take_out, take_out_left_over, take_out_targets
from antidrug_kpi.forms.submitted.paired_counts import ITEM_UNITS, PairedCounts, find_count, find_pairs
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures, TypedNumber
from antidrug_kpi.forms.submitted.target_words import ATTAINMENT, OF_TARGET, OVER_TARGET, SHORTFALLS, TOWARDS_TARGET
from antidrug_kpi.forms.submitted.text_states import (
    begins_with_no_case,
    drop_quoted,
    ends_as_placeholder,
    is_placeholder,
    says_no_case,
    says_nothing_yet,
)
from antidrug_kpi.forms.submitted.typed_values import are_alike, drop_complements, follows_from, make_number
from antidrug_kpi.forms.submitted.verdict_words import find_verdict
from antidrug_kpi.measures.rounding import round_half_up
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.registers.cells.squeezing import squeeze

_PERCENT = re.compile(rf"(?<![\d.])(?P<number>-?{NUMBER})(?:%|個?百分點)")
_LINKED = re.compile(rf"(?:=|[為約計率])\(?(?P<number>(?<![\d.])-?{NUMBER})(?![\d.]|%)")
_LONGER_UNITS = ("場次", "人次", "件次")  # of which a measure's unit may be the end
_BRACKETED = re.compile(r"[<〈《【\[](分[子母])[>〉》】\]]")  # whose brackets are no signs of more and less
_HEADING = re.compile("(?:目標)?達成情形(?:[及與]達成率)?")  # of the column, typed again into the cell
_FRACTION_DECIMALS = 2  # of a fraction of one, that a percentage has not
_FRACTION = re.compile(rf"=?\(?(?<![\d.])0\.\d+(?![\d.])\)?(?=[=(]+{NUMBER}%)")


@dataclass(frozen=True)
class _Text:
    """A measure's text as it is taken apart: what is left of it."""

    left: str

    def take(self, pattern: re.Pattern[str]) -> tuple[_Text, list[TypedNumber]]:
        """The numbers that a pattern finds, and the text without them."""
        numbers = []
        for found in pattern.finditer(self.left):
            groups = found.groupdict()
            numbers.append(make_number(groups.get("result") or groups["number"]))
        return _Text(pattern.sub(" ", self.left)), numbers


def read_figures(plan: Plan, indicator: Indicator, measure: m.Measure, part: NormalText, year: int) -> SubmittedFigures:
    """What a measure's text says. `year` is the form's ROC year; texts of other years' figures are none of its."""
    text = part.original
    clean = blank_official(_BRACKETED.sub(r"\1", part.text), measure, indicator.target_text)
    if is_placeholder(clean, plan):
        return SubmittedFigures(Filling.BLANK, text=text or None)
    if begins_with_no_case(clean):
        return SubmittedFigures(Filling.NO_CASE, text=text)
    if says_nothing_yet(clean, is_of_items=isinstance(measure, m.Evidence | m.Count)):
        return _read_nothing(measure, text)
    verdict = find_verdict(clean)
    clean = drop_quoted(clean)
    subjects = (getattr(measure, name, None) or "" for name in ("subject", "numerator_subject"))
    units = [squeeze(unit) for unit in (measure.unit, *measure.called.units, *subjects)]
    units += list(ITEM_UNITS) if isinstance(measure, m.Evidence | m.Count) else []
    spelled = join_years(spell_digits(clean, [*units, *_LONGER_UNITS]))
    if isinstance(measure, m.Difference) or (measure.target is not None and measure.target.prior is not None):
        found = read_parts(measure, spelled, year)
    else:
        own = (measure.title, getattr(measure, "numerator_text", ""), getattr(measure, "denominator_text", ""))
        # Before exclusions: 6件不列計，98.05% says what is left out ahead of the word, not behind it.
        is_count = isinstance(measure, m.Evidence | m.Count)
        counted = spelled if is_count else take_out_left_over(drop_asides(spelled, _list_done_words(measure)), map(squeeze, own))
        clear = take_out(counted, own, list_reasons(plan, measure), year, is_mean=isinstance(measure, m.Mean))
        found = _read_consistently(measure, clear if is_count else name_none_of(clear))
    found = replace(found, text=text, verdict=verdict)
    if found.contradiction is not None:
        return replace(found, filling=Filling.UNREADABLE)
    if found.has_figures:
        return replace(found, filling=Filling.FIGURES, says_none=_says_none(found, clean, measure))
    if says_no_case(clean):
        return replace(found, filling=Filling.NO_CASE)
    if isinstance(measure, m.Evidence | m.Count) and says_there_is_none(clean, measure):
        return _read_nothing(measure, text)
    if ends_as_placeholder(clean, plan, list_words(measure.called.measure)):
        return replace(found, filling=Filling.BLANK)
    is_without_number = not re.search("[1-9]", take_out(spelled, (), list_reasons(plan, measure), year))
    return replace(found, filling=Filling.UNREADABLE, says_none=is_without_number and says_nothing_counted(clean, measure))


def _says_none(found: SubmittedFigures, clean: str, measure: m.Measure) -> bool:
    """Whether a text with a figure says that there was nothing to count: 離校2人均未到期，無應追蹤者; 應轉介0人，不適用."""
    is_zero = found.denominator is not None and not found.denominator.exact
    # 2人均已離隊: one count that was taken for all of them.
    is_all = found.numerator == found.denominator and found.value is None and len(re.findall(NUMBER, clean)) == 1
    if is_zero and "分子" not in clean and says_no_case(clean):
        return True
    return (found.is_lone_part or is_all) and says_none_due(clean, measure)


def _read_nothing(measure: m.Measure, text: str) -> SubmittedFigures:
    """That nothing was done: a numerator of nought, or nothing to count; of a measure with named parts only the latter."""
    if isinstance(measure, m.Difference) or (measure.target is not None and measure.target.prior is not None):
        return SubmittedFigures(Filling.NO_CASE, text=text)
    zero = TypedNumber("0")
    value = zero if isinstance(measure, m.Evidence | m.Count) else None
    return SubmittedFigures(Filling.FIGURES, text=text, numerator=zero, value=value, says_none=True)


def _list_done_words(measure: m.Measure) -> tuple[str, ...]:
    """The words by which a count is the numerator."""
    return (*list_words(measure.called.numerator), "完成", "實際", "已", "提供", "達成")


def _read_consistently(measure: m.Measure, text: str) -> SubmittedFigures:
    """The figures of a text; where its percentage does not come of its parts, another way to read it in which it does."""
    found = _read_counted(measure, text)
    if isinstance(measure, m.Evidence | m.Count) or _is_consistent(measure, found):
        return found
    others = (_read_counted(measure, variant) for variant in list_variants(text))
    apart = _read_counted(measure, text, is_apart=True)
    return next((other for other in (*others, apart) if _is_consistent(measure, other)), found)


def _is_consistent(measure: m.Measure, found: SubmittedFigures) -> bool:
    """Whether there are both parts, and each percentage beside them comes of them."""
    top, bottom = found.numerator, found.denominator
    if found.contradiction is not None or top is None or bottom is None or not bottom.exact:
        return False
    ratio = top.exact / bottom.exact * (100 if measure.unit == "%" else 1)
    target = _find_fixed_target(measure)
    is_attainment = found.attainment is not None and target is not None and follows_from(found.attainment, ratio / target * 100)
    if found.value is None:
        return is_attainment
    return follows_from(found.value, ratio) and (found.attainment is None or target is None or is_attainment)


def _read_counted(measure: m.Measure, text: str, *, is_apart: bool = False) -> SubmittedFigures:
    """The figures of a ratio, a mean or a count; `is_apart` takes no count for one that is among another."""
    has_denominator = not isinstance(measure, m.Evidence | m.Count)
    rest, attainments = _Text(_FRACTION.sub("=", _HEADING.sub(" ", text))).take(ATTAINMENT)
    rest, of_target = rest.take(OF_TARGET)
    rest, towards = rest.take(TOWARDS_TARGET)
    target = _find_fixed_target(measure)
    of_target += [number for number in towards if number.exact != target]
    rest, quotients = rest.take(OVER_TARGET)
    quotients += of_target
    shortfalls: list[TypedNumber] = []
    for pattern in SHORTFALLS:
        rest, more = rest.take(pattern)
        shortfalls += more
    rest = _Text(take_out_targets(rest.left))
    pairs = find_pairs(measure, rest.left, is_apart=is_apart) if has_denominator else find_count(measure, rest.left)
    values = _find_values(measure, pairs)
    pairs = pairs.settle(values, attainments if measure.unit == "%" else ())
    # 2項效益評估，五向度均完備: a count of items is not among others.
    pairs = pairs.take_all(rest.left, values or attainments).drop_missing(rest.left, values) if has_denominator else pairs
    figures = SubmittedFigures(
        numerator=pairs.numerator,
        denominator=pairs.denominator,
        value=_choose(values),
        attainment=_choose([*attainments, *quotients]),
        shortfall=_choose(shortfalls),
        contradiction=pairs.contradiction,
    )
    # A count of items is a part, and its value the same.
    figures = figures if has_denominator else replace(figures, value=figures.numerator)
    if measure.unit != "%" and figures.attainment is None:
        figures = replace(figures, attainment=_find_share_beside(measure, figures.value, rest.left))
    named = [*attainments, *quotients] if measure.unit == "%" or figures.attainment is None else [figures.attainment]
    if measure.unit != "%" and figures.contradiction is None and not are_alike([*attainments, *quotients]):
        figures = replace(figures, contradiction=_list_numbers([*attainments, *quotients]))
    if not has_denominator:
        return figures
    if measure.unit == "%" and quotients and not values:
        # 參與達成率80.80%，達目標值之101%: of the two the first is the value.
        values, named = attainments, quotients
    return _settle_percentages(measure, figures, values, named)


def _find_share_beside(measure: m.Measure, value: TypedNumber | None, text: str) -> TypedNumber | None:
    """The percentage right behind a value that is none, which can only be its attainment: 29.75案(99.17%). Of items 100% says
    no more than that they are there.
    """
    unit = re.escape(squeeze(measure.unit))
    pattern = re.compile(rf"(?<![\d.])(?P<value>{NUMBER})(?:{unit})?(?:[(=]|，)(?P<share>{NUMBER})%(?:\)(?!/)|(?=[。;；\n]|$))")
    for found in pattern.finditer(text):
        share = make_number(found["share"])
        is_plain = isinstance(measure, m.Evidence | m.Count) and share.exact == 100
        if make_number(found["value"]) == value and not is_plain:
            return share
    return None


def _find_values(measure: m.Measure, pairs: PairedCounts) -> list[TypedNumber]:
    """The numbers that could be the value, in the text's order."""
    if measure.unit == "%":
        values = [make_number(found["number"]) for found in _PERCENT.finditer(pairs.left)]
        if values:
            return values
        linked = [make_number(found["number"]) for found in _LINKED.finditer(pairs.left)]
        plain = [number for number in linked if not number.is_whole or "=" in pairs.left]
        plain += [count.number for count in pairs.loose if not count.number.is_whole]
        return [_write_percentage(number, pairs) for number in plain[:1]]
    return list(pairs.decimals)


def _write_percentage(number: TypedNumber, pairs: PairedCounts) -> TypedNumber:
    """A ratio that was typed as a fraction of one, 66/99=0.6667, as a percentage."""
    top, bottom = pairs.numerator, pairs.denominator
    if top is None or bottom is None or not bottom.exact or number.decimals < _FRACTION_DECIMALS:
        return number
    if not follows_from(number, top.exact / bottom.exact) or number.exact > 1:
        return number
    return TypedNumber(f"{round_half_up(number.exact * 100, number.decimals - _FRACTION_DECIMALS):f}")


def _settle_percentages(
    measure: m.Measure, figures: SubmittedFigures, values: Sequence[TypedNumber], attainments: Sequence[TypedNumber]
) -> SubmittedFigures:
    """Which percentage is the value, and which the attainment: one called 達成率 that follows from the parts is the value, and
    one beside the value that follows from it and the target is the attainment, whatever it is called.
    """
    scale = 100 if measure.unit == "%" else 1
    parts = (figures.numerator, figures.denominator)
    target = _find_fixed_target(measure)
    ratio = None
    if parts[0] is not None and parts[1] is not None and parts[1].exact:
        ratio = parts[0].exact / parts[1].exact * scale
    named = list(attainments)
    own = list(values)
    if ratio is not None:
        own, named = (drop_complements(numbers, ratio, scale) for numbers in (own, named))
        moved = [number for number in named if follows_from(number, ratio)] if measure.unit == "%" else []
        if moved and not any(follows_from(number, ratio) for number in own):
            own += moved
            named = [number for number in named if number not in moved]
        elif (moved and len(named) > len(moved)) or (moved and own):
            # Of a target of 100% the attainment is the same number, and another beside it contradicts it.
            is_contradicted = len(named) > len(moved) and target is not None and ratio / target * 100 == ratio
            named = named if is_contradicted else [number for number in named if number not in moved]
    if len(own) > 1 and target:
        bases = [ratio] if ratio is not None else [number.exact for number in own]
        rates = [
            number for number in own if any(follows_from(number, base / target * 100) for base in bases if base != number.exact)
        ]
        plain = [number for number in own if number not in rates]
        if rates and plain:
            own, named = plain, [*named, *rates]
    if ratio is None and target and not own:
        own = [number for number in named if any(_comes_of(other, number, target) for other in named)][:1]
        named = [number for number in named if number not in own]
    if ratio is None and target and len(own) == len(named) == 1 and _are_turned(own[0], named[0], target):
        own, named = named, own
    contradiction = figures.contradiction
    for numbers in (own, named):
        if not are_alike(numbers):
            contradiction = contradiction or _list_numbers(numbers)
    return replace(figures, value=_choose(own), attainment=_choose(named), contradiction=contradiction)


def _list_numbers(numbers: Sequence[TypedNumber]) -> str:
    return "、".join(dict.fromkeys(number.text for number in numbers))


def _are_turned(value: TypedNumber, rate: TypedNumber, target: Fraction) -> bool:
    """Whether what is called 達成率 is the value, and the other its attainment: 達成率69.57%（116%）."""
    return _comes_of(value, rate, target) and not _comes_of(rate, value, target)


def _comes_of(rate: TypedNumber, value: TypedNumber, target: Fraction) -> bool:
    """Whether one percentage is another's attainment, and not the same number."""
    return rate != value and follows_from(rate, value.exact / target * 100)


def _find_fixed_target(measure: m.Measure) -> Fraction | None:
    values = measure.target.values if measure.target is not None else ()
    return Fraction(values[-1].value) if values and values[-1].value else None


def _choose(numbers: Sequence[TypedNumber]) -> TypedNumber | None:
    """The one with the most digits: the others say the same, or nothing is read of them."""
    return max(numbers, key=lambda number: number.decimals, default=None)
