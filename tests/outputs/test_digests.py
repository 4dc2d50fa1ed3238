"""A document of this program is known by the digest that it carries, and one that somebody changed by the digest that fails."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from antidrug_kpi.forms.output.digests import Origin, add_digest, find_origin
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output

PAGE = b"<!doctype html><title>a</title>\n"
PDF = b"%PDF-1.6\nxref\n0 1\ntrailer\n<</Size 1>>\nstartxref\n9\n%%EOF\n"


def make_workbook(*, is_marked: bool = True) -> bytes:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "甲"
    if is_marked:
        mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("suffix", "content"),
    [(".xlsx", make_workbook()), (".docx", make_workbook()), (".html", PAGE), (".pdf", PDF), (".yaml", b"registers:\n")],
)
def test_a_flip_of_any_one_bit_is_seen(tmp_path: Path, suffix: str, content: bytes) -> None:
    sealed = add_digest(content, suffix)
    assert find_origin(write(tmp_path / f"a{suffix}", sealed)) is Origin.OURS
    assert add_digest(content, suffix) == sealed
    for at in range(0, len(sealed), max(1, len(sealed) // 150)):
        changed = bytearray(sealed)
        changed[at] ^= 1 << at % 8
        assert find_origin(write(tmp_path / f"b{suffix}", bytes(changed))) is not Origin.OURS, at


def test_a_sealed_workbook_opens_and_one_saved_again_is_changed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", add_digest(make_workbook(), ".xlsx"))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.comment == b""
    workbook = load_workbook(path)
    workbook.save(path)
    assert find_origin(path) is Origin.CHANGED  # the mark in its properties stays


def test_a_workbook_of_a_version_without_digests_counts_as_changed(tmp_path: Path) -> None:
    assert find_origin(write(tmp_path / "a.xlsx", make_workbook())) is Origin.CHANGED
    assert find_origin(write(tmp_path / "b.xlsx", make_workbook(is_marked=False))) is Origin.OTHER
    assert find_origin(write(tmp_path / "c.docx", b"PK\x03\x04 no archive")) is Origin.OTHER
    assert find_origin(write(tmp_path / "d.html", PAGE)) is Origin.OTHER
    assert (
        find_origin(write(tmp_path / "e.yaml", "## 對應檔草稿，由 antidrug-kpi map 依計畫 a 產生。\n".encode())) is Origin.CHANGED
    )


@pytest.mark.parametrize(
    ("name", "text", "origin"),
    [
        ("a.csv", "\ufeff指標,衡量項目,名稱,分子,分母,數值\r\n", Origin.OURS),
        ("a.csv", "指標,衡量項目,名稱\r\n", Origin.OTHER),
        ("a.json", '{\n  "schema": 1,\n  "plan": "mohw-113"', Origin.OURS),
        ("a.json", '{"schema": 1}', Origin.OTHER),
        ("a.md", "| 衡量項目 | 名稱 | 分子／分母 | 數值 |", Origin.OURS),
        ("a.md", "# 筆記", Origin.OTHER),
        ("a.md", "", Origin.OTHER),
        ("a.txt", "高雄市　113 年度　期末\n統計期間 113 年 1 月 1 日至 113 年 12 月 31 日　達成 1\n+-----+\n", Origin.OURS),
        ("a.txt", "高雄市　113 年度　期末\n統計期間 113 年\n志工編號\n", Origin.OTHER),
    ],
)
def test_a_text_is_known_by_how_it_begins(tmp_path: Path, name: str, text: str, origin: Origin) -> None:
    assert find_origin(write(tmp_path / name, text.encode())) is origin
