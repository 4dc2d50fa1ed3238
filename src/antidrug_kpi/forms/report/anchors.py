"""The names under which the parts of the page are reached by links."""

from __future__ import annotations

from urllib.parse import quote

MAIN, SUMMARY, OVERVIEW = "main", "summary", "overview"
APPENDIX, INPUTS, ISSUES, ANSWERS = "appendix", "inputs", "issues", "answers"
READINGS = "readings"
MONTHS = "months"
TIE_OUTS = "tie-outs"


def anchor_group(number: int) -> str:
    """The heading of a group of indicators."""
    return f"group-{number}"


def anchor_indicator(indicator_id: str) -> str:
    """The card of an indicator."""
    return f"indicator-{_fold(indicator_id)}"


def anchor_measure(measure_id: str) -> str:
    """A measure in its indicator's card."""
    return f"measure-{_fold(measure_id)}"


def anchor_readings(measure_id: str) -> str:
    """A measure among the figures under each alternative reading."""
    return f"readings-{_fold(measure_id)}"


def anchor_months(measure_id: str) -> str:
    """A measure among the month-ends."""
    return f"months-{_fold(measure_id)}"


def _fold(name: str) -> str:
    """A plan's own id as an anchor: what would need escaping in a link is spelled out."""
    return quote(name, safe="").replace("%", "_")
