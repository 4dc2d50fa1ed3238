"""The frame of every .html output: our mark, the style sheet, and the policy that nothing is fetched or run."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources.abc import Traversable

from antidrug_kpi.files.own_outputs import OUTPUT_MARK
from antidrug_kpi.forms.html_markup import Markup, element

# Nothing is fetched and nothing runs, whatever a register's text may hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def build_webpage(title: str, style: Traversable, body: Markup, script: Traversable | None = None) -> bytes:
    """A self-contained UTF-8 .html file, with the style of a style sheet; a script of ours is the only one that runs."""
    code = "" if script is None else script.read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name_="generator", content=OUTPUT_MARK),
        element("meta", http_equiv="Content-Security-Policy", content=_allow(code)),
        element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        # The style sheet is the program's own text, which needs no escaping.
        element("style", Markup(style.read_text(encoding="utf-8"))),
        element("script", Markup(code)) if code else None,
    )
    page = element("html", head, body, lang="zh-Hant-TW")
    return f"<!DOCTYPE html>\n{page}".encode()


def _allow(code: str) -> str:
    """The policy, which lets this script run and no other."""
    if not code:
        return _POLICY
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")
    return f"{_POLICY}; script-src 'sha256-{digest}'"
