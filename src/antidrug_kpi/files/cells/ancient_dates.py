"""Dates before the year 1000: what a spreadsheet makes of a ROC date that is typed into it (112/7/1 becomes the year 112).

They come as negative serials or as dates of such a year. Nobody sees the stored day in the sheet: LibreOffice counts by the
Julian calendar before 1582, so that the stored 0112-06-30 is shown as 112/7/1. Such a cell is faulty, and the
message names what the cell shows and which ROC day may be meant.
"""

from __future__ import annotations

import datetime
import re

from antidrug_kpi.files.cells.cell_types import UnreadableCell

_FIRST_YEAR = 1000
# Of the proleptic Gregorian 1 January of the year 1 the Julian day number is 1721426.
_JULIAN_DAY_OF_ORDINAL_0 = 1_721_425
_EARLIEST = datetime.date.min.toordinal()
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_LONGEST_CODE = 255  # of a number format, in every spreadsheet program
_PIECE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|y+|e+|m+|d+|.', re.IGNORECASE | re.DOTALL)
_SHOWN = re.compile(r"[-/.年月日\s]")


def is_ancient(day: datetime.date) -> bool:
    """Whether a date lies before the year 1000, where no office has dates: a ROC year was meant."""
    return day.year < _FIRST_YEAR


def describe_ancient(day: datetime.date, shown: str = "") -> str:
    """Why such a date is faulty, with the ROC day that may be meant: the one that the cell shows (`shown`, if known)."""
    year, month, number = _find_meant(day, shown)
    meant = f"{year}/{month}/{number}"
    return f"年份在西元 {_FIRST_YEAR} 年以前，是否指民國 {meant}；請把儲存格改為文字 {meant}"


def make_ancient_cell(day: datetime.date, shown: str) -> UnreadableCell:
    """The cell of a date before the year 1000, with what it displays."""
    return UnreadableCell(shown.strip() or day.isoformat(), describe_ancient(day, shown))


def make_negative_cell(serial: float, epoch: datetime.date, code: str) -> UnreadableCell | None:
    """The cell of a negative serial under the date format `code`; None where it lies before the year 1."""
    if serial < _EARLIEST - epoch.toordinal():
        return None
    ordinal = epoch.toordinal() + int(serial // 1)
    day = datetime.date.fromordinal(ordinal)
    shown = _render(_find_shown(day), code)
    if is_ancient(day):
        return make_ancient_cell(day, shown)
    return UnreadableCell(shown, "是 1900 年以前的日期，試算表以負數存放；請把儲存格改為文字，例如 113/1/5")


def to_julian(day: datetime.date) -> tuple[int, int, int]:
    """Year, month and day of a date by the Julian calendar."""
    # The usual algorithm for a Julian day number: years run from March, so that the leap day is the last of a cycle of 1,461
    # days.
    shifted = day.toordinal() + _JULIAN_DAY_OF_ORDINAL_0 + 32_082
    cycle = (4 * shifted + 3) // 1461
    rest = shifted - 1461 * cycle // 4
    month = (5 * rest + 2) // 153
    return cycle - 4800 + month // 10, month + 3 - 12 * (month // 10), rest - (153 * month + 2) // 5 + 1


def _find_shown(day: datetime.date) -> tuple[int, int, int]:
    """The day that LibreOffice shows: by the Julian calendar before 15 October 1582."""
    return to_julian(day) if day < datetime.date(1582, 10, 15) else (day.year, day.month, day.day)


def _find_meant(day: datetime.date, shown: str) -> tuple[int, int, int]:
    """The day that the cell shows: the stored one, or the one that LibreOffice makes of it."""
    stored, julian = (day.year, day.month, day.day), to_julian(day)
    numbers = {int(number) for number in _NUMBER.findall(shown)}
    return julian if set(julian[1:]) <= numbers else stored


def _render(day: tuple[int, int, int], code: str) -> str:
    """The day under a format of years, months and days in digits; under any other as y/m/d."""
    year, month, number = day
    shown = ""
    for piece in _PIECE.findall(code.split(";", maxsplit=1)[0] if len(code) <= _LONGEST_CODE else ""):
        match piece[0].lower():
            case "y":
                shown += f"{year % 100:02d}" if len(piece) <= 2 else f"{year:04d}"
            case "m" if len(piece) <= 2:
                shown += f"{month:0{len(piece)}d}"
            case "d" if len(piece) <= 2:
                shown += f"{number:0{len(piece)}d}"
            case '"':
                shown += piece[1:-1]
            case "\\":
                shown += piece[1:]
            case "[":
                pass
            case _ if _SHOWN.match(piece):
                shown += piece
            case _:
                return f"{year}/{month}/{number}"
    return shown.strip() if shown.strip() else f"{year}/{month}/{number}"
