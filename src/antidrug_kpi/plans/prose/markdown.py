"""Markdown of the pages under docs/: blocks, tables, and texts that stand as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence


def escape_text(text: str) -> str:
    """The text as it stands, whatever Markdown would make of it."""
    text = re.sub(r"([\\`*_\[\]|~])", r"\\\1", " ".join(text.split()))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def join_blocks(blocks: Sequence[str]) -> str:
    """A page of blocks with a blank line between them."""
    return "\n\n".join(blocks) + "\n"
