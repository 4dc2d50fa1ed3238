"""The numbers that a word processor counts before the items of a cell tell whose line is which, as typed ones do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell

from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedMeasure
from antidrug_kpi.forms.submitted.submitted_reading import read_submitted
from antidrug_kpi.plans.loading.loader import load_plan
from forms.into_filling import save_again
from forms.own_forms import add_table

from .typed_forms import HEADERS

pytestmark = pytest.mark.slow

PLAN = load_plan("mohw-113")
DIVERSION = next(indicator.title for indicator in PLAN.indicators if indicator.id == "4.6")
STAYING = next(indicator.title for indicator in PLAN.indicators if indicator.id == "4.2")
RETENTION = next(indicator.title for indicator in PLAN.indicators if indicator.id == "3.3")
# An item of the first level, of the second, and a paragraph in no list.
FIRST, SECOND, NONE = 0, 1, -1
ITEMS = ((FIRST, "分流課程1項"), (SECOND, "31/47"), (SECOND, "16/25"), (FIRST, "20%"))


def write_numbered(
    path: Path, cells: Sequence[tuple[str, Sequence[tuple[int, str]]]], formats: tuple[str, str] = ("decimal", "decimal")
) -> Path:
    """A form whose cells have paragraphs in automatic lists, 1. and (1), a list of its own for each cell."""
    document = Document()
    table = add_table(document, [HEADERS["final"], *([name, "", "", ""] for name, _ in cells)])
    _define_list(document, formats)
    for number, (_, items) in enumerate(cells, start=1):
        _add_list(document, 900 + number)
        _write_items(table.rows[number].cells[2], 900 + number, items)
    document.save(str(path))
    return path


def _define_list(document: WordDocument, formats: tuple[str, str]) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{code}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (code, text) in enumerate(zip(formats, ("%1.", "(%2)"), strict=True))
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'))


def _add_list(document: WordDocument, number: int) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    num = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="900"/>{anew}</w:num>'
    document.part.numbering_part.element.append(parse_xml(num))


def _write_items(cell: _Cell, number: int, items: Sequence[tuple[int, str]]) -> None:
    for place, (level, text) in enumerate(items):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        paragraph.text = text
        if level != NONE:
            member = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(member))


def read(path: Path) -> dict[str, SubmittedMeasure]:
    return {measure.id: measure for measure in read_submitted(path, PLAN).measures}


def list_texts(path: Path, indicator: str) -> dict[str, str | None]:
    return {name: measure.figures.text for name, measure in read(path).items() if name.startswith(f"{indicator}.")}


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_the_numbers_of_two_levels(tmp_path: Path, suffix: str) -> None:
    path = write_numbered(tmp_path / "表.docx", [(STAYING, ((FIRST, "31/38"), (FIRST, "28/38"))), (DIVERSION, ITEMS)])
    path = path if suffix == ".docx" else save_again(path, suffix)
    # The second cell begins anew at 1.
    assert list_texts(path, "4.6") == {
        "4.6.1.0": "1. 分流課程1項",
        "4.6.1.1": "(1) 31/47",
        "4.6.1.2": "(2) 16/25",
        "4.6.2": "2. 20%",
    }
    assert list_texts(path, "4.2") == {"4.2.1": "1. 31/38", "4.2.2": "2. 28/38"}


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_numbers_in_chinese_and_none_for_bullets(tmp_path: Path, suffix: str) -> None:
    items = ((FIRST, "分流課程1項"), (FIRST, "20%"))
    path = write_numbered(tmp_path / "表.docx", [(DIVERSION, items)], ("taiwaneseCountingThousand", "bullet"))
    path = path if suffix == ".docx" else save_again(path, suffix)
    assert list_texts(path, "4.6")["4.6.2"] == "二. 20%"
    path = write_numbered(tmp_path / "點.docx", [(RETENTION, ((FIRST, "66/99"),))], ("bullet", "bullet"))
    path = path if suffix == ".docx" else save_again(path, suffix)
    assert read(path)["3.3"].figures.text == "66/99"


def test_a_style_that_is_a_list_and_a_paragraph_that_is_in_none(tmp_path: Path) -> None:
    document = Document()
    table = add_table(document, [HEADERS["final"], [STAYING, "", "", ""]])
    cell = table.rows[1].cells[2]
    cell.paragraphs[0].text = "說明如下"
    for text in ("31/38", "28/38"):
        cell.add_paragraph(text, style="List Number")
    document.save(str(tmp_path / "表.docx"))
    assert list_texts(tmp_path / "表.docx", "4.2") == {"4.2.1": "1. 31/38", "4.2.2": "2. 28/38"}


def test_an_empty_item_is_no_text(tmp_path: Path) -> None:
    path = write_numbered(tmp_path / "表.docx", [(STAYING, ((FIRST, ""), (FIRST, "28/38"))), (RETENTION, ((FIRST, ""),))])
    found = read(path)
    assert found["3.3"].figures.filling is Filling.BLANK
    assert (found["4.2.1"].figures.text, found["4.2.2"].figures.text) == (None, "2. 28/38")
