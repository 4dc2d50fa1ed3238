"""`fill --into` an .ods: addresses as the sheet shows them, blank cells that stand for many, lists, looks, protected parts."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from antidrug_kpi.errors import UnfitFormError

from .into_filling import fill_into, save_again
from .own_forms import FEATURES, RETENTION, VISITS
from .test_into_looks import needs_suite, read_parts

pytestmark = pytest.mark.slow  # LibreOffice

SHEET = """<table:table table:name="{title}">{columns}{rows}</table:table>"""
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">'
    '<office:automatic-styles><style:style style:name="ce1" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#ffffcc"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>{rules}{sheets}</office:spreadsheet></office:body></office:document-content>"
)
MIME = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
BLANK = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16382"/>'
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'
FAR = f'<table:table-row table:number-rows-repeated="1048571">{EMPTY}</table:table-row>'


def make_row(*texts: str, rest: str = BLANK, more: str = "") -> str:
    cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts)
    return f"<table:table-row{more}>{cells}{rest}</table:table-row>"


def write_ods(path: Path, *sheets: tuple[str, str], rules: str = "") -> Path:
    body = "".join(
        SHEET.format(title=title, columns='<table:table-column table:number-columns-repeated="16384"/>', rows=rows)
        for title, rows in sheets
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIME)
        archive.writestr("content.xml", HEAD.format(rules=rules, sheets=body))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def read_cells(path: Path, sheet: int = 0) -> dict[str, str]:
    """The texts of a sheet by address."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    return {f"{chr(65 + x)}{y + 1}": str(text) for y, row in enumerate(rows) for x, text in enumerate(row) if text != ""}


def test_blank_cells_that_stand_for_the_rest_of_the_row_are_filled_one_by_one(tmp_path: Path) -> None:
    rows = [
        make_row("望海縣衡量指標達成情形"),
        f'<table:table-row table:number-rows-repeated="2">{EMPTY}</table:table-row>',
        make_row("指標", "目標值", "目標達成情形及達成率", "自評進度"),
        make_row(f"三(三) {RETENTION}", "65%"),
        make_row(f"三(四) {VISITS}", "100%", "上次：訪查 5 家", "☑超前 ☐符合 ☐落後"),
        FAR,
    ]
    form = write_ods(tmp_path / "表.ods", ("達成情形", "".join(rows)))
    said = fill_into(form)
    assert said.changed == ["工作表「達成情形」C5 三(三)", "工作表「達成情形」D5 三(三)"]
    assert said.kept == ["工作表「達成情形」C6 三(四)", "工作表「達成情形」D6 三(四)"]
    cells = read_cells(form)
    assert cells["C5"].startswith("分子 168 人次／分母 259 人次＝64.86%")
    assert cells["D5"].splitlines() == ["☐超前", "☐符合", "☑落後"]
    assert (cells["A1"], cells["C6"], "E5" in cells) == ("望海縣衡量指標達成情形", "上次：訪查 5 家", False)
    assert fill_into(form).changed == []


def test_a_formula_and_a_row_that_stands_for_several_stay(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=[.D9]" office:value-type="string"><text:p>9</text:p></table:table-cell>'
    rows = [
        make_row("指標", "目標達成情形及達成率"),
        make_row(f"三(三) {RETENTION}", rest=formula),
        make_row(f"三(二) {FEATURES}", more=' table:number-rows-repeated="3"'),
    ]
    form = write_ods(tmp_path / "表.ods", ("表", "".join(rows)))
    said = fill_into(form, overwrite=True)
    assert said.kept == ["工作表「表」B2 三(三)"]
    # The three rows are one name three times over.
    assert "三(二) 發展特色藥癮醫療服務方案：表中有 3 列（工作表「表」A3、工作表「表」A4、工作表「表」A5），未填" in said.lacking


def test_a_list_in_the_cell_takes_one_of_its_choices(tmp_path: Path) -> None:
    condition = "of:cell-content-is-in-list(&quot;超前&quot;;&quot;符合&quot;;&quot;落後&quot;)"
    rule = f'<table:content-validation table:name="v1" table:condition="{condition}"/>'
    rules = f"<table:content-validations>{rule}</table:content-validations>"
    choice = '<table:table-cell/><table:table-cell table:content-validation-name="v1"/>'
    rows = [make_row("指標", "目標達成情形及達成率", "自評進度"), make_row(f"三(三) {RETENTION}", rest=choice)]
    form = write_ods(tmp_path / "表.ods", ("表", "".join(rows)), rules=rules)
    fill_into(form)
    assert read_cells(form)["C2"] == "落後"


def test_the_filled_cell_wraps_in_its_own_colour_and_its_row_grows(tmp_path: Path) -> None:
    rows = [make_row("指標", "目標達成情形及達成率", rest=""), make_row(f"三(三) {RETENTION}")]
    form = write_ods(tmp_path / "表.ods", ("表", "".join(rows)))
    before = read_parts(form)
    fill_into(form)
    after = read_parts(form)
    assert {name for name in before if before[name] != after[name]} == {"content.xml"}
    root = ElementTree.fromstring(after["content.xml"])  # noqa: S314  # written a line above
    space = {
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    }
    looks = {each.get(f"{{{space['style']}}}name"): each for each in root.iterfind(".//style:style", space)}
    properties = looks["ce1.wraps"].find("style:table-cell-properties", space)
    assert properties is not None
    assert properties.get(f"{{{space['fo']}}}wrap-option") == "wrap"
    assert properties.get(f"{{{space['fo']}}}background-color") == "#ffffcc"
    (height,) = root.iterfind(".//style:table-row-properties", space)
    # More than a dozen lines of 12 points in a column of the usual width.
    assert float((height.get(f"{{{space['style']}}}row-height") or "").removesuffix("pt")) > 200


def test_a_sheet_of_another_report_is_left_and_one_alone_is_refused(tmp_path: Path) -> None:
    rows = make_row("指標", "目標達成情形及達成率") + make_row(f"三(三) {RETENTION}")
    both = write_ods(tmp_path / "表.ods", ("期中", rows), ("期末", rows))
    assert fill_into(both).changed == ["工作表「期末」B2 三(三)"]
    alone = write_ods(tmp_path / "期中.ods", ("期中", rows))
    with pytest.raises(UnfitFormError):
        fill_into(alone)


@needs_suite
def test_a_workbook_that_an_office_suite_has_saved_as_ods(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "達成情形"
    for number, row in enumerate(
        [["指標", "目標值", "目標達成情形及達成率", "自評進度"], [f"三(三) {RETENTION}", "65%"]], start=2
    ):
        for column, text in enumerate(row, start=2):
            sheet.cell(number, column, text)
    rule = DataValidation(type="list", formula1='"超前,符合,落後"')
    rule.add("E3")
    sheet.add_data_validation(rule)
    workbook.save(tmp_path / "表.xlsx")
    form = save_again(tmp_path / "表.xlsx", ".ods")
    assert fill_into(form).changed == ["工作表「達成情形」D3 三(三)", "工作表「達成情形」E3 三(三)"]
    again = save_again(form, ".xlsx")
    assert again.exists()
    assert read_cells(form)["E3"] == "落後"
