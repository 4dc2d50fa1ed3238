"""A page in the report's style."""

from __future__ import annotations

from importlib.resources import files

from antidrug_kpi.forms.html_markup import Markup
from antidrug_kpi.forms.web_page import build_webpage


def build_page(title: str, body: Markup) -> bytes:
    """A self-contained UTF-8 .html file."""
    return build_webpage(title, files(__package__) / "style.css", body)
