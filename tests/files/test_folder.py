"""A folder of inputs: which files are read, in which order, and that one bad file never stops the others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import read_data

from .builders import make_book, make_compound, make_record, write_ods, write_xlsx

CLOSABLE = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root, nor so on Windows"
)
NAMED_FREELY = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not take such names")
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"a,b\n1,2\n")


def test_inputs_are_sorted_by_path_and_the_rest_is_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "乙.csv", "甲.TSV", "b/2.csv", "b/1.csv", "a.csv", ".hidden.csv", "~$a.xlsx", ".git/x.csv", "notes.pdf")
    fill(tmp_path, "office.yaml", "map.yml", "Thumbs.db", "desktop.ini", "__MACOSX/a.csv", ".~lock.a.csv#")
    assert [reading.file for reading in read_data(tmp_path) if reading.sheets] == [
        *("a.csv", "b/1.csv", "b/2.csv", "乙.csv", "甲.TSV"),
    ]


def test_other_kinds_are_noted_and_settings_pass_in_silence(tmp_path: Path) -> None:
    fill(tmp_path, "a.csv", "說明.pdf", "備註", "office.yaml", "對照.yaml")
    readings = read_data(tmp_path)
    assert [(reading.file, [str(issue) for issue in reading.issues]) for reading in readings] == [
        ("a.csv", []),
        ("備註", ["備註：不是試算表、分隔檔或網頁（無副檔名），未讀取；清冊請存成 .xlsx、.xls、.ods、.csv 或 .tsv"]),
        ("說明.pdf", ["說明.pdf：不是試算表、分隔檔或網頁（.pdf），未讀取；清冊請存成 .xlsx、.xls、.ods、.csv 或 .tsv"]),
    ]
    assert {str(issue.level) for reading in readings for issue in reading.issues} == {"說明"}


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    fill(tmp_path, "a.csv", "c.csv")
    (tmp_path / "b.xlsx").write_bytes(b"MZ\0")
    first, bad, last = read_data(tmp_path)
    assert [len(reading.sheets) for reading in (first, bad, last)] == [1, 0, 1]
    assert [(issue.code, str(issue.level)) for issue in bad.issues] == [("file-not-workbook", "檔案")]
    assert len(bad.sha256) == 64


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    fill(tmp_path, "b.csv", "a/c.csv", "d.txt")
    write_xlsx(tmp_path / "e.xlsx", CELL)
    assert read_data(tmp_path) == read_data(tmp_path)


def test_a_single_file_is_named_by_its_own_name(tmp_path: Path) -> None:
    fill(tmp_path, "sub/清冊.csv")
    (reading,) = read_data(tmp_path / "sub" / "清冊.csv")
    assert (reading.file, reading.sheets[0].file) == ("清冊.csv", "清冊.csv")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "找不到「{path}」；應為一個資料夾或一個檔案，請確認路徑"),
        ("a.docx", "「{path}」不是可讀的檔案；應為 .csv、.htm、.html、.ods、.tsv、.txt、.xls、.xlsm、.xlsx 檔，請另存成其中一種"),
        (
            "empty",
            "資料夾「{path}」沒有可讀的檔案；應有 .csv、.htm、.html、.ods、.tsv、.txt、.xls、.xlsm、.xlsx 檔，請把清冊放進資料夾",
        ),
    ],
)
def test_nothing_to_read_is_one_line(tmp_path: Path, name: str, message: str) -> None:
    fill(tmp_path, "a.docx", "empty/office.yaml", "empty/b.pdf")
    path = tmp_path / name
    with pytest.raises(UserError) as caught:
        read_data(path)
    assert str(caught.value) == message.format(path=path)


def test_links_out_of_the_folder_are_refused_and_links_within_are_read(tmp_path: Path) -> None:
    fill(tmp_path, "outside/secret.csv", "office/a.csv", "office/sub/b.csv")
    office = tmp_path / "office"
    (office / "out.csv").symlink_to(tmp_path / "outside" / "secret.csv")
    (office / "up").symlink_to(tmp_path / "outside")
    (office / "in.csv").symlink_to(office / "a.csv")
    (office / "loop").symlink_to(office)
    (office / "gone.csv").symlink_to(office / "nothing.csv")
    assert [(reading.file, [issue.code for issue in reading.issues]) for reading in read_data(office)] == [
        ("a.csv", []),
        ("gone.csv", ["file-unreadable"]),
        ("in.csv", []),
        ("out.csv", ["file-outside"]),
        ("sub/b.csv", []),
        ("up", ["file-outside"]),
    ]


def test_links_that_run_in_a_circle_are_unreadable_and_folders_with_a_files_name_are_folders(tmp_path: Path) -> None:
    fill(tmp_path, "b.xlsx/a.csv")
    (tmp_path / "one.csv").symlink_to("two.csv")
    (tmp_path / "two.csv").symlink_to("one.csv")
    (tmp_path / "b.xlsx" / "up").symlink_to(tmp_path)
    assert [(reading.file, [issue.code for issue in reading.issues]) for reading in read_data(tmp_path)] == [
        ("b.xlsx/a.csv", []),
        ("one.csv", ["file-unreadable"]),
        ("two.csv", ["file-unreadable"]),
    ]
    with pytest.raises(UserError, match="找不到"):
        read_data(tmp_path / "one.csv")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices of Unix")
def test_a_device_is_no_register(tmp_path: Path) -> None:
    fill(tmp_path, "a.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.csv")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link.csv").symlink_to("pipe.csv")
    *others, pipe, zero = read_data(tmp_path)
    assert [(reading.file, [issue.code for issue in reading.issues]) for reading in (*others, zero)] == [
        ("a.csv", []),
        ("link.csv", ["file-special"]),
        ("pipe", ["file-special"]),
        ("zero.csv", ["file-outside"]),
    ]
    (issue,) = pipe.issues
    assert str(issue) == "pipe.csv：不是一般檔案（是具名管線、裝置之類），未讀取；請移出資料夾，清冊請存成一般檔案"
    assert str(issue.level) == "檔案"
    for name in ("zero.csv", "pipe.csv"):  # nor when it is given by itself: reading it would never end
        with pytest.raises(UserError, match="不是可讀的檔案"):
            read_data(tmp_path / name)


@NAMED_FREELY
def test_names_with_control_characters_are_refused_and_shown_escaped(tmp_path: Path) -> None:
    fill(tmp_path, "b.csv", "a\x1b[31m\n.csv", "c.csv\n", "d\x07/e.csv", "f\x85.txt", "Icon\r")
    first, read, *others = read_data(tmp_path)
    assert (read.file, len(read.sheets), read.issues) == ("b.csv", 1, ())
    assert (first.file, first.sheets, first.sha256) == ("a\\x1b[31m\\n.csv", (), "")
    (issue,) = first.issues
    assert str(issue) == "a\\x1b[31m\\n.csv：檔名或資料夾名含控制字元，未讀取；請改名後再試"
    assert str(issue.level) == "檔案"
    assert [(one.file, [issue.code for issue in one.issues]) for one in others] == [
        ("c.csv\\n", ["file-name-unsafe"]),
        ("d\\x07/e.csv", ["file-name-unsafe"]),
        ("f\\x85.txt", ["file-name-unsafe"]),
    ]
    with pytest.raises(UserError, match=r"^「.*a\\x1b\[31m\\n\.csv」的檔名含控制字元，未讀取；請改名後再試$"):
        read_data(tmp_path / "a\x1b[31m\n.csv")
    with pytest.raises(UserError, match=r"找不到「x\\ny」"):
        read_data(Path("x\ny"))


def test_invisible_characters_of_a_name_are_shown_escaped_and_rare_ones_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a\u202e\u3000\ue000.csv").write_bytes(b"")
    (reading,) = read_data(tmp_path)
    assert reading.file == "a\\u202e\u3000\ue000.csv"
    assert str(reading.issues[0]) == f"{reading.file}：檔案是空的（0 位元組）；應有標題列與資料，請重新匯出"


@NAMED_FREELY
def test_a_name_in_another_encoding_is_shown_escaped_and_its_file_read(tmp_path: Path) -> None:
    # As unpacking an archive from an older Windows leaves it.
    name = os.fsdecode("清冊.csv".encode("cp950"))
    fill(tmp_path, name)
    (reading,) = read_data(tmp_path)
    assert (reading.file, len(reading.sheets), reading.issues) == ("\\udcb2M\\udca5U.csv", 1, ())


@pytest.mark.skipif(sys.platform == "win32", reason="rights and pipes of Unix")
def test_what_the_system_does_not_give_is_an_issue(tmp_path: Path) -> None:
    fill(tmp_path, "a.csv")
    (tmp_path / "dir.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    assert [(reading.file, [issue.code for issue in reading.issues]) for reading in read_data(tmp_path)] == [
        ("a.csv", []),
        ("pipe.csv", ["file-special"]),
    ]


@CLOSABLE
def test_a_file_that_does_not_open_is_an_issue(tmp_path: Path) -> None:
    fill(tmp_path, "a.csv", "b.csv")
    (tmp_path / "a.csv").chmod(0)
    assert [str(issue) for reading in read_data(tmp_path) for issue in reading.issues] == [
        "a.csv：作業系統無法讀取此檔（沒有讀取權限）；請確認檔案存在、有讀取權限、未被其他程式鎖住"
    ]


@CLOSABLE
def test_a_folder_that_does_not_open_is_an_issue(tmp_path: Path) -> None:
    fill(tmp_path, "a.csv", "closed/b.csv")
    (tmp_path / "closed").chmod(0)
    assert [str(issue) for reading in read_data(tmp_path) for issue in reading.issues] == [
        "closed：作業系統無法讀取此檔（資料夾無法開啟）；請確認檔案存在、有讀取權限、未被其他程式鎖住"
    ]


def test_a_workbook_under_another_workbooks_suffix_is_read_and_said(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xls", CELL)
    write_xlsx(tmp_path / "b.xlsm", CELL)
    cell = '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    write_ods(tmp_path / "c.xlsx", f'<table:table table:name="清冊">{cell}</table:table>')
    (tmp_path / "d.xlsx").write_bytes(make_compound({"Workbook": make_book(make_record(0x0203, bytes(14)))}))
    readings = read_data(tmp_path)
    assert [len(reading.sheets) for reading in readings] == [1, 1, 1, 1]
    assert [str(issue) for reading in readings for issue in reading.issues] == [
        "a.xls：副檔名是 .xls，內容其實是 .xlsx，已依內容讀取；建議改正副檔名",
        "c.xlsx：副檔名是 .xlsx，內容其實是 .ods，已依內容讀取；建議改正副檔名",
        "d.xlsx：副檔名是 .xlsx，內容其實是 .xls，已依內容讀取；建議改正副檔名",
    ]


def test_importing_the_package_imports_no_reader() -> None:
    heavy = {
        "pandas",
        "openpyxl",
        "python_calamine",
        "defusedxml",
        "xml.parsers.expat",
        "zipfile",
        "csv",
        "msoffcrypto",
        "cryptography",
    }
    program = f"import sys, antidrug_kpi.files; print(sorted({heavy!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
