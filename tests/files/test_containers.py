"""Registers in the containers that systems write under a workbook's name, and under other names."""

import random
from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, read_data

from .containers import write_archive, write_page, write_spreadsheet

REGISTERS = (
    [
        ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"],
        ["A001", "H1", "112/7/1", "", ""],
        ["007", "H2", "113/1/5", "113/7/3", "死亡"],
    ],
    [["志工編號", "繼續教育時數"], ["V1", "4"], ["V2", "3.99"], ["0003", "1,200"]],
    [["指標代碼", "項目", "數值"], ["3.2", "分子", "12"], ["4.10", "分母", "20"], ["三(三)", "分母 <與> & 註", "5%"]],
    [["機構名稱", "當年度安置涉毒少年"], ["甲 之家", "是"], ["", ""], ["乙之家", "■"]],
    [["案件編號", "查獲來源", "查獲日期"], ["0001", "警察查獲", "113-01-05"], ["0002", "學校清查", "2024/2/29"]],
)
ENCODINGS = ("utf-8", "cp950", "utf-8-sig", "utf-16")
SUFFIXES = (".xls", ".xlsx", ".ods", ".csv", ".txt", ".htm", ".html", ".xlsm", ".tsv")


def read(folder: Path, name: str, content: bytes) -> FileReading:
    (folder / name).write_bytes(content)
    (reading,) = read_data(folder / name)
    return reading


def check_read(reading: FileReading, rows: list[list[str]], kind: str) -> None:
    (sheet,) = reading.sheets
    assert [list(row) for row in sheet.rows] == rows
    assert list(sheet.numbers) == list(range(1, len(rows) + 1))
    assert [(issue.code, str(issue.level), dict(issue.facts)["kind"]) for issue in reading.issues] == [
        ("file-as-table", "說明", kind)
    ]


@pytest.mark.parametrize("seed", range(14))
def test_a_web_page_is_read_under_any_name(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rows, encoding = REGISTERS[seed % 5], ENCODINGS[seed % 4]
    page = write_page(rows, seed, "big5" if encoding == "cp950" else chance.choice(["utf-8", "big5"]))
    reading = read(tmp_path, f"甲{SUFFIXES[seed % 9]}", page.encode(encoding))
    check_read(reading, rows, "網頁（HTML）")


@pytest.mark.parametrize("seed", range(9))
def test_a_web_archive_is_read_under_any_name(tmp_path: Path, seed: int) -> None:
    rows, encoding = REGISTERS[seed % 5], ("utf-8", "cp950")[seed % 2]
    charset = {"utf-8": "utf-8", "cp950": "big5"}[encoding]
    archive = write_archive([write_page(rows, seed, charset).encode(encoding)], seed, charset)
    check_read(read(tmp_path, f"甲{SUFFIXES[seed % 9]}", archive), rows, "單一檔案網頁（MHTML）")


@pytest.mark.parametrize("seed", range(9))
def test_an_xml_spreadsheet_is_read_under_any_name(tmp_path: Path, seed: int) -> None:
    rows, encoding = REGISTERS[seed % 5], ENCODINGS[seed % 4]
    declared = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp950": "Big5", "utf-16": "UTF-16"}[encoding]
    text = write_spreadsheet({"清冊": rows}, seed, declared)
    reading = read(tmp_path, f"甲{SUFFIXES[seed % 9]}", text.encode(encoding))
    check_read(reading, rows, "XML 試算表 2003")
    assert reading.sheets[0].name == "清冊"


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-le"])
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("suffix", [".xls", ".xlsx", ".ods", ".txt"])
def test_delimited_text_is_read_under_any_name(tmp_path: Path, suffix: str, delimiter: str, encoding: str) -> None:
    rows = REGISTERS[0]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    reading = read(tmp_path, f"甲{suffix}", text.encode(encoding))
    (sheet,) = reading.sheets
    assert (list(sheet.rows), list(sheet.numbers)) == (rows, [1, 2, 3])
    codes = [issue.code for issue in reading.issues]
    assert codes == ["file-as-table", *(["text-as-utf16"] if encoding == "utf-16-le" else [])]


def test_the_sheets_of_a_workbook_in_an_archive_have_their_names(tmp_path: Path) -> None:
    for seed, charset in enumerate(("utf-8", "big5", "utf-8")):
        pages = [write_page(rows, seed, charset).encode(charset) for rows in REGISTERS[:3]]
        reading = read(tmp_path, "甲.xls", write_archive(pages, seed, charset, ["美沙冬收案", "志工", "填報數據"]))
        assert [sheet.name for sheet in reading.sheets] == ["美沙冬收案", "志工", "填報數據"]
        assert [[list(row) for row in sheet.rows] for sheet in reading.sheets] == list(REGISTERS[:3])
        assert reading.within == (None, None, None)


def test_the_sheets_of_an_xml_spreadsheet_are_read_in_their_order(tmp_path: Path) -> None:
    sheets = {"一": REGISTERS[0], "二": REGISTERS[1], "三": REGISTERS[3]}
    reading = read(tmp_path, "甲.xls", write_spreadsheet(sheets, 0, "UTF-8").encode())
    assert {sheet.name: [list(row) for row in sheet.rows] for sheet in reading.sheets} == sheets


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"<html><body>no table</body></html>", "網頁（HTML），裡面沒有表格"),
        (b"<html><table><tr><td>&nbsp;</td></tr></table></html>", "網頁（HTML），裡面沒有表格"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n",
            "單一檔案網頁（MHTML），裡面沒有表格",
        ),
        (b"just one sentence\nand another\n", "純文字"),
        (b'<?xml version="1.0"?><a><table/></a>', "XML 文件"),
        (b"%PDF-1.7 <table><tr><td>", "PDF"),
        (b"\x00\x01\x02<table><tr>", "二進位檔"),
    ],
)
def test_what_holds_no_table_under_a_workbooks_name_is_refused(tmp_path: Path, content: bytes, looks: str) -> None:
    reading = read(tmp_path, "甲.xls", content)
    assert reading.sheets == ()
    (issue,) = reading.issues
    assert (issue.code, str(issue.level), dict(issue.facts)["looks"]) == ("file-not-workbook", "檔案", looks)


def test_a_csv_whose_cells_talk_of_tables_stays_a_csv(tmp_path: Path) -> None:
    content = "編號,說明\n1,<table><tr><td>\n2,MIME-Version: 1.0\n"
    reading = read(tmp_path, "甲.csv", content.encode())
    assert (len(reading.sheets[0].rows), reading.issues) == (3, ())
