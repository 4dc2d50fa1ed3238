"""Forms as .pdf through LibreOffice, and what is said where that does not work."""

import os
import stat
from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.writers.pdf import find_office, write_pdf

from .samples import DOCUMENT
from .test_printed_pages import ask, needs_suite, strip


def place_program(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


@needs_suite
def test_pages_and_same_bytes(tmp_path: Path) -> None:
    content = write_pdf(DOCUMENT)
    path = tmp_path / "表單.pdf"
    path.write_bytes(content)
    pages = [strip(page) for page in ask("pdftotext", "-raw", str(path), "-").split("\f")[:-1]]
    assert len(pages) == 4
    assert "望海縣" in pages[0]
    assert "壹、現況" in pages[1]
    assert "第4頁，共4頁" in pages[3]
    told = ask("pdfinfo", str(path))
    assert "1980" in told
    assert "113 年度成果報告" in told
    assert write_pdf(DOCUMENT) == content


def test_missing_office_suite_is_told_with_what_to_do_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    place = tmp_path / "LibreOffice" / "soffice"
    with pytest.raises(UserError) as caught:
        find_office([place])
    assert str(caught.value) == (
        "無法輸出 PDF：找不到 LibreOffice（soffice）；請先安裝，或改用 -o 輸出 .odt 或 .docx，再以文書軟體列印成 PDF"
    )
    place.parent.mkdir()
    place.touch()
    assert find_office([place]) == str(place)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
@pytest.mark.parametrize(
    ("script", "told"),
    [("exit 3", "執行失敗（結束碼 3）"), ("exit 0", "沒有產生檔案")],
)
def test_failing_office_suite_is_told_in_one_line(
    script: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_program(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError) as caught:
        write_pdf(DOCUMENT)
    message = str(caught.value)
    assert message.startswith("無法輸出 PDF：LibreOffice")
    assert told in message
    assert ".odt 或 .docx" in message
    assert "\n" not in message
