"""One table written as systems write it: a web page, a web archive, an XML spreadsheet, delimited text; sloppily or tidily."""

import base64
import quopri
import random
from collections.abc import Mapping, Sequence
from html import escape

Rows = Sequence[Sequence[str]]
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
OPENINGS = (
    '<html><head><meta charset="{charset}"></head><body>',
    "<!DOCTYPE html>\n<html><head><title>匯出</title></head><body>",
    "<style>td{{mso-number-format:'\\@';}}</style>",
    "<!-- 匯出 --><meta http-equiv='Content-Type' content='text/html; charset={charset}'>",
    '<?xml version="1.0"?><html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>',
    "<div>資料匯出</div>",
    "",
)
CELLS = (
    "<td>{}</td>",
    '<td style="mso-number-format:\\@" class=xl65>\r\n  {}\r\n</td>',
    "<TD><font size=2><b>{}</b></font></TD>",
    "<td>{}",
    "<td x:str>{}&nbsp;</td>",
    '<td><span style="display:none">0</span><p>{}</p></td>',
)


def write_page(rows: Rows, seed: int, charset: str) -> str:
    """A page with one table of these rows. Every way of writing a page and a cell is met by some of the first seven seeds."""
    chance = random.Random(seed)
    cell = CELLS[seed % len(CELLS)]
    end = "" if cell == "<td>{}" and chance.random() < 0.5 else "</tr>"
    head = chance.random() < 0.5
    lines = [
        f"<tr>{''.join((cell.replace('td', 'th') if head and not number else cell).format(escape(text)) for text in row)}{end}"
        for number, row in enumerate(rows)
    ]
    if chance.random() < 0.5:
        lines = ["<thead>", lines[0], "</thead><tbody>", *lines[1:], "</tbody>"]
    opening = OPENINGS[seed % len(OPENINGS)].format(charset=charset)
    closing = "</body></html>" if "<body>" in opening else ""
    return f"{opening}<table border=1>{chance.choice(['', chr(10)]).join(lines)}</table>{closing}"


def write_archive(pages: Sequence[bytes], seed: int, charset: str, names: Sequence[str] = ()) -> bytes:
    """A web archive of these pages; with names a workbook whose sheets are the pages."""
    frame = "".join(
        f'<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef="b.files/sheet00{number}.htm"/></x:ExcelWorksheet>'
        for number, name in enumerate(names, start=1)
    )
    main = f"<html><head><!--[if gte mso 9]><xml>{frame}</xml><![endif]--></head><frameset></frameset></html>".encode(charset)
    boundary = f"----=_NextPart_{seed}"
    parts = [(b"b.htm", main)] if names else []
    parts += [(f"b.files/sheet00{number}.htm".encode(), page) for number, page in enumerate(pages, start=1)]
    written = [f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="{boundary}"\r\n\r\n'.encode()]
    for place, content in parts:
        coding, body = [
            ("quoted-printable", quopri.encodestring(content)),
            ("base64", base64.encodebytes(content)),
            ("8bit", content),
        ][seed % 3]
        written.append(
            f"--{boundary}\r\nContent-Location: file:///C:/{place.decode()}\r\nContent-Transfer-Encoding: {coding}\r\n"
            f'Content-Type: text/html; charset="{charset}"\r\n\r\n'.encode()
        )
        written.append(body + b"\r\n")
    return b"".join([*written, f"--{boundary}--\r\n".encode()])


def write_spreadsheet(sheets: Mapping[str, Rows], seed: int, encoding: str) -> str:
    """An XML spreadsheet of text cells; blank ones are left out and the next one states its place."""
    prefix = ("", "ss:")[seed % 2]
    written = []
    for name, rows in sheets.items():
        lines = []
        for number, row in enumerate(rows, start=1):
            cells = "".join(
                f'<{prefix}Cell ss:Index="{column}"><{prefix}Data ss:Type="String">{escape(text)}</{prefix}Data></{prefix}Cell>'
                for column, text in enumerate(row, start=1)
                if text
            )
            lines.append(f'<{prefix}Row ss:Index="{number}">{cells}</{prefix}Row>' if any(row) else "")
        written.append(f'<{prefix}Worksheet ss:Name="{name}"><{prefix}Table>{"".join(lines)}</{prefix}Table></{prefix}Worksheet>')
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' if seed % 3 else '<?xml version="1.0"?>\n'
    space = f'xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"' if not prefix else f'xmlns:ss="{SPREADSHEET}"'
    return f'{declared}<?mso-application progid="Excel.Sheet"?><{prefix}Workbook {space}>{"".join(written)}</{prefix}Workbook>'
