"""A bureau of a county that gives registers."""

from __future__ import annotations

from antidrug_kpi.plans.base import Citation, Part


class Bureau(Part):
    """A bureau that gives registers: what most counties call it, what others do, and where the source makes it responsible."""

    name: str
    aliases: tuple[str, ...] = ()
    citation: Citation | None = None
