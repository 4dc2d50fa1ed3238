"""The styles of a Word form: the office's font in every script, black headings, the language, and nothing of the template."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle as WordStyle

from antidrug_kpi.forms.document import ParagraphStyle
from antidrug_kpi.forms.writers.document_headings import LISTED_LEVELS
from antidrug_kpi.forms.writers.document_looks import BLANK_SHADE, BLANK_STYLE, COUNTRY, LANGUAGE, LOOKS, PORTRAIT, Look
from antidrug_kpi.forms.writers.docx.docx_elements import make_element, make_fonts, make_shading

STYLE_NAMES: dict[ParagraphStyle, str] = {
    "cover": "Cover",
    "title": "Title",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "heading3": "Heading 3",
    "body": "Normal",
    "note": "Note",
}
StyleIds = Mapping[ParagraphStyle, str | None]
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# Chinese of Taiwan; Latin letters and digits stay English, or an office suite would break numbers across lines.
_LANGUAGE = {"w:val": "en-US", "w:eastAsia": f"{LANGUAGE}-{COUNTRY}"}
_KEPT = {*STYLE_NAMES.values(), "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Header", "Footer"}


def find_style_ids(document: WordDocument) -> StyleIds:
    """What a paragraph names its style by; none for the style that it has by itself."""
    return {
        kind: document.part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[no-untyped-call]
        for kind, name in STYLE_NAMES.items()
    }


def set_up_styles(document: WordDocument) -> None:
    """Replace the template's styles by the form's."""
    styles = document.styles
    for style in list(styles):
        if style.name not in _KEPT:
            style.delete()
    _set_defaults(document)
    for kind, name in STYLE_NAMES.items():
        is_known = name in styles
        style = styles[name] if is_known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_look(style, LOOKS[kind])
    _set_look(styles["Footer"], Look(10, align="center"))
    blank = styles.add_style(BLANK_STYLE, WD_STYLE_TYPE.CHARACTER)
    blank.font.underline = True
    blank.element.get_or_add_rPr().append(make_shading(BLANK_SHADE))
    for level in range(1, LISTED_LEVELS + 1):
        entry = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        _set_look(entry, Look(12, after=4))
        entry.paragraph_format.left_indent = Pt(24 * (level - 1))
        entry.paragraph_format.tab_stops.add_tab_stop(Pt(PORTRAIT.room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _set_defaults(document: WordDocument) -> None:
    """Text without a style of its own: the font for Latin and Chinese characters alike, the language, no space around."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    properties.clear()
    properties.append(make_fonts())
    properties.append(make_element("w:lang", _LANGUAGE))
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    theme = document.settings.element.find(qn("w:themeFontLang"))
    for name, value in _LANGUAGE.items():
        theme.set(qn(name), value)


def _set_look(style: WordStyle, look: Look) -> None:
    element = style.element
    for link in element.findall(qn("w:link")):
        element.remove(link)
    properties = element.get_or_add_rPr()
    properties.clear()
    properties.append(make_fonts())
    style.font.size = Pt(look.size)
    style.font.bold = look.is_bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    described = element.find(qn("w:pPr"))
    if described is not None:
        for name in ("w:pBdr", "w:contextualSpacing"):
            for child in described.findall(qn(name)):
                described.remove(child)
    layout = style.paragraph_format
    layout.alignment = ALIGNMENTS[look.align]
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    layout.keep_with_next = look.level is not None
