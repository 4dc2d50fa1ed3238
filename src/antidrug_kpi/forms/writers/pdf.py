"""A form as .pdf: written as an OpenDocument text and printed by LibreOffice, which is asked nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.document import Document
from antidrug_kpi.forms.writers.odt import write_odt

TIMEOUT_SECONDS = 180
_INSTEAD = "請改用 -o 輸出 .odt 或 .docx，再以文書軟體列印成 PDF"
_COMMANDS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
# What changes from run to run is overwritten in its own length, for a .pdf counts its bytes.
_CHANGING = (
    re.compile(rb"(?<=/CreationDate\(D:)[^)]*(?=\))"),
    re.compile(rb"(?<=/DocChecksum /)[0-9A-F]+"),
    re.compile(rb"(?<=/ID \[ <)[0-9A-F]+(?=>)"),
    re.compile(rb"(?<=<)[0-9A-F]{32}(?=> ?\]\s)"),
)


def write_pdf(document: Document) -> bytes:
    """The printed form's bytes. Raises UserError where LibreOffice is not installed or does not print."""
    program = find_office()
    with tempfile.TemporaryDirectory(prefix="antidrug-kpi-pdf-") as name:
        folder = Path(name)
        source = folder / "form.odt"
        source.write_bytes(write_odt(document))
        _print(program, source, folder)
        printed = source.with_suffix(".pdf")
        if not printed.is_file():
            raise UserError(f"無法輸出 PDF：LibreOffice（{program}）沒有產生檔案；{_INSTEAD}")
        return _freeze(printed.read_bytes())


def find_office() -> str:
    """The path of LibreOffice's program. Raises UserError where it is not found."""
    for name in _COMMANDS:
        found = shutil.which(name)
        if found is not None:
            return found
    for place in _list_places():
        if place.is_file():
            return str(place)
    raise UserError(f"無法輸出 PDF：找不到 LibreOffice（soffice）；請先安裝，或{_INSTEAD.removeprefix('請')}")


def _list_places() -> Iterator[Path]:
    """Where LibreOffice is installed without being on the path."""
    yield from map(Path, _USUAL_PLACES)
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):
        if variable in os.environ:
            yield Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.exe"


def _print(program: str, source: Path, folder: Path) -> None:
    """Have the file printed, under settings of its own: the user's LibreOffice may be open, and must not be disturbed."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise UserError(f"無法輸出 PDF：LibreOffice 超過 {TIMEOUT_SECONDS} 秒沒有完成；{_INSTEAD}") from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise UserError(f"無法輸出 PDF：LibreOffice（{program}）執行失敗（{error}）；{_INSTEAD}") from None


def _freeze(content: bytes) -> bytes:
    for pattern in _CHANGING:
        content = pattern.sub(lambda match: b"0" * len(match[0]), content)
    return content
