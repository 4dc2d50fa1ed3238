"""The offices of a batch that is killed, and what is looked for in what it leaves."""

from __future__ import annotations

import hashlib
import html.parser
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError
from openpyxl.utils.exceptions import InvalidFileException

from fuzz.seeds import OFFICE

OFFICES = tuple(f"機關 {number:02} [{'北南'[number % 2]}區]" for number in range(22))
_UNREAD = (ValueError, LookupError, OSError, zipfile.BadZipFile, PackageNotFoundError, InvalidFileException, XMLSyntaxError)
"""What the readers raise for a file that is cut off or mixed up."""
_FILES = ("01_預防宣導組.xlsx", "04_美沙冬收案.ods", "06_綜合規劃組.xlsx", "08_尿液採驗.csv", "10_佐證與填報.ods")
"""Of the sample office; more would only make a run longer."""


def lay_offices(root: Path) -> None:
    """A part of the sample office so many times, each but the first without one of its files. Three of them are broken, each in
    its own way.
    """
    files = [OFFICE / name for name in _FILES]
    for number, name in enumerate(OFFICES):
        folder = root / name
        folder.mkdir(parents=True)
        for file in files:
            if number == 0 or file is not files[number % len(files)]:
                shutil.copyfile(file, folder / file.name)
        (folder / "office.yaml").write_bytes((OFFICE / "office.yaml").read_bytes())
    wrong_settings, no_register, cut_off = (root / OFFICES[number] for number in (3, 10, 17))
    (wrong_settings / "office.yaml").write_text("report: 年底\n", encoding="utf-8")
    for folder in (no_register, cut_off):
        for file in files:
            (folder / file.name).unlink(missing_ok=True)
    (no_register / "其他.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    workbook = next(file for file in files if file.suffix == ".xlsx")
    (cut_off / workbook.name).write_bytes(workbook.read_bytes()[:-500])


def list_digests(out: Path) -> dict[str, str]:
    """Every file, by its path in the folder, with the digest of its bytes and who may read it."""
    return {
        path.relative_to(out).as_posix(): f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mode & 0o777:o}"
        for path in _list_files(out)
    }


def list_temporary(out: Path) -> list[Path]:
    """The files under names that are not final."""
    return [path for path in _list_files(out) if path.name.startswith(".")]


def list_finished(out: Path) -> dict[str, int]:
    """The manifests of the offices that are finished, and when they were written."""
    return {path.parent.name: path.stat().st_mtime_ns for path in _list_files(out) if path.name == "manifest.json"}


def list_wrong(out: Path) -> Iterator[str]:
    """Every file under its final name that its reader does not take, and every issues.json that others can read."""
    for path in _list_files(out):
        if path.name == "issues.json" and path.stat().st_mode & 0o077:
            yield f"{path.relative_to(out)} can be read by others"
        if not path.name.startswith("."):
            try:
                _parse(path)
            except _UNREAD as error:
                yield f"{path.relative_to(out)} does not parse: {error!r}"


def _parse(path: Path) -> None:
    match path.suffix:
        case ".json":
            json.loads(path.read_text(encoding="utf-8"))
        case ".xlsx":
            for sheet in openpyxl.load_workbook(path).worksheets:
                list(sheet.values)
        case ".docx":
            docx.Document(str(path))
        case ".html":
            _read_page(path.read_text(encoding="utf-8"))
        case _:
            raise ValueError("nobody writes such a file")


def _read_page(text: str) -> None:
    html.parser.HTMLParser().feed(text)
    if not text.startswith("<!DOCTYPE html>") or "</html>" not in text:
        raise ValueError("the page is cut off")


def _list_files(out: Path) -> list[Path]:
    return sorted(path for path in out.rglob("*") if path.is_file())
