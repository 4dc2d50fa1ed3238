"""What a Word document asks of Word: to be opened as a document of today, and what stands in for the office's font."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn

from antidrug_kpi.forms.writers.document_looks import FALLBACKS, FONT

# The library's template asks for Word of 2010, and Word would say so in its title.
_MODE = "15"
_CHINESE = "88"


def set_up_settings(word: WordDocument) -> None:
    """Replace what the template says of its age and its fonts."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)
    for key, relation in list(word.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            del word.part.rels[key]
    name = PackURI("/word/fontTable.xml")
    fonts = Part(name, CONTENT_TYPE.WML_FONT_TABLE, _describe_font().encode("utf-8"), word.part.package)
    word.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)


def _describe_font() -> str:
    """The font under its other name, by which a computer that speaks no Chinese knows it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts {nsdecls("w")}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACKS[0]}"/>'
        f'<w:charset w:val="{_CHINESE}"/><w:family w:val="script"/><w:pitch w:val="fixed"/></w:font></w:fonts>'
    )
