"""What a report tells of a work item, before it is laid out: sentences, tables and marked blanks, in order."""

from __future__ import annotations

from dataclasses import dataclass

from antidrug_kpi.forms.document import Paragraph, TextRun
from antidrug_kpi.plans.duties.work_items import WorkItem

TO_WRITE = "（請填寫）"
"""What stands where a person has to write, and nothing says what."""


@dataclass(frozen=True)
class ToldTable:
    """A small table: its caption, the headings, and rows of texts, each as long as the headings; None is a blank to fill.

    The first column holds labels where `has_labels`.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    has_labels: bool = True


ToldPart = Paragraph | ToldTable


@dataclass(frozen=True)
class ToldItem:
    """A work item and what is told of it; nothing of a heading."""

    item: WorkItem
    parts: tuple[ToldPart, ...] = ()


def make_blank(text: str = TO_WRITE, *, before: str = "") -> Paragraph:
    """A marked blank, perhaps with words before it."""
    return Paragraph((*([TextRun(before)] if before else []), TextRun(text, is_blank=True)))
