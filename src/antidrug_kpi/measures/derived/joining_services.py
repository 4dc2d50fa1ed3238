"""Rows of one person that follow one another without a day between are one service (mohw-113, 4.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Days, Integers, Mask, RowFrame, Scope, Subjects, get_days, view_rows
from antidrug_kpi.plans.services import Joined
from antidrug_kpi.registers.register import ROW

MOST_ROWS_NAMED = 5


@dataclass(frozen=True)
class Services:
    """The rows that are part of a service, with the number of the service of each.

    The masks are over those rows: `overlaps` where a row begins before the earlier one has ended; `begins_again` where a row
    ends on the as-of date and another row of the person begins the day after. `undated` are the numbers (as the spreadsheet
    counts) of rows that ended on an unknown day and are followed by a later row.
    """

    rows: RowFrame
    numbers: Integers
    overlaps: Mask
    begins_again: Mask
    undated: tuple[int, ...]


def join_rows(rows: RowFrame, persons: Integers, terms: Joined, scope: Scope) -> Services:
    """Join rows into services. `persons` holds the number of each row's person; `terms` names the columns of the days."""
    opened, closed = get_days(rows[terms.opened]), get_days(rows[terms.closed])
    begun = opened <= scope.as_of
    is_undated = np.zeros(len(rows), dtype=bool)
    if terms.undated is not None:
        is_undated = evaluate(terms.undated, view_rows(rows), scope)
    undated = rows[ROW].to_numpy()[is_undated & begun & _has_later(persons, opened, begun)]
    part = begun & ~is_undated
    begins_again = (closed == scope.as_of) & np.isin(persons, persons[opened == scope.as_of + np.timedelta64(1, "D")])
    # A row still held leaves no day between itself and any later one; what begins on the as-of date begins before it ends.
    last = np.where(closed <= scope.as_of, closed, scope.as_of + np.timedelta64(1, "D"))
    numbers, overlaps = _number_services(persons[part], opened[part], last[part])
    return Services(rows.select(part), numbers, overlaps, begins_again[part], tuple(int(row) for row in undated))


def _has_later(persons: Integers, opened: Days, begun: Mask) -> Mask:
    """For each row whether the same person has another row that opened later."""
    days = np.where(begun, opened, np.datetime64("0001-01-01")).astype(np.int64)
    newest = pd.Series(days).groupby(persons).transform("max").to_numpy()
    later: Mask = newest > days
    return later


def _number_services(persons: Integers, opened: Days, last: Days) -> tuple[Integers, Mask]:
    """The number of each row's service, and whether the row begins before an earlier one of the service has ended."""
    # Sorted by person, then by first day: rows of one service stand side by side.
    order = np.lexsort((opened, persons))
    person, first = persons[order], opened[order].astype(np.int64)
    # The latest day held so far, not the row before: a long row may cover several short ones after it.
    latest = pd.Series(last[order].astype(np.int64)).groupby(person).cummax().to_numpy()
    is_same = np.zeros(len(order), dtype=bool)
    is_same[1:] = (person[1:] == person[:-1]) & (first[1:] <= latest[:-1] + 1)
    numbers = np.zeros(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(~is_same)
    overlaps = np.zeros(len(order), dtype=bool)
    overlaps[order[1:]] = is_same[1:] & (first[1:] < latest[:-1])
    return numbers, overlaps


def say_joined(subjects: Subjects, terms: Joined) -> tuple[str, ...]:
    """A note on how many subjects are made of several rows; empty where none is."""
    rows = np.bincount(subjects.owner, minlength=len(subjects))
    several = rows > 1
    if not several.any():
        return ()
    return (
        f"「{terms.opened}」與前一列「{terms.closed}」相接而併為一段者 {int(several.sum())} 段"
        f"（共 {int(rows[several].sum())} 列），自首列「{terms.opened}」起算",
    )


def list_service_questions(services: Services, subjects: Subjects, keys: Sequence[str], terms: Joined) -> tuple[str, ...]:
    """Questions: rows of one person that overlap, rows without a day of leaving, persons who begin again the day after the as-of
    date. `keys` are the columns that tell persons apart.
    """
    name = "、".join(f"「{column}」" for column in keys)
    questions = []
    doubtful = np.isin(services.rows.index, subjects.rows.index) & services.overlaps
    if doubtful.any():
        shown = _name_rows(services.rows[ROW].to_numpy()[doubtful])
        questions.append(
            f"請確認：{name}相同而起訖日重疊的列有 {int(doubtful.sum())} 列（{shown}），已併為一段；若為不同人，請加註以資區別"
        )
    if services.undated:
        shown = _name_rows(services.undated)
        questions.append(
            f"請確認：已離開而無「{terms.closed}」、其後另有同一{name}者 {len(services.undated)} 列（{shown}），未併計；"
            "請補上日期"
        )
    gone = services.begins_again & ~np.isin(services.rows.index, subjects.rows.index)
    if gone.any():
        shown = _name_rows(services.rows[ROW].to_numpy()[gone])
        questions.append(
            f"請確認：「{terms.closed}」為基準日、次日又有同一{name}之「{terms.opened}」者 {int(gone.sum())} 列（{shown}），"
            "基準日視為已離開"
        )
    return tuple(questions)


def _name_rows(rows: Iterable[int]) -> str:
    rows = list(rows)
    shown = "、".join(str(int(row)) for row in rows[:MOST_ROWS_NAMED])
    return f"第 {shown} 列{'等' if len(rows) > MOST_ROWS_NAMED else ''}"
