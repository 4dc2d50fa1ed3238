"""The deadlines of a plan's hand-ins that are near, in sentences: `check` says them, and nothing else does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from antidrug_kpi import roc
from antidrug_kpi.errors import UserError
from antidrug_kpi.plans.cover_fields import ANNOUNCED
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import SETTINGS_FILE, Settings

DAYS_BEFORE, DAYS_AFTER = 60, 30
"""How long before a deadline it is said, and how long after it."""


def say_deadlines(plan: Plan, year: int, settings: Settings, today: dt.date) -> Iterator[str]:
    """A sentence for each hand-in of the ROC year that is due soon, today, or was a short while ago.

    Raises UserError where the day of the announcement is none.
    """
    announced = _read_announcement(settings)
    for deadline in plan.due.values():
        day = deadline.resolve(year, announced)
        if day is not None and -DAYS_AFTER <= (day - today).days <= DAYS_BEFORE:
            yield f"{deadline.text}應於 {roc.format_roc_date(day)}前填報，{_say_distance((day - today).days)}"


def _say_distance(days: int) -> str:
    """The day itself is in time."""
    if days > 0:
        return f"尚有 {days} 日"
    return f"已逾期 {-days} 日" if days else "今日截止"


def _read_announcement(settings: Settings) -> dt.date | None:
    written = settings.cover.get(ANNOUNCED)
    if written is None:
        return None
    from antidrug_kpi.registers.cells.dates import read_day
    from antidrug_kpi.registers.cells.faults import FaultyCellError

    try:
        return read_day(written)
    except FaultyCellError as error:
        place = settings.places.get(f"cover.{ANNOUNCED}", SETTINGS_FILE)
        raise UserError(f"{place}：cover 的「{ANNOUNCED}」「{written}」{error}") from None
