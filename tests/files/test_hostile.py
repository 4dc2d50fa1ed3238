"""Files that are meant to do harm, or that only happen to: each is refused with one clear line, at once and in little memory.

calamine ends the process on several of them, so every reading here runs in a process of its own with a bounded memory
(see `apart`).
"""

import struct
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest

from .apart import read_apart
from .builders import MAIN, make_book, make_compound, make_record, make_xlsx_parts, write_ods, write_xlsx, write_zip

pytestmark = pytest.mark.slow  # processes of bounded memory

FAR = "XFD1048576"
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'


def make_far(cell: str) -> str:
    return f'{FIRST}<row r="1048576">{cell}</row>'


@pytest.mark.parametrize(
    "rows",
    [
        make_far(f'<c r="{FAR}"><v>1</v></c>'),
        make_far(f"<c s='0' r='{FAR}'><v>1</v></c>"),
        make_far(f'<c\n r = "{FAR}" ><v>1</v></c>'),
        make_far(f'<c r="{FAR.lower()}"><v>1</v></c>'),
        make_far(f'<x:c r="{FAR}"><x:v>1</x:v></x:c>'),
        make_far(f'<c x="&gt;>" r="{FAR}"><v>1</v></c>'),
        make_far("<c><v>1</v></c>" * 16_384),
        f'<row>{"<c><v>1</v></c>" * 16_384}</row><row r="1048576"><c><v>1</v></c></row>',
    ],
    ids=["plain", "other order", "blanks", "lower case", "prefix", "angle in an attribute", "no positions", "two corners"],
)
def test_a_cell_in_the_far_corner_is_refused_however_it_is_written(tmp_path: Path, rows: str) -> None:
    assert read_apart(write_xlsx(tmp_path / "a.xlsx", rows)) == [
        "a.xlsx 工作表「清冊」：用到第 1,048,576 列、第 16,384 欄，共 17,179,869,184 格，超過上限 20,000,000 格，"
        "檔案未讀取；請刪除遠處多餘的儲存格後另存",
        "0 sheets",
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (f'{FIRST}<row r="1"><c r="A4294967295"><v>1</v></c></row>', "有超出試算表範圍的儲存格位置"),
        (f'{FIRST}<row r="4294967295"><c><v>1</v></c></row>', "有超出試算表範圍的儲存格位置"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "有超出試算表範圍的儲存格位置"),
        ('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', "有不合規格的儲存格位置"),
        ('<row r="x"><c><v>1</v></c></row>', "有不合規格的列號"),
        (make_far(f'<c r="A2" s="1" r="{FAR}"><v>1</v></c>'), "有重複的儲存格位置"),
        (make_far(f'<c r="A2" x=">" r="{FAR}"><v>1</v></c>'), "有重複的儲存格位置"),
        (make_far(f'<c r="A2" s="<" r="{FAR}"><v>1</v></c>'), "有試算表不會寫的標籤或註解"),
        (make_far(f'<a:b:c r="{FAR}"><v>1</v></a:b:c>'), "有試算表不會寫的標籤或註解"),
        (f'<row r="1">{"<c><v>1</v></c><!-- <row r=" + chr(34) + "1" + chr(34) + "> -->"}</row>', "有試算表不會寫的標籤或註解"),
        ('<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>', "以 CDATA 寫儲存格的值"),
    ],
)
def test_a_sheet_that_no_spreadsheet_program_writes_is_refused(tmp_path: Path, rows: str, reason: str) -> None:
    issue, sheets = read_apart(write_xlsx(tmp_path / "a.xlsx", rows))
    assert issue == f"a.xlsx：檔案損壞或不合規格（「xl/worksheets/sheet1.xml」{reason}）；請以試算表軟體開啟、另存新檔後再試"
    assert sheets == "0 sheets"


def test_a_formatted_but_empty_corner_and_a_false_dimension_do_no_harm(tmp_path: Path) -> None:
    parts = make_xlsx_parts({"清冊": make_far(f'<c r="{FAR}" s="0"/>')})
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f'<dimension ref="A1:{FAR}"/><sheetData>')
    assert read_apart(write_zip(tmp_path / "a.xlsx", parts)) == ["1 sheets"]


