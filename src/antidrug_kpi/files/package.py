"""An office's own document, opened to change a part of it: every other part stays byte for byte as it was."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import xlsx_parts
from antidrug_kpi.files.archive import Archive, open_archive
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.refusal import RefusedError, refuse_size
from antidrug_kpi.files.xml_stream import parse_xml


@dataclass(frozen=True)
class Package:
    """A checked document in a zip archive (.docx, .odt, .xlsx); `file` is what messages call it."""

    file: str
    archive: Archive
    limits: Limits = DEFAULT_LIMITS

    def read_part(self, name: str) -> bytes:
        """A part of XML. Raises UserError where it is missing, too large, no XML, or declares entities."""
        try:
            content = self.archive.read(name.lower(), self.limits)
            parse_xml([content], name, lambda *_: None)
        except KeyError:
            raise UserError(f"{self.file}：缺少「{name}」，不是可填寫的文件；請以文書或試算表軟體另存新檔後再試") from None
        except RefusedError as refusal:
            raise UserError(str(refusal.to_issue(self.file))) from None
        return content

    def read_workbook(self) -> xlsx_parts.Workbook:
        """The sheets of an .xlsx, and the part of the texts that they share. Raises UserError where it is none."""
        try:
            main = xlsx_parts.find_workbook(self.archive, self.limits)
            workbook = xlsx_parts.read_workbook(self.archive, main, self.limits) if main is not None else None
        except RefusedError as refusal:
            raise UserError(str(refusal.to_issue(self.file))) from None
        if workbook is None:
            raise UserError(f"{self.file}：內容不是 .xlsx 活頁簿；請以試算表軟體另存為 .xlsx 後再試")
        return workbook

    def replace_parts(self, parts: dict[str, bytes]) -> bytes:
        """The document with these parts changed; the order, times and every other part stay."""
        wanted = {name.lower(): content for name, content in parts.items()}
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.archive.data)) as old, zipfile.ZipFile(target, "w") as new:
            for entry in old.infolist():
                key = entry.filename.replace("\\", "/").lstrip("/").lower()
                new.writestr(entry, wanted[key] if key in wanted else old.read(entry), entry.compress_type)
        return target.getvalue()


def open_package(data: bytes, file: str, limits: Limits = DEFAULT_LIMITS) -> Package:
    """The document in `data`. Raises UserError where it is no archive, damaged, encrypted, or would be too much to unpack."""
    try:
        if len(data) > limits.workbook_bytes:
            raise refuse_size("檔案", len(data), limits.workbook_bytes)
        archive = open_archive(data, limits)
        archive.check_sizes(archive.parts, limits)
    except RefusedError as refusal:
        raise UserError(str(refusal.to_issue(file))) from None
    return Package(file, archive, limits)
