"""HTML made of elements: whatever is not itself an element is text, and is escaped.

A page is a few kinds of elements around computed words, so functions that mypy checks say it better than a template would; and
there is no place where escaping could be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from antidrug_kpi.forms.spreadsheet_safety import escape_unseen

# Elements without an end tag.
_VOID = frozenset({"br", "col", "hr", "link", "meta"})
# Elements inside a line of text: a line break in the source after one of them would be read as a blank.
_INLINE = frozenset({"a", "b", "code", "span", "strong", "sup"})
# Characters that HTML does not allow: controls, noncharacters, halves of pairs (they come with names of files).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Markup(str):
    """HTML that is finished; joined to a plain text it is a plain text again, and will be escaped."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"


def join(*children: Child) -> Markup:
    """The children one after another; none is left out."""
    return Markup("".join(_render(child) for child in children))


def element(name: str, *children: Child, **attributes: str | int | None) -> Markup:
    """An element. `class_` is written class, `aria_label` aria-label; an attribute that is none is left out."""
    known = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    opened = "".join([name, *(f' {key}="{_clean(str(value))}"' for key, value in known.items())])
    end = "" if name in _INLINE else "\n"
    if name in _VOID:
        return Markup(f"<{opened}>{end}")
    return Markup(f"<{opened}>{join(*children)}</{name}>{end}")


def drop_forbidden(text: str) -> str:
    """The text without characters that no page can hold."""
    return _FORBIDDEN.sub("", text)


def _render(child: Child) -> str:
    if child is None or isinstance(child, Markup):
        return child or ""
    return _clean(child) if isinstance(child, str) else join(*child)


def _clean(text: str) -> str:
    return escape(escape_unseen(_FORBIDDEN.sub("\ufffd", text)))
