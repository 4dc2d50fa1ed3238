"""A form as .pdf: written as a Word document and printed by LibreOffice, which is asked nothing else.

It keeps the rows of small tables together, and with their headings, in a Word document alone, not in an OpenDocument text.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.document import Document
from antidrug_kpi.forms.writers.document_looks import COUNTRY, LANGUAGE
from antidrug_kpi.forms.writers.docx.docx_writer import write_docx
from antidrug_kpi.forms.writers.libreoffice import run_suite
from antidrug_kpi.paths import say_reason

TIMEOUT_SECONDS = 180
_INSTEAD = "請改用 -o 輸出 .odt 或 .docx，再以文書軟體列印成 PDF"
_COMMANDS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
# Headings, paragraphs and tables are told to a screen reader.
_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
# What changes from run to run: the time of printing, and in the trailer two digests that it goes into.
_CREATED = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_BEGINNING = rb"\g<1>19800101000000"
# LibreOffice names the language of the Latin letters as the whole document's; ours is Chinese with Latin letters in it.
_LANGUAGE = re.compile(rb"(/StructTreeRoot \d+ 0 R\s*/Lang\()en-US(\))")
_CHINESE = rf"\g<1>{LANGUAGE}-{COUNTRY}\g<2>".encode()
_DIGEST = re.compile(rb"\b[0-9A-F]{32}\b")


def write_pdf(document: Document) -> bytes:
    """The printed form's bytes. Raises UserError where LibreOffice is not installed or does not print, or has no room to."""
    program = find_office(list_places())
    content = write_docx(document)
    try:
        with tempfile.TemporaryDirectory(prefix="antidrug-kpi-pdf-", ignore_cleanup_errors=True) as name:
            return _freeze(_print(program, content, Path(name)))
    except OSError as error:
        raise UserError(f"無法輸出 PDF：暫存資料夾無法使用：{say_reason(error)}；請清出空間，或以 TMPDIR 指定別處") from None


def find_office(places: Iterable[Path]) -> str:
    """The path of LibreOffice's program: a command, or else one of these files. Raises UserError where there is none."""
    for name in _COMMANDS:
        found = shutil.which(name)
        if found is not None:
            return found
    for place in places:
        if place.is_file():
            return str(place)
    raise UserError(f"無法輸出 PDF：找不到 LibreOffice（soffice）；請先安裝，或{_INSTEAD.removeprefix('請')}")


def list_places() -> Iterator[Path]:
    """Where LibreOffice is installed without being on the path."""
    yield from map(Path, _USUAL_PLACES)
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):
        if variable in os.environ:
            yield Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.exe"


def _print(program: str, content: bytes, folder: Path) -> bytes:
    """Convert the text to .pdf with a profile of our own, so that a LibreOffice that the user has open is not disturbed."""
    source = folder / "form.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", _TAGGED, "--outdir", str(folder), str(source)]
    try:
        status = run_suite(command, folder, TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        raise UserError(f"無法輸出 PDF：LibreOffice 超過 {TIMEOUT_SECONDS} 秒沒有完成；{_INSTEAD}") from None
    except OSError as error:
        raise UserError(f"無法輸出 PDF：無法執行 LibreOffice（{program}）：{say_reason(error)}；{_INSTEAD}") from None
    if status:
        raise UserError(f"無法輸出 PDF：LibreOffice（{program}）執行失敗（結束碼 {status}）；{_INSTEAD}")
    printed = source.with_suffix(".pdf")
    if not printed.is_file():
        raise UserError(f"無法輸出 PDF：LibreOffice（{program}）沒有產生檔案；{_INSTEAD}")
    return printed.read_bytes()


def _freeze(content: bytes) -> bytes:
    """The .pdf in its language, without times and random digests, so that the same form gives the same bytes. Replacements
    keep their length, since a .pdf holds the byte positions of its parts.
    """
    parts, mark, trailer = content.rpartition(b"trailer")
    return _LANGUAGE.sub(_CHINESE, _CREATED.sub(_BEGINNING, parts)) + mark + _DIGEST.sub(b"0" * 32, trailer)
