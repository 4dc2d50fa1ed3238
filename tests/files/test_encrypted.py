"""Workbooks behind a password: opened with it, refused in one line without it, and no safer from the checks than others."""

import io
import shutil
import struct
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from antidrug_kpi.files import read_data
from antidrug_kpi.files.limits import Limits

from .builders import make_book, make_compound, make_record, make_text, write_ods, write_xlsx
from .encrypting import (
    FILLER,
    PASSWORD,
    WRITTEN,
    change_manifest,
    describe_agile,
    encrypt_agile,
    encrypt_crypto_api,
    encrypt_rc4,
    encrypt_whole_ods,
    encrypt_xor,
)

ROWS = '<row r="1"><c r="A1"><v>113</v></c></row>'
BOOK = make_book(b"".join(make_record(0x0204, struct.pack("<HHH", row, 0, 0) + make_text(f"個案{row}")) for row in range(300)))
TABLE = (
    '<table:table table:name="清冊"><table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p>'
    "</table:table-cell></table:table-row></table:table>"
)
VOLUNTEERS = [["志工編號", "繼續教育時數"], ["V001", 4.0], ["V002", 3.99]]
MISSING = (
    "檔案有密碼保護，而沒有提供密碼；請把密碼存在環境變數並以 --password-env 指定其名稱，或在試算表軟體移除密碼、另存新檔後再試"
)
WRONG = "密碼不對，無法開啟；請確認密碼，各檔的密碼應相同（或在試算表軟體移除密碼、另存新檔後再試）"


def read_with(path: Path, password: str | None, **limits: int) -> tuple[list[object], list[str]]:
    """The rows of the file's sheets, and its issues."""
    (reading,) = read_data(path, Limits(**limits), lambda: password)
    return [sheet.rows for sheet in reading.sheets], [str(issue) for issue in reading.issues]


def write_bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods"])
def test_what_libreoffice_encrypted_is_read_with_its_password(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(WRITTEN / name, tmp_path))
    assert read_with(path, PASSWORD) == ([VOLUNTEERS], [])
    assert read_with(path, "密碼Aa2") == ([], [f"{name}：{WRONG}"])
    for nothing in (None, ""):
        assert read_with(path, nothing) == ([], [f"{name}：{MISSING}"])


def test_what_excel_2010_and_later_write_is_read(tmp_path: Path) -> None:
    plain = write_xlsx(tmp_path / "a.xlsx", ROWS, extra=FILLER)
    encrypted = io.BytesIO()
    with plain.open("rb") as stream:
        OOXMLFile(stream).encrypt(PASSWORD, encrypted)
    path = write_bytes(plain, encrypted.getvalue())
    assert read_with(path, PASSWORD) == ([[[113.0]]], [])
    assert read_with(path, "x") == ([], [f"a.xlsx：{WRONG}"])


@pytest.mark.parametrize(
    "stream",
    [
        encrypt_rc4(BOOK),
        encrypt_crypto_api(BOOK),
        encrypt_crypto_api(BOOK, bits=40),
    ],
    ids=["RC4", "CryptoAPI", "CryptoAPI with a short key"],
)
def test_every_encryption_of_an_xls_is_undone(tmp_path: Path, stream: bytes) -> None:
    path = write_bytes(tmp_path / "a.xls", make_compound({"Workbook": stream}))
    assert read_with(path, PASSWORD) == ([[[f"個案{row}"] for row in range(300)]], [])
    assert read_with(path, "x") == ([], [f"a.xls：{WRONG}"])


@pytest.mark.parametrize("password", ["abc", "abcd", "123456789012345"])
def test_the_obfuscation_of_excel_95_is_undone(tmp_path: Path, password: str) -> None:
    path = write_bytes(tmp_path / "a.xls", make_compound({"Workbook": encrypt_xor(BOOK, password)}))
    assert read_with(path, password) == ([[[f"個案{row}"] for row in range(300)]], [])
    for other in ("x", PASSWORD, "a" * 16):
        assert read_with(path, other) == ([], [f"a.xls：{WRONG}"])


