"""What an office has described, told in a form: each item of evidence with its elements and their texts, whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from antidrug_kpi.forms.figure_words import add_unit, say_number
from antidrug_kpi.forms.spreadsheet_safety import drop_unseen
from antidrug_kpi.measures.results import EvidenceItem, MeasureResult
from antidrug_kpi.measures.rounding import show_value

EVIDENCE_HEADING = "【佐證內容】"
"""The line below which a cell tells of evidence: who reads figures out of our own form stops there."""


def tell_evidence(results: Sequence[MeasureResult]) -> tuple[str, ...]:
    """Below an indicator's figures: its counted items under a heading; nothing where there are none."""
    lines = [line for result in results for line in say_items(item for item in result.items if item.is_counted)]
    return (EVIDENCE_HEADING, *lines) if lines else ()


def say_items(items: Iterable[EvidenceItem]) -> Iterator[str]:
    """A line for each item's name and for each of its texts; a text's own line breaks stay lines."""
    for item in items:
        yield f"「{drop_unseen(item.name)}」"
        for element, text in item.texts:
            first, *others = text.splitlines() or [""]
            yield f"{element}：{drop_unseen(first)}"
            yield from map(drop_unseen, others)


def say_prior(result: MeasureResult) -> tuple[str, ...]:
    """The year before that a measure is held against, where its target is a ratio of the registers."""
    if not result.has_ratio_target or result.target is None or result.is_hidden or result.value is None:
        return ()
    target = add_unit(show_value(result.target), result.unit)
    parts = result.parts or {}
    known = [say_number(number) for name in ("prior_numerator", "prior_denominator") if (number := parts.get(name)) is not None]
    figures = f"{'／'.join(known)}＝{target}" if len(known) == len(("numerator", "denominator")) else target
    return (f"目標值（前 1 年同期）：{figures}",)
