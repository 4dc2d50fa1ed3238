"""`fill --into`: what only shows what is to be typed is empty: controls and text fields of Word, placeholders."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell

from .into_filling import fill_into
from .own_forms import RETENTION, read_docx, write_table

ROWS = [["指標", "目標達成情形及達成率", "自評進度"], [RETENTION, "", ""]]
PLACEHOLDER = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>按一下這裡輸入文字。</w:t></w:r>'
CHOICES = "".join(f'<w:listItem w:displayText="{each}" w:value="{each}"/>' for each in ("超前", "符合", "落後"))
LIST = f'<w:dropDownList><w:listItem w:displayText="選擇一個項目。" w:value=""/>{CHOICES}</w:dropDownList>'
FIGURES = "分子 168 人次／分母 259 人次＝64.86%"
LOCK = '<w:lock w:val="{}"/>'


def put_control(cell: _Cell, properties: str, showing: str = "<w:showingPlcHdr/>", content: str = PLACEHOLDER) -> None:
    """A control in the first paragraph of a cell."""
    control = f"<w:sdt {nsdecls('w')}><w:sdtPr>{properties}{showing}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    cell.paragraphs[0]._p.append(parse_xml(control))


def write_form(path: Path, attainment: str = "<w:text/>", progress: str = LIST, **kinds: str) -> Path:
    """A form whose two cells to be filled hold a control each."""
    write_table(path, ROWS)
    document = Document(str(path))
    put_control(document.tables[0].cell(1, 1), attainment, **kinds)
    put_control(document.tables[0].cell(1, 2), progress)
    document.save(str(path))
    return path


def test_a_control_that_shows_its_placeholder_is_filled_and_stays(tmp_path: Path) -> None:
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w:text/>'
    form = write_form(tmp_path / "表.docx", bound)
    said = fill_into(form)
    assert (len(said.changed), said.kept) == (2, [])
    first, second = read_docx(form)[0][1][1:]
    assert (first.startswith(FIGURES), second) == (True, "落後")
    names = [element.tag for element in Document(str(form)).element.iter()]
    assert names.count(qn("w:sdt")) == 2
    # Word would show the placeholder again, or what the bound part of the document holds.
    assert not {qn("w:showingPlcHdr"), qn("w:rStyle"), qn("w:dataBinding")} & set(names)
    again = fill_into(form)
    assert (again.changed, len(again.kept)) == ([], 2)


def test_a_control_of_a_day_gives_way_to_the_text(tmp_path: Path) -> None:
    form = write_form(tmp_path / "表.docx", "<w:date/>")
    assert len(fill_into(form).changed) == 2
    assert read_docx(form)[0][1][1].startswith(FIGURES)
    assert len(list(Document(str(form)).element.iter(qn("w:sdt")))) == 1


@pytest.mark.parametrize(
    ("properties", "showing"),
    [("<w:text/>", ""), ("<w:text/>", '<w:showingPlcHdr w:val="0"/>'), (LOCK.format("contentLocked"), "<w:showingPlcHdr/>")],
)
def test_a_control_that_was_filled_or_is_locked_is_kept(properties: str, showing: str, tmp_path: Path) -> None:
    form = write_form(tmp_path / "表.docx", properties, showing=showing)
    said = fill_into(form)
    assert said.kept == ["表 1 第 2 列第 2 欄 三(三)"]
    assert read_docx(form)[0][1][1] == "按一下這裡輸入文字。"


def test_a_control_around_a_cell(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", ROWS)
    document = Document(str(form))
    cell = document.tables[0].cell(1, 1)._tc
    cell.p_lst[0].append(parse_xml(PLACEHOLDER.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))
    around = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>")
    cell.addprevious(around)
    around[1].append(cell)
    document.save(str(form))
    assert len(fill_into(form).changed) == 2
    texts = [text.text or "" for text in Document(str(form)).element.iter(qn("w:t"))]
    assert not [text for text in texts if "按一下" in text]
    assert [text for text in texts if text.startswith(FIGURES)]


@pytest.mark.parametrize(
    ("default", "shown", "changed"),
    [("", "\u2002" * 5, 2), ('<w:default w:val="請填寫"/>', "請填寫", 2), ('<w:default w:val="請填寫"/>', "已訪 5 家", 0)],
)
def test_a_text_field_of_an_older_form(default: str, shown: str, changed: int, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", ROWS)
    document = Document(str(form))
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    asked = f'<w:ffData><w:name w:val="T"/><w:textInput>{default}<w:maxLength w:val="5"/></w:textInput></w:ffData>'
    runs = [
        mark.format("begin", asked),
        "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>",
        mark.format("separate", ""),
        f"<w:r><w:t>{shown}</w:t></w:r>",
        mark.format("end", ""),
    ]
    for run in runs:
        document.tables[0].cell(1, 1).paragraphs[0]._p.append(parse_xml(run.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))
    document.save(str(form))
    assert len(fill_into(form).changed) == changed
    text = read_docx(form)[0][1][1]
    assert text.startswith(FIGURES) if changed == 2 else text == shown
    assert len(list(Document(str(form)).element.iter(qn("w:fldChar")))) == 3


@pytest.mark.parametrize(
    "placeholder",
    [
        '<text:placeholder text:placeholder-type="text">&lt;填寫&gt;</text:placeholder>',
        '<loext:content-control xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
        ' loext:showing-place-holder="true">按一下</loext:content-control>',
    ],
)
def test_a_placeholder_of_opendocument(placeholder: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.odt", [ROWS[0], [RETENTION, "這裡", ""]])
    replaced = io.BytesIO()
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(replaced, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry).replace("這裡".encode(), placeholder.encode()))
    form.write_bytes(replaced.getvalue())
    assert len(fill_into(form).changed) == 2
    content = zipfile.ZipFile(form).read("content.xml").decode()
    assert (FIGURES in content, "placeholder" in content) == (True, False)
