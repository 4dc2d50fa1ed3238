"""Parsing XML piece by piece, without any DTD: no entity is ever declared, so none can be expanded or fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from antidrug_kpi.files import kinds
from antidrug_kpi.files.refusal import RefusedError

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
    """Feed the XML of `part` to the handlers; names keep their prefix. Refuses a DTD and what is no well-formed XML."""
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
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise RefusedError(kinds.FILE_DAMAGED, reason=f"「{part}」第 {error.lineno} 行的 XML 不完整") from error


def get_local_name(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]