@pytest.mark.parametrize(
    "count",
    [
        '="4294967295"',
        "='4294967295'",
        ' = "18446744073709551615"',
        '="&#52;294967295"',
        '="-1"',
        f'{" " * 2_000_000}="4294967295"',
    ],
)
def test_a_false_count_of_shared_texts_is_refused(tmp_path: Path, count: str) -> None:
    strings = f'<!-- --><sst xmlns="{MAIN}" uniqueCount{count}><si><t>a</t></si></sst>'
    issue, _ = read_apart(write_xlsx(tmp_path / "a.xlsx", FIRST, extra={"xl/SharedStrings.xml": strings}))
    assert issue == "a.xlsx：檔案損壞或不合規格（共用文字表的筆數不實）；請以試算表軟體開啟、另存新檔後再試"


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_every_part_of_a_workbook(tmp_path: Path, part: str) -> None:
    parts = make_xlsx_parts({"清冊": FIRST}) | {"xl/sharedStrings.xml": "<sst/>"}
    parts[part] = LAUGHS + str(parts[part]).partition("?>\n")[2].replace("</row>", "<c><v>&c;</v></c></row>")
    issue, _ = read_apart(write_zip(tmp_path / "a.xlsx", parts))
    assert issue == f"a.xlsx：「{part.lower()}」內含 DTD 或實體宣告，正常的試算表不會有，為安全起見未讀取；請重新匯出"


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", "<table:table/>")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    secret = tmp_path / "secret"
    secret.write_text("x")
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    parts["content.xml"] = parts["content.xml"].replace(b"?>\n", b"?>" + doctype.encode())
    issue, _ = read_apart(write_zip(path, parts))
    assert "內含 DTD 或實體宣告" in issue


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    issue, sheets = read_apart(write_xlsx(tmp_path / "a.xlsx", FIRST + " " * 64 * 1024**2))
    assert issue.startswith("a.xlsx：「xl/worksheets/sheet1.xml」解壓縮後為 64.0 MiB，是壓縮時的 1,0")
    assert issue.endswith("倍（上限 200 倍），疑似壓縮炸彈，未讀取；請重新匯出")
    assert sheets == "0 sheets"


def test_a_bomb_in_an_ods_is_refused_too(tmp_path: Path) -> None:
    issue, _ = read_apart(write_ods(tmp_path / "a.ods", "<table:table/>" + " " * 64 * 1024**2))
    assert "「content.xml」解壓縮後為 64.0 MiB" in issue


