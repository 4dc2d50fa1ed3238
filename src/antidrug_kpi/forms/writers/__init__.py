"""One small writer per file format, each for any document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from antidrug_kpi.forms.document import Document

# A writer's library is imported only when a file of its format is wanted.
_MODULES: Mapping[str, str] = {suffix: suffix[1:] for suffix in (".xlsx", ".docx", ".odt", ".ods", ".html", ".pdf")}
SUFFIXES = tuple(_MODULES)


def write_document(document: Document, suffix: str) -> bytes:
    """The document's bytes in the format of a suffix, one of `SUFFIXES`. Raises UserError where it cannot be written here."""
    name = _MODULES[suffix]
    write: Callable[[Document], bytes] = getattr(import_module(f"{__name__}.{name}"), f"write_{name}")
    return write(document)
