"""What of a submitted cell is read: what is seen on paper, in Word, OpenDocument and a workbook; no hidden or struck-out draft,
no mark of a note, a text box once, and a table within the cell never in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from odfdo import Document as OdfDocument
from odfdo import Element
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures
from antidrug_kpi.forms.submitted.submitted_reading import read_submitted
from antidrug_kpi.plans.loading.loader import load_plan
from forms.own_forms import add_table

PLAN = load_plan("mohw-113")
HEADINGS = ["指標", "目標值", "目標達成情形及達成率", "自評進度"]
RETENTION = next(indicator.title for indicator in PLAN.indicators if indicator.id == "3.3")
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_BOX = "<w:txbxContent><w:p><w:r><w:t>分子168，分母259</w:t></w:r></w:p><w:p><w:r><w:t>64.86%</w:t></w:r></w:p></w:txbxContent>"


def read(path: Path) -> SubmittedFigures:
    return next(measure.figures for measure in read_submitted(path, PLAN).measures if measure.id == "3.3")


def show(figures: SubmittedFigures) -> str:
    numbers = (figures.numerator, figures.denominator, figures.value)
    return " ".join("-" if number is None else number.text for number in numbers)


def write_word(path: Path, fill: Callable[[Paragraph], None]) -> Path:
    document = Document()
    table = add_table(document, [HEADINGS, [RETENTION, "65%", "", ""]])
    fill(table.rows[1].cells[2].paragraphs[0])
    document.save(str(path))
    return path


def _raise_and_strike(paragraph: Paragraph) -> None:
    paragraph.add_run("分子168")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run("人次/分母")
    paragraph.add_run("252").font.strike = True
    paragraph.add_run("259人次")
    paragraph.add_run("（草稿163/252）").font.hidden = True
    paragraph.add_run("=64.86%")
    paragraph.add_run("註3").font.superscript = True


def _style_raised(paragraph: Paragraph) -> None:
    part: Any = paragraph.part
    style = part.document.styles.add_style("上標", WD_STYLE_TYPE.CHARACTER)
    style.font.superscript = True
    paragraph.add_run("168")
    paragraph.add_run("1", style=style)
    paragraph.add_run("/259=64.86%")


def _move_away(paragraph: Paragraph) -> None:
    moved = f'<w:moveFrom {nsdecls("w")} w:id="7" w:author="a"><w:r><w:t>163/252=64.68%，</w:t></w:r></w:moveFrom>'
    paragraph._p.append(parse_xml(moved))
    paragraph.add_run("168/259=64.86%")


def _set_off(paragraph: Paragraph) -> None:
    run = paragraph.add_run("168/259=64.86%")
    run.font.strike = run.font.hidden = False


def _add_box(paragraph: Paragraph) -> None:
    choices = f"<mc:Choice Requires='w'>{_BOX}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback>"
    both = f"<mc:AlternateContent {_MC}>{choices}</mc:AlternateContent>"
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{both}</w:r>"))


@pytest.mark.parametrize("fill", [_raise_and_strike, _style_raised, _move_away, _set_off, _add_box])
def test_a_cell_of_word(tmp_path: Path, fill: Callable[[Paragraph], None]) -> None:
    assert show(read(write_word(tmp_path / "表.docx", fill))) == "168 259 64.86"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    assert read(write_word(tmp_path / "表.docx", _add_box)).text == "分子168，分母259\n64.86%"


def test_a_table_beside_a_text_is_never_left_out_in_silence(tmp_path: Path) -> None:
    def fill(paragraph: Paragraph) -> None:
        paragraph.add_run("168/259=64.86%")
        cell = paragraph._p.getparent()
        assert cell is not None
        row = "<w:tr><w:tc><w:p><w:r><w:t>163</w:t></w:r></w:p></w:tc></w:tr>"
        cell.append(parse_xml(f"<w:tbl {nsdecls('w')}><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>"))

    found = read(write_word(tmp_path / "表.docx", fill))
    said = "儲存格裡除文字外另有表格，讀不到其中的數字；請改寫為文字後再核對"
    assert (found.filling, found.fault) == (Filling.UNREADABLE, said)


def write_odt(path: Path, paragraph: str) -> Path:
    document = OdfDocument("text")
    document.body.clear()
    for name, look in (("上", 'style:text-position="super 58%"'), ("刪", 'style:text-line-through-style="solid"')):
        style = f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        document.insert_style(style, automatic=True)
    rows = ((*map("<text:p>{}</text:p>".format, HEADINGS),), (f"<text:p>{RETENTION}</text:p>", "", paragraph, ""))
    cells = ("".join(f'<table:table-cell office:value-type="string">{cell}</table:table-cell>' for cell in row) for row in rows)
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    columns = '<table:table-column table:number-columns-repeated="4"/>'
    document.body.append(Element.from_tag(f'<table:table table:name="表">{columns}{body}</table:table>'))
    document.save(str(path))
    return path


def test_a_cell_of_an_opendocument_text(tmp_path: Path) -> None:
    raised, struck = '<text:span text:style-name="上">2</text:span>', '<text:span text:style-name="刪">252</text:span>'
    path = write_odt(tmp_path / "表.odt", f"<text:p>分子168{raised}人次/分母{struck}259人次=64.86%</text:p>")
    assert show(read(path)) == "168 259 64.86"


def test_a_frame_of_an_opendocument_text_is_read_once(tmp_path: Path) -> None:
    box = '<draw:frame svg:width="3cm"><draw:text-box><text:p>168/259=64.86%</text:p></draw:text-box></draw:frame>'
    assert read(write_odt(tmp_path / "表.odt", f"<text:p>{box}</text:p>")).text == "168/259=64.86%"


def test_letters_with_looks_in_a_workbook(tmp_path: Path) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(HEADINGS)
    workbook.active.append([RETENTION, "65%", None, None])
    raised, struck = (TextBlock(InlineFont(vertAlign="superscript"), "2"), TextBlock(InlineFont(strike=True), "252"))
    workbook.active["C2"] = CellRichText("分子168", raised, "人次/分母", struck, "259人次=64.86%")
    workbook.save(tmp_path / "表.xlsx")
    assert show(read(tmp_path / "表.xlsx")) == "168 259 64.86"
