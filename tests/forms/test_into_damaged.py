"""`fill --into` a form that is damaged, odd or huge: one line that says what is wrong, or a form that is filled as it should."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError

from .into_filling import BOXES, fill_into
from .own_forms import RETENTION, VISITS, write_table

pytestmark = pytest.mark.slow

ROWS = [["指標", "目標值", "目標達成情形及達成率", "自評進度"], [RETENTION, "65%", "", BOXES], [VISITS, "100%", "", BOXES]]
PARTS = {".docx": "word/document.xml", ".odt": "content.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
OTHERS = {".docx": "word/theme/theme1.xml", ".odt": "styles.xml", ".xlsx": "xl/theme/theme1.xml"}


def change(form: Path, part: str, edit: Callable[[str], str], comment: bytes = b"") -> None:
    """Write a form again with a part edited."""
    changed = io.BytesIO()
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = comment
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, edit(content.decode()) if entry.filename == part else content)
    form.write_bytes(changed.getvalue())


def refuse(form: Path) -> str:
    """The line with which a form is refused; it stays as it was."""
    before = form.read_bytes()
    with pytest.raises(UserError) as refused:
        fill_into(form)
    assert form.read_bytes() == before
    line = str(refused.value)
    assert line.startswith(f"{form.name}：")
    assert line.isprintable()
    return line


@pytest.mark.parametrize("suffix", PARTS)
@pytest.mark.parametrize("part", [PARTS, OTHERS])
def test_a_part_that_does_not_match_its_checksum_is_named(suffix: str, part: dict[str, str], tmp_path: Path) -> None:
    form = write_table(tmp_path / f"表{suffix}", ROWS)
    data = bytearray(form.read_bytes())
    entry = data.rfind(part[suffix].encode())  # in the directory, where the checksum stands 30 bytes before the name
    data[entry - 30] ^= 1
    form.write_bytes(bytes(data))
    assert part[suffix] in refuse(form)


@pytest.mark.parametrize("suffix", PARTS)
def test_the_comment_of_an_archive_is_not_taken_over(suffix: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / f"表{suffix}", ROWS)
    change(form, "", str, b"an archive's comment")
    names = zipfile.ZipFile(form).namelist()
    assert len(fill_into(form).changed) == 4
    with zipfile.ZipFile(form) as filled:
        assert (filled.comment, filled.namelist(), filled.testzip()) == (b"", names, None)


ODD = ("²", "-1", "9" * 5_000, "NaN", "")


@pytest.mark.parametrize("number", ODD)
@pytest.mark.parametrize(
    ("suffix", "old", "new", "said"),
    [
        (
            ".docx",
            '<w:tcW w:type="dxa"',
            '<w:gridSpan w:val="{}"/><w:tcW w:type="dxa"',
            "「gridSpan」應為 0 以上的整數，卻是「{}」；",
        ),
        (
            ".odt",
            "<table:table-cell>",
            '<table:table-cell table:number-columns-repeated="{}">',
            "「number-columns-repeated」應為 1 以上的整數，卻是「{}」；",
        ),
        (".xlsx", '<row r="2"', '<row r="{}"', "「row r」應為 1 以上的整數，卻是「{}」；"),
        (".xlsx", '<c r="B2"', '<c r="{}"', "儲存格的位址「{}」不合規格，"),
    ],
)
def test_a_number_of_a_table_that_is_none(suffix: str, old: str, new: str, said: str, number: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / f"表{suffix}", ROWS)
    change(form, PARTS[suffix], lambda text: text.replace(old, new.format(number), 1))
    assert said.format(number if len(number) <= 20 else f"{number[:20]}…") in refuse(form)


def test_a_merged_area_that_is_none(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", ROWS, ((1, 0, 2, 0),))
    change(form, PARTS[".xlsx"], lambda text: text.replace('ref="A2:A3"', 'ref="²"'))
    assert "合併儲存格的範圍「²」" in refuse(form)


@pytest.mark.parametrize("number", ["0", "-1", "²", "9" * 5_000])
def test_a_shared_text_that_is_not_there(number: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", ROWS)
    own = '<c r="B2" t="inlineStr"><is><t>65%</t></is></c>'
    change(form, PARTS[".xlsx"], lambda text: text.replace(own, f'<c r="B2" t="s"><v>{number}</v></c>', 1))
    assert "儲存格 B2 所指的共用文字" in refuse(form)


def test_rows_and_cells_without_their_numbers_follow_one_another(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.xlsx", ROWS)

    def strip(text: str) -> str:
        for number in ('r="A2" ', 'r="B2" ', 'r="A3" '):
            assert number in text
            text = text.replace(number, "")
        return text.replace('<row r="2"', "<row").replace('<row r="3"', "<row")

    change(form, PARTS[".xlsx"], strip)
    assert [line.split(" ")[0] for line in fill_into(form).changed] == [
        f"工作表「表」{cell}" for cell in ("C2", "D2", "C3", "D3")
    ]


def test_a_cell_inside_a_cell(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", ROWS)
    change(form, PARTS[".docx"], lambda text: text.replace("</w:p></w:tc>", "</w:p><w:tc><w:p/></w:tc></w:tc>", 1))
    assert "在另一個儲存格裡面" in refuse(form)


def write_long(path: Path, rows: int) -> Path:
    """A form of many rows, the last of them an indicator's."""
    form = write_table(path, ROWS[:2])
    ends = {".docx": "</w:tr>", ".odt": "</table:table-row>"}

    def lengthen(text: str) -> str:
        end = ends[path.suffix]
        begin = text.rindex(end[:1] + end[2:-1], 0, text.rindex(end))
        last = text[begin : text.rindex(end) + len(end)]
        made = "".join(last.replace(RETENTION, f"本府第{number}項自訂工作") for number in range(rows))
        return text.replace(last, last + made + last.replace(RETENTION, VISITS))

    change(form, PARTS[path.suffix], lengthen)
    return form


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_form_of_many_rows_takes_no_longer_for_each(suffix: str, tmp_path: Path) -> None:
    # Ten thousand rows were ten minutes when the width of the table was sought anew for each.
    form = write_long(tmp_path / f"表{suffix}", 10_000)
    assert [line.split("列")[0] for line in fill_into(form).changed] == ["表 1 第 2 "] * 2 + ["表 1 第 10003 "] * 2


def test_a_repeated_row_to_the_end_of_a_sheet(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.odt", ROWS)
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="1000000000"/>'
    change(form, PARTS[".odt"], lambda text: text.replace("</table:table>", f"{row}</table:table-row></table:table>"))
    # Wider than any form: it is no table of one.
    assert "找不到" in refuse(form)


def test_a_form_with_more_than_can_be_held(tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", ROWS)
    change(form, PARTS[".docx"], lambda text: text.replace("<w:sectPr", "<w:p/>" * 1_500_000 + "<w:sectPr", 1))
    assert "超過上限" in refuse(form)
