"""An office's own document, opened to change a part of it: what every other part holds stays byte for byte as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.archives.archive import Archive, open_archive
from antidrug_kpi.files.archives.xml_stream import parse_xml
from antidrug_kpi.files.limits import MIB, Limits
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.files.refusal import RefusedError, refuse_count, refuse_size
from antidrug_kpi.files.signatures import COMPOUND_MARK
from antidrug_kpi.files.xlsx import xlsx_parts
from antidrug_kpi.issues import escape_controls

# A form is a few pages, with photographs perhaps; it stands in memory twice while it is filled.
FORM_LIMITS = Limits(workbook_bytes=64 * MIB, inflated_bytes=256 * MIB, part_bytes=48 * MIB)
# Of the parts that are read: an element, attribute or text takes about 120 bytes. 20,000 rows of five cells have a million.
MOST_NODES = 1_500_000
_TEXT_SUFFIXES = (".docx", ".odt")


@dataclass
class Package:
    """A checked document in a zip archive (.docx, .odt, .xlsx, .ods); `file` is what messages call it, `nodes_left` how much
    more of it may be read.
    """

    file: str
    archive: Archive
    limits: Limits = FORM_LIMITS
    nodes_left: int = MOST_NODES

    def read_part(self, name: str) -> bytes:
        """A part of XML. Raises UserError where it is missing, damaged, too large, no XML, or declares entities."""

        def count(_: str, attributes: dict[str, str]) -> None:
            self.nodes_left -= 1 + 2 * len(attributes)
            if self.nodes_left < 0:
                raise refuse_count("表單的內容", MOST_NODES, MOST_NODES, "個 XML 節點以上")

        if name.lower() not in self.archive.parts:
            raise UserError(f"{self.file}：缺少「{name}」，不是可填寫的文件；請以文書或試算表軟體另存新檔後再試")
        with self._raise_user_errors():
            content = self.archive.read(name.lower(), self.limits)
            parse_xml([content], escape_controls(name), count)
        return content

    def read_workbook(self) -> xlsx_parts.Workbook:
        """The sheets of an .xlsx, and the part of the texts that they share. Raises UserError where it is none."""
        with self._raise_user_errors():
            main = xlsx_parts.find_workbook(self.archive, self.limits)
            workbook = xlsx_parts.read_workbook(self.archive, main, self.limits) if main is not None else None
        if workbook is None:
            raise UserError(f"{self.file}：內容不是 .xlsx 活頁簿；請以試算表軟體另存為 .xlsx 後再試")
        return workbook

    def replace_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The document with these parts changed; the order, times and every other part stay, a comment of the archive does not.

        Raises UserError where another part is damaged: a copy would hide that.
        """
        wanted = {name.lower(): content for name, content in parts.items()}
        target = io.BytesIO()
        with self._raise_user_errors(), zipfile.ZipFile(target, "w") as new:
            for name, entry in self.archive.parts.items():
                pieces = (wanted[name],) if name in wanted else self.archive.inflate(name)
                copied = zipfile.ZipInfo(entry.filename, entry.date_time)
                is_stored = entry.compress_type == zipfile.ZIP_STORED
                copied.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
                copied.external_attr, copied.create_system = entry.external_attr, entry.create_system
                with new.open(copied, "w") as file:
                    file.writelines(pieces)
        return target.getvalue()

    @contextmanager
    def _raise_user_errors(self) -> Iterator[None]:
        """Within this context, what a reader refuses is a UserError."""
        try:
            yield
        except RefusedError as refusal:
            raise UserError(_say(refusal, self.file)) from None


def open_package(data: bytes, file: str, limits: Limits = FORM_LIMITS, ask: AskPassword = answer_no_password) -> Package:
    """The document in `data`; `ask` gives the password of one that Office encrypted.

    Raises UserError where it is no archive, damaged, encrypted without the password, or would be too much to unpack.
    """
    try:
        if len(data) > limits.workbook_bytes:
            raise refuse_size("檔案", len(data), limits.workbook_bytes)
        if data.startswith(COMPOUND_MARK):
            data = _decrypt(data, limits, ask)
        archive = open_archive(data)
        archive.check_sizes(archive.parts, limits)
    except RefusedError as refusal:
        raise UserError(_say(refusal, file)) from None
    return Package(file, archive, limits)


def _say(refusal: RefusedError, file: str) -> str:
    """What is wrong with a document: the sentences are those of workbooks, and a text is opened with another program."""
    said = str(refusal.to_issue(file))
    return said.replace("試算表軟體", "文書軟體") if file.lower().endswith(_TEXT_SUFFIXES) else said


def _decrypt(data: bytes, limits: Limits, ask: AskPassword) -> bytes:
    """The archive within a compound file; the file itself where it holds none, which is then refused as what it is."""
    from antidrug_kpi.files.archives.compound import CompoundFile
    from antidrug_kpi.files.archives.encrypted_package import PACKAGE, decrypt_package

    container = CompoundFile(data)
    return decrypt_package(container, ask, limits) if PACKAGE in container.names else data
