"""Reads an HTML page as a tree, and refuses one whose elements are not closed in order."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"br", "col", "hr", "img", "input", "link", "meta"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


def read_page(content: bytes) -> Element:
    """The page's html element."""
    text = content.decode("utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    return read_element(text)


def read_element(text: str) -> Element:
    """The one element that a text holds."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader.builder.close()


def get_text(node: Element) -> str:
    """All words inside an element, blanks joined."""
    return re.sub(r"\s+", " ", "".join(node.itertext())).strip()


def find_id(page: Element, name: str) -> Element:
    (found,) = [node for node in page.iter() if node.get("id") == name]
    return found


def find_class(node: Element, name: str) -> list[Element]:
    return [part for part in node.iter() if name in (part.get("class") or "").split()]


def list_rows(table: Element) -> Iterator[list[str]]:
    """The texts of a table's cells, row by row."""
    for row in table.iter("tr"):
        yield [get_text(cell) for cell in row if cell.tag in {"th", "td"}]
