"""A form as plain data: sections of paragraphs and tables, which every writer prints in its own way.

Nothing here knows of a file format or of an indicator; what is not in these classes cannot be in a form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ParagraphStyle = Literal["cover", "title", "heading1", "heading2", "heading3", "body", "note"]
Alignment = Literal["left", "center", "right"]


@dataclass(frozen=True)
class TextRun:
    """A stretch of text with one look. `is_blank` marks a place that a person has to fill; `is_raised` is superscript, where
    the format has it.
    """

    text: str
    is_bold: bool = False
    is_blank: bool = False
    is_raised: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; headings carry a level by their style, so that readers and contents find them. One that `is_for_office` is no
    part of what is handed in.
    """

    runs: tuple[TextRun, ...]
    style: ParagraphStyle = "body"
    is_for_office: bool = False

    @property
    def text(self) -> str:
        """The paragraph's words without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class TableCell:
    """A cell over `columns` × `rows` places of the table's grid; each line is a paragraph. With `is_number` a spreadsheet gets
    a number instead of a text.
    """

    lines: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1
    align: Alignment = "left"
    is_shaded: bool = False
    is_number: bool = False

    @property
    def text(self) -> str:
        """The cell's words, a line each."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class TableRow:
    """The cells that begin in this row, from left to right; places covered from above are left out. A row stays whole on a page
    unless it is long, or `may_break`; one that `keeps_next` stands on the page of the row below. One that `is_repeated` is a
    heading of above once more, for the next page, which a format without pages leaves out.
    """

    cells: tuple[TableCell, ...]
    may_break: bool = False
    keeps_next: bool = False
    is_repeated: bool = False


@dataclass(frozen=True)
class Table:
    """A grid: the widths of its columns in characters, the first `header_rows` of which repeat on every page. Its text has
    `text_size` points, where the widths do not say how large it can be.
    """

    widths: tuple[int, ...]
    rows: tuple[TableRow, ...]
    header_rows: int = 1
    text_size: float | None = None


@dataclass(frozen=True)
class Contents:
    """The list of headings 1 and 2 of the whole document, made by the writer (with page numbers where the format has them)."""

    title: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Table | Contents | PageBreak


@dataclass(frozen=True)
class Section:
    """Pages of one orientation; a section begins on a new page, and is a sheet named `name` in a spreadsheet."""

    name: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True)
class Document:
    """A form: its title for the file's properties, and its sections on A4."""

    title: str
    sections: tuple[Section, ...]


def make_plain_paragraph(text: str, style: ParagraphStyle = "body", *, is_bold: bool = False) -> Paragraph:
    """A paragraph of one look."""
    return Paragraph((TextRun(text, is_bold),), style)


def make_cell(
    lines: str | Sequence[str], *, columns: int = 1, align: Alignment = "left", is_bold: bool = False, is_shaded: bool = False
) -> TableCell:
    """A cell of plain lines."""
    texts = (lines,) if isinstance(lines, str) else tuple(lines)
    return TableCell(
        tuple(make_plain_paragraph(text, is_bold=is_bold) for text in texts), columns, align=align, is_shaded=is_shaded
    )
