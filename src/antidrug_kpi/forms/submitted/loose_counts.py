"""Counts that no name and no stroke make a numerator or a denominator: what their words and units say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from antidrug_kpi.forms.submitted.official_texts import list_words
from antidrug_kpi.forms.submitted.other_numbers import NUMBER
from antidrug_kpi.forms.submitted.submitted_form import TypedNumber
from antidrug_kpi.forms.submitted.typed_values import make_number
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.registers.cells.squeezing import squeeze

SINGLE = rf"(?<![\d.])(?P<number>-?{NUMBER})(?![\d.]*(?:\d|%))"
_LOOSE = re.compile(rf"(?P<before>[^\d;；。\n，,]*){SINGLE}(?P<after>[^\d;；。\n，,、()]{{0,4}})")
_WANTING = "(?:逾期?|未|不|無法|中斷|失聯|缺席|退出|離開|流失)"
_DUE = re.compile("[應須需][^\\d]{0,8}$")
_DONE = re.compile("(?<![未應])(?:完成|實際|已(?![死離失結移遷排扣另]))[^\\d]{0,4}$")


@dataclass(frozen=True)
class LooseCount:
    """A number that nothing names: how well it fits numerator and denominator by words and unit, and whether the words before it
    say that it is due (應召開) or done (完成).
    """

    number: TypedNumber
    as_numerator: int
    as_denominator: int
    is_due: bool = False
    is_done: bool = False

    @property
    def lead(self) -> int:
        """By how much it is a numerator rather than a denominator."""
        return self.as_numerator - self.as_denominator


def list_loose(measure: m.Measure, text: str) -> Iterable[LooseCount]:
    """The numbers of a text that nothing names."""
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
        before = found["before"]
        is_due, is_done = _DUE.search(before) is not None, _DONE.search(before) is not None
        yield LooseCount(make_number(found["number"]), scores[0], scores[1], is_due, is_done)


def _score(around: str, words: Sequence[str], official: str) -> int:
    """How many letters of the words, and pairs of letters of the official text, stand around a number."""
    pairs = {official[place : place + 2] for place in range(len(official) - 1)}
    overlap = sum(around[place : place + 2] in pairs for place in range(len(around) - 1))
    return 2 * sum(len(word) for word in words if word in around) + overlap


def _write_pattern(number: TypedNumber) -> str:
    """The number with and without its separators."""
    return f"(?:{re.escape(number.text)}|{int(number.text):,})" if number.is_whole else re.escape(number.text)


def is_told_missing(text: str, number: TypedNumber) -> bool:
    """Whether the words right around a count say that it is of those who are wanting: 逾期2件, 2件未依限."""
    own = rf"(?<![\d.,]){_write_pattern(number)}(?![\d.])"
    return re.search(rf"{_WANTING}[^\d;；。\n，,、()/]{{0,6}}{own}|{own}[^\d;；。\n，,、()/]{{0,3}}{_WANTING}", text) is not None
