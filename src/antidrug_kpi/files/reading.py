"""Reading one file by what it holds, not by what its name says; whatever goes wrong becomes an issue of that file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from antidrug_kpi.files import kinds
from antidrug_kpi.files.cells.sheet import FileReading, Sheet
from antidrug_kpi.files.content import Content
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.files.refusal import RefusedError, refuse_damaged, refuse_size
from antidrug_kpi.files.signatures import COMPOUND_MARK, ZIP_MARK, describe_content, is_binary_container
from antidrug_kpi.files.text.containers import HEAD_BYTES
from antidrug_kpi.issues import Address, report_issue

TEXT_SUFFIXES = frozenset({".csv", ".tsv"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
# Of the files with these most are no registers: a page that somebody saved, a readme.
CASUAL_SUFFIXES = frozenset({".txt", ".htm", ".html"})
SUFFIXES = TEXT_SUFFIXES | WORKBOOK_SUFFIXES | CASUAL_SUFFIXES

_OOXML_SUFFIXES = frozenset({".xlsx", ".xlsm"})
_Workbook = tuple[tuple[Sheet, ...], str, frozenset[str]]
"""The sheets, the kind of file that they came from, and the suffixes that go with it."""


def read_file(path: Path, file: str, limits: Limits, ask: AskPassword, *, takes_own: bool = False) -> FileReading:
    """The tables of the file at `path`, called `file` in addresses; `ask` is called for the password of an encrypted one. A
    workbook that this program wrote is refused unless the caller `takes_own`.
    """
    sha256 = ""
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            content = _read_content(stream, file, path.suffix.lower(), limits, ask, takes_own=takes_own)
    except RefusedError as refusal:
        return FileReading(file, sha256, (), (refusal.to_issue(file),))
    except (OSError, UnicodeDecodeError) as error:  # the latter where the file changes while it is read
        issue = report_issue(kinds.FILE_UNREADABLE, Address(file), facts={"reason": _explain(error)})
        return FileReading(file, sha256, (), (issue,))
    return FileReading(file, sha256, content.sheets, content.issues, content.within)


def _explain(error: OSError | UnicodeDecodeError) -> str:
    match error:
        case PermissionError():
            return "沒有讀取權限"
        case FileNotFoundError():
            return "檔案不存在，或連結已失效"
        case OSError():
            return f"錯誤碼 {error.errno}"
    return "讀取期間內容改變"


def _read_content(stream: BinaryIO, file: str, suffix: str, limits: Limits, ask: AskPassword, *, takes_own: bool) -> Content:
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    if not head:
        raise RefusedError(kinds.FILE_EMPTY)
    if suffix in WORKBOOK_SUFFIXES and head.startswith((ZIP_MARK, COMPOUND_MARK)):
        return _read_workbook(stream, head, file, suffix, limits, ask, takes_own=takes_own)
    if suffix not in WORKBOOK_SUFFIXES and is_binary_container(head):
        raise RefusedError(kinds.FILE_NOT_TEXT, looks=describe_content(head))
    from antidrug_kpi.files.text_reading import read_text

    return read_text(stream, head, file, suffix, limits, is_workbook_name=suffix in WORKBOOK_SUFFIXES)


def _read_workbook(
    stream: BinaryIO, head: bytes, file: str, suffix: str, limits: Limits, ask: AskPassword, *, takes_own: bool
) -> Content:
    size = stream.seek(0, 2)
    if size > limits.workbook_bytes:
        raise refuse_size("檔案", size, limits.workbook_bytes)
    stream.seek(0)
    data = stream.read()
    if head.startswith(COMPOUND_MARK):
        sheets, kind, suffixes = _read_compound(data, file, limits, ask, takes_own=takes_own)
    else:
        sheets, kind, suffixes = _read_zipped(data, file, limits, ask, takes_own=takes_own)
    if not sheets:
        raise refuse_damaged("找不到任何工作表")
    if suffix in suffixes:
        return Content(sheets)
    return Content(sheets, (report_issue(kinds.FILE_KIND_DIFFERS, Address(file), facts={"suffix": suffix, "kind": kind}),))


def _read_compound(data: bytes, file: str, limits: Limits, ask: AskPassword, *, takes_own: bool) -> _Workbook:
    """An .xls, or an .xlsx that is encrypted."""
    from antidrug_kpi.files.archives.compound import CompoundFile
    from antidrug_kpi.files.archives.encrypted_package import PACKAGE, decrypt_package

    container = CompoundFile(data)
    if PACKAGE in container.names:
        return _read_zipped(decrypt_package(container, ask, limits), file, limits, answer_no_password, takes_own=takes_own)
    from antidrug_kpi.files.xls.xls_reading import read_xls

    return read_xls(container, file, limits, ask), ".xls", frozenset({".xls"})


def _read_zipped(data: bytes, file: str, limits: Limits, ask: AskPassword, *, takes_own: bool) -> _Workbook:
    from antidrug_kpi.files.archives.archive import open_archive
    from antidrug_kpi.files.own_outputs import is_output
    from antidrug_kpi.files.xlsx import xlsx_parts

    archive = open_archive(data)
    if not takes_own and is_output(archive, limits):
        raise RefusedError(kinds.FILE_OUTPUT)
    if "mimetype" in archive.parts and b"opendocument.spreadsheet" in archive.read("mimetype", limits):
        from antidrug_kpi.files.ods.ods_reading import read_ods

        return read_ods(archive, file, limits, ask), ".ods", frozenset({".ods"})
    main = xlsx_parts.find_workbook(archive, limits)
    if main is not None and main.endswith(".bin"):
        raise RefusedError(kinds.FILE_NOT_WORKBOOK, looks="二進位試算表（.xlsb）")
    workbook = xlsx_parts.read_workbook(archive, main, limits) if main is not None else None
    if workbook is None:
        raise RefusedError(kinds.FILE_NOT_WORKBOOK, looks="Word、簡報或其他壓縮檔")
    from antidrug_kpi.files.xlsx.xlsx_reading import read_xlsx

    return read_xlsx(archive, workbook, file, limits), ".xlsx", _OOXML_SUFFIXES
