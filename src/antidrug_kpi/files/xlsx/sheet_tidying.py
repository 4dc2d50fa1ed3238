"""A worksheet of an .xlsx written again in plain form, where it holds what calamine reads otherwise than XML means it."""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from collections.abc import Collection
from html import escape  # xml.sax.saxutils says the same, and brings the whole of urllib and http

from antidrug_kpi.files.archives.archive import Archive, RawPart
from antidrug_kpi.files.archives.xml_stream import get_local_name, parse_xml
from antidrug_kpi.files.refusal import refuse_damaged
from antidrug_kpi.issues import escape_controls

_BLANKS = " \t\r\n"
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
_INDEX = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]{1,9})?")
_MOST_DAYS = 2_900_000
_MOST_INSIDE = 10_000
_OUTPUT_STEP = 256 * 1024


def tidy_sheet(archive: Archive, part: str, durations: Collection[int]) -> RawPart:
    """The sheet with every value in characters of its own: without comments, without blanks around numbers. What is no number
    becomes a text, and a length of time that is none a bare number; `durations` are the styles of the latter.
    """
    writer = _SheetWriter(escape_controls(part), durations)
    parse_xml(archive.inflate(part), writer.part, writer.start, writer.end, writer.characters)
    return writer.finish()


class _SheetWriter:
    """Takes in the elements of a sheet and deflates them again, each cell once all of it is known."""

    def __init__(self, part: str, durations: Collection[int]) -> None:
        self.part = part
        self._durations = {str(style) for style in durations}
        self._cell: dict[str, str] | None = None
        self._inside: list[str] = []
        self._value: list[str] | None = None
        self._is_value = False
        self._texts: list[str] = []
        self._waiting = self._checksum = self._size = 0
        self._deflater = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._deflated: list[bytes] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        local = get_local_name(name)
        if self._cell is None and local == "c":
            self._cell, self._inside, self._value = attributes, [], None
        elif self._cell is not None and local in {"c", "row"}:
            raise refuse_damaged(f"「{self.part}」的儲存格裡還有儲存格")
        elif self._cell is not None and local == "v":
            if self._value is not None:
                raise refuse_damaged(f"「{self.part}」{self._cell.get('r', '')} 有兩個值")
            self._value, self._is_value = [], True
        else:
            self._write(_make_tag(name, attributes))

    def end(self, name: str) -> None:
        """An element ends."""
        local = get_local_name(name)
        if self._cell is not None and local == "c":
            attributes, inside = self._cell, self._inside
            prefix = name.removesuffix("c")
            if self._value is not None:
                text, attributes = self._settle("".join(self._value), attributes)
                inside.append(f"<{prefix}v>{_escape_text(text)}</{prefix}v>")
            self._cell = None
            self._write(f"{_make_tag(name, attributes)}{''.join(inside)}</{name}>")
        elif self._is_value and local == "v":
            self._is_value = False
        else:
            self._write(f"</{name}>")

    def characters(self, text: str) -> None:
        """Text between tags."""
        if self._is_value and self._value is not None:
            self._value.append(text)
        else:
            self._write(_escape_text(text))

    def finish(self) -> RawPart:
        """The part, deflated."""
        self._flush()
        self._deflated.append(self._deflater.flush())
        return RawPart(b"".join(self._deflated), zipfile.ZIP_DEFLATED, self._checksum, self._size)

    def _settle(self, text: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
        """The value as it is meant, and the attributes that say so."""
        kind = attributes.get("t", "n")
        if kind not in {"s", "n", "b", "e"}:
            return text, attributes
        text = text.strip(_BLANKS)
        if kind == "s" and not _INDEX.fullmatch(text):
            raise refuse_damaged(f"「{self.part}」{escape_controls(attributes.get('r', ''))} 的共用文字編號不是數字")
        if kind != "n" or not text:
            return text, attributes
        number = float(text) if _NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(number):
            return text, attributes | {"t": "str"}
        if abs(number) > _MOST_DAYS and attributes.get("s") in self._durations:
            return text, {key: value for key, value in attributes.items() if key != "s"}
        return text, attributes

    def _write(self, text: str) -> None:
        if self._cell is not None:
            self._inside.append(text)
            if len(self._inside) > _MOST_INSIDE:
                raise refuse_damaged(f"「{self.part}」的一個儲存格有過多的內容")
            return
        self._texts.append(text)
        self._waiting += len(text)
        if self._waiting > _OUTPUT_STEP:
            self._flush()

    def _flush(self) -> None:
        data = "".join(self._texts).encode()
        self._texts, self._waiting = [], 0
        self._size += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        self._deflated.append(self._deflater.compress(data))


def _make_tag(name: str, attributes: dict[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={_quote(value)}' for key, value in attributes.items())}>"


def _quote(value: str) -> str:
    return f'"{escape(value, quote=False).translate(_IN_ATTRIBUTES)}"'


def _escape_text(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")
