"""Delimited text: encodings, delimiters, records over several lines, and the line that each begins on."""

import struct
from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, read_data
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.text.delimited import choose_delimiter

HEADER = "個案編號,新收日期,姓名"
SMALL = Limits(text_bytes=10_000, line_characters=1_000, cells=100, records=50)


def read_bytes(folder: Path, content: bytes, name: str = "清冊.csv", limits: Limits | None = None) -> FileReading:
    path = folder / name
    path.write_bytes(content)
    (reading,) = read_data(path, limits) if limits else read_data(path)
    return reading


def read_issue(reading: FileReading) -> str:
    (issue,) = reading.issues
    assert reading.sheets == ()
    return str(issue)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_every_usual_encoding_and_line_end_gives_the_same_rows(tmp_path: Path, encoding: str, line_end: str, last: str) -> None:
    text = line_end.join([HEADER, "001,113/1/5,王小明", "002,,陳春"]) + (line_end if last else "")
    (sheet,) = read_bytes(tmp_path, text.encode(encoding)).sheets
    assert sheet.rows == [["個案編號", "新收日期", "姓名"], ["001", "113/1/5", "王小明"], ["002", "", "陳春"]]
    assert list(sheet.numbers) == [1, 2, 3]
    assert (sheet.file, sheet.name, sheet.is_hidden) == ("清冊.csv", None, False)


