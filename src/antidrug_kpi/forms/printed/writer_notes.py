"""Notes for whoever writes a form, such as 「請逐一填寫」: they go once there is nothing left to fill in their part of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from antidrug_kpi.forms.document import Block, Paragraph, Table
from antidrug_kpi.plans import form_specs as f

Built = tuple[Block, ...]


def keep_notes(blocks: Sequence[f.Block], parts: Sequence[Built]) -> list[Built]:
    """What was built of each block of a section, without the notes whose part is filled: what follows them up to the next
    heading of the first level.
    """
    return [
        () if _is_note(block) and not any(map(has_blank, _list_part(parts[place + 1 :]))) else part
        for place, (block, part) in enumerate(zip(blocks, parts, strict=True))
    ]


def has_blank(block: Block) -> bool:
    """Whether something is left for a person to fill."""
    if isinstance(block, Table):
        lines = [line for row in block.rows for cell in row.cells for line in cell.lines]
    else:
        lines = [block] if isinstance(block, Paragraph) else []
    return any(run.is_blank for line in lines for run in line.runs)


def _is_note(block: f.Block) -> bool:
    return isinstance(block, f.ParagraphBlock) and block.until_filled


def _list_part(parts: Sequence[Built]) -> list[Block]:
    built = (block for part in parts for block in part)
    return list(takewhile(lambda block: not (isinstance(block, Paragraph) and block.style == "heading1"), built))
