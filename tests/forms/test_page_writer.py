"""Forms as pages for a browser."""

import re
from html.parser import HTMLParser

import pytest

from antidrug_kpi.forms.document import Paragraph, Table
from antidrug_kpi.forms.writers.html_writer import write_html

from .filling import build
from .samples import DOCUMENT, HOSTILE_SHOWN, RAISED


class Page(HTMLParser):
    """The page's paragraphs and headings, cells' spans, links and anchors."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag in {"p", "h2", "h3", "h4"}:
            self.lines.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self.lines:
            tag, text = self.lines[-1]
            self.lines[-1] = (tag, text + data)

    def list_texts(self) -> list[str]:
        return [text.rstrip("\n") for _, text in self.lines]


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_every_line_of_the_sample_office_is_read_back(report: str) -> None:
    document = build(report)
    wanted = []
    for block in document.sections[0].blocks:
        if isinstance(block, Table):
            wanted += [line.text for row in block.rows for cell in row.cells for line in cell.lines]
        elif isinstance(block, Paragraph):
            wanted.append(block.text)
    assert Page(write_html(document)).list_texts() == wanted


def test_headings_spans_and_links() -> None:
    page = Page(write_html(DOCUMENT))
    headings = [(tag, text.strip()) for tag, text in page.lines if tag != "p"]
    assert headings == [("h2", "壹、現況"), ("h3", "一、分析"), ("h4", "(一)細目"), ("h2", "貳、表格")]
    ids = [attributes["id"] for tag, attributes in page.attributes if tag in {"h2", "h3"}]
    assert [attributes["href"] for tag, attributes in page.attributes if tag == "a"] == [f"#{name}" for name in ids]
    spans = [
        (attributes.get("colspan"), attributes.get("rowspan"))
        for tag, attributes in page.attributes
        if tag == "td" and (attributes.keys() & {"colspan", "rowspan"})
    ]
    assert spans == [("3", None), (None, "2"), ("2", None)] * 2
    assert sum(tag == "thead" for tag, _ in page.attributes) == 2


def test_a_raised_run_is_a_superscript() -> None:
    page = write_html(RAISED).decode("utf-8")
    assert "自費<sup>註2</sup><strong><sup>註3</sup></strong></p>" in page


def test_nothing_runs_and_nothing_is_fetched() -> None:
    content = write_html(DOCUMENT)
    texts = Page(content).list_texts()
    assert [text for text in texts if text in HOSTILE_SHOWN] == list(HOSTILE_SHOWN)
    assert b"<script" not in content
    assert re.findall(rb"(?:https?:)?//", content) == []


def test_same_bytes() -> None:
    assert write_html(DOCUMENT) == write_html(DOCUMENT)
