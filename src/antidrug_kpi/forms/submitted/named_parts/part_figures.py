"""The figures of measures that are held against a year before or are made of named parts: 1.2, 4.1.3 and 4.6.2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from antidrug_kpi.forms.submitted.named_parts.part_shares import find_difference, find_wrong_rate, find_wrong_share
from antidrug_kpi.forms.submitted.official_texts import list_words
from antidrug_kpi.forms.submitted.other_numbers import NUMBER, take_out
from antidrug_kpi.forms.submitted.paired_counts import find_pairs
from antidrug_kpi.forms.submitted.submitted_form import SubmittedFigures, TypedNumber
from antidrug_kpi.forms.submitted.target_words import SHORTFALLS
from antidrug_kpi.forms.submitted.typed_values import are_alike, make_number
from antidrug_kpi.measures.rounding import round_half_up
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.registers.cells.squeezing import squeeze

_PRIOR = "去年|前一?1?年|上一?年|前期|上期"
_CURRENT = "今年|本年|本期|當年|今期"
_ATTAINMENT = re.compile(rf"達成率[^\d;；。\n，,]{{0,8}}(?P<number>{NUMBER})%")
_PERCENT = re.compile(rf"(?<![\d.])(?P<number>-?{NUMBER})%")
_POINTS = re.compile(rf"(?<![\d.])(?P<number>-?{NUMBER})個?百分點")
_DIFFERENCE = re.compile(
    rf"(?P<sign>提升|提高|增加|上升|成長|高於[^\d;；。\n，,]{{0,16}}|高出?|超出|超過[^\d;；。\n，,]{{0,16}}|差距?|相差|增|下降|減少|降低|低於[^\d;；。\n，,]{{0,16}}|減)"
    rf"(?:了|約|達|計|:|=|為)*(?P<number>-?{NUMBER})(?:%|個?百分點)"
)
# +25.75%(40.75%-15%): the value, and in brackets what it is the difference of.
_SIGNED = re.compile(
    rf"(?<![\d.%)])(?P<value>[+-]?{NUMBER})(?:%|個?百分點)[(:](?P<share>{NUMBER})%-[^\d;；。\n，,%()]{{0,10}}(?P<rate>{NUMBER})%\)?"
)
# 50%-100%=-50%: of two shares what is behind the equals sign, as it is typed.
_SHARES_APART = re.compile(
    rf"(?<![\d.]){NUMBER}%(?:\([^()]*\))?[-減][^\d;；。\n，,%()]{{0,8}}(?:\d{{3}}年度?[^\d;；。\n，,%()]{{0,8}})?{NUMBER}%(?:\([^()]*\))?"
    rf"=\(?\+?(?P<value>-?{NUMBER})(?:%|個?百分點)\)?"
)
_DOWN = ("下降", "減少", "降低", "低於", "減")
_WAN = re.compile(rf"(?P<number>{NUMBER})萬(?:(?P<rest>\d{{1,4}})(?!\d))?")
_THOUSANDS = re.compile(rf"(?P<number>{NUMBER})千元")
_LIMIT = re.compile(rf"[≥≤><]=?{NUMBER}%")
_LIMIT_OF_ZERO = re.compile(r"[>≥]=?0(?![\d.])%?")
_FRACTION = re.compile(
    rf"(?<![\d.])(?P<first>{NUMBER})(?![\d.]*%)[^\d/;；。\n，=%]{{0,16}}/[^\d/;；。\n，=%]{{0,16}}(?P<second>{NUMBER})(?![\d.]*%)"
)
# 6,700/(7,050+6,700): the sum below the stroke.
_SUM_BELOW = re.compile(rf"/\((?P<terms>{NUMBER}[^\d()/%]{{0,6}}(?:\+[^\d()/%]{{0,6}}{NUMBER}[^\d()/%]{{0,6}})+)\)")
# -15%=33.73%, behind a share or what it is made of: the rate that is taken off, and what is left.
_TAKEN_OFF = re.compile(
    rf"(?<=[\d)%])(?:\*100%?)?(?:=-?{NUMBER}%)?-[^\d;；。\n，,%()]{{0,10}}(?P<rate>{NUMBER})%=(?P<value>-?{NUMBER})(?:%|個?百分點)"
)
_SHORTFALLS = (
    SHORTFALLS[0],
    SHORTFALLS[1],
    re.compile(rf"(?:尚|還|仍)差[^\d;；。\n，,]{{0,8}}(?P<number>{NUMBER})(?![\d.,]*(?:\d|%))"),
)
_CHANGE = re.compile(
    rf"(?:較|比)[^;；。\n，,\d]{{0,12}}(?:增加|減少|提升|成長|高|低|多|少|下降)[^\d;；。\n，,]{{0,4}}-?{NUMBER}(?:個?百分點|%)"
)


def read_parts(measure: m.Measure, text: str, year: int) -> SubmittedFigures:
    """What a text says of such a measure; `parts` has its named parts as they are in the JSON of `compute`."""
    text = _THOUSANDS.sub(lambda found: f"{make_number(found['number']).exact * 1000}元", _WAN.sub(_write_out, text))
    if isinstance(measure, m.Difference):
        return _read_difference(measure, text, year)
    return _read_against_prior(measure, text, year)


def _write_out(found: re.Match[str]) -> str:
    """A number of ten thousands in full; a sum of money has no more than cents."""
    whole = make_number(found["number"]).exact * 10_000 + int(found["rest"] or 0)
    return str(whole.numerator) if whole.denominator == 1 else found[0]


def _split_years(text: str, year: int) -> tuple[str, str]:
    """What a text says of this year, and of the year before: by its clauses, each as the one before unless it names a year."""
    zones = {False: "", True: ""}
    is_prior = False
    for clause in re.finditer(r"[^;；。\n，、()]+[;；。\n，、()]*", text):
        if re.search(rf"{_PRIOR}|{year - 1}年度?(?!\d*月)", clause[0]):
            is_prior = True
        elif re.search(rf"{_CURRENT}|{year}年", clause[0]) or re.match(r"較|達成|尚差|已", clause[0]):
            is_prior = False
        zones[is_prior] += clause[0]
    return zones[False], zones[True]


def _read_against_prior(measure: m.Measure, text: str, year: int) -> SubmittedFigures:
    """A ratio whose target is that of the year before."""
    text = _LIMIT.sub(" ", _CHANGE.sub(" ", text))
    current, prior = _split_years(text, year)
    cleaned = [
        take_out(zone, (squeeze(f"{_PRIOR}"), "去年前一年前1年上年上一年前年前期上期前一期"), (), 0) for zone in (current, prior)
    ]
    shortfall = next((found for pattern in _SHORTFALLS if (found := pattern.search(cleaned[0])) is not None), None)
    now = _ATTAINMENT.sub(" ", cleaned[0]) if shortfall is None else _ATTAINMENT.sub(" ", cleaned[0].replace(shortfall[0], " "))
    pairs = list(_FRACTION.finditer(now))
    before = find_pairs(measure, cleaned[1])
    if len(pairs) == 2 and not prior.strip():
        # Two fractions without a word: this year's stands first.
        second = pairs[1]
        before = replace(before, numerator=make_number(second["first"]), denominator=make_number(second["second"]))
        now = now[: second.start()]
        values = [make_number(found["number"]) for found in _PERCENT.finditer(now)]
    else:
        values = [make_number(found["number"]) for found in _PERCENT.finditer(now)]
    here = find_pairs(measure, now).settle(values)
    before = before.settle([make_number(found["number"]) for found in _PERCENT.finditer(cleaned[1])])
    known = {
        "numerator": here.numerator,
        "denominator": here.denominator,
        "prior_numerator": before.numerator,
        "prior_denominator": before.denominator,
    }
    parts = {name: known[role] for name, role in getattr(measure, "parts", {}).items()}
    contradiction = here.contradiction or find_wrong_share(cleaned[1])
    if not are_alike(values):
        contradiction = contradiction or "、".join(number.text for number in values)
    attainment = _ATTAINMENT.search(cleaned[0])
    return SubmittedFigures(
        numerator=here.numerator,
        denominator=here.denominator,
        value=max(values, key=lambda number: number.decimals, default=None),
        attainment=None if attainment is None else make_number(attainment["number"]),
        shortfall=None if shortfall is None else make_number(shortfall["number"]),
        parts=parts,
        contradiction=contradiction,
    )


def _read_difference(measure: m.Difference, text: str, year: int) -> SubmittedFigures:
    """A ratio less another, with its named parts."""
    parts: dict[str, TypedNumber | None] = dict.fromkeys(measure.parts)
    rest = summed = _SUM_BELOW.sub(_add_up, _ATTAINMENT.sub(" ", re.sub(r"\([%元]\)", "", text)))
    found: dict[str, list[TypedNumber]] = {name: [] for name in parts}
    values, rest = _take_off(measure, found, rest)
    pairs, rest = _take_fractions(measure, rest, year)
    for name, pattern in _list_part_patterns(measure):
        matches = list(pattern.finditer(rest))
        found[name] += [make_number(match["number"]) for match in matches]
        rest = pattern.sub(" ", rest)
    if not pairs:
        rest = _take_counts(measure, found, rest, year)
    values += [_sign(match) for match in _DIFFERENCE.finditer(rest)]
    rest = _DIFFERENCE.sub(" ", rest)
    values += [make_number(match["number"]) for match in _POINTS.finditer(rest)]
    rest = _POINTS.sub(" ", rest)
    share = None
    for word in sorted(list_words(measure.called.share), key=len, reverse=True):
        match = re.search(rf"{word}[^\d;；。\n，,%]{{0,8}}(?P<number>{NUMBER})%", rest)
        if match is not None and share is None:
            share = make_number(match["number"])
    contradiction = _fill_from_fractions(measure, found, pairs) or find_wrong_share(summed)
    if not values and not measure.called.share:
        values = find_difference(text, rest)
    if share is None and pairs and not values and len(measure.called.share):
        percents = [make_number(match["number"]) for match in _PERCENT.finditer(rest)]
        share = percents[0] if percents else None
    for name, numbers in found.items():
        if len({number.exact for number in numbers}) > 1:
            contradiction = contradiction or "、".join(number.text for number in numbers)
        parts[name] = next(iter(numbers), None)
    if not are_alike(values):
        contradiction = contradiction or "、".join(number.text for number in values)
    summed_parts = _find_sums(measure, "minuend")
    if summed_parts is not None:
        own, other = summed_parts
        contradiction = contradiction or find_wrong_rate(parts[own], parts[other], share)
    value = max(values, key=lambda number: number.decimals, default=None)
    return SubmittedFigures(value=value, share=share if value is None else None, parts=parts, contradiction=contradiction)


def _add_up(found: re.Match[str]) -> str:
    """A sum in brackets below a stroke as the number that it is."""
    total = sum((make_number(term).exact for term in re.findall(NUMBER, found["terms"])), Fraction(0))
    return f"/{total.numerator}" if total.denominator == 1 else found[0]


def _take_off(measure: m.Difference, found: Mapping[str, list[TypedNumber]], text: str) -> tuple[list[TypedNumber], str]:
    """The values of a text that are a share less a rate, and the text without rate and value; the rate is added to its part.
    Of two shares that both come of parts the value alone is kept.
    """
    name = next((name for name in measure.parts if _is_rate(measure, name)), None)
    if name is None:
        return [make_number(match["value"]) for match in _SHARES_APART.finditer(text)], _SHARES_APART.sub(" ", text)
    matches = [*_TAKEN_OFF.finditer(text), *(signed := list(_SIGNED.finditer(text)))]
    found[name].extend(make_number(match["rate"]) for match in matches)
    values = [make_number(match["value"].removeprefix("+")) for match in matches]
    for match in signed:
        # What the bracket comes to is the value once more; another is a contradiction.
        share, rate = make_number(match["share"]), make_number(match["rate"])
        values.append(TypedNumber(f"{round_half_up(share.exact - rate.exact, max(share.decimals, rate.decimals)):f}"))
    return values, _LIMIT_OF_ZERO.sub(" ", _SIGNED.sub(" ", _TAKEN_OFF.sub(" ", text)))


def _sign(match: re.Match[str]) -> TypedNumber:
    """A difference with its sign: 下降 2.5% is one below zero."""
    number = make_number(match["number"])
    is_down = match["sign"].startswith(_DOWN) and not number.text.startswith("-")
    return TypedNumber(f"-{number.text}") if is_down else number


def _list_part_patterns(measure: m.Difference) -> Iterator[tuple[str, re.Pattern[str]]]:
    """What names a part in a text: the plan's own words, those that offices use, and a part's letter; the longest first."""
    named: list[tuple[str, str]] = []
    for name in measure.parts:
        official = re.sub(r"\(.*?\)", "", squeeze(measure.part_texts.get(name, "")))
        named += [(word, name) for word in (official, *list_words(measure.called.parts.get(name, ()))) if word]
        if len(name) == 1:
            named.append((name, name))
    for word, name in sorted(named, key=lambda pair: -len(pair[0])):
        letters = re.escape(word) if len(word) > 1 else rf"(?<![A-Za-z/]){word}(?![A-Za-z/])"
        unit = "%?" if name in measure.called.parts and _is_rate(measure, name) else "(?![\\d.,]*(?:\\d|%|個?百分點))"
        yield name, re.compile(rf"{letters}[^\d;；。\n，,、%/A-Z]{{0,14}}(?P<number>(?<![\d.]){NUMBER}){unit}")


def _take_counts(measure: m.Difference, found: Mapping[str, list[TypedNumber]], text: str, year: int) -> str:
    """The text without the counts of either year that only the words of numerator and denominator name: 本年完成130件、分流85件;
    they are added to the parts of which nothing else is known.
    """
    words = {"numerator": list_words(measure.called.numerator), "denominator": list_words(measure.called.denominator)}
    if not all(words.values()) or any(found.values()):
        return text
    left = []
    for side, zone in zip(("minuend", "subtrahend"), _split_years(text, year), strict=True):
        rest = zone
        for role, own in words.items():
            name = next((name for name, known in measure.parts.items() if known == f"{side}.{role}"), None)
            if name is not None:
                pattern = _compile_count(own, measure.subject)
                found[name].extend(make_number(match["number"]) for match in pattern.finditer(rest))
                rest = pattern.sub("；", rest)
        left.append(rest)
    return "\n".join(left)


def _compile_count(words: Sequence[str], unit: str) -> re.Pattern[str]:
    """A count behind one of the words, with nothing between that begins another thought."""
    named = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    between = rf"(?:(?!率|{_PRIOR}|{_CURRENT})[^\d;；。\n，,、()%/]){{0,10}}"
    return re.compile(rf"(?:{named}){between}(?P<number>{NUMBER}){re.escape(unit)}")


def _is_rate(measure: m.Difference, name: str) -> bool:
    return measure.parts[name].endswith(".rate")


def _take_fractions(measure: m.Difference, text: str, year: int) -> tuple[list[tuple[str, TypedNumber, TypedNumber]], str]:
    """The fractions of a text with the side that each belongs to, and the text without them: the minuend, or the
    subtrahend where it is a year before's or the second. Two amounts with a name each are no fraction.
    """
    named = [word for words in measure.called.parts.values() for word in list_words(words)]
    fractions: list[tuple[str, TypedNumber, TypedNumber]] = []
    left = text
    for match in _FRACTION.finditer(text):
        if any(word in match[0] for word in named):
            continue
        start = max((text.rfind(mark, 0, match.start()) for mark in "\n;；。，、("), default=-1) + 1
        is_prior = bool(re.search(rf"{_PRIOR}|{year - 1}年", text[start : match.start()])) or len(fractions) == 1
        fractions.append(("subtrahend" if is_prior else "minuend", make_number(match["first"]), make_number(match["second"])))
        left = left.replace(match[0], " ", 1)
    return fractions, left


def _fill_from_fractions(
    measure: m.Difference, found: Mapping[str, list[TypedNumber]], pairs: Sequence[tuple[str, TypedNumber, TypedNumber]]
) -> str | None:
    """Add what the fractions say of the parts; what they contradict is said by the caller, who sees two numbers of one part."""
    for side, top, bottom in pairs:
        for name, role in measure.parts.items():
            if role == f"{side}.numerator":
                found[name].append(top)
            elif role == f"{side}.denominator":
                found[name].append(bottom)
        sums = _find_sums(measure, side)
        if sums is not None:
            own, other = sums
            found[own].append(top)
            if not found[other]:
                found[other].append(TypedNumber(str((bottom.exact - top.exact).numerator)))
    return None


def _find_sums(measure: m.Difference, side: str) -> tuple[str, str] | None:
    """Where one side is a sum over a larger one: the parts that are the numerator, and what the denominator has beside it."""
    population = measure.minuend.population if side == "minuend" else measure.subtrahend.population
    if population is None or not population.numerator_sum:
        return None
    by_role = {role: name for name, role in measure.parts.items()}
    tops = [by_role[role] for name in population.numerator_sum if (role := f"{side}.{name}") in by_role]
    rest = [
        by_role[role]
        for name in population.denominator_sum
        if (role := f"{side}.{name}") in by_role and by_role[role] not in tops
    ]
    return (tops[0], rest[0]) if len(tops) == 1 and len(rest) == 1 else None