def test_an_ods_that_is_encrypted_as_a_whole_is_read(tmp_path: Path) -> None:
    path = encrypt_whole_ods(write_ods(tmp_path / "a.ods", TABLE))
    assert read_with(path, PASSWORD) == ([[["甲"]]], [])
    assert read_with(path, "x") == ([], [f"a.ods：{WRONG}"])
    assert read_with(path, None) == ([], [f"a.ods：{MISSING}"])


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_workbook_that_excel_opens_unasked_needs_no_password(tmp_path: Path, suffix: str) -> None:
    own = "VelvetSweatshop"
    content = write_xlsx(tmp_path / "plain", ROWS, extra=FILLER).read_bytes()
    encrypted = encrypt_agile(content, own) if suffix == ".xlsx" else make_compound({"Workbook": encrypt_rc4(BOOK, own)})

    def fail() -> str:
        raise AssertionError("no one is asked")

    (reading,) = read_data(write_bytes(tmp_path / f"a{suffix}", encrypted), ask=fail)
    assert (len(reading.sheets), reading.issues) == (1, ())


def test_nobody_is_asked_where_nothing_is_encrypted(tmp_path: Path) -> None:
    def fail() -> str:
        raise AssertionError("no one is asked")

    write_xlsx(tmp_path / "a.xlsx", ROWS)
    write_ods(tmp_path / "b.ods", TABLE)
    (tmp_path / "c.xls").write_bytes(make_compound({"Workbook": BOOK}))
    (tmp_path / "d.csv").write_bytes(b"a,b\n")
    assert all(reading.sheets for reading in read_data(tmp_path, ask=fail))


def test_one_locked_file_stops_no_other(tmp_path: Path) -> None:
    for name in ("libreoffice.xls", "libreoffice.ods"):
        shutil.copy(WRITTEN / name, tmp_path)
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "z.xlsx").write_bytes(encrypt_agile(write_xlsx(tmp_path / "plain", ROWS, extra=FILLER).read_bytes(), "another"))
    (tmp_path / "plain").unlink()
    readings = read_data(tmp_path, ask=lambda: PASSWORD)
    assert [(reading.file, len(reading.sheets), [issue.code for issue in reading.issues]) for reading in readings] == [
        ("a.csv", 1, []),
        ("libreoffice.ods", 1, []),
        ("libreoffice.xls", 1, []),
        ("z.xlsx", 0, ["password-wrong"]),
    ]


def test_a_bomb_behind_a_password_is_still_a_bomb(tmp_path: Path) -> None:
    bomb = write_xlsx(tmp_path / "a.xlsx", ROWS + " " * 64 * 1024**2)
    _, (issue,) = read_with(write_bytes(bomb, encrypt_agile(bomb.read_bytes())), PASSWORD)
    assert issue.startswith("a.xlsx：「xl/worksheets/sheet1.xml」解壓縮後為 64.0 MiB")
    bomb = encrypt_whole_ods(write_ods(tmp_path / "b.ods", TABLE + " " * 64 * 1024**2))
    _, (issue,) = read_with(bomb, PASSWORD)
    assert issue.startswith("b.ods：「content.xml」解壓縮後為 64.0 MiB")


def test_a_far_cell_behind_a_password_is_still_refused(tmp_path: Path) -> None:
    far = write_xlsx(tmp_path / "a.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', extra=FILLER)
    _, (issue,) = read_with(write_bytes(far, encrypt_agile(far.read_bytes())), PASSWORD)
    assert "用到第 1,048,576 列、第 16,384 欄" in issue


AGILE = (
    '<encryption><keyData saltValue="AAAA" hashAlgorithm="SHA512"/>'
    '<p:encryptedKey spinCount="{spins}" saltValue="AAAA" hashAlgorithm="{hash}" keyBits="{bits}"/></encryption>'
)


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (AGILE.format(spins=2**31, hash="SHA512", bits=256), "由密碼算出金鑰的次數為 2,147,483,648 次，超過上限 1,000,000 次"),
        (AGILE.format(spins=-1, hash="SHA512", bits=256), "由密碼算出金鑰的次數為 -1 次，超過上限 1,000,000 次"),
        (AGILE.format(spins="x", hash="SHA512", bits=256), "檔案損壞或不合規格（加密說明不完整）"),
        (AGILE.format(spins=1, hash="MD4", bits=256), "檔案的加密方式無法解開（MD4、256 位元）"),
        (AGILE.format(spins=1, hash="SHA512", bits=8), "檔案的加密方式無法解開（SHA512、8 位元）"),
        (AGILE.format(spins=1, hash="SHA512", bits=256), "檔案損壞或不合規格（加密說明不完整）"),
        ("<encryption/>", "檔案損壞或不合規格（加密說明不完整）"),
        ('<!DOCTYPE x [<!ENTITY a "ha">]><encryption>&a;</encryption>', "「EncryptionInfo」內含 DTD 或實體宣告"),
        ("no xml", "檔案損壞或不合規格（「EncryptionInfo」第 1 行的 XML 不完整）"),
    ],
)
def test_a_description_that_asks_too_much_or_says_too_little_is_refused(tmp_path: Path, xml: str, message: str) -> None:
    rows, (issue,) = read_with(write_bytes(tmp_path / "a.xlsx", describe_agile(xml)), PASSWORD)
    assert rows == []
    assert issue.startswith(f"a.xlsx：{message}")


