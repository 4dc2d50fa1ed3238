"""Doubts about a whole column of one sheet, which no single cell shows: dates that are a day early, percentages as fractions.

"Where nine of ten dates of a column bear one odd time (16:00:00, 23:59:17), one issue of level file asks whether they are a day
short"; "a percentage column whose values all lie below 1 without a sign raises an issue of level file" (docs/registers.md).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import numpy as np

from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.issues import Address, Issue, IssueKind, report_issue
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.column_values import DATE_TYPES, ParsedColumn
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.moments import split_moment
from antidrug_kpi.registers.register import SHEET, TypedRegister

_NEARLY_ALL, _OF_ALL = 9, 10
_FEWEST = 2
_MOST_SERIAL = 99_999
# A time that is the same in nearly all cells was written by a program that turned a day in Taiwan into a moment in another zone:
# then the day is one short. Odd are times that hardly any person writes: seconds, and times at night; and midnight in Taiwan,
# which is 16:00 in UTC, give or take the minutes of local mean time. Any other, 09:00 or 14:00, may be when a course begins;
# 08:00 is midnight in UTC, where the day is right.
_MIDNIGHT_IN_UTC = (dt.time(15, 50), dt.time(16, 10))
_NIGHT = dt.time(20)
_AFTER_MIDNIGHT = dt.time(1)
_CLOCK = re.compile("[:：時Tt]")


def find_column_doubts(register: TypedRegister, column: Column, parsed: ParsedColumn) -> Iterator[Issue]:
    """An issue of level file for each sheet in which the whole column is doubtful."""
    if column.type in DATE_TYPES:
        yield from _find_short_days(register, column, parsed)
    elif column.type is ColumnType.PERCENT:
        yield from _find_fractions(register, column, parsed)


def is_odd_time(time: dt.time) -> bool:
    """Whether dates that all bear this time may each be a day early."""
    has_seconds = time.second > 0 and time >= _AFTER_MIDNIGHT
    return has_seconds or _MIDNIGHT_IN_UTC[0] <= time <= _MIDNIGHT_IN_UTC[1] or time >= _NIGHT


def _find_short_days(register: TypedRegister, column: Column, parsed: ParsedColumn) -> Iterator[Issue]:
    times = [_read_time(cell) for cell in parsed.distinct]
    odd = list(dict.fromkeys(time for time in times if time is not None and is_odd_time(time)))
    if not odd:
        return
    filled = parsed.values.notna().to_numpy()
    sheets = register.frame[SHEET].to_numpy()[filled]
    # A number for each odd time, from 1; 0 for any other time or none. With the sheet it makes one number to be counted by.
    places: dict[dt.time | None, int] = {time: place for place, time in enumerate(odd, 1)}
    borne = np.array([places.get(time, 0) for time in times], dtype=np.int64)[parsed.codes[filled]]
    totals = np.bincount(sheets)
    pairs, counts = np.unique(borne * len(totals) + sheets, return_counts=True)
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        place, sheet = divmod(pair, len(totals))
        total = int(totals[sheet])
        if place and count >= _FEWEST and count * _OF_ALL >= total * _NEARLY_ALL:
            facts = {"total": f"{total:,}", "same": f"{count:,}", "time": odd[place - 1].isoformat()}
            yield _report(register, column, sheet, kinds.DAYS_SHORT, facts)


def _read_time(cell: Cell) -> dt.time | None:
    """The time of day of a date, to the second; None without one, or with a zone, by which the day was found already."""
    if isinstance(cell, dt.datetime):
        return _round(cell)
    if isinstance(cell, str):
        if not _CLOCK.search(cell):
            return None
        try:
            moment = split_moment(cell)
        except FaultyCellError:
            return None
        return moment.time if moment.zone is None else None
    if isinstance(cell, float) and not isinstance(cell, ShownNumber) and 1 <= cell <= _MOST_SERIAL and cell != int(cell):
        return _round(dt.datetime(1900, 1, 1) + dt.timedelta(days=cell % 1))
    return None


def _round(moment: dt.datetime) -> dt.time:
    return (moment + dt.timedelta(milliseconds=500)).time().replace(microsecond=0)


def _find_fractions(register: TypedRegister, column: Column, parsed: ParsedColumn) -> Iterator[Issue]:
    """An issue for each sheet whose percentages are all below 1, without a sign. No plan asks for less than one percent; a
    program that drops the format of a cell writes 0.3 for 30 %.
    """
    numbers = parsed.values.to_numpy()
    is_signed = np.array([_has_sign(cell) for cell in parsed.distinct], dtype=bool)[parsed.codes]
    filled = parsed.values.notna().to_numpy()
    sheets = register.frame[SHEET].to_numpy()
    for sheet in np.unique(sheets[filled]).tolist():
        of_sheet = filled & (sheets == sheet)
        shown = numbers[of_sheet]
        if not is_signed[of_sheet].any() and any(number > 0 for number in shown) and all(number < 1 for number in shown):
            yield _report(register, column, sheet, kinds.PERCENT_BELOW_ONE, {"count": f"{int(of_sheet.sum()):,}"})


def _has_sign(cell: Cell) -> bool:
    text = cell.text if isinstance(cell, ShownNumber) else cell
    return isinstance(text, str) and ("%" in text or "％" in text)


def _report(register: TypedRegister, column: Column, sheet: int, kind: IssueKind, facts: dict[str, str]) -> Issue:
    source = register.sources[sheet]
    return report_issue(kind, Address(source.file, source.sheet, column=column.name), register=register.spec.id, facts=facts)
