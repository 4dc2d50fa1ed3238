"""What those lack who count without any further act once a day has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Set
from typing import Any

import pandas as pd

from antidrug_kpi.audit.gaps.clauses import Test, list_clauses
from antidrug_kpi.audit.gaps.lacking_sentences import show_day
from antidrug_kpi.audit.gaps.situation import Situation
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Integers, Mask, Subjects
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.prose.sentences import Words, say

Sentences = Callable[[int, dt.date], tuple[str, ...]]


def list_waiting_sentences(population: p.Population, today: Subjects, places: Integers, situation: Situation) -> Sentences:
    """What is said of each of the subjects at these places today, by its number among them and the day from which on it counts: a
    sentence for each test that fails today.
    """
    if population.numerator is None:
        return lambda _number, _by: ()
    clauses = list_clauses(population.numerator)
    tests = list(dict.fromkeys(test for clause in clauses for test in clause))
    words = Words(situation.plan)
    fails: list[Mask] = [~_passes(test, today, situation)[places] for test in tests]
    lengths = {part.name for part in population.derive if isinstance(part, p.DaysBetween)}
    # A column is taken once for all subjects.
    cells = {name: today.frame[name].array for test in tests for name in _list_shown(test.node)}

    def list_sentences(number: int, by: dt.date) -> tuple[str, ...]:
        values = {name: column[int(places[number])] for name, column in cells.items()}
        failing = (test for test, fail in zip(tests, fails, strict=True) if fail[number])
        return tuple(_say_test(test, values, by, lengths, words) for test in failing)

    return list_sentences


def _passes(test: Test, subjects: Subjects, situation: Situation) -> Mask:
    mask: Mask = evaluate(test.node, subjects, situation.scope) == test.wanted
    return mask


def _list_shown(node: c.Condition) -> tuple[str, ...]:
    """The columns whose values are shown."""
    match node:
        case c.AtLeast() | c.Happened() | c.Within():
            return (node.column,)
        case c.Share():
            return node.share.of, node.share.over
        case _:
            return ()


def _say_test(test: Test, values: Mapping[str, Any], by: dt.date, lengths: Set[str], words: Words) -> str:
    node = test.node
    match node:
        case c.AtLeast() if node.column in lengths and not isinstance(node.at_least, c.ColumnRef):
            days = int(values[node.column])
            return f"{node.column} {days} 日，尚差 {int(node.at_least) - days} 日（{show_day(by)} 滿）"
        case c.Happened() | c.Within() if test.wanted and not pd.isna(values[node.column]):
            return f"「{node.column}」為 {show_day(values[node.column].date())}，尚未到"
        case c.AnyRow():
            columns = _list_dates(node.any_row)
            if columns:
                return f"「{'」或「'.join(columns)}」尚未到（{show_day(by)} 起列計）"
        case c.Share():
            part, whole = int(values[node.share.of]), int(values[node.share.over])
            return f"{node.share.over} {whole}、{node.share.of} {part}（{show_day(by)} 起列計）"
    return f"{say(node, words)}（{show_day(by)} 起列計）"


def _list_dates(condition: c.Condition) -> list[str]:
    """The columns of the days that have to come."""
    tests = [test for clause in list_clauses(condition) for test in clause if test.wanted]
    return list(dict.fromkeys(test.node.column for test in tests if isinstance(test.node, c.Within | c.Happened)))
