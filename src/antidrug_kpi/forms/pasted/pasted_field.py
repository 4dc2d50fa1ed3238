"""A field of the Ministry's system, and the exact text that goes into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from antidrug_kpi.forms.document import Block, Paragraph, Table, TableCell
from antidrug_kpi.forms.html_markup import drop_forbidden
from antidrug_kpi.forms.printed.told_parts import TO_WRITE
from antidrug_kpi.forms.spreadsheet_safety import drop_unseen


@dataclass(frozen=True)
class PastedField:
    """A field by where it stands in the annex (part, row, column) and its text; empty where a person has to write it.

    `prompts` are the blanks below the text that a person has to fill: they are no part of it.
    """

    place: tuple[str, ...]
    text: str
    prompts: tuple[str, ...] = ()


def make_field(place: Iterable[str], blocks: Sequence[Block]) -> PastedField:
    """The field of these blocks: paragraphs as lines, tables by tabs. Lines that a person writes, or that are but a blank, are
    its prompts; where no other line is without a blank the whole field is one.
    """
    asked = (block.text.strip() for block in blocks if isinstance(block, Paragraph) and _is_prompt(block))
    prompts = [text for text in asked if text]
    kept = [block for block in blocks if not (isinstance(block, Paragraph) and _is_prompt(block))]
    if all(_has_blank(block) for block in kept):
        return PastedField(tuple(place), "", tuple(dict.fromkeys([*prompts, *_list_begun(kept)])))
    lines = [line for block in kept for line in _write_block(block)]
    return PastedField(tuple(place), _clean("\n".join(lines)), tuple(dict.fromkeys(prompts)))


def _write_block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return _write_table(block) if isinstance(block, Table) else []


def _write_table(table: Table) -> list[str]:
    """A line a row, its cells between tabs; a cell over several columns or rows leaves the others' places empty, so that the
    columns stay below each other when a spreadsheet takes them.
    """
    lines: list[str] = []
    covered: dict[int, int] = {}
    for row in table.rows:
        cells = list(row.cells)
        texts: list[str] = []
        place = 0
        while place < len(table.widths):
            if covered.get(place, 0):
                covered[place] -= 1
                texts.append("")
                place += 1
                continue
            if not cells:
                break
            cell = cells.pop(0)
            texts += [_write_cell(cell), *([""] * (cell.columns - 1))]
            covered |= dict.fromkeys(range(place, place + cell.columns), cell.rows - 1)
            place += cell.columns
        lines.append("\t".join(texts).rstrip("\t"))
    return lines


def _write_cell(cell: TableCell) -> str:
    return " ".join(line.text.strip() for line in cell.lines if line.text.strip()).replace("\t", " ")


def _is_prompt(line: Paragraph) -> bool:
    """Whether the line asks a person to write, or there is nothing in it but a blank."""
    asks = any(run.is_blank and run.text.startswith(TO_WRITE[:-1]) for run in line.runs)
    return asks or all(run.is_blank or not run.text.strip() for run in line.runs)


def _has_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(run.is_blank for run in block.runs)


def _list_begun(blocks: Iterable[Block]) -> list[str]:
    return [block.text.strip() for block in blocks if isinstance(block, Paragraph)]


def _clean(text: str) -> str:
    """The text as any page or file can hold it, so that what is copied is what stands in paste.txt."""
    return drop_forbidden(drop_unseen(text.replace("\r\n", "\n").replace("\r", "\n"))).strip("\n")
