"""Forms as .pdf through LibreOffice, and what is said where that does not work."""

import os
import re
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.writers.pdf_writer import find_office, write_pdf
from cli.command_server import SOURCE

from .samples import DOCUMENT
from .test_printed_pages import ask, needs_suite, strip

pytestmark = pytest.mark.slow  # processes


def place_program(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


@needs_suite
def test_pages_and_same_bytes_in_every_zone_and_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")):
        monkeypatch.setenv(name, value)
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
    for name, value in (("TZ", "Asia/Taipei"), ("LANG", "zh_TW.UTF-8"), ("LC_ALL", "zh_TW.UTF-8")):
        monkeypatch.setenv(name, value)
    assert write_pdf(DOCUMENT) == content


@needs_suite
def test_a_screen_reader_is_told_the_language_the_title_and_the_parts(tmp_path: Path) -> None:
    content = write_pdf(DOCUMENT)
    (catalog,) = re.findall(rb"<</Type/Catalog.*?endobj", content, re.S)
    assert b"/Lang(zh-TW)" in catalog
    assert b"/StructTreeRoot " in catalog
    assert b"/DisplayDocTitle true" in catalog
    path = tmp_path / "表單.pdf"
    path.write_bytes(content)
    assert re.search(r"^Tagged: +yes$", ask("pdfinfo", str(path)), re.M)
    parts = re.findall(r"^ *(\w+)", ask("pdfinfo", "-struct", str(path)), re.M)
    assert {"Document", "H1", "P", "Table", "TR", "TH", "TD"} <= set(parts)


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


PRINT = """
from antidrug_kpi.forms.document import Document
from antidrug_kpi.forms.writers.pdf_writer import write_pdf
write_pdf(Document("表", ()))
"""


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def test_a_kill_while_it_prints_leaves_no_process_and_no_folder(tmp_path: Path) -> None:
    temporary, told = tmp_path / "tmp", tmp_path / "told"
    temporary.mkdir()
    place_program(tmp_path, f"sleep 300 &\necho $$ > {told}.new; mv {told}.new {told}\nwait")
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    surroundings = {**os.environ, "PATH": path, "TMPDIR": str(temporary), "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen([sys.executable, "-c", PRINT], env=surroundings) as process:
        wait_until(told.exists)
        assert list(temporary.iterdir())
        process.kill()
    group = int(told.read_text("utf-8"))
    wait_until(lambda: not is_alive(group) and not list(temporary.iterdir()))


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(group: int) -> bool:
    """Whether a process of the group runs; one that only waits for its parent to take note of its end does not."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    states = (line.split() for line in listed.splitlines())
    return any(int(own) == group and not state.startswith("Z") for own, state in states)
