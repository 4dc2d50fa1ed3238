"""The frame of every .html output: our mark, the style sheet, and the policy that nothing is fetched or run."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from antidrug_kpi.files.own_outputs import OUTPUT_MARK
from antidrug_kpi.forms.html_markup import Markup, element

# Nothing is fetched and nothing runs, whatever a register's text may hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def build_webpage(title: str, style: Traversable, body: Markup) -> bytes:
    """A self-contained UTF-8 .html file, with the style of a style sheet."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="generator", content=OUTPUT_MARK),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        # The style sheet is the program's own text, which needs no escaping.
        element("style", Markup(style.read_text(encoding="utf-8"))),
    )
    page = element("html", head, body, lang="zh-Hant-TW")
    return f"<!DOCTYPE html>\n{page}".encode()
