"""The notes of a form that are for the office alone, taken out before it is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from antidrug_kpi.forms.document import Block, Document, Paragraph, TextRun


def make_office_notes(notes: Iterable[str]) -> tuple[Paragraph, ...]:
    """Notes that only the office needs: what was left out or left blank, and in which file and row that stands."""
    return tuple(Paragraph((TextRun(f"註：{note}"),), "note", is_for_office=True) for note in notes)


def take_out_office_notes(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document without them, and their texts, each once."""
    texts: dict[str, None] = {}
    sections = []
    for section in document.sections:
        kept: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.is_for_office:
                texts[block.text.removeprefix("註：")] = None
            else:
                kept.append(block)
        sections.append(replace(section, blocks=tuple(kept)))
    return replace(document, sections=tuple(sections)), tuple(texts)
