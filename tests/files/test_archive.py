"""A directory that says something else than what lies in the archive is refused before anything is decompressed."""

import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from antidrug_kpi.files.archives.archive import RawPart, assemble_archive, open_archive

from .apart import read_apart
from .builders import make_xlsx_parts, write_xlsx, write_zip

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
DAMAGED = "a.xlsx：檔案損壞或不合規格（{}）；請以試算表軟體開啟、另存新檔後再試"


def write_parts(path: Path, sheets: int = 1) -> Path:
    return write_zip(path, make_xlsx_parts({f"表{number}": FIRST for number in range(sheets)}))


def find_entry(data: bytes, part: str) -> int:
    """Where the directory's entry of a part begins."""
    return data.rfind(part.encode()) - 46


def test_parts_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", 3)
    data = bytearray(path.read_bytes())
    first, second = (find_entry(bytes(data), f"xl/worksheets/sheet{number}.xml") for number in (1, 2))
    (start,) = struct.unpack_from("<L", data, first + 42)
    # A part within the other one, whose own header is whole: what a bomb repeats a thousand times.
    (own,) = struct.unpack_from("<L", data, second + 42)
    size = own - start + 200
    data[first + 20 : first + 24] = size.to_bytes(4, "little")
    path.write_bytes(data)
    issue, _ = read_apart(path)
    assert issue == DAMAGED.format("「xl/worksheets/sheet2.xml」與壓縮檔的另一個成員重疊")


def test_one_part_listed_under_many_names_is_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", 2)
    data = bytearray(path.read_bytes())
    first, second = (find_entry(bytes(data), f"xl/worksheets/sheet{number}.xml") for number in (1, 2))
    data[second + 16 : second + 28] = data[first + 16 : first + 28]
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    path.write_bytes(data)
    issue, _ = read_apart(path)
    assert issue == DAMAGED.format("「xl/worksheets/sheet2.xml」在壓縮檔目錄與內容中的名稱不符")


def test_a_name_that_only_the_directory_changed_does_not_hide_a_part(tmp_path: Path) -> None:
    # Without its styles the workbook would read well, with percentages as bare numbers.
    path = write_parts(tmp_path / "a.xlsx")
    data = path.read_bytes()
    at = find_entry(data, "xl/styles.xml") + 46
    path.write_bytes(data[:at] + b"xl/stylez.xml" + data[at + 13 :])
    issue, _ = read_apart(path)
    assert issue == DAMAGED.format("「xl/stylez.xml」在壓縮檔目錄與內容中的名稱不符")


def test_a_directory_of_fewer_parts_than_it_says_is_refused(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx")
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    data[end + 10] += 1
    path.write_bytes(data)
    issue, _ = read_apart(path)
    assert issue == DAMAGED.format("壓縮檔目錄應有 7 個成員，只有 6 個")


def test_names_beyond_ascii_do_no_harm(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", FIRST, extra={"xl/media/圖.png": b"x", "xl/media/é.png": b"y"})
    assert read_apart(path) == ["1 sheets"]


@pytest.mark.parametrize(("sheets", "is_read"), [(1, True), (3, False)])
def test_small_parts_that_are_a_bomb_together_are_refused(tmp_path: Path, sheets: int, is_read: bool) -> None:
    # Each is below the 32 MiB that any part may have, whatever its ratio.
    parts = make_xlsx_parts(dict.fromkeys("甲乙丙"[:sheets], FIRST + " " * 12 * 1024**2))
    said = read_apart(write_zip(tmp_path / "a.xlsx", parts))
    assert said[-1] == f"{sheets * is_read} sheets"
    assert ("「各成員合計」解壓縮後為 36.0 MiB" in said[0]) is not is_read


def test_what_lies_behind_the_end_of_a_part_is_not_gathered() -> None:
    # zlib would copy all of it anew with every 64 KiB: minutes.
    deflated = zlib.compress(b"<a/>")[2:-4] + bytes(200_000_000)
    raw = RawPart(deflated, zipfile.ZIP_DEFLATED, zlib.crc32(b"<a/>"), 4)
    archive = open_archive(assemble_archive({"a.xml": raw}))
    assert b"".join(archive.inflate("a.xml")) == b"<a/>"
