"""The headings that a document's contents list, in order."""

from __future__ import annotations

from dataclasses import dataclass

from antidrug_kpi.forms.document import Document, Paragraph
from antidrug_kpi.forms.writers.document_looks import LOOKS

LISTED_LEVELS = 2


@dataclass(frozen=True)
class Heading:
    """A listed heading: its place in the order from 1, its level, its words, and the section that it stands in from 0."""

    number: int
    level: int
    text: str
    section: int


def is_listed(paragraph: Paragraph) -> bool:
    """Whether the contents list a paragraph."""
    level = LOOKS[paragraph.style].level
    return level is not None and level <= LISTED_LEVELS


def list_headings(document: Document) -> tuple[Heading, ...]:
    """Every heading that stands outside of tables and is of a level that contents list."""
    found = [
        (section, block)
        for section, part in enumerate(document.sections)
        for block in part.blocks
        if isinstance(block, Paragraph) and is_listed(block)
    ]
    return tuple(
        Heading(number, LOOKS[block.style].level or LISTED_LEVELS, block.text, section)
        for number, (section, block) in enumerate(found, start=1)
    )
