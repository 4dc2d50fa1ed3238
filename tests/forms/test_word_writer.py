"""Forms as Word documents, read back by python-docx."""

import io
import re
import zipfile
from datetime import datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from antidrug_kpi.forms.document import Document, Paragraph, Section, Table, TableCell, TableRow, TextRun, make_cell
from antidrug_kpi.forms.writers.docx.docx_writer import write_docx

from .filling import HEADERS, build, fill
from .samples import DOCUMENT, HOSTILE_SHOWN, RAISED, make_high_row


def reopen(document: Document = DOCUMENT) -> WordDocument:
    return docx.Document(io.BytesIO(write_docx(document)))


def read_whole(paragraph: WordParagraph) -> str:
    """A paragraph's text with that of its controls, which the library leaves out."""
    return "".join(str(text.text) for text in paragraph._p.iter(qn("w:t")))


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_every_line_of_the_sample_office_is_read_back(report: str) -> None:
    word = docx.Document(str(fill(report, ".docx")))
    (section,) = build(report).sections
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [text for paragraph in word.paragraphs if (text := read_whole(paragraph))] == [
        block.text for block in section.blocks if isinstance(block, Paragraph)
    ]
    (written,) = word.tables
    wanted = [[cell.text for cell in row.cells] for row in table.rows]
    width = len(HEADERS[report])
    assert len(wanted) == 1 + 4 + 36
    # python-docx gives a cell that spans the row once for each of its columns.
    assert [["\n".join(map(read_whole, cell.paragraphs)) for cell in row.cells] for row in written.rows] == [
        texts if len(texts) == width else texts * width for texts in wanted
    ]


def test_headings_are_headings_in_black_of_the_offices_font() -> None:
    word = reopen()
    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style is not None and str(p.style.name).startswith("Head")]
    assert headings == [
        ("Heading 1", "壹、現況"),
        ("Heading 2", "一、分析"),
        ("Heading 3", "(一)細目"),
        ("Heading 1", "貳、表格"),
    ]
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Note", "toc 1", "Footer"):
        style = word.styles[name]
        fonts = style.element.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"標楷體"}
        assert str(style.font.color.rgb) == "000000"
    language = word.styles.element.find(f".//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:eastAsia")) == "zh-TW"


def test_sections_are_a4_of_their_orientation_with_numbered_pages() -> None:
    word = reopen()
    orientations = [section.orientation for section in word.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    for section in word.sections:
        assert section.page_width is not None
        assert section.page_height is not None
        sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert sides == [210, 297]
        assert (section.page_width > section.page_height) == (section.orientation is WD_ORIENT.LANDSCAPE)
        (footer,) = section.footer.paragraphs
        assert [code.text for code in footer._p.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
        assert footer.text == "第 1 頁，共 1 頁"
    # The cover bears no number.
    assert [section.different_first_page_header_footer for section in word.sections] == [True, False, False]


def test_table_repeats_its_header_keeps_rows_whole_and_has_the_widths() -> None:
    word = reopen()
    portrait, landscape, plain = word.tables
    for table in (portrait, landscape):
        assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False, False]
        assert [column.width.pt / table.columns[2].width.pt for column in table.columns] == pytest.approx([2, 4, 1], rel=0.01)
        assert [cell.width for cell in table.rows[0].cells] == [column.width for column in table.columns]
        assert table.autofit is False
        assert [cell.text for cell in table.rows[1].cells] == ["一、橫跨三欄"] * 3
        assert table.cell(2, 0)._tc is table.cell(3, 0)._tc
        assert table.cell(2, 1).text == "上一行\n下一行"
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for table in word.tables for row in table.rows)
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in plain.rows)
    total = sum(column.width.pt for column in landscape.columns)
    assert total == pytest.approx(841.9 - 85, abs=1)
    # A group's heading stays with what follows it.
    assert portrait.cell(1, 0).paragraphs[0].paragraph_format.keep_with_next is True
    assert portrait.cell(2, 1).paragraphs[0].paragraph_format.keep_with_next is None