def test_utf16_big_endian_with_a_mark_is_read(tmp_path: Path) -> None:
    (sheet,) = read_bytes(tmp_path, b"\xfe\xff" + "上,下".encode("utf-16-be")).sheets
    assert sheet.rows == [["上", "下"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_utf16_without_a_mark_is_recognised_and_said(tmp_path: Path, encoding: str, line_end: str) -> None:
    # 一 has its NUL on the other side.
    reading = read_bytes(tmp_path, line_end.join([HEADER, "001,113/1/5,一二三", "002,,陳\U00020000"]).encode(encoding))
    assert reading.sheets[0].rows[1:] == [["001", "113/1/5", "一二三"], ["002", "", "陳\U00020000"]]
    (issue,) = reading.issues
    assert str(issue) == "清冊.csv：像是沒有 BOM 標記的 UTF-16，全檔都能解碼，已照此讀取；建議另存為 CSV UTF-8"
    assert str(issue.level) == "說明"


@pytest.mark.parametrize(
    ("end", "byte"),
    [(b"\x0a", "0x0A"), (b"\x00\xd8,\0\n\0", "0x00 0xD8"), (b"\x00\xdc\n\0", "0x00 0xDC")],
    ids=["cut in a character", "half a pair", "the other half"],
)
def test_utf16_without_a_mark_that_does_not_decode_is_named_as_such(tmp_path: Path, end: bytes, byte: str) -> None:
    issue = read_issue(read_bytes(tmp_path, f"{HEADER}\n001,113/1/5,王\n002,,".encode("utf-16-le") + end))
    assert issue == (
        f"清冊.csv 第 3 列：像是沒有 BOM 標記的 UTF-16，但位元組 {byte} 無法解碼；檔案可能不完整，請重新匯出，存為 CSV UTF-8"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\r\n1,2\n\0" + b"3,4\n" * 20,
        struct.pack("<40H", *range(40)),
        struct.pack("<20I", *range(0x30, 0x44)) + b"\n\0",
        "一丁七".encode("utf-16-le"),
        "1,2\n\0,3\n".encode("utf-16-le"),
        "1,2\n3,4\n".encode("utf-32-le"),
        bytes(100),
    ],
    ids=["one NUL", "small numbers", "wide numbers", "one line of Chinese", "a NUL in it", "UTF-32", "only NUL"],
)
def test_nuls_elsewhere_are_no_utf16(tmp_path: Path, content: bytes) -> None:
    assert "內容不是純文字，看起來是二進位檔（內含 NUL）" in read_issue(read_bytes(tmp_path, content))


def test_a_record_over_several_lines_carries_its_first_line(tmp_path: Path) -> None:
    text = 'a,b\r\n1,"一\r\n二\n三"\r\n\r\n2,x\r\n'
    (sheet,) = read_bytes(tmp_path, text.encode()).sheets
    assert sheet.rows == [["a", "b"], ["1", "一\r\n二\n三"], ["", ""], ["2", "x"]]
    assert list(sheet.numbers) == [1, 2, 5, 6]


def test_short_records_are_padded_and_the_blank_line_stays_a_row(tmp_path: Path) -> None:
    (sheet,) = read_bytes(tmp_path, "標題\n\na,b,c\n1,2,3,4\n".encode()).sheets
    assert sheet.rows == [["標題", "", "", ""], ["", "", "", ""], ["a", "b", "c", ""], ["1", "2", "3", "4"]]


def test_a_tab_in_spite_of_csv_and_a_tsv_full_of_commas(tmp_path: Path) -> None:
    (tabbed,) = read_bytes(tmp_path, "年,度\t件數\n113\t6,031\n114\t7,031\n".encode("cp950"), "甲.csv").sheets
    assert tabbed.rows[1] == ["113", "6,031"]
    (tsv,) = read_bytes(tmp_path, b"a,b\tc\n1,2\t3\n", "b.tsv").sheets
    assert tsv.rows == [["a,b", "c"], ["1,2", "3"]]


def test_a_tsv_without_a_tab_has_another_delimiter(tmp_path: Path) -> None:
    (sheet,) = read_bytes(tmp_path, b"a,b\n1,2\n", "a.tsv").sheets
    assert sheet.rows == [["a", "b"], ["1", "2"]]


def test_numbers_written_as_formulas_of_text_keep_their_zeros(tmp_path: Path) -> None:
    content = 'a,b,c\n="0012",="",x\n"=""0013""",=1,="\n'
    (sheet,) = read_bytes(tmp_path, content.encode()).sheets
    assert sheet.rows == [["a", "b", "c"], ["0012", "", "x"], ["0013", "=1", '="']]


def test_the_whole_file_says_whether_there_are_such_numbers(tmp_path: Path) -> None:
    """The first of them stands far behind what the delimiter is chosen from."""
    content = "a,b\n" + "0001,x\n" * 20_000 + '="0012",y\n'
    (sheet,) = read_bytes(tmp_path, content.encode()).sheets
    assert sheet.rows[-1] == ["0012", "y"]


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("a;b;c\n1,5;2;3\n1,7;2;3\n", ";"),
        ("只有一欄\n甲\n乙\n", ","),
        ("標題\n\n單位：件,%\na\tb\tc\n1\t2\t3\n", "\t"),
        ('a,b\n"x;y;z",1\n"x;y;z",2\n', ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_the_one_that_gives_even_records(sample: str, delimiter: str) -> None:
    assert choose_delimiter(sample) == delimiter


def test_a_byte_of_no_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    content = f"{HEADER}\n1,113/1/5,王\n2,113/1/6,".encode("cp950") + b"\xff\xff\n"
    assert read_issue(read_bytes(tmp_path, content)) == (
        "清冊.csv 第 3 列：位元組 0xFF 0xFF 無法解碼（已試 UTF-8、cp950），可能是檔案損壞；請把該字改正，另存為 CSV UTF-8"
    )


def test_the_attempt_that_got_farthest_names_the_line_also_beyond_the_first_megabyte(tmp_path: Path) -> None:
    lines = 120_000
    content = "王小明,1\n".encode() * lines + b"\xe7\x8e,1\n"  # half a character: UTF-8 gets farther than cp950
    issue = read_issue(read_bytes(tmp_path, content))
    assert issue.startswith(f"清冊.csv 第 {lines + 1} 列：位元組 0xE7 0x8E 無法解碼")


def test_a_marked_file_is_tried_in_its_own_encoding_only(tmp_path: Path) -> None:
    assert "（已試 UTF-8）" in read_issue(read_bytes(tmp_path, b"\xef\xbb\xbfa,b\n" + "中".encode("cp950")))


@pytest.mark.parametrize(
    ("pair", "character"),
    [
        *((b"\xfa\x40", "\ue000"), (b"\xfe\xfe", "\ue310"), (b"\x8e\x40", "\ue311"), (b"\xa0\xfe", "\ueeb7")),
        *((b"\x81\x40", "\ueeb8"), (b"\x8d\xfe", "\uf6b0"), (b"\xc8\xfe", "\uf848")),
    ],
)
def test_characters_that_cp950_leaves_to_the_user_are_private_ones_as_in_windows(
    tmp_path: Path, pair: bytes, character: str
) -> None:
    reading = read_bytes(tmp_path, "姓名,年\n王".encode("cp950") + pair + b",1\n")
    assert reading.sheets[0].rows[1] == [f"王{character}", "1"]
    (issue,) = reading.issues
    assert (issue.code, str(issue.level), issue.address.row) == ("text-private", "警告", 2)
    assert f"0x{pair[0]:02X} 0x{pair[1]:02X}" in str(issue)


@pytest.mark.parametrize("pair", [b"\xff\x40", b"\x80\x40", b"\xfa\x80", b"\xfa\x3f", b"\xfa\xff", b"\xa3\xfe"])
def test_other_pairs_are_no_characters_of_the_user(tmp_path: Path, pair: bytes) -> None:
    assert "無法解碼（已試 UTF-8、cp950）" in read_issue(read_bytes(tmp_path, "姓名,年\n王".encode("cp950") + pair + b",1\n"))


def test_private_characters_across_the_pieces_of_reading_are_read(tmp_path: Path) -> None:
    content = b"a,b\n" + b"xx\x81\x40,1\n" * 300_000  # two megabytes and a pair of bytes cut at either boundary
    rows = read_bytes(tmp_path, content).sheets[0].rows
    assert len(rows) == 300_001
    assert {tuple(row) for row in rows[1:]} == {("xx\ueeb8", "1")}


def test_a_line_that_does_not_end_is_refused(tmp_path: Path) -> None:
    issue = read_issue(read_bytes(tmp_path, b"a,b\n" + b"x" * 1_001 + b"\n", limits=SMALL))
    assert issue == "清冊.csv 第 2 列：這一行超過 1,000 個字元，不像清冊；請確認檔案有換行，重新匯出"


def test_a_line_just_within_the_limit_is_read_also_across_the_pieces_of_reading(tmp_path: Path) -> None:
    limits = Limits(line_characters=5_000)
    content = b"".join(b"x" * 4_999 + b"\n" for _ in range(600))  # about 3 MB, so that lines lie across the megabytes
    assert len(read_bytes(tmp_path, content, limits=limits).sheets[0].rows) == 600
    assert "5,000 個字元" in read_issue(read_bytes(tmp_path, content + b"x" * 5_001, limits=limits))


def test_a_line_feed_inside_a_utf16_character_ends_no_line(tmp_path: Path) -> None:
    text = "上" * 1_001  # U+4E0A, whose low byte is that of a line feed
    assert "1,000 個字元" in read_issue(read_bytes(tmp_path, text.encode("utf-16"), limits=SMALL))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n" * 2_501, "檔案為 10,004 位元組，超過上限 10,000 位元組"),
        (b"\n" * 51, "資料為 51 列以上，超過上限 50 列"),
        (b"a,b,c\n" * 34, "用到第 34 列、第 3 欄，共 102 格，超過上限 100 格"),
        (b"a,b\nc\0d,e\n", "內容不是純文字，看起來是二進位檔（內含 NUL）"),
        (b"", "檔案是空的（0 位元組）"),
        (b"<!DOCTYPE html><html><table>", "內容不是試算表，看起來是網頁（HTML），裡面沒有表格"),
        (b"%PDF-1.7 ...", "內容不是純文字，看起來是PDF"),
        (b"PK\x03\x04....", "內容不是純文字，看起來是壓縮檔或新式試算表（zip）"),
    ],
)
def test_what_is_no_register_is_refused_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    issue = read_issue(read_bytes(tmp_path, content, limits=SMALL))
    assert message in issue
    assert "\n" not in issue


