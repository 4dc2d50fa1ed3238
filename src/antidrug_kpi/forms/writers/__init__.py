"""One small writer per file format, each for any document: suffix → the module that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antidrug_kpi.forms.document import Document

# A writer's library is imported only when a file of its format is wanted.
_MODULES: Mapping[str, str] = {
    ".xlsx": "sheets.xlsx_writer",
    ".docx": "docx.docx_writer",
    ".odt": "odf.odt_writer",
    ".ods": "odf.ods_writer",
    ".html": "html_writer",
    ".pdf": "pdf_writer",
}
DOCUMENT_SUFFIXES = tuple(_MODULES)


def write_document(document: Document, suffix: str) -> bytes:
    """The document's bytes in the format of a suffix, one of `DOCUMENT_SUFFIXES`. Raises UserError where it cannot be written
    here.
    """
    return load_writer(suffix)(document)


def load_writer(suffix: str) -> Callable[[Document], bytes]:
    """The function that writes the format of a suffix, with the library that it needs."""
    module = import_module(f"{__name__}.{_MODULES[suffix]}")
    write: Callable[[Document], bytes] = getattr(module, f"write_{suffix[1:]}")
    return write
