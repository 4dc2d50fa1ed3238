"""Spreadsheet serial numbers as dates and times, for the cells that calamine leaves as numbers."""

from __future__ import annotations

import datetime

from antidrug_kpi.files.cells.ancient_dates import make_negative_cell
from antidrug_kpi.files.cells.cell_types import Cell

EPOCH_1900 = datetime.datetime(1899, 12, 30)
EPOCH_1904 = datetime.datetime(1904, 1, 1)
# Serials up to 60 lie before the 29 February 1900 that Lotus invented and Excel kept.
_LAST_BEFORE_FALSE_DAY = 60
_MOST_DAYS = 2_900_000  # the year 9839; what lies beyond is no date of an office


def to_date(serial: float, is_date1904: bool, code: str = "") -> Cell:
    """The date of a whole serial, date and time of one with a fraction, the time of day below 1; else the bare number.

    A negative one is a date that nobody meant, unreadable, with what it displays under the format's code.
    """
    if serial < 0:
        shown_cell = make_negative_cell(serial, (EPOCH_1904 if is_date1904 else EPOCH_1900).date(), code)
        return serial if shown_cell is None else shown_cell
    if not 0 <= serial <= _MOST_DAYS:
        return serial
    moment = datetime.timedelta(milliseconds=round(serial * 86_400_000))
    if serial < 1:
        return (EPOCH_1904 + moment).time()
    epoch = EPOCH_1904 if is_date1904 else EPOCH_1900
    if not is_date1904 and serial < _LAST_BEFORE_FALSE_DAY:
        epoch += datetime.timedelta(days=1)
    shown = epoch + moment
    return shown.date() if serial == int(serial) else shown


def to_duration(serial: float) -> Cell:
    """The length of time of a cell under a format such as [h]:mm."""
    if abs(serial) > _MOST_DAYS:
        return serial
    return datetime.timedelta(milliseconds=round(serial * 86_400_000))