def test_a_picture_that_compresses_well_is_no_bomb(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", FIRST, extra={"xl/media/a.emf": bytes(64 * 1024**2)})
    assert read_apart(path) == ["1 sheets"]


def test_parts_that_are_too_large_together_are_refused(tmp_path: Path) -> None:
    parts = make_xlsx_parts(dict.fromkeys("甲乙丙丁戊", FIRST + " " * 1000000))
    issue, _ = read_apart(write_zip(tmp_path / "a.xlsx", parts), inflated_bytes=4_000_000)
    assert issue == "a.xlsx：解壓縮後的內容為 4.8 MiB，超過上限 3.8 MiB，未讀取；請分成數個檔案或重新匯出"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml"])
def test_a_part_that_is_held_in_memory_must_be_small(tmp_path: Path, part: str) -> None:
    parts = make_xlsx_parts({"清冊": FIRST})
    parts[part] = str(parts[part]) + " " * 100_000
    issue, _ = read_apart(write_zip(tmp_path / "a.xlsx", parts), part_bytes=100_000)
    assert issue.startswith(f"a.xlsx：「{part}」為 100,")


def lie_about_size(path: Path, part: str, size: int) -> None:
    """Make the directory declare another size, and the checksum of as many bytes."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part)
        info = archive.getinfo(part)
    data = bytearray(path.read_bytes())
    entry = data.rfind(part.encode()) - 46
    for at in (entry + 16, info.header_offset + 14):
        data[at : at + 4] = zlib.crc32(content[:size]).to_bytes(4, "little")
    for at in (entry + 24, info.header_offset + 22):
        data[at : at + 4] = size.to_bytes(4, "little")
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_part_longer_than_its_directory_says_is_refused(tmp_path: Path, part: str) -> None:
    # What lies beyond the declared end would be seen by another zip library, and not by the checks.
    strings = {"xl/sharedStrings.xml": "<sst>" + "<si><t>a</t></si>" * 50 + "</sst>"}
    rows = make_far(f'<c r="{FAR}"><v>1</v></c>') if "sheet1" in part else FIRST
    path = write_xlsx(tmp_path / "a.xlsx", rows, extra=strings)
    lie_about_size(path, part, 150)
    issue, _ = read_apart(path)
    assert f"「{part.lower()}」解壓縮後的長度與目錄所載不符" in issue


def test_only_the_checked_parts_reach_the_bulk_reader(tmp_path: Path) -> None:
    # A second workbook, a binary one and a document lie in the same archive; whatever they say is never read.
    far = make_xlsx_parts({"清冊": make_far(f'<c r="{FAR}"><v>1</v></c>')})
    extra = {name.replace("xl/", "evil/"): content for name, content in far.items() if name.startswith("xl/")}
    extra |= {"xl/workbook.bin": b"\0", "content.xml": "<x/>", "xl/worksheets/sheet9.xml": far["xl/worksheets/sheet1.xml"]}
    assert read_apart(write_xlsx(tmp_path / "a.xlsx", FIRST, extra=extra)) == ["1 sheets"]


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(200), "Windows 執行檔"),
        ("個案編號\n1\n".encode(), "純文字"),
        (b"<html><table><tr><td> </td></tr></table></html>", "網頁（HTML），裡面沒有表格"),
        (b'<?xml version="1.0"?><Workbook/>', "XML 文件"),
        (b"%PDF-1.7", "PDF"),
        (b"\x7fELF" + bytes(60), "Linux 執行檔"),
        (b"\1\2\3\0", "二進位檔"),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".xlsm"])
def test_something_else_under_a_workbooks_name_is_refused(tmp_path: Path, content: bytes, looks: str, suffix: str) -> None:
    from antidrug_kpi.files import read_data

    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    (reading,) = read_data(path)
    assert [str(issue) for issue in reading.issues] == [
        f"a{suffix}：內容不是試算表，看起來是{looks}；應為 .xlsx、.xlsm、.xls 或 .ods，請以試算表軟體開啟後另存新檔"
    ]


@pytest.mark.parametrize(
    ("parts", "looks"),
    [
        ({"word/document.xml": "<document/>"}, "Word、簡報或其他壓縮檔"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "Word、簡報或其他壓縮檔"),
        ({"xl/workbook.xml": "<document/>"}, "Word、簡報或其他壓縮檔"),
    ],
)
def test_another_office_file_under_a_workbooks_name_is_refused(tmp_path: Path, parts: dict[str, str], looks: str) -> None:
    issue, _ = read_apart(write_zip(tmp_path / "a.xlsx", parts))
    assert f"內容不是試算表，看起來是{looks}" in issue


@pytest.mark.parametrize("keep", [4, 30, 300, -4])
def test_a_truncated_workbook_is_damaged(tmp_path: Path, keep: int) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", FIRST)
    path.write_bytes(path.read_bytes()[:keep])
    issue, _ = read_apart(path)
    assert issue.startswith("a.xlsx：檔案損壞或不合規格（壓縮檔目錄無法讀取）")


def test_a_sheet_in_another_encoding_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{FIRST}</sheetData></worksheet>'
    parts = make_xlsx_parts({"清冊": FIRST}) | {"xl/worksheets/sheet1.xml": sheet.encode("utf-16")}
    issue, _ = read_apart(write_zip(tmp_path / "a.xlsx", parts))
    assert "「xl/worksheets/sheet1.xml」不是 UTF-8" in issue


def test_a_csv_of_one_endless_line_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" + b"x," * (100 * 1024**2))  # 200 MiB, read in 1 MiB pieces
    issue, _ = read_apart(path, memory=300 * 1024**2)
    assert issue == "a.csv 第 2 列：這一行超過 1,000,000 個字元，不像清冊；請確認檔案有換行，重新匯出"


def test_an_ods_of_endless_repetition_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-cell></table:table-row>'
    body = f'<table:table table:name="清冊">{row}</table:table>'
    issue, _ = read_apart(write_ods(tmp_path / "a.ods", body), memory=300 * 1024**2)
    assert "用到第 1,000,000 列、第 16,000 欄，共 16,000,000,000 格" in issue


def test_a_cell_left_far_below_does_not_fill_the_memory(tmp_path: Path) -> None:
    rows = f'{FIRST}<row r="1048576"><c r="Z1048576" t="str"><v>x</v></c></row>'
    issue, sheets = read_apart(write_xlsx(tmp_path / "a.xlsx", rows), memory=300 * 1024**2)
    assert "用到第 1,048,576 列、第 26 欄，共 27,262,976 格，超過上限 20,000,000 格" in issue
    assert sheets == "0 sheets"


@pytest.mark.parametrize(("limit", "is_read"), [(26_000, True), (25_999, False)])
def test_the_bound_on_sparse_sheets_holds_for_hardly_filled_ones_only(tmp_path: Path, limit: int, is_read: bool) -> None:
    sparse = write_xlsx(tmp_path / "a.xlsx", f'{FIRST}<row r="1000"><c r="Z1000"><v>1</v></c></row>')
    assert (read_apart(sparse, sparse_cells=limit)[-1] == "1 sheets") is is_read
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="Z{n}"><v>1</v></c></row>' for n in range(1, 1001))
    assert read_apart(write_xlsx(tmp_path / "b.xlsx", rows), sparse_cells=limit) == ["1 sheets"]


def test_a_cell_left_far_below_in_an_ods_costs_no_memory(tmp_path: Path) -> None:
    def write_row(count: int, cells: str) -> str:
        return f'<table:table-row table:number-rows-repeated="{count}">{cells}</table:table-row>'

    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = write_row(1, cell * 26) + write_row(1_048_574, "<table:table-cell/>") + write_row(1, cell)
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="清冊">{rows}</table:table>')
    assert read_apart(path, memory=300 * 1024**2) == ["1 sheets"]


DECLARED = '<dimension ref="A1:KN1000000"/><sheetFormatPr defaultRowHeight="15"/>'


@pytest.mark.parametrize(
    "rows",
    ["", "".join(f'<row r="{n}" spans="1:300" s="1" customFormat="1"/>' for n in range(1, 1_000_001))],
    ids=["no rows", "a million rows without cells"],
)
def test_a_sheet_that_declares_itself_full_and_is_empty_is_empty(tmp_path: Path, rows: str) -> None:
    parts = make_xlsx_parts({"清冊": rows})
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace("<sheetData>", f"{DECLARED}<sheetData>")
    parts["xl/worksheets/sheet1.xml"] = sheet
    assert read_apart(write_zip(tmp_path / "a.xlsx", parts), memory=400 * 1024**2) == ["1 sheets"]


def test_a_full_million_rows_of_formatted_blanks_are_too_much_to_unpack(tmp_path: Path) -> None:
    # 300 columns × 1,000,000 rows are 300 times this, more than 6 GiB of XML where 2 GiB are the bound.
    row = "".join(f'<c r="AA{n}" s="1"/>' for n in range(10_000, 1_010_000))
    issue, _ = read_apart(write_xlsx(tmp_path / "a.xlsx", f"<row>{row}</row>"), inflated_bytes=2048 * 1024**2 // 300)
    assert issue.startswith("a.xlsx：解壓縮後的內容為 21.9 MiB，超過上限 6.8 MiB")


def test_an_ods_that_declares_itself_full_and_is_empty_is_empty(tmp_path: Path) -> None:
    cell = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="300"/>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="清冊">{row}</table:table>')
    assert read_apart(path, memory=300 * 1024**2) == ["1 sheets"]


def test_an_xls_that_declares_itself_full_and_is_empty_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    dimensions = make_record(0x0200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))
    path.write_bytes(make_compound({"Workbook": make_book(dimensions)}))
    assert read_apart(path, memory=300 * 1024**2) == ["1 sheets"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"])
def test_a_million_elements_within_each_other_end_in_an_answer(tmp_path: Path, part: str) -> None:
    parts = make_xlsx_parts({"清冊": FIRST})
    root = str(parts[part]).rpartition("</")
    parts[part] = f"{root[0]}{'<a>' * 1_000_000}{'</a>' * 1_000_000}</{root[2]}"
    assert read_apart(write_zip(tmp_path / "a.xlsx", parts), memory=700 * 1024**2)[-1] in {"1 sheets", "0 sheets"}


def test_a_million_elements_within_each_other_in_an_ods_end_in_an_answer(tmp_path: Path) -> None:
    deep = "<text:span>" * 1_000_000 + "</text:span>" * 1_000_000
    cell = f'<table:table-cell office:value-type="string"><text:p>甲{deep}</text:p></table:table-cell>'
    body = f'<table:table table:name="清冊"><table:table-row>{cell}</table:table-row></table:table>'
    assert read_apart(write_ods(tmp_path / "a.ods", body), memory=700 * 1024**2) == ["1 sheets"]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml", "/xl/workbook.xml", "xl\\workbook.xml"])
def test_two_parts_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", FIRST)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")  # zipfile notices, and writes it all the same
        archive.writestr(name, "<workbook/>")
    issue, _ = read_apart(path)
    assert issue.startswith("a.xlsx：檔案損壞或不合規格（壓縮檔有同名的成員）")
