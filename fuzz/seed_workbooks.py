"""A register as an .xlsx and an .xls that hold what such files can: shared and inline texts, dates, numbers, formulas, marks."""

import struct
from collections.abc import Sequence
from xml.sax.saxutils import escape

from files.builders import MAIN, make_book, make_compound, make_record, make_text, make_xlsx_parts
from fuzz.archive_parts import write_parts

Rows = Sequence[Sequence[str]]
TITLE = "美沙冬收案"
SHARED = "xl/sharedStrings.xml"
FORMATS = ("yyyy/m/d", "[$-404]e/m/d", "0.00%", "[h]:mm", "#,##0.0")
AFTER_ROWS = (
    '<mergeCells count="1"><mergeCell ref="A2:A2"/></mergeCells><autoFilter ref="A1:E9"/><dataValidations count="1">'
    '<dataValidation type="list" sqref="E2:E9"><formula1>"死亡,轉院"</formula1></dataValidation></dataValidations>'
)


def make_xlsx(rows: Rows) -> bytes:
    """Texts of the first columns are shared, the others inline; two columns of numbers follow, one of them dates."""
    texts = sorted({text for row in rows for text in row[:2] if text})
    lines = [_write_row(number, row, texts) for number, row in enumerate(rows, 1)]
    parts = make_xlsx_parts({TITLE: "".join(lines), "乙": "".join(lines[:2])}, FORMATS, states={"乙": "hidden"})
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    head = '<dimension ref="A1:G99"/><cols><col min="6" max="7" width="9" hidden="1"/></cols><sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", head).replace("</sheetData>", f"</sheetData>{AFTER_ROWS}")
    items = "".join(f"<si><t xml:space='preserve'>{escape(text)}</t></si>" for text in texts)
    parts[SHARED] = f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'
    return write_parts([(name, part.encode() if isinstance(part, str) else part) for name, part in parts.items()])


def _write_row(number: int, row: Sequence[str], texts: list[str]) -> str:
    cells = []
    for column, text in enumerate(row):
        place = f"{'ABCDEFGH'[column]}{number}"
        if column < 2 and text:
            cells.append(f'<c r="{place}" t="s"><v>{texts.index(text)}</v></c>')
        elif text:
            cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>')
    cells.append(f'<c r="F{number}" s="{1 + number % 5}"><v>{45_000 + number}.5</v></c>')
    cells.append(f'<c r="G{number}"><f t="shared" si="0" ref="G1:G9">F{number}+1</f><v>{number}</v></c>')
    hidden = ' hidden="1"' if number == 3 else ""
    return f'<row r="{number}" spans="1:7"{hidden}>{"".join(cells)}</row>'


def write_ods_table(rows: Rows) -> str:
    """The table of an .ods."""
    lines = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in row
        )
        for row in rows
    )
    written = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f'<table:table table:name="{TITLE}">{written}</table:table>'


def make_xls(rows: Rows) -> bytes:
    """The same as records: labels of their own and shared ones, numbers short and long, a formula with its text, a hidden row."""
    texts = sorted({text for row in rows for text in row[:2] if text})
    shared = struct.pack("<II", len(texts), len(texts)) + b"".join(make_text(text) for text in texts)
    formats = b"".join(make_record(0x041E, struct.pack("<H", 200 + n) + make_text(code)) for n, code in enumerate(FORMATS))
    styles = b"".join(make_record(0x00E0, struct.pack("<HH16x", 0, code)) for code in (0, 200, 201, 202, 203, 204))
    before = make_record(0x0022, b"\0\0") + formats + styles + make_record(0x00FC, shared)
    cells = make_record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 8, 0)) + make_record(
        0x007D, struct.pack("<HHHHHH", 6, 7, 999, 0, 1, 0)
    )
    for number, row in enumerate(rows):
        cells += make_record(0x0208, struct.pack("<HHHHHHI", number, 0, 8, 255, 0, 0, 0x20 if number == 2 else 0))
        cells += b"".join(_make_cell(number, column, text, texts) for column, text in enumerate(row) if text)
        cells += make_record(0x0203, struct.pack("<HHHd", number, 5, 1 + number % 5, 45_000.5 + number))
        cells += make_record(0x027E, struct.pack("<HHHI", number, 6, 0, number << 2 | 2))
        cells += make_record(0x0006, struct.pack("<HHHHHHHHIH", number, 7, 0, 0, 0, 0, 0xFFFF, 0, 0, 0)) + make_record(
            0x0207, make_text("甲")
        )
    cells += make_record(0x00E5, struct.pack("<HHHHH", 1, 1, 1, 0, 0))
    return make_compound({"Workbook": make_book(cells, before, title=TITLE)})


def _make_cell(row: int, column: int, text: str, texts: list[str]) -> bytes:
    if column < 2:
        return make_record(0x00FD, struct.pack("<HHHI", row, column, 0, texts.index(text)))
    return make_record(0x0204, struct.pack("<HHH", row, column, 0) + make_text(text))
