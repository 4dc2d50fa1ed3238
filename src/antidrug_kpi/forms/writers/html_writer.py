"""A form as a self-contained page that prints like the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from antidrug_kpi.forms.document import Block, Contents, Document, PageBreak, Paragraph, Section, Table, TextRun
from antidrug_kpi.forms.html_markup import Markup, element
from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.web_page import build_webpage
from antidrug_kpi.forms.writers.document_headings import Heading, is_listed, list_headings
from antidrug_kpi.forms.writers.document_looks import BLANK_TEXT, LOOKS, choose_page, choose_size, has_cover
from antidrug_kpi.forms.writers.table_grid import GridPlace, is_banner, place_cells

# More cannot stand side by side on a narrow screen.
_FEW_COLUMNS = 6


def write_html(document: Document) -> bytes:
    """The page's bytes; the same document gives the same bytes."""
    headings = list_headings(document)
    waiting = iter(headings)
    sections = [_write_section(section, headings, waiting) for section in document.sections]
    body = element("body", element("main", sections))
    return build_webpage(drop_controls(document.title), files(__package__) / "form.css", body)


def _write_section(section: Section, headings: Sequence[Heading], waiting: Iterator[Heading]) -> Markup:
    names = ["landscape" if section.is_landscape else "portrait", *(["cover"] if has_cover(section) else [])]
    blocks = [_write_block(block, section, headings, waiting) for block in section.blocks]
    return element("section", blocks, class_=" ".join(names))


def _write_block(block: Block, section: Section, headings: Sequence[Heading], waiting: Iterator[Heading]) -> Markup:
    if isinstance(block, Paragraph):
        return _write_paragraph(block, next(waiting).number if is_listed(block) else None)
    if isinstance(block, PageBreak):
        return element("div", class_="break")
    if isinstance(block, Contents):
        return _write_contents(block, headings)
    look = "table crowded" if _is_crowded(block) else "table"
    # A narrow screen scrolls the table in its box, which the keyboard must reach.
    return element("div", _write_table(block, section), class_=look, tabindex=0, role="group", aria_label="表格")


def _is_crowded(table: Table) -> bool:
    """Whether its columns need the paper's width; not those of a fine grid, whose text has a size of its own."""
    return len(table.widths) > _FEW_COLUMNS and table.text_size is None


def _write_paragraph(paragraph: Paragraph, number: int | None = None) -> Markup:
    """A heading of its level, or a paragraph whose class is its style."""
    level = LOOKS[paragraph.style].level
    runs = [_write_run(run) for run in paragraph.runs]
    if level is not None:
        return element(f"h{level + 1}", runs, id=None if number is None else name_anchor(number))
    # The title of a form on one sheet is its only heading.
    is_title = paragraph.style == "title"
    return element("p", runs, class_=paragraph.style, role="heading" if is_title else None, aria_level=1 if is_title else None)


def _write_run(run: TextRun) -> Markup | str:
    text = drop_controls(run.text)
    if run.is_blank:
        return element("span", text or BLANK_TEXT, class_="blank")
    shown = element("sup", text) if run.is_raised else text
    return element("strong", shown) if run.is_bold else shown


def name_anchor(number: int) -> str:
    """The anchor of a listed heading."""
    return f"heading-{number}"


def _write_contents(contents: Contents, headings: Sequence[Heading]) -> Markup:
    links = [element("a", drop_controls(heading.text), href=f"#{name_anchor(heading.number)}") for heading in headings]
    entries = [element("li", link, class_=f"level{heading.level}") for link, heading in zip(links, headings, strict=True)]
    return element("nav", element("p", contents.title, class_="title"), element("ol", entries))


def _write_table(table: Table, section: Section) -> Markup:
    """The table in the proportions of its columns, and in the size that the paper has."""
    total = sum(table.widths)
    columns = [element("col", style=f"width:{100 * width / total:.2f}%") for width in table.widths]
    rows = [
        element(
            "tr",
            [_write_cell(place, is_head=number < table.header_rows) for place in places if not place.is_continued],
            class_="banner" if is_banner(table, row) else "again" if row.is_repeated else None,
        )
        for number, (row, places) in enumerate(zip(table.rows, place_cells(table), strict=True))
    ]
    head = element("thead", rows[: table.header_rows]) if table.header_rows else None
    size = f"font-size:{choose_size(table, choose_page(section)):g}pt"
    return element("table", element("colgroup", columns), head, element("tbody", rows[table.header_rows :]), style=size)


def _write_cell(place: GridPlace, *, is_head: bool) -> Markup:
    cell = place.cell
    names = [*(["shaded"] if cell.is_shaded else []), *([cell.align] if cell.align != "left" else [])]
    return element(
        "th" if is_head else "td",
        [_write_paragraph(line) for line in cell.lines],
        class_=" ".join(names) or None,
        colspan=cell.columns if cell.columns > 1 else None,
        rowspan=cell.rows if cell.rows > 1 else None,
        scope=("colgroup" if cell.columns > 1 else "col") if is_head else None,
    )