@pytest.mark.parametrize(
    ("streams", "message"),
    [
        ({"EncryptedPackage": b"x"}, "檔案損壞或不合規格（缺少加密說明）"),
        ({"EncryptedPackage": b"x", "EncryptionInfo": struct.pack("<HH", 4, 3)}, "檔案的加密方式無法解開（第 4.3 版）"),
        (
            {"EncryptedPackage": b"x", "EncryptionInfo": struct.pack("<HHI", 3, 2, 4)},
            "檔案的加密方式無法解開（代號 0x0、0 位元）",
        ),
        ({"Workbook": make_book(b"", make_record(0x2F, bytes(2)))}, "檔案的加密方式無法解開（代號 0000）"),
        (
            {"Workbook": make_book(b"", make_record(0x2F, struct.pack("<HHH", 1, 9, 9)))},
            "檔案的加密方式無法解開（代號 010009000900）",
        ),
        (
            {"Workbook": make_book(b"", make_record(0x2F, struct.pack("<HHH", 1, 2, 2)))},
            "檔案的加密方式無法解開（代號 010002000200）",
        ),
    ],
)
def test_an_encryption_that_is_damaged_or_not_known_is_refused(tmp_path: Path, streams: dict[str, bytes], message: str) -> None:
    _, (issue,) = read_with(write_bytes(tmp_path / "a.xls", make_compound(streams)), PASSWORD)
    assert issue.startswith(f"a.xls：{message}")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('iteration-count="100000"', 'iteration-count="2147483647"', "由密碼算出金鑰的次數為 2,147,483,647 次，超過上限"),
        ("aes256-cbc", "blowfish", "檔案的加密方式無法解開（blowfish）"),
        ("xmldsig#sha256", "xmldsig#sha1", "檔案的加密方式無法解開（aes256-cbc、sha1、pbkdf2）"),
        ("manifest:salt=", "manifest:x=", "檔案損壞或不合規格（加密說明不完整）"),
        ('manifest:size="', 'manifest:size="99999999999', "加密的內容為 "),
    ],
)
def test_a_manifest_that_asks_too_much_or_says_too_little_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = change_manifest(Path(shutil.copy(WRITTEN / "libreoffice.ods", tmp_path / "a.ods")), old, new)
    _, (issue,) = read_with(path, PASSWORD)
    assert issue.startswith(f"a.ods：{message}")


def test_a_key_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = encrypt_whole_ods(write_ods(tmp_path / "a.ods", TABLE), kib=64 * 1024**2)
    _, (issue,) = read_with(path, PASSWORD)
    assert issue.startswith("a.ods：檔案的加密方式無法解開（argon2id 1、67,108,864 KiB、1）")


def test_the_bound_on_a_workbook_holds_for_what_is_encrypted(tmp_path: Path) -> None:
    path = Path(shutil.copy(WRITTEN / "libreoffice.ods", tmp_path / "a.ods"))
    size = path.stat().st_size
    assert read_with(path, PASSWORD, workbook_bytes=size) == ([VOLUNTEERS], [])
    _, (issue,) = read_with(path, PASSWORD, workbook_bytes=size - 1)
    assert issue.startswith("a.ods：檔案為 ")


def test_an_archive_encrypted_by_a_packing_program_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ROWS)
    content = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + flags] |= 1
    _, (issue,) = read_with(write_bytes(path, bytes(content)), PASSWORD)
    assert issue == "a.xlsx：檔案的加密方式無法解開（ZIP）；請在試算表軟體移除密碼、另存新檔後再試"
