"""Forms as an office has them in its own files: not written by this program, with words, looks and parts of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.table import Table, _Cell
from lxml.etree import tostring
from odfdo import Cell as OdfCell
from odfdo import Document as OdfDocument
from odfdo import Paragraph
from odfdo import Span as OdfSpan
from odfdo import Table as OdfTable
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill

RETENTION = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿6個月(180天)留置率"
VISITS = "指定藥癮戒治機構及替代治療執行機構訪查完成率"
FEATURES = "發展特色藥癮醫療服務方案"
URINE = "應受尿液採驗人採驗率"


def write_docx(path: Path) -> Path:
    """Two tables with other columns in another order, the second without a header; a control to tick, a filled cell."""
    document = Document()
    document.core_properties.author = "承辦人"
    document.sections[0].header.paragraphs[0].text = "機密　僅供內部使用"
    document.add_paragraph("本府自訂前言，請勿更動。")
    first = document.add_table(rows=4, cols=5)
    _fill_row(first, 0, ["項次", "指　標", "自評\n進度", "目標達成情形\n及達成率", "本府備註"])
    merged = first.cell(1, 0).merge(first.cell(1, 4))
    merged.text = "三、醫療服務組"
    _fill_row(first, 2, ["1", f"(三) {RETENTION}", "□超前 □符合 □落後", "", "王科長"])
    _fill_row(first, 3, ["2", f"（四）{VISITS}\n（含勾選項目）", "", "上次：訪查 5 家", "照舊"])
    for run in first.cell(2, 2).paragraphs[0].runs:
        run.font.size = Pt(9)
    mark = first.cell(2, 3).paragraphs[0]._p.get_or_add_pPr()
    mark.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:rFonts w:eastAsia="新細明體"/><w:color w:val="1F3864"/></w:rPr>'))
    document.add_paragraph("（續下頁）")
    second = document.add_table(rows=2, cols=5)
    _fill_row(second, 0, ["3", f"三(二){FEATURES}", "", "", ""])
    _add_checkboxes(second.cell(0, 2))
    _fill_row(second, 1, ["4", "本府自訂指標：反毒宣講場次", "☑超前 ☐符合 ☐落後", "120 場", "自填"])
    document.add_paragraph("承辦人：　　　　科長：")
    content = io.BytesIO()
    document.save(content)
    path.write_bytes(content.getvalue())
    return path


def _fill_row(table: Table, row: int, texts: list[str]) -> None:
    for column, text in enumerate(texts):
        table.cell(row, column).text = text


def _add_checkboxes(cell: _Cell) -> None:
    """The three choices behind boxes that are controls of Word."""
    paragraph = cell.paragraphs[0]._p
    for choice in ("超前", "符合", "落後"):
        space = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        control = f'<w:sdt {nsdecls("w")} {space}><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
        paragraph.append(parse_xml(f"{control}<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"))
        paragraph.append(parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{choice} </w:t></w:r>'))


def read_checkboxes(path: Path) -> list[str]:
    """The states of the controls, as Word keeps them beside the boxes."""
    name = "{http://schemas.microsoft.com/office/word/2010/wordml}"
    root = Document(str(path)).element
    return [str(state.get(f"{name}val")) for state in root.iter(f"{name}checked")]


def read_docx(path: Path) -> list[list[list[str]]]:
    """The texts of a document's tables, controls included."""
    tables = Document(str(path)).tables
    return [[[_read_word_cell(cell) for cell in row.cells] for row in table.rows] for table in tables]


def _read_word_cell(cell: _Cell) -> str:
    paragraphs = ("".join(text.text or "" for text in paragraph._p.iter(qn("w:t"))) for paragraph in cell.paragraphs)
    return "\n".join(paragraphs)


def write_xlsx(path: Path) -> Path:
    """A sheet before the form's, merged title cells, the header in row 4, columns from C on, a formula, fills and comments."""
    workbook = Workbook()
    cover = workbook.worksheets[0]
    cover.title = "封面"
    cover["A1"] = "本府封面"
    sheet = workbook.create_sheet("達成情形")
    sheet.merge_cells("C2:G2")
    sheet["C2"] = "望海縣衡量指標達成情形"
    sheet["B7"] = "=1+1"
    rows: list[list[str | None]] = [
        ["指標", "目標值", "目標達成情形及達成率", "自評進度", "備註"],
        [f"(三){RETENTION}", "65%", None, "□超前\n□符合\n□落後", "=note"],
        [f"(四){VISITS}", "100%", "=D5", None, None],
        [f"(二){FEATURES}", "1 項", "已填", None, None],
    ]
    for number, row in enumerate(rows, start=4):
        for column, value in enumerate(row, start=3):
            if value is not None:
                cell = sheet.cell(number, column, value)
                if value == "=note":
                    cell.data_type = "s"
    sheet["E5"].fill = PatternFill("solid", fgColor="FFFFCC")
    sheet["E5"].font = Font(name="標楷體", size=12)
    sheet["E5"].alignment = Alignment(wrap_text=True)
    sheet.row_dimensions[5].height = 20
    workbook.save(path)
    with zipfile.ZipFile(path, "a") as archive:  # a part that openpyxl would lose
        archive.writestr("customXml/add_digest.xml", "<add_digest>望海縣政府</add_digest>")
    return path