def test_a_row_is_kept_with_the_next_below_a_cell_that_goes_on_too() -> None:
    """The office suite looks at the row's first cell alone."""
    beside = TableCell((Paragraph((TextRun("題目"),)),), rows=2)
    first, second, third = (make_cell(text) for text in ("標題", "甲", "乙"))
    rows = (TableRow((beside, first), keeps_next=True), TableRow((second,), keeps_next=True), TableRow((third, make_cell(""))))
    (table,) = reopen(Document("表", (Section("表", (Table((1, 1), rows, header_rows=0),)),))).tables
    kept = [[len(list(cell.iter(qn("w:keepNext")))) for cell in row._tr.tc_lst] for row in table.rows]
    assert kept == [[1, 1], [1, 1], [0, 0]]


@pytest.mark.parametrize(("characters", "is_whole"), [(927, True), (928, True), (929, False)])
def test_only_a_row_as_high_as_a_page_may_break(characters: int, is_whole: bool) -> None:
    # The cell is 630.75 points wide and 51.56 characters of 12 points stand in a line; three quarters of a page are 18
    # lines and two spare ones.
    (table,) = reopen(make_high_row(characters)).tables
    assert bool(list(table._tbl.iter(qn("w:cantSplit")))) is is_whole


def test_word_opens_the_form_as_a_document_of_today_and_knows_its_font() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(DOCUMENT))) as package:
        settings, fonts = (package.read(f"word/{name}.xml").decode("utf-8") for name in ("settings", "fontTable"))
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert re.findall(r'(?:w:name|w:altName w:val)="(.*?)"', fonts) == ["標楷體", "DFKai-SB"]


def test_contents_are_entries_whose_pages_are_references() -> None:
    """LibreOffice computes a reference to a page, and keeps what stands in a field TOC."""
    word = reopen()
    codes = [str(code.text).strip() for code in word.element.body.iter(qn("w:instrText"))]
    assert not [code for code in codes if code.startswith("TOC")]
    assert word.settings.element.find(qn("w:updateFields")) is not None
    targets = {mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))}
    assert {code.split()[1] for code in codes if code.startswith("PAGEREF")} == targets
    entries = ["".join(str(text.text) for text in link.iter(qn("w:t"))) for link in word.element.body.iter(qn("w:hyperlink"))]
    assert entries == ["壹、現況", "一、分析", "貳、表格"]


def test_blanks_are_controls_whose_look_goes_with_what_they_show() -> None:
    """The shading is a style of the text that is shown until something is typed, and none of the control."""
    word = reopen()
    controls = list(word.element.body.iter(qn("w:sdt")))
    assert ["".join(str(text.text) for text in control.iter(qn("w:t"))) for control in controls] == ["＿＿＿＿", "○", "○"]
    for number, control in enumerate(controls, start=1):
        properties = control.find(qn("w:sdtPr"))
        assert properties.find(qn("w:showingPlcHdr")) is not None
        assert properties.find(qn("w:id")).get(qn("w:val")) == str(number)
        assert [style.get(qn("w:val")) for style in control.iter(qn("w:rStyle"))] == ["Blank"]
        assert not list(control.iter(qn("w:shd")))
    style = word.styles["Blank"]
    assert (style.font.underline, style.element.rPr.find(qn("w:shd")).get(qn("w:fill"))) == (True, "FFF2CC")
    # What is typed has the size of its table.
    assert controls[1].find(f"{qn('w:sdtPr')}/{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "24"


def test_a_raised_run_is_a_superscript() -> None:
    (paragraph,) = reopen(RAISED).paragraphs
    assert [(run.text, run.font.superscript, run.bold) for run in paragraph.runs] == [
        ("自費", None, None),
        ("註2", True, None),
        ("註3", True, True),
    ]


def test_signs_that_no_document_may_hold_are_dropped() -> None:
    texts = [paragraph.text for paragraph in reopen().paragraphs]
    assert [text for text in texts if text in HOSTILE_SHOWN] == list(HOSTILE_SHOWN)


def test_the_gap_between_tables_takes_no_room() -> None:
    gaps = [paragraph for paragraph in reopen().paragraphs if not paragraph.text and paragraph.paragraph_format.line_spacing]
    assert {paragraph.paragraph_format.line_spacing for paragraph in gaps} == {Pt(2)}


def test_same_bytes_and_no_names_or_times() -> None:
    content = write_docx(DOCUMENT)
    assert content == write_docx(DOCUMENT)
    properties = reopen().core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("113 年度成果報告", "", "")
    assert {properties.created, properties.modified} == {datetime.fromisoformat("1980-01-01T00:00:00+00:00")}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name or "customXml" in name for name in archive.namelist())
