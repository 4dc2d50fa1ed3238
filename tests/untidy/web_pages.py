"""The same table as systems call it .xls: a web page, MHTML, XML Spreadsheet 2003."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Sequence

Lines = Sequence[str]


def html_table(lines: Lines) -> str:
    """A table whose first line is its header."""
    rows = []
    for number, line in enumerate(lines):
        tag = "td" if number else "th"
        rows.append("<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in line.split(",")) + "</tr>")
    return "<table border=1>\n" + "\n".join(rows) + "\n</table>"


def html_page(lines: Lines, *, charset: str = "utf-8", before: str = "") -> bytes:
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'
    encoding = "cp950" if charset == "big5" else charset
    return f"{head}{before}{html_table(lines)}</body></html>".encode(encoding)


def styled_page(lines: Lines) -> bytes:
    """A page without a head, which begins with its style: what many systems send as .xls."""
    style = '<style>td {mso-number-format:"\\@"; font-family: 標楷體}</style>\n'
    return b"\xef\xbb\xbf" + (style + html_table(lines)).encode()


def mhtml_page(lines: Lines, *, base_64: bool = False) -> bytes:
    page = html_page(lines)
    coded = base64.encodebytes(page) if base_64 else quopri.encodestring(page)
    head = (
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="----=_Part"; type="text/html"\r\n\r\n'
        "------=_Part\r\n"
        "Content-Location: file:///C:/book.htm\r\n"
        f"Content-Transfer-Encoding: {'base64' if base_64 else 'quoted-printable'}\r\n"
        'Content-Type: text/html; charset="utf-8"\r\n\r\n'
    )
    return head.encode() + coded.replace(b"\n", b"\r\n") + b"\r\n------=_Part--\r\n"


def xml_cell(text: str, index: int | None = None) -> str:
    place = f' ss:Index="{index}"' if index else ""
    kind, value = "String", text
    if text.startswith("@"):  # a day of the spreadsheet's own
        kind, value = "DateTime", f"{text[1:]}T00:00:00.000"
    elif text.isdigit():
        kind = "Number"
    return f'<Cell{place}><Data ss:Type="{kind}">{value}</Data></Cell>'


def xml_2003(title: str, lines: Lines) -> bytes:
    """XML Spreadsheet 2003: blank cells are left out, the next one says where it stands."""
    rows = []
    for line in lines:
        cells, skipped = "", False
        for place, text in enumerate(line.split(","), start=1):
            if text:
                cells += xml_cell(text, place if skipped else None)
            skipped = not text
        rows.append(f"<Row>{cells}</Row>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="{title}"><Table>{"".join(rows)}</Table></Worksheet></Workbook>'
    ).encode()
