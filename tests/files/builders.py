"""Workbooks written by hand, where no library would write them as the test needs them."""

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "draw": "drawing",
        "calcext": "calcext",
    }.items()
)


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def make_xlsx_parts(
    sheets: Mapping[str, str],
    formats: tuple[str | int, ...] = (),
    states: Mapping[str, str] | None = None,
    workbook_properties: str = "",
) -> dict[str, str | bytes]:
    """The parts of an .xlsx: sheet title → rows as XML; style n + 1 has the n-th of `formats`."""
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" state="{(states or {}).get(title, "visible")}" r:id="rId{number}"/>'
        for number, title in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    related += f'<Relationship Id="rId{len(sheets) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook_properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "xl/styles.xml": make_styles(formats),
    }
    for number, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return parts


def make_styles(formats: tuple[str | int, ...]) -> str:
    """A style sheet whose style n + 1 has the n-th format: a code, or the number of one that needs no definition."""
    codes = [code for code in formats if isinstance(code, str)]
    defined = "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(codes))
    used = "".join(f'<xf numFmtId="{200 + codes.index(one) if isinstance(one, str) else one}"/>' for one in formats)
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{defined}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def write_xlsx(
    path: Path,
    rows: str,
    formats: tuple[str | int, ...] = (),
    workbook_properties: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> Path:
    """An .xlsx with one sheet, 清冊, whose rows are given as XML."""
    parts = make_xlsx_parts({"清冊": rows}, formats, workbook_properties=workbook_properties)
    return write_zip(path, parts | dict(extra or {}))


def write_ods(path: Path, body: str, styles: str = "", before: str = "", manifest: str = "") -> Path:
    """An .ods whose spreadsheet holds `body`, after `before`, with these automatic styles."""
    content = (
        f"{DECLARATION}<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{before}{body}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": f"<manifest:manifest>{manifest}</manifest:manifest>",
    }
    return write_zip(path, parts)


def make_compound(streams: Mapping[str, bytes], sector: int = 512) -> bytes:
    """A compound file; each stream is padded to 4096 bytes, so that it lies in ordinary sectors."""
    end, free, own = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    table: list[int] = [own, end]  # sector 0 holds this table, sector 1 the directory
    directory = _make_entry("Root Entry", 5, end, 0)
    sectors: list[bytes] = []
    for name, content in padded.items():
        count = -(-len(content) // sector)
        start = len(table)
        directory += _make_entry(name, 2, start, len(content))
        table += [*range(start + 1, start + count), end]
        sectors.append(content.ljust(count * sector, b"\0"))
    assert len(table) <= sector // 4, "the builder writes one sector of the table only"
    table += [free] * (sector // 4 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    lists = struct.pack("<109I", 0, *[free] * 108)
    body = struct.pack(f"<{sector // 4}I", *table) + directory.ljust(sector, b"\0") + b"".join(sectors)
    return (header + lists).ljust(sector, b"\0") + body


def _make_entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HBB3I36xIII", len(raw), kind, 1, *[0xFFFFFFFF] * 3, start, size, 0)


def make_record(kind: int, payload: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(payload)) + payload


def make_text(text: str, has_short_length: bool = False) -> bytes:
    """A BIFF8 text of two-byte characters."""
    return struct.pack("<BB" if has_short_length else "<HB", len(text), 1) + text.encode("utf-16-le")


def make_book(cells: bytes, before: bytes = b"", state: int = 0, title: str = "清冊") -> bytes:
    """A BIFF8 stream with one sheet that holds these cell records, and `before` in its head."""
    begin, end = make_record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), make_record(0x000A)
    name = make_text(title, has_short_length=True)
    length = len(begin) + len(before) + 4 + 6 + len(name) + len(end)
    sheet = make_record(0x0085, struct.pack("<IBB", length, state, 0) + name)
    return begin + before + sheet + end + make_record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0)) + cells + end
