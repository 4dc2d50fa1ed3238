"""A statistic drafted as a sentence: the words of the plan, with the figures in their places."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from antidrug_kpi.forms.document import Paragraph, make_plain_paragraph
from antidrug_kpi.forms.figure_words import add_unit, say_number
from antidrug_kpi.forms.printed.filled_places import Value, fill_paragraph
from antidrug_kpi.measures.duties.duty_results import StatisticResult, StatisticStatus
from antidrug_kpi.measures.results import Number
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.duties.work_items import ToldStatistic
from antidrug_kpi.plans.placeholders import split_places
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status

NOBODY = STATUS_WORDS[Status.NOT_APPLICABLE]


def say_statistic(told: ToldStatistic, result: StatisticResult | None) -> Paragraph:
    """The drafted sentence. Where there is no statistic, or it is blank, its figures are marked blanks."""
    if result is None or result.status is StatisticStatus.BLANK:
        return fill_paragraph(told.say, defaultdict(lambda: None))
    if result.status is StatisticStatus.NOT_APPLICABLE and result.denominator is None:
        return make_plain_paragraph(f"{_begin(told)}：{NOBODY}")
    if result.status is StatisticStatus.NOT_APPLICABLE and result.kind != "ratio":
        return make_plain_paragraph(f"{_begin(told)}：{NOBODY}")
    values: defaultdict[str, Value] = defaultdict(lambda: None)
    values |= {name: None if part is None else say_number(part) for name, part in (result.parts or {}).items()}
    values |= {
        "value": NOBODY if result.value is None else say_exact(result.kind, result.value, result.unit),
        "numerator": _say_count(result.numerator),
        "denominator": _say_count(result.denominator),
    }
    return fill_paragraph(told.say, values)


def _begin(told: ToldStatistic) -> str:
    """The words before the first figure, which name it."""
    first = split_places(told.say)[0]
    return first.strip() if isinstance(first, str) else told.say


def _say_count(number: Number | None) -> str | None:
    return None if number is None else say_number(number)


def say_exact(kind: str, value: Fraction, unit: str) -> str:
    """A value as its kind is written: a ratio in its unit, a mean with decimals, a difference with its sign, a count whole."""
    match kind:
        case "ratio":
            return add_unit(show_value(value), unit)
        case "mean":
            return show_value(value)
        case "difference":
            shown = show_value(value)
            return f"+{shown}" if value > 0 and Fraction(shown) else shown
        case _:
            return say_number(value.numerator if value.denominator == 1 else value)
