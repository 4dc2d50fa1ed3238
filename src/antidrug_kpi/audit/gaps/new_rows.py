"""Rows that can be added: until which day a new one fulfils what is asked of it."""

from __future__ import annotations

import numpy as np

from antidrug_kpi.audit.gaps.clauses import Clause, list_clauses
from antidrug_kpi.audit.gaps.situation import Situation, can_add_rows
from antidrug_kpi.plans import conditions as c


def find_latest_new_row(related: c.Related, situation: Situation) -> np.datetime64 | None:
    """The latest day of a row that can be added for a subject and fulfils the condition; none where no row can.

    A new row may hold whatever is asked of it; only its days are bound.
    """
    if not can_add_rows(situation.plan.find_register(related.register_), related.on):
        return None
    if related.where is None:
        return situation.end
    latest = [_find_latest(clause, situation) for clause in list_clauses(related.where)]
    return max((day for day in latest if day is not None), default=None)


def _find_latest(clause: Clause, situation: Situation) -> np.datetime64 | None:
    first, last = situation.today, situation.end
    for test in clause:
        if isinstance(test.node, c.Within) and test.wanted:
            start, end = situation.scope.span(test.node.within)
            first, last = max(first, start), min(last, end)
    return last if first <= last else None