def test_a_quote_that_swallows_lines_is_refused_where_it_begins(tmp_path: Path) -> None:
    text = 'a,b\n1,"x\n2,y\n3,"z"\n4,w\n'
    assert read_issue(read_bytes(tmp_path, text.encode())) == (
        "清冊.csv 第 2 列：從這一列開始的引號不成對，後面的欄位無法分辨；請補上或刪去引號，或重新匯出"
    )
    assert "第 3 列：從這一列開始的引號不成對" in read_issue(read_bytes(tmp_path, b'a,b\n1,x\n2,"y\n3,z\n'))


def test_text_behind_a_closing_quote_on_one_line_does_no_harm(tmp_path: Path) -> None:
    (sheet,) = read_bytes(tmp_path, 'a,b\n1,"台北市"中山區\n2,x\n'.encode()).sheets
    assert sheet.rows == [["a", "b"], ["1", "台北市中山區"], ["2", "x"]]


def test_a_field_that_never_ends_is_refused_where_its_record_begins(tmp_path: Path) -> None:
    text = 'a,b\n1,"' + "x,y\n" * 40_000
    assert read_issue(read_bytes(tmp_path, text.encode())) == (
        "清冊.csv 第 2 列：從這一列開始的欄位超過 131,072 個字元，可能少了右引號；請補上引號或重新匯出"
    )


@pytest.mark.parametrize(("columns", "is_read"), [(16_383, True), (16_384, True), (16_385, False)])
def test_no_more_columns_than_a_spreadsheet_has(tmp_path: Path, columns: int, *, is_read: bool) -> None:
    (tmp_path / "a.csv").write_text("1" + "," * (columns - 1) + "\n", encoding="utf-8")
    (reading,) = read_data(tmp_path / "a.csv")
    said = [] if is_read else ["a.csv：欄數為 16,385 欄，超過上限 16,384 欄，未讀取；請分成數個檔案或重新匯出"]
    assert ([sheet.rows[0][0] for sheet in reading.sheets], [str(issue) for issue in reading.issues]) == (["1"] * is_read, said)
