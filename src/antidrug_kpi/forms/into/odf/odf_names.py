"""The names of OpenDocument's elements."""

from __future__ import annotations

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
# LibreOffice writes the tables inside a shape, and its content controls, under a name of its own.
SHAPE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
NAME = f"{STYLE}name"
TABLES, ROWS, CELLS, COVERED = (
    (f"{TABLE}{name}", f"{SHAPE}{name}") for name in ("table", "table-row", "table-cell", "covered-table-cell")
)
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
