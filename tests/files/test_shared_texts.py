"""Texts that a workbook holds once and shows in many cells: counted for each cell, lest a small file fill the memory."""

import struct
from pathlib import Path

import pytest

from antidrug_kpi.files.xlsx.shared_texts import ReferenceCount

from .apart import read_apart
from .builders import MAIN, make_book, make_compound, make_record, make_text, make_xlsx_parts, write_ods, write_xlsx, write_zip

pytestmark = pytest.mark.slow  # processes of bounded memory

TOO_MUCH = "a.{}：各儲存格的文字合計為 {} 字以上，超過上限 {} 字，未讀取；請分成數個檔案或重新匯出"
WAYS = {
    "usual": '<c r="A{row}" t="s"><v>{index}</v></c>',
    "styled": '<c r="A{row}" s="0" t="s"><v>{index}</v></c>',
    "other order": '<c t="s" r="A{row}"><v>{index}</v></c>',
    "apostrophes": "<c r='A{row}' t='s'><v>{index}</v></c>",
    "lines": '<c r="A{row}" t="s">\n<v>{index}</v>\n</c>',
    "prefix": '<x:c r="A{row}" t="s"><x:v>{index}</x:v></x:c>',
}


def make_strings(*texts: str) -> dict[str, str | bytes]:
    items = "".join(f"<si>{text if text.startswith('<') else f'<t>{text}</t>'}</si>" for text in texts)
    return {"xl/SharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'}


def make_rows(cell: str, *indexes: int) -> str:
    numbered = enumerate(indexes, 1)
    return "".join(f'<row r="{row}">{cell.format(row=row, index=index)}</row>' for row, index in numbered)


def test_a_long_text_in_very_many_cells_is_refused_before_it_is_copied(tmp_path: Path) -> None:
    # 1.4 MB of file, which would take more than 20 GB of memory.
    path = write_xlsx(tmp_path / "a.xlsx", make_rows(WAYS["usual"], *[0] * 400_000), extra=make_strings("甲" * 32_000))
    assert read_apart(path) == [TOO_MUCH.format("xlsx", "12,800,000,000", "250,000,000"), "0 sheets"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("limit", "is_read"), [(3_501, True), (3_500, True), (3_499, False)])
def test_every_reference_counts_the_characters_of_its_own_text(tmp_path: Path, way: str, limit: int, is_read: bool) -> None:
    rows = make_rows(WAYS[way], *[1] * 2, *[0] * 500, 1)
    path = write_xlsx(tmp_path / "a.xlsx", rows, extra=make_strings("甲", "丙&amp;" * 500))
    said = [] if is_read else [TOO_MUCH.format("xlsx", "3,500", f"{limit:,}")]
    assert read_apart(path, characters=limit) == [*said, f"{int(is_read)} sheets"]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{row}" t="s"><v xml:space="preserve">0</v></c>',
        '<c r="A{row}" t="s"><v>0</v><v>1</v></c>',
        '<c r="A{row}" t="s" x=">"><v>0</v></c>',
    ],
)
def test_a_reference_that_no_program_writes_counts_as_one_to_the_longest_text(tmp_path: Path, cell: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", make_rows(cell, *[0] * 10), extra=make_strings("甲", "乙" * 100))
    assert read_apart(path, characters=999) == [TOO_MUCH.format("xlsx", "1,000", "999"), "0 sheets"]


def test_the_sheets_of_a_file_count_together(tmp_path: Path) -> None:
    rows = make_rows(WAYS["usual"], *[0] * 10)
    path = write_zip(tmp_path / "a.xlsx", make_xlsx_parts({"甲": rows, "乙": rows}) | make_strings("丙" * 50))
    assert read_apart(path, characters=1_000) == ["2 sheets"]
    assert read_apart(path, characters=999) == [TOO_MUCH.format("xlsx", "1,000", "999"), "0 sheets"]


def test_a_text_of_many_runs_is_as_long_as_all_of_them(tmp_path: Path) -> None:
    run = "<r><rPr><b/></rPr><t>" + "甲" * 1_000 + "</t></r>"  # 3 MB in all, which is read in pieces of 1 MiB
    path = write_xlsx(tmp_path / "a.xlsx", make_rows(WAYS["usual"], *[0] * 400), extra=make_strings(run * 1_000))
    assert read_apart(path) == [TOO_MUCH.format("xlsx", "400,000,000", "250,000,000"), "0 sheets"]


def test_blank_texts_keep_their_place_among_the_others(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}"><si/><si></si><si><t/></si><si><t>甲乙</t></si><si><t>{"丙" * 900}</t></si></sst>'
    path = write_xlsx(tmp_path / "a.xlsx", make_rows(WAYS["usual"], 0, 1, 2, 3), extra={"xl/SharedStrings.xml": strings})
    assert read_apart(path, characters=1) == [TOO_MUCH.format("xlsx", "2", "1"), "0 sheets"]
    assert read_apart(path, characters=2) == ["1 sheets"]


def test_more_texts_than_cells_could_show_are_refused(tmp_path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c></row>'
    strings = [f'<sst xmlns="{MAIN}">{"<si/>" * count}</sst>' for count in (1_000, 1_001)]
    few, many = (write_xlsx(tmp_path / f"{len(one)}.xlsx", rows, extra={"xl/SharedStrings.xml": one}) for one in strings)
    assert read_apart(few, cells=1_000) == ["1 sheets"]
    issue, _ = read_apart(many, cells=1_000)
    assert issue.endswith("：共用文字表為 1,001 筆以上，超過上限 1,000 筆，未讀取；請分成數個檔案或重新匯出")


def test_references_are_counted_wherever_the_pieces_are_cut() -> None:
    sheet = b"""<row><c t="s"><v>0</v></c><c t='s'><v>1</v></c><c t="str"><v>s</v></c></row>"""
    for size in range(1, len(sheet) + 1):
        references = ReferenceCount()
        for _ in range(2):  # a sheet out of the ordinary passes twice
            pieces = list(references.scan(sheet[at : at + size] for at in range(0, len(sheet), size)))
            assert (b"".join(pieces), references.count) == (sheet, 2)


@pytest.mark.parametrize(("limit", "is_read"), [(10_001, True), (10_000, True), (9_999, False)])
def test_an_xls_is_held_to_the_same(tmp_path: Path, limit: int, is_read: bool) -> None:
    shared = make_record(0x00FC, struct.pack("<II", 1, 1) + make_text("甲" * 100))
    cells = b"".join(make_record(0x00FD, struct.pack("<HHHI", row, 0, 0, 0)) for row in range(100))
    (tmp_path / "a.xls").write_bytes(make_compound({"Workbook": make_book(cells, shared)}))
    said = [] if is_read else [TOO_MUCH.format("xls", "10,000", f"{limit:,}")]
    assert read_apart(tmp_path / "a.xls", characters=limit) == [*said, f"{int(is_read)} sheets"]


@pytest.mark.parametrize(("limit", "is_read"), [(10_001, True), (10_000, True), (9_999, False)])
def test_an_ods_is_held_to_the_same(tmp_path: Path, limit: int, is_read: bool) -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>甲乙丙丁戊</text:p>'
    row = f'<table:table-row table:number-rows-repeated="500">{cell}</table:table-cell></table:table-row>'
    table = f'<table:table table:name="甲">{row}</table:table>'
    path = write_ods(tmp_path / "a.ods", table + table)
    said = [] if is_read else [TOO_MUCH.format("ods", "10,000", f"{limit:,}")]
    assert read_apart(path, characters=limit) == [*said, f"{2 * is_read} sheets"]


def test_a_long_text_repeated_in_an_ods_takes_no_memory_of_its_own(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="100"><text:p>'
    cells = f"{cell}{'甲' * 32_000}</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="5000">{cells}</table:table-row>'
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="甲">{row}</table:table>')
    assert read_apart(path) == [TOO_MUCH.format("ods", "16,000,000,000", "250,000,000"), "0 sheets"]
