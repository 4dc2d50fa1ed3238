"""What of a Word document's text is not read: what is hidden, struck out or moved away, and raised marks of notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.files.package import Package
from antidrug_kpi.forms.into.part_xml import parse_part
from antidrug_kpi.forms.into.raised_marks import LetterLook, TextStretch, list_kept

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = "word/styles.xml"
_VALUE, _ID = qn("w:val"), qn("w:styleId")
_RUN, _LOOK, _STYLE, _ALIGN = qn("w:r"), qn("w:rPr"), qn("w:rStyle"), qn("w:vertAlign")
_UNSEEN = (qn("w:vanish"), qn("w:strike"), qn("w:dstrike"))
_TEXTS = (qn("w:t"), qn("w:sym"), qn("w:tab"), qn("w:br"), qn("w:cr"))
_AWAY = (qn("w:moveFrom"), qn("w:del"))
_OFF = {"0", "false", "off", "none"}
_MOST_STYLES = 32  # that are based on one another

_Styles = Mapping[str, "_Element"]


def list_unread(package: Package, root: _Element) -> frozenset[_Element]:
    """The texts of a document that are not read."""
    styles = _read_styles(package)
    return frozenset(text for paragraph in root.iter(qn("w:p")) for text in _list_in(paragraph, styles))


def _list_in(paragraph: _Element, styles: _Styles) -> Iterator[_Element]:
    """Of the texts in a paragraph's own runs, not those of a text box in it."""
    runs = [run for run in paragraph.iter(_RUN) if next(run.iterancestors(paragraph.tag), None) is paragraph]
    looks = [_read_look(run, styles) for run in runs]
    if all(look is LetterLook.PLAIN for look in looks):
        return
    texts = [list(run.iterchildren(*_TEXTS)) for run in runs]
    shown = ["".join(text.text or "" for text in own) for own in texts]
    for own, is_kept in zip(texts, list_kept(list(map(TextStretch, shown, looks))), strict=True):
        if not is_kept:
            yield from own


def _read_look(run: _Element, styles: _Styles) -> LetterLook:
    if next(run.iterancestors(*_AWAY), None) is not None:
        return LetterLook.UNSEEN
    layers = list(_list_layers(run.find(_LOOK), styles))
    for tag in _UNSEEN:
        found = next((setting for layer in layers if (setting := layer.find(tag)) is not None), None)
        if found is not None and found.get(_VALUE, "1") not in _OFF:
            return LetterLook.UNSEEN
    raised = next((setting for layer in layers if (setting := layer.find(_ALIGN)) is not None), None)
    return LetterLook.RAISED if raised is not None and raised.get(_VALUE) == "superscript" else LetterLook.PLAIN


def _list_layers(own: _Element | None, styles: _Styles) -> Iterator[_Element]:
    """A run's own look, then that of its style and of those that the style is based on."""
    if own is None:
        return
    yield own
    named = own.find(_STYLE)
    for _ in range(_MOST_STYLES):
        style = None if named is None else styles.get(named.get(_VALUE, ""))
        if style is None:
            return
        look = style.find(_LOOK)
        if look is not None:
            yield look
        named = style.find(qn("w:basedOn"))


def _read_styles(package: Package) -> _Styles:
    if _STYLES not in package.archive.parts:
        return {}
    return {style.get(_ID, ""): style for style in parse_part(package, _STYLES).iterfind(qn("w:style"))}
