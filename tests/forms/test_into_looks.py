"""`fill --into`: what is written can be read where it stands, and nothing else of the file looks otherwise."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from odfdo import Document as OdfDocument
from odfdo import Element
from openpyxl import load_workbook
from openpyxl.styles import Alignment, Border, Font, Side

from .into_filling import BOXES, fill_into, save_again
from .own_forms import RETENTION, VISITS, put_in_text_box, write_table

pytestmark = pytest.mark.slow  # LibreOffice

HEADER = ["指標", "目標值", "目標達成情形及達成率", "自評進度"]
ROWS = [HEADER, [f"3-3 {RETENTION}", "65%", "", BOXES], [f"3-4 {VISITS}", "100%", "", ""]]
FILLED = ["表 1 第 2 列第 3 欄 三(三)", "表 1 第 2 列第 4 欄 三(三)", "表 1 第 3 列第 3 欄 三(四)", "表 1 第 3 列第 4 欄 三(四)"]
needs_suite = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"), reason="needs an office suite: install libreoffice-writer"
)


def read_parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_plain_sheet(path: Path) -> Path:
    """A form of which no cell wraps, its rows of a fixed height; the cells to be filled shrink their text, or are not there."""
    write_table(path, ROWS)
    workbook = load_workbook(path)
    sheet = workbook["表"]
    for row in range(1, 4):
        sheet.row_dimensions[row].height = 20
    for letter, width in zip("ABCD", (30, 8, 40, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["C"].font = Font(name="標楷體", size=10)
    sheet["A2"].alignment = Alignment(shrink_to_fit=True)
    sheet["D3"].border = Border(left=Side(style="thin"))
    sheet["D3"].alignment = Alignment(shrink_to_fit=True, vertical="center")
    workbook.save(path)
    return path


def test_cells_of_a_sheet_are_made_to_wrap_and_no_others(tmp_path: Path) -> None:
    form = write_plain_sheet(tmp_path / "表.xlsx")
    parts = read_parts(form)
    fill_into(form)
    new = read_parts(form)
    assert {name for name in parts if new[name] != parts[name]} == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    sheet = load_workbook(form)["表"]
    assert {cell.coordinate for row in sheet for cell in row if cell.alignment.wrap_text} == {"C2", "C3", "D3"}
    assert (sheet["D3"].border.left.style, sheet["D3"].alignment.vertical, sheet["D3"].alignment.shrink_to_fit) == (
        "thin",
        "center",
        None,
    )
    # The cell that was not there has the look of its column.
    assert (sheet["C2"].font.name, sheet["C2"].font.sz) == ("標楷體", 10)
    assert sheet["A2"].alignment.shrink_to_fit is True
    # Boxes that were ticked where they stood are as long as before.
    assert (sheet["D2"].value, sheet["D2"].alignment.wrap_text) == ("☐超前 ☐符合 ☑落後", None)


def test_rows_of_a_sheet_are_made_high_enough(tmp_path: Path) -> None:
    form = write_plain_sheet(tmp_path / "表.xlsx")
    fill_into(form)
    sheet = load_workbook(form)["表"]
    heights = [sheet.row_dimensions[row].height for row in (1, 2, 3)]
    assert heights[0] == 20
    # The first attainment takes more than five lines of 10 points in its column, the second row has three boxes below each other.
    assert heights[1] is not None
    assert heights[2] is not None
    assert 5 * 14 < heights[1] < 409
    assert 3 * 14 < heights[2] < heights[1]


def test_the_rows_of_a_merged_cell_share_its_height(tmp_path: Path) -> None:
    rows = [HEADER, [RETENTION, "65%", "", BOXES], ["", "（續）", "", ""]]
    form = write_table(tmp_path / "表.xlsx", rows, ((1, 0, 2, 0), (1, 2, 2, 2)))
    fill_into(form)
    sheet = load_workbook(form)["表"]
    first, second = (sheet.row_dimensions[row].height for row in (2, 3))
    assert first == second
    assert first is not None
    assert first > 100


def test_a_sheet_row_that_is_high_enough_stays(tmp_path: Path) -> None:
    form = write_plain_sheet(tmp_path / "表.xlsx")
    workbook = load_workbook(form)
    workbook["表"].row_dimensions[2].height = 400
    workbook.save(form)
    fill_into(form)
    assert load_workbook(form)["表"].row_dimensions[2].height == 400


def test_an_exact_row_height_of_an_odt_becomes_a_least_one(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.odt", ROWS)
    document = OdfDocument(str(form))
    properties = '<style:table-row-properties style:row-height="0.6cm" fo:keep-together="always"/>'
    style = f'<style:style style:name="列.1" style:family="table-row">{properties}</style:style>'
    document.insert_style(style, automatic=True)
    for row in document.body.get_tables()[0].get_elements("//table:table-row"):
        row.set_attribute("table:style-name", "列.1")
    document.save(form)
    fill_into(form)
    document = OdfDocument(str(form))
    rows = document.body.get_tables()[0].get_elements("//table:table-row")
    assert [row.get_attribute("table:style-name") for row in rows] == ["列.1", "列.1.grows", "列.1.grows"]
    content = read_parts(form)["content.xml"].decode()
    assert content.count('style:row-height="0.6cm"') == 1
    assert content.count('style:min-row-height="0.6cm"') == 1


def test_a_table_in_a_frame_inside_another_frame_of_an_odt(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.odt", ROWS)
    document = OdfDocument(str(form))
    table = document.body.get_tables()[0]
    document.body.delete(table)
    holder: Element = document.body
    for tag in ("text:p", "draw:frame", "draw:text-box", "text:p", "draw:frame", "draw:text-box"):
        inside = Element.from_tag(tag)
        holder.append(inside)
        holder = inside
    holder.append(table)
    document.save(form)
    assert fill_into(form).changed == FILLED
    assert fill_into(form).changed == []


def test_a_text_box_is_filled_in_both_of_its_writings(tmp_path: Path) -> None:
    form = put_in_text_box(write_table(tmp_path / "表.docx", ROWS))
    assert fill_into(form).changed == FILLED
    content = read_parts(form)["word/document.xml"].decode()
    assert content.count("分子 168 人次／分母 259 人次") == 2
    once = form.read_bytes()
    assert fill_into(form).changed == []
    assert form.read_bytes() == once


@needs_suite
@pytest.mark.parametrize(
    ("suffix", "saved", "in_box"),
    [
        (".docx", ".docx", False),
        (".docx", ".odt", False),
        (".odt", ".docx", False),
        (".docx", ".docx", True),
        (".docx", ".odt", True),
    ],
)
def test_forms_that_an_office_suite_has_saved(suffix: str, saved: str, in_box: bool, tmp_path: Path) -> None:
    form = write_table(tmp_path / f"表{suffix}", ROWS)
    again = save_again(put_in_text_box(form) if in_box else form, saved)
    said = fill_into(again)
    assert (said.changed, said.kept, said.remarks) == (FILLED, [], [])
    assert fill_into(again).changed == []


@needs_suite
def test_a_sheet_that_an_office_suite_has_saved(tmp_path: Path) -> None:
    form = save_again(write_plain_sheet(tmp_path / "表.xlsx"), ".xlsx")
    assert fill_into(form).changed == [f"工作表「表」{cell}" for cell in ("C2 三(三)", "D2 三(三)", "C3 三(四)", "D3 三(四)")]
    sheet = load_workbook(form)["表"]
    assert [sheet[cell].alignment.wrap_text for cell in ("C2", "C3", "D3")] == [True, True, True]
