"""Conditions told of one subject, with its own values: 「新收 112/7/6」「在收案期間 112/7/1–113/6/30 內」.

One function per node, as for its mask and its general sentence. Each gives short parts that are whole by themselves, so that what
was said already need not be said again.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import singledispatch

from antidrug_kpi.audit.subjects.case_facts import CaseFacts
from antidrug_kpi.audit.subjects.fact_words import FactWords, name_amount, name_event, show_number
from antidrug_kpi.measures.rounding import round_half_up
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.prose.sentences import say

Parts = tuple[str, ...]
_MOST_NAMED = 3
_MOST_ROWS = 5


def tell(node: c.Condition, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    """As `phrase`; of subjects with the same values in the columns that a test names it is made once."""
    columns = words.find_columns(node)
    if columns is None:
        return phrase(node, facts, at, words)
    key = (id(node), facts.holds(node, at), *[facts.get(column, at) for column in columns])
    parts = facts.told.get(key)
    if parts is None:
        parts = facts.told[key] = phrase(node, facts, at, words)
    return parts


@singledispatch
def phrase(node: object, _facts: CaseFacts, _at: int, _words: FactWords) -> Parts:
    """What the subject at this position has that makes the condition hold or not, in parts. The condition was evaluated."""
    raise TypeError(node)


@phrase.register
def phrase_all(node: c.All, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    failing = [part for part in node.all if not facts.holds(part, at)]
    return join_parts(tell(part, facts, at, words) for part in failing or node.all)


@phrase.register
def phrase_any_of(node: c.AnyOf, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    holding = [part for part in node.any if facts.holds(part, at)]
    return join_parts(tell(part, facts, at, words) for part in holding[:1] or node.any)


@phrase.register
def phrase_not(node: c.Not, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return tell(node.not_, facts, at, words)


@phrase.register
def phrase_any_row(node: c.AnyRow, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    rows = facts.list_rows(at)
    fulfilling = [row for row in rows if facts.of_rows.holds(node.any_row, row)]
    return join_parts(tell(node.any_row, facts.of_rows, row, words) for row in fulfilling[:1] or rows[:_MOST_ROWS])


@phrase.register
def phrase_decisive_row(node: c.DecisiveRow, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return tell(node.decisive_row, facts.of_decisive_rows, at, words)


@phrase.register
def phrase_exists(node: c.Exists, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return (f"{'有' if facts.holds(node, at) else '沒有'}{say(node.exists, words.words)}",)


@phrase.register
def phrase_open_in(node: c.OpenIn, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    span = node.open_in
    opened, closed = facts.get(span.opened, at), facts.get(span.closed, at)
    first, last = words.periods.spans[span.window]
    if opened is None:
        return (f"無{span.opened}",)
    ended = f"無{span.closed}" if closed is None else words.say_day(span.closed, closed)
    window = words.say_window(span.window)
    if facts.holds(node, at):
        where = f"與{window} 有重疊"
    elif closed is not None and closed < first:
        where = f"在{window} 之前已{name_event(span.closed)}"
    else:
        where = f"在{window} 之後" if opened > last else f"在基準日 {words.as_of} 之後"
    return (f"{words.say_day(span.opened, opened)}，{ended}，{where}",)


@phrase.register
def phrase_share(node: c.Share, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    part, whole = facts.get(node.share.of, at), facts.get(node.share.over, at)
    ratio = ""
    if part is not None and whole:
        ratio = f"＝{round_half_up(Fraction(part, whole) * 100, 2)}%"
    parts = " ÷ ".join(
        f"{name} {'空白' if value is None else value}" for name, value in ((node.share.of, part), (node.share.over, whole))
    )
    return (f"{parts}{ratio}，{'達' if facts.holds(node, at) else '未達'} {node.share.at_least}%",)


@phrase.register
def phrase_is(node: c.Is, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_word(node.column, (node.is_,), facts, at, words, is_wanted=facts.holds(node, at))


@phrase.register
def phrase_in(node: c.In, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_word(node.column, node.in_, facts, at, words, is_wanted=facts.holds(node, at))


@phrase.register
def phrase_says(node: c.Says, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_word(node.column, node.says, facts, at, words, is_wanted=facts.holds(node, at))


def _say_word(column: str, wanted: tuple[str, ...], facts: CaseFacts, at: int, words: FactWords, *, is_wanted: bool) -> Parts:
    value = facts.get(column, at)
    if value is None:
        return (f"「{column}」空白",)
    shown = f"{column}{words.quote(column, str(value))}"
    if is_wanted or {*wanted, str(value)} <= {"是", "否"}:
        return (shown,)
    more = "等" if len(wanted) > _MOST_NAMED else ""
    return (f"{shown}，非{'、'.join(f'「{word}」' for word in wanted[:_MOST_NAMED])}{more}",)


@phrase.register
def phrase_present(node: c.Present, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    value = facts.get(node.column, at)
    if value is None:
        return (f"「{node.column}」空白",)
    return (_say_value(node.column, value, words),)


def _say_value(column: str, value: object, words: FactWords) -> str:
    if isinstance(value, str):
        return f"{column}{words.quote(column, value)}"
    before, after = name_amount(column)
    return words.say_day(column, value) if hasattr(value, "month") else f"{before} {show_number(value)}{after}"  # type: ignore[arg-type]


@phrase.register
def phrase_happened(node: c.Happened, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    event = _say_event(node.column, facts, at, words)
    if not node.happened and not facts.holds(node, at):
        event = f"{event}，不晚於基準日 {words.as_of}"
    return (*_say_origin(node.column, facts, at, words), event)


def _say_event(column: str, facts: CaseFacts, at: int, words: FactWords) -> str:
    """A day that has happened, that is still to come, or that is missing."""
    day = facts.get(column, at)
    if day is None:
        return f"無{column}"
    later = f" 在基準日 {words.as_of} 之後" if day > words.periods.as_of else ""
    return f"{words.say_day(column, day)}{later}"


@phrase.register
def phrase_within(node: c.Within, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    day = facts.get(node.column, at)
    if day is None:
        return (f"無{node.column}",)
    first, last = words.periods.spans[node.within]
    if first <= day <= last and not facts.holds(node, at):
        return (f"{words.say_day(node.column, day)}，在基準日 {words.as_of} 之後",)
    where = "在" if facts.holds(node, at) else "不在"
    return (f"{words.say_day(node.column, day)}，{where}{words.say_window(node.within)} 內",)


@phrase.register
def phrase_not_after(node: c.NotAfter, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    other = node.not_after.column
    day, bound = facts.get(node.column, at), facts.get(other, at)
    if day is None or bound is None:
        return (f"無{node.column if day is None else other}",)
    return (f"{words.say_day(node.column, day)}，{'不晚於' if facts.holds(node, at) else '晚於'}{words.say_day(other, bound)}",)


@phrase.register
def phrase_in_year(node: c.InYear, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    year = facts.get(node.column, at)
    if year is None:
        return (f"「{node.column}」空白",)
    wanted = words.periods.year + node.in_year
    return (f"{node.column} {year}{'' if facts.holds(node, at) else f'，非 {wanted}'}",)


@phrase.register
def phrase_at_least(node: c.AtLeast, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_compared(node.column, node.at_least, ("達", "未達", "滿", "未滿"), node, facts, at, words)


@phrase.register
def phrase_at_most(node: c.AtMost, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_compared(node.column, node.at_most, ("未逾", "逾", "未逾", "逾"), node, facts, at, words)


@phrase.register
def phrase_more_than(node: c.MoreThan, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_compared(node.column, node.more_than, ("高於", "未高於", "逾", "未逾"), node, facts, at, words)


@phrase.register
def phrase_less_than(node: c.LessThan, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_compared(node.column, node.less_than, ("低於", "不低於", "未滿", "滿"), node, facts, at, words)


@phrase.register
def phrase_equals(node: c.Equals, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    return _say_compared(node.column, node.equals, ("等於", "不等於", "等於", "不等於"), node, facts, at, words)


def _say_compared(
    column: str,
    bound: object,
    verbs: tuple[str, str, str, str],
    node: c.Condition,
    facts: CaseFacts,
    at: int,
    words: FactWords,
) -> Parts:
    """A number beside its bound; `verbs` are for what holds and what does not, of any number and then of days."""
    value = facts.get(column, at)
    if value is None:
        return (f"「{column}」空白",)
    before, unit = name_amount(column)
    limit = str(bound)
    if isinstance(bound, c.ColumnRef):
        other = facts.get(bound.column, at)
        if other is None:
            return (f"「{bound.column}」空白",)
        limit = show_number(other)
    verb = verbs[(0 if facts.holds(node, at) else 1) + (2 if unit else 0)]
    named = bound.column if isinstance(bound, c.ColumnRef) else ""
    amount = f"{before} {show_number(value)}{unit}"
    is_told = not named and verb == "等於"  # the number itself says it
    return (*_say_origin(column, facts, at, words), amount if is_told else f"{amount}，{verb}{named} {limit}{unit}")


def _say_origin(column: str, facts: CaseFacts, at: int, words: FactWords) -> Parts:
    """What a derived column was made from, where that can be said in few words."""
    part = words.derived.get(column)
    if isinstance(part, p.DaysBetween):
        event = _say_event(part.to, facts, at, words)
        day = facts.get(part.to, at)
        is_over = day is not None and day <= words.periods.as_of
        return (event,) if is_over else (event, f"算至基準日 {words.as_of}")
    if isinstance(part, p.PlusMonths):
        day = facts.get(part.date, at)
        return () if day is None else (*_say_origin(part.date, facts, at, words), words.say_day(part.date, day))
    return ()


def phrase_reason(rule: p.ExclusionByColumn, value: str | None, words: FactWords, *, is_reason: bool) -> Parts:
    """Whether a text is a reason that takes the subject out: 結案原因「死亡」屬可排除."""
    column = rule.reason_in.column
    if value is None:
        return (f"「{column}」空白",)
    return (f"{column}{words.quote(column, value)}{'屬可排除' if is_reason else '不屬可排除'}",)


def join_parts(parts: Iterable[Parts]) -> Parts:
    """Several parts as one, each said once."""
    return tuple(dict.fromkeys(part for some in parts for part in some))
