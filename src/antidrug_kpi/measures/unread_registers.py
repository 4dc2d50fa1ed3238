"""Registers that are there but could not be read as a whole: measures that read them have no data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from antidrug_kpi.issues import Address
from antidrug_kpi.plans.plan import Plan

Unread = Mapping[str, tuple[Address, ...]]


def find_unread(reads: Mapping[str, frozenset[str]], unread: Unread) -> dict[str, tuple[Address, ...]]:
    """Register id → the places that could not be read and that concern the columns in `reads`; registers without any are left
    out.
    """
    found = {}
    for name, columns in reads.items():
        places = tuple(place for place in unread.get(name, ()) if place.column is None or place.column in columns)
        if places:
            found[name] = places
    return found


def say_unread(plan: Plan, found: Unread) -> tuple[str, ...]:
    """A sentence for each register that says what could not be read."""
    entered = plan.figures.register_ if plan.figures is not None else None
    return tuple(
        f"「{plan.find_register(name).title}」有無法讀取的部分（{'；'.join(map(str, places))}），不予採計"
        + ("" if name == entered else "，也不以「填報數據」代替")
        for name, places in found.items()
    )


def drop_unread(plan: Plan, missing: Iterable[str], found: Unread) -> tuple[str, ...]:
    """The sentences about what is missing, without those about registers that are there and could not be read."""
    titles = [f"「{plan.find_register(name).title}」" for name in found]
    return tuple(line for line in missing if not any(title in line for title in titles))
