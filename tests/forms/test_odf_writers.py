"""Forms as OpenDocument texts and spreadsheets, read back by odfdo."""

import io
import zipfile
from datetime import datetime

import odfdo
import pytest
from odfdo import Element

from antidrug_kpi.forms.document import Document, Paragraph, Section, Table, TableRow, make_cell
from antidrug_kpi.forms.writers.odf.ods_writer import write_ods
from antidrug_kpi.forms.writers.odf.odt_writer import write_odt

from .filling import HEADERS, build, fill
from .samples import DOCUMENT, HOSTILE_SHOWN, RAISED, make_high_row

WRITERS = {".odt": write_odt, ".ods": write_ods}


def reopen(suffix: str, document: Document = DOCUMENT) -> odfdo.Document:
    return odfdo.Document(io.BytesIO(WRITERS[suffix](document)))


def find_all(element: Element, tag: str) -> list[Element]:
    return element.get_elements(f"descendant::{tag}")


def list_lines(cell: Element) -> list[str]:
    return [paragraph.inner_text for paragraph in find_all(cell, "text:p")]


def list_rows(table: Element) -> list[list[str]]:
    """The texts of each row's own cells."""
    return [
        ["\n".join(list_lines(cell)) for cell in find_all(row, "table:table-cell")] for row in find_all(table, "table:table-row")
    ]


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_every_line_of_the_sample_office_is_read_back_from_the_text(report: str) -> None:
    body = odfdo.Document(fill(report, ".odt")).body
    (section,) = build(report).sections
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert [child.inner_text for child in body.children if child.tag in {"text:p", "text:h"}] == [
        block.text for block in section.blocks if isinstance(block, Paragraph)
    ]
    (written,) = find_all(body, "table:table")
    assert list_rows(written) == [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_every_line_of_the_sample_office_is_read_back_from_the_spreadsheet(report: str) -> None:
    (sheet,) = find_all(odfdo.Document(fill(report, ".ods")).body, "table:table")
    (section,) = build(report).sections
    wanted = []
    for block in section.blocks:
        if isinstance(block, Table):
            wanted += [[cell.text for cell in row.cells] for row in block.rows]
        elif isinstance(block, Paragraph):
            wanted.append([block.text])
    assert list_rows(sheet) == wanted
    assert max(map(len, wanted)) == len(HEADERS[report])


@pytest.mark.parametrize("suffix", WRITERS)
def test_font_is_declared_with_fallbacks_and_used_in_every_script(suffix: str) -> None:
    document = reopen(suffix)
    for part in (document.content, document.styles):
        (face,) = find_all(part.root, "style:font-face")
        assert str(face.get_attribute("svg:font-family")).startswith("'標楷體', DFKai-SB, BiauKai, ")
        for properties in find_all(part.root, "style:text-properties"):
            names = {properties.get_attribute(f"style:font-name{script}") for script in ("", "-asian", "-complex")}
            assert names in ({"標楷體"}, {None})
    languages = {
        properties.get_attribute("style:country-asian") for properties in find_all(document.styles.root, "style:text-properties")
    }
    assert "TW" in languages


@pytest.mark.parametrize("suffix", WRITERS)
def test_pages_are_a4_of_both_orientations_and_numbered(suffix: str) -> None:
    root = reopen(suffix).styles.root
    sizes = {
        (page.get_attribute("style:print-orientation"), page.get_attribute("fo:page-width"), page.get_attribute("fo:page-height"))
        for page in find_all(root, "style:page-layout-properties")
    }
    assert sizes == {("portrait", "595.3pt", "841.9pt"), ("landscape", "841.9pt", "595.3pt")}
    for name in ("Portrait", "Landscape"):
        (master,) = [page for page in find_all(root, "style:master-page") if page.get_attribute("style:name") == name]
        assert len(find_all(master, "text:page-number")) == len(find_all(master, "text:page-count")) == 1


def test_sections_of_a_text_begin_pages_of_their_kind() -> None:
    root = reopen(".odt").content.root
    masters = [
        (style.get_attribute("style:master-page-name"), style.get_attribute("style:family"))
        for style in find_all(root, "style:style")
        if style.get_attribute("style:master-page-name")
    ]
    assert masters == [("Portrait_20_Cover", "paragraph"), ("Portrait", "paragraph"), ("Landscape", "paragraph")]


def test_headings_of_a_text_are_headings() -> None:
    headings = [
        (heading.get_attribute("text:outline-level"), heading.inner_text) for heading in find_all(reopen(".odt").body, "text:h")
    ]
    assert headings == [("1", "壹、現況"), ("2", "一、分析"), ("3", "(一)細目"), ("1", "貳、表格")]


def test_contents_of_a_text_are_an_index_with_entries_that_know_their_pages() -> None:
    body = reopen(".odt").body
    (index,) = find_all(body, "text:table-of-content")
    entries = find_all(index, "text:a")
    assert [entry.inner_text.split("\t")[0] for entry in entries] == ["壹、現況", "一、分析", "貳、表格"]
    marks = [mark.get_attribute("text:name") for mark in find_all(body, "text:bookmark-start")]
    assert [entry.get_attribute("xlink:href") for entry in entries] == [f"#{mark}" for mark in marks]
    pages = find_all(index, "text:bookmark-ref")
    assert [(page.get_attribute("text:ref-name"), page.get_attribute("text:reference-format")) for page in pages] == [
        (mark, "page") for mark in marks
    ]


def test_tables_of_a_text_repeat_headers_keep_rows_whole_and_have_spans() -> None:
    document = reopen(".odt")
    portrait, landscape, plain = find_all(document.body, "table:table")
    for table in (portrait, landscape):
        (header,) = find_all(table, "table:table-header-rows")
        assert list_rows(header) == [["項目", "內容", "數"]]
        spans = [
            (
                "\n".join(list_lines(cell)),
                cell.get_attribute("table:number-columns-spanned"),
                cell.get_attribute("table:number-rows-spanned"),
            )
            for cell in find_all(table, "table:table-cell")
            if cell.get_attribute("table:number-columns-spanned")
        ]
        assert spans == [("一、橫跨三欄", "3", "1"), ("直跨兩列", "1", "2"), ("共○人", "2", "1")]
        assert all(
            len(find_all(row, "*[self::table:table-cell or self::table:covered-table-cell]")) == 3
            for row in find_all(table, "table:table-row")
        )
    assert find_all(plain, "table:table-header-rows") == []
    styles = {style.get_attribute("style:name"): style for style in find_all(document.content.root, "style:style")}
    for row in find_all(document.body, "table:table-row"):
        (properties,) = find_all(styles[row.get_attribute("table:style-name")], "style:table-row-properties")
        assert properties.get_attribute("fo:keep-together") == "always"
    widths = []
    for column in find_all(landscape, "table:table-column"):
        (properties,) = find_all(styles[column.get_attribute("table:style-name")], "style:table-column-properties")
        widths.append(float(str(properties.get_attribute("style:column-width")).removesuffix("pt")))
    assert [width / widths[2] for width in widths] == pytest.approx([2, 4, 1], rel=0.01)


@pytest.mark.parametrize(("characters", "style"), [(928, "T1.Row"), (929, None)])
def test_only_a_row_of_a_text_as_high_as_a_page_may_break(characters: int, style: str | None) -> None:
    # 51.56 characters stand in a line; three quarters of a page are 18 lines and two spare ones.
    (row,) = find_all(reopen(".odt", make_high_row(characters)).body, "table:table-row")
    assert row.get_attribute("table:style-name") == style


def test_a_raised_run_of_a_text_is_a_superscript() -> None:
    document = reopen(".odt", RAISED)
    spans = [(span.inner_text, span.get_attribute("text:style-name")) for span in find_all(document.body, "text:span")]
    assert spans == [("自費", None), ("註2", "Raised"), ("註3", "Bold_20_Raised")]
    for name in ("Raised", "Bold_20_Raised"):
        (style,) = [style for style in find_all(document.styles.root, "style:style") if style.get_attribute("style:name") == name]
        (properties,) = find_all(style, "style:text-properties")
        assert str(properties.get_attribute("style:text-position")).startswith("super ")


def test_blanks_of_a_text_are_marked() -> None:
    spans = find_all(reopen(".odt").body, "text:span")
    assert [span.inner_text for span in spans if span.get_attribute("text:style-name") == "Blank"] == ["＿＿＿＿", "○", "○"]


def test_blanks_of_a_spreadsheet_are_shaded_until_they_are_filled() -> None:
    document = reopen(".ods")
    maps = find_all(document.content.root, "style:map")
    assert (maps[0].get_attribute("style:condition"), maps[0].get_attribute("style:base-cell-address")) == (
        'is-true-formula(OR(ISNUMBER(FIND("＿＿＿＿";[.A2]))))',
        "'封面'.A2",
    )
    named = {part.get_attribute("style:apply-style-name") for part in maps}
    shaded = {
        style.get_attribute("style:name")
        for style in find_all(document.styles.root, "style:style")
        for part in find_all(style, "style:table-cell-properties")
        if part.get_attribute("fo:background-color") == "#FFF2CC"
    }
    assert (named, len(maps)) == (shaded, 3)
    cells = find_all(document.content.root, "style:table-cell-properties")
    assert "#FFF2CC" not in {cell.get_attribute("fo:background-color") for cell in cells}


def test_sheets_have_names_headers_links_and_text_alone() -> None:
    body = reopen(".ods").body
    sheets = find_all(body, "table:table")
    assert [sheet.get_attribute("table:name") for sheet in sheets] == [
        "封面",
        "目錄",
        "貳、表格很長的名稱很長的名稱很長的名稱很長的名稱",
    ]
    # Where one table stands on a sheet its header repeats; two cannot.
    assert [len(find_all(sheet, "table:table-header-rows")) for sheet in sheets] == [0, 1, 0]
    links = [(link.inner_text.strip(), link.get_attribute("xlink:href")) for link in find_all(body, "text:a")]
    assert links == [
        ("壹、現況", "#'目錄'.A5"),
        ("一、分析", "#'目錄'.A6"),
        ("貳、表格", "#'貳、表格很長的名稱很長的名稱很長的名稱很長的名稱'.A1"),
    ]
    cells = find_all(body, "table:table-cell")
    assert {cell.get_attribute("office:value-type") for cell in cells} == {"string"}
    assert not any(cell.get_attribute("table:formula") for cell in cells)


def test_the_cover_of_a_spreadsheet_alone_has_no_number() -> None:
    document = reopen(".ods")
    masters = [style.get_attribute("style:master-page-name") for style in find_all(document.content.root, "style:style")]
    assert [name for name in masters if name] == ["Portrait_20_Cover", "Portrait", "Landscape"]
    (cover,) = [
        page
        for page in find_all(document.styles.root, "style:master-page")
        if page.get_attribute("style:name") == "Portrait_20_Cover"
    ]
    assert find_all(cover, "text:page-number") == []


@pytest.mark.parametrize(("rows", "breaks"), [(19, []), (20, [21]), (21, [22])])
def test_a_groups_heading_does_not_end_the_page_of_a_spreadsheet(rows: int, breaks: list[int]) -> None:
    # 22 rows of 22 points stand on the 502.3 points of a page: with 20 rows below the header the heading would be the last.
    line, heading = TableRow((make_cell("甲"), make_cell("乙"))), TableRow((make_cell("二、組", columns=2),))
    table = Table((60, 60), (line, *[line] * rows, heading, line, line))
    content = reopen(".ods", Document("分頁", (Section("表", (table,), is_landscape=True),))).content.root
    kept = {
        style.get_attribute("style:name")
        for style in find_all(content, "style:style")
        if any(part.get_attribute("fo:break-before") == "page" for part in find_all(style, "style:table-row-properties"))
    }
    found = [row.get_attribute("table:style-name") in kept for row in find_all(content, "table:table-row")]
    assert [number for number, is_broken in enumerate(found) if is_broken] == breaks


def test_a_row_that_is_too_high_for_a_spreadsheet_is_open_between_its_parts() -> None:
    # 409 points are 20 lines and two spare ones, each of 103 Latin or 51.5 Chinese characters.
    content = reopen(".ods", make_high_row(1200)).content.root
    assert [len(texts[0]) for texts in list_rows(content)] == [1030, 170]
    styles = {style.get_attribute("style:name"): style for style in find_all(content, "style:style")}
    borders = []
    for cell in find_all(content, "table:table-cell")[::2]:
        (properties,) = find_all(styles[cell.get_attribute("table:style-name")], "style:table-cell-properties")
        borders.append([properties.get_attribute(f"fo:border-{side}") for side in ("top", "bottom")])
    assert borders == [[None, "none"], ["none", None]]


@pytest.mark.parametrize("suffix", WRITERS)
def test_signs_that_no_document_may_hold_are_dropped(suffix: str) -> None:
    texts = [paragraph.inner_text for paragraph in find_all(reopen(suffix).body, "text:p")]
    assert [text for text in texts if text in HOSTILE_SHOWN] == list(HOSTILE_SHOWN)


@pytest.mark.parametrize("suffix", WRITERS)
def test_same_bytes_and_no_traces_of_persons_or_times(suffix: str) -> None:
    content = WRITERS[suffix](DOCUMENT)
    assert content == WRITERS[suffix](DOCUMENT)
    document = reopen(suffix)
    assert document.meta.title == "113 年度成果報告"
    assert document.meta.creator is None
    assert {document.meta.creation_date, document.meta.date} == {datetime.fromisoformat("1980-01-01T00:00:00")}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("Thumbnails" in name for name in archive.namelist())
        assert b"PrinterName" not in archive.read("settings.xml")
