"""Parsing XML piece by piece, without any DTD: no entity is ever declared, so none can be expanded or fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from antidrug_kpi.files import kinds
from antidrug_kpi.files.refusal import RefusedError, refuse_damaged

_ENCODING = re.compile(rb"""\s*+(?:\xef\xbb\xbf\s*+)?+<\?xml[^>]*?encoding\s*+=\s*+["']([^"']*+)["']""")
_DECLARATION = re.compile(rb"\A\s*+<\?xml\s[^>]*\?>")
_HEAD_BYTES = 4096
_BLANKS = " \t\r\n"
_REFERENCE = re.compile(r"&(?:#([0-9]{1,9})|#x([0-9a-fA-F]{1,8})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_CHARACTERS = range(1, 0x110000)
_SURROGATES = range(0xD800, 0xE000)
_SAFE_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})

StartElement = Callable[[str, dict[str, str]], None]
EndElement = Callable[[str], None]
Characters = Callable[[str], None]


def parse_xml(
    pieces: Iterable[bytes],
    part: str,
    start: StartElement,
    end: EndElement | None = None,
    characters: Characters | None = None,
) -> None:
    """Call the handlers for the XML of `part`, which comes in pieces; names keep their prefix.

    Raises RefusedError for a DTD, for an encoding other than UTF-8, and where the XML is not well-formed: then the handlers have
    seen what stands before.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters

    def refuse_dtd(*_: object) -> None:
        raise RefusedError(kinds.FILE_UNSAFE_XML, part=part)

    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.EntityDeclHandler = refuse_dtd
    try:
        for piece in check_prolog(pieces, part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise refuse_damaged(f"「{part}」第 {error.lineno} 行的 XML 不完整") from error


def check_prolog(pieces: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The same pieces, after a check of the first 4,096 bytes. Raises RefusedError for a DTD or another encoding than UTF-8.

    Spreadsheet programs write UTF-8 without a DTD. In UTF-16 a DTD would not be seen here, and calamine takes such a sheet for an
    empty one, without a word.
    """
    rest = iter(pieces)
    head = b""
    for piece in rest:
        head += piece
        if len(head) >= _HEAD_BYTES:
            break
    declared = _ENCODING.match(head)
    is_foreign = declared is not None and declared[1].lower() not in _SAFE_ENCODINGS
    if is_foreign or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse_damaged(f"「{part}」不是 UTF-8")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise RefusedError(kinds.FILE_UNSAFE_XML, part=part)
    yield head
    yield from rest


def hide_encoding(piece: bytes) -> bytes:
    """The first piece of a document without its XML declaration: it was converted to UTF-8, and may declare another encoding."""
    return _DECLARATION.sub(b"", piece)


def get_local_name(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]


def is_true(value: str | None) -> bool:
    """Whether an attribute of type boolean is true (XML Schema: 1 or true, blanks around it are allowed)."""
    return value is not None and value.strip(_BLANKS) in {"1", "true"}


def unescape_xml(text: str) -> str:
    """A text with its references (&amp;, &#20013;) replaced by their characters; one that XML does not define stays as it is."""
    return _REFERENCE.sub(_read_reference, text) if "&" in text else text


def _read_reference(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name is not None:
        return _NAMED[name]
    number = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return chr(number) if number in _CHARACTERS and number not in _SURROGATES else found[0]
