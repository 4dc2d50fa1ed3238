"""A plain table of texts whose rows a narrow screen scrolls inside their own box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antidrug_kpi.forms.html_markup import Child, Markup, element


def build_table(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Child]], *, texts: int = 1, has_pictures: bool = False
) -> Markup:
    """A table in a box that the keyboard can scroll; the first `texts` columns are words, the others numbers, the last may be
    pictures.
    """

    def choose_class(index: int) -> str | None:
        if has_pictures and index == len(headers) - 1:
            return "drawn"
        return None if index < texts else "number"

    head = [element("th", header, scope="col", class_=choose_class(index)) for index, header in enumerate(headers)]
    body = [
        element(
            "tr",
            [
                element("th" if not i else "td", cell, scope=None if i else "row", class_=choose_class(i))
                for i, cell in enumerate(row)
            ],
        )
        for row in rows
    ]
    table = element("table", element("thead", element("tr", head)), element("tbody", body))
    return frame_table(table, name)


def frame_table(table: Markup, name: str) -> Markup:
    """A box that the keyboard can scroll; a screen reader tells it apart from the section that it stands in."""
    return element("div", table, class_="scroll", role="region", tabindex=0, aria_label=f"{name}（表格）")
