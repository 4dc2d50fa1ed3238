"""Compares a figure with its target: status, attainment, progress, shortfall. All numbers are exact fractions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from antidrug_kpi import roc
from antidrug_kpi.measures.results import Progress, Status
from antidrug_kpi.measures.rounding import round_half_up, show_plain, show_value
from antidrug_kpi.plans.measure_specs import Comparator, Target
from antidrug_kpi.plans.plan import ProgressRule


@dataclass(frozen=True)
class Verdict:
    """The outcome of comparing a value with its target."""

    status: Status
    attainment: Fraction | None = None
    progress: Progress | None = None
    notes: tuple[str, ...] = ()


def find_target_value(target: Target, as_of: dt.date, jurisdiction: str | None) -> Fraction | None:
    """The value in force on the as-of date for the jurisdiction; none where no dated value holds for it."""
    in_force = [
        dated
        for dated in target.values
        if dated.from_ <= as_of and (not dated.jurisdictions or jurisdiction in dated.jurisdictions)
    ]
    if not in_force:
        return None
    # A value for named jurisdictions goes before the general one of the same day.
    latest = max(in_force, key=lambda dated: (dated.from_, bool(dated.jurisdictions)))
    return Fraction(latest.value)


def is_met(value: Fraction, comparator: Comparator, target: Fraction) -> bool:
    """Whether the exact value meets the exact target."""
    match comparator:
        case ">=":
            return value >= target
        case "<=":
            return value <= target
        case ">":
            return value > target
        case "=":
            return value == target


def judge(
    value: Fraction,
    comparator: Comparator,
    target: Fraction,
    *,
    rule: ProgressRule,
    has_attainment: bool,
    elapsed: Fraction | None,
) -> Verdict:
    """Status, attainment and progress of a value.

    `elapsed` is the part of the year that has passed, for a measure that accumulates: progress alone is held against that part
    of the target (specs/mohw-113/plan.yaml, progress). Without attainment (a target of zero, or of the plan's own) 超前
    is not given.
    """
    met = is_met(value, comparator, target)
    attainment = find_attainment(value, comparator, target) if has_attainment else None
    progress = _find_progress(value, comparator, target, rule, has_attainment, elapsed)
    notes = _note_rounding(value, comparator, target, met)
    return Verdict(Status.MET if met else Status.MISSED, attainment, progress, notes)


def judge_without_value(why: str, elapsed: Fraction | None) -> Verdict:
    """The verdict without a value where the plan counts that as a missed target (mohw-113, 4.1.2); `why` is its note."""
    return Verdict(Status.MISSED, None, Progress.BEHIND if elapsed is None or elapsed else None, (why,))


def find_attainment(value: Fraction, comparator: Comparator, target: Fraction) -> Fraction | None:
    """達成率 in percent: value over target, for an upper limit 100 where it is met and else limit over value; None for a target
    of zero.
    """
    met = is_met(value, comparator, target)
    if comparator == "=":
        return Fraction(100) if met else None
    if comparator == "<=":
        return Fraction(100) if met else target / value * 100
    return value / target * 100 if target else None


def _find_progress(
    value: Fraction,
    comparator: Comparator,
    target: Fraction,
    rule: ProgressRule,
    has_attainment: bool,
    elapsed: Fraction | None,
) -> Progress | None:
    if elapsed is not None:
        if not elapsed:  # before the first whole month there is no part of the target to compare with
            return None
        target = target * elapsed
    if not is_met(value, comparator, target):
        return Progress.BEHIND
    if not has_attainment or comparator == "=":
        return Progress.ON_TRACK
    if comparator == "<=":
        is_ahead = value * 100 <= target * Fraction(rule.ahead_up_to_limit_share)
    else:
        is_ahead = value * 100 >= target * Fraction(rule.ahead_from_attainment)
    return Progress.AHEAD if is_ahead else Progress.ON_TRACK


def _note_rounding(value: Fraction, comparator: Comparator, target: Fraction, met: bool) -> tuple[str, ...]:
    """A row says so where the figure as printed would give another verdict than the exact one."""
    if is_met(Fraction(round_half_up(value)), comparator, Fraction(show_plain(target))) == met:
        return ()
    verdict = "已達目標" if met else "未達目標"
    return (f"四捨五入後顯示為 {show_value(value)}，惟以精確值與目標 {show_plain(target)} 比較，{verdict}",)


def find_elapsed(year: int, as_of: dt.date) -> Fraction:
    """Whole months of the year that have passed by the end of the as-of date, as a part of twelve."""
    months = roc.count_whole_months(dt.date(roc.to_gregorian_year(year), 1, 1), as_of)
    return Fraction(min(months, 12), 12)


def find_shortfall(numerator: Fraction, denominator: Fraction, comparator: Comparator, target: Fraction) -> int:
    """The least number by which the numerator must rise (or fall, for an upper limit) to meet `target`, the denominator
    unchanged; for an exact target by how much it is off, either way.
    """
    bound = target * denominator
    if comparator == "=":
        return _round_up(abs(bound - numerator))
    if comparator == "<=":
        return max(0, _round_up(numerator - bound))
    needed = bound - numerator
    # To be above the target, a whole number that only reaches it needs one more.
    return max(0, _round_up(needed) if comparator == ">=" else needed.numerator // needed.denominator + 1)


def find_needed_numerator(denominator: Fraction, comparator: Comparator, target: Fraction) -> int | None:
    """The least whole numerator with which the target is met over a denominator, for an upper limit the greatest; None where
    there is none, as an exact share that no whole number makes.
    """
    if denominator <= 0:
        return None
    bound = target * denominator
    if comparator == "=":
        return bound.numerator if bound.denominator == 1 else None
    if comparator == "<=":
        return bound.numerator // bound.denominator
    return _round_up(bound) if comparator == ">=" else bound.numerator // bound.denominator + 1


def _round_up(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)  # floor division of the negative rounds up, without a float