def write_odt(path: Path) -> Path:
    """A text with a table in its own styles, a merged group row, columns declared to be repeated."""
    document = OdfDocument("text")
    document.body.clear()
    document.body.append(Paragraph("本府自訂前言，請勿更動。"))
    table = OdfTable("達成情形", width=4, height=4)
    texts = [
        ["指標", "目標值", "目標達成情形及達成率", "自評進度"],
        ["三、醫療服務組", "", "", ""],
        [f"（三）{RETENTION}", "65%", "", ""],
        [f"(四){VISITS}", "100%", "已填：19 家", "☑超前 ☐符合 ☐落後"],
    ]
    for y, row in enumerate(texts):
        for x, text in enumerate(row):
            cell = OdfCell()
            cell.append(Paragraph(text, style="Text_20_body"))
            table.set_cell((x, y), cell)
    choices = Paragraph("", style="Text_20_body")
    for choice in ("□超前　", "□符合　", "□落後"):
        choices.append(OdfSpan(choice, style="Emphasis"))
    cell = OdfCell()
    cell.append(choices)
    table.set_cell((3, 2), cell)
    table.set_span((0, 1, 3, 1))
    document.body.append(table)
    document.body.append(Paragraph("承辦人：　　　　科長："))
    document.save(path)
    return path


def read_odt(path: Path) -> list[list[str]]:
    """The texts of a document's only table."""
    (table,) = OdfDocument(str(path)).body.get_tables()
    return [
        ["\n".join(part.inner_text for part in cell.get_paragraphs()) for cell in row.get_cells()] for row in table.get_rows()
    ]


Merged = tuple[int, int, int, int]  # first row and column, last row and column


def write_table(path: Path, rows: list[list[str]], merged: tuple[Merged, ...] = ()) -> Path:
    """A document of the path's kind with one table and nothing else."""
    match path.suffix:
        case ".docx":
            document = Document()
            add_table(document, rows, merged)
            document.save(str(path))
        case ".odt":
            _write_odt_table(path, rows, merged)
        case ".xlsx":
            _write_xlsx_table(path, rows, merged)
    return path


def add_table(document: WordDocument, rows: list[list[str]], merged: tuple[Merged, ...] = ()) -> Table:
    """A table at the end of a Word document."""
    table: Table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for number, texts in enumerate(rows):
        _fill_row(table, number, texts)
    for top, left, bottom, right in merged:
        text = rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    return table


def _write_odt_table(path: Path, rows: list[list[str]], merged: tuple[Merged, ...]) -> None:
    document = OdfDocument("text")
    document.body.clear()
    table = OdfTable("達成情形", width=len(rows[0]), height=len(rows))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = OdfCell()
            for line in text.split("\n"):
                cell.append(Paragraph(line))
            table.set_cell((x, y), cell)
    for top, left, bottom, right in merged:
        table.set_span((left, top, right, bottom))
    document.body.append(table)
    document.save(path)


def _write_xlsx_table(path: Path, rows: list[list[str]], merged: tuple[Merged, ...]) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "表"
    for row in rows:
        sheet.append([text or None for text in row])
    for top, left, bottom, right in merged:
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    workbook.save(path)


def read_table(path: Path) -> list[list[str]]:
    """The texts of a document's first table; those of a merged cell at the place where it begins."""
    match path.suffix:
        case ".docx":
            return [
                [_read_word_cell(_Cell(cell, table)) for cell in row._tr.tc_lst]
                for table in Document(str(path)).tables[:1]
                for row in table.rows
            ]
        case ".odt":
            return read_odt(path)
        case _:
            sheet = load_workbook(path).worksheets[0]
            return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]


def put_in_text_box(path: Path) -> Path:
    """The first table of a Word document moved into a text box, which Word writes twice: for itself and for old programs."""
    document = Document(str(path))
    table = document.tables[0]._tbl
    place = document.element.body
    place.remove(table)
    place.insert(0, parse_xml(_TEXT_BOX.format(table=tostring(table, encoding="unicode"), names=nsdecls("w", "wp", "a"))))
    document.save(str(path))
    return path


_TEXT_BOX = """\
<w:p {names} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"
 simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">
<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="5600000" cy="3000000"/><wp:effectExtent l="0" t="0" r="0" b="0"/>
<wp:wrapTopAndBottom/><wp:docPr id="1" name="文字方塊 1"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5600000" cy="3000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
</wps:spPr><wps:txbx><w:txbxContent>{table}<w:p/></w:txbxContent></wps:txbx><wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:shape style="width:440pt;height:236pt"><v:textbox><w:txbxContent>{table}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict>
</mc:Fallback></mc:AlternateContent></w:r></w:p>"""
