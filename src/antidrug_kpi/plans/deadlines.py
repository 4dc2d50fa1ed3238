"""When a plan's hand-ins are due: on a day of its year, or so many days after the plan was announced."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, model_validator

from antidrug_kpi.plans.base import Citation, Part
from antidrug_kpi.plans.windows import DayOfYear


class Deadline(Part):
    """The last day on which a hand-in is in time; `text` is what it is called."""

    text: str
    citation: Citation
    by: DayOfYear | None = None
    days_after_announcement: int | None = Field(default=None, ge=1, le=366)

    @model_validator(mode="after")
    def _check_day(self) -> Deadline:
        if (self.by is None) == (self.days_after_announcement is None):
            raise ValueError("期限應以 by 或 days_after_announcement 擇一定義")
        return self

    def resolve(self, plan_year: int, announced: dt.date | None) -> dt.date | None:
        """The date in a ROC plan year; none where it runs from an announcement whose day is not known."""
        if self.by is not None:
            return self.by.resolve(plan_year)
        return None if announced is None else announced + dt.timedelta(days=self.days_after_announcement or 0)
