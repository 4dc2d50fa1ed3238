"""The content controls of Word: one that shows its placeholder is empty, and is filled as if its text had been typed into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.forms.spreadsheet_safety import drop_controls
from antidrug_kpi.forms.writers.document_looks import BLANK_STYLE

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTROL = qn("w:sdt")
CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_PROPERTIES, _CONTENT, _SHOWING = (qn(f"w:{name}") for name in ("sdtPr", "sdtContent", "showingPlcHdr"))
_OFF = {"0", "false", "off"}
_LISTS = (qn("w:dropDownList"), qn("w:comboBox"))
# What says of a control which kind it is, where it is none for text of any form.
_OTHER_KINDS = tuple(
    qn(f"w:{name}") for name in ("date", "picture", "docPartList", "docPartObj", "equation", "citation", "bibliography", "group")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def is_checkbox(control: _Element) -> bool:
    """Whether a control is a box to tick."""
    return next(control.iter(CHECKED), None) is not None


def shows_placeholder(control: _Element) -> bool:
    """Whether what a control shows is only what it asks for."""
    showing = control.find(f"{_PROPERTIES}/{_SHOWING}")
    return showing is not None and showing.get(qn("w:val"), "1") not in _OFF and not is_checkbox(control)


def list_placeholders(root: _Element) -> Iterator[_Element]:
    """The controls that show their placeholder, without those inside one and those around rows of a table."""
    for control in root.iter(CONTROL):
        is_inner = any(map(shows_placeholder, control.iterancestors(CONTROL)))
        if shows_placeholder(control) and not is_inner and next(control.iter(qn("w:tr")), None) is None:
            yield control


def list_controls(cell: _Element) -> list[_Element]:
    """The controls in a cell and around it that are no boxes to tick."""
    around = []
    for ancestor in cell.iterancestors(CONTROL, qn("w:tr")):
        if ancestor.tag != CONTROL:
            break
        around.append(ancestor)
    return [control for control in (*around, *cell.iter(CONTROL)) if not is_checkbox(control)]


def find_empty_control(cell: _Element) -> _Element | None:
    """The only control of a cell, where it shows its placeholder and lets its content be changed."""
    controls = list_controls(cell)
    if len(controls) != 1 or not shows_placeholder(controls[0]) or controls[0].find(_CONTENT) is None:
        return None
    lock = controls[0].find(f"{_PROPERTIES}/{qn('w:lock')}")
    return controls[0] if lock is None or lock.get(qn("w:val")) in {"unlocked", "sdtLocked"} else None


def has_own_blanks_alone(cell: _Element) -> bool:
    """Whether all controls of a cell are blanks of our own forms in which nothing was typed."""
    controls = list_controls(cell)
    return bool(controls) and all(map(_is_own_blank, controls))


def _is_own_blank(control: _Element) -> bool:
    return shows_placeholder(control) and any(style.get(qn("w:val")) == BLANK_STYLE for style in control.iter(qn("w:rStyle")))


def list_offered(control: _Element) -> tuple[str, ...]:
    """The entries of a drop-down list; empty where the control is no list."""
    items = (item for kind in _LISTS for item in control.iterfind(f"{_PROPERTIES}/{kind}/{qn('w:listItem')}"))
    shown = ((item.get(qn("w:value"), ""), item.get(qn("w:displayText"))) for item in items)
    return tuple(value if text is None else text for value, text in shown if value)


def open_control(control: _Element, lines: Sequence[str]) -> _Element | None:
    """Take the placeholder's state and look from a control; the control where it can hold the lines, else none: it is taken out
    and what it held stays.
    """
    properties, content = control.find(_PROPERTIES), control.find(_CONTENT)
    for name in (_SHOWING, qn("w:dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"):
        for child in properties.findall(name):  # type: ignore[union-attr]  # it says that the placeholder shows
            properties.remove(child)  # type: ignore[union-attr]
    for look in content.iter(qn("w:rPr")):  # type: ignore[union-attr]  # `find_empty_control` looked for it
        for style in look.findall(qn("w:rStyle")):
            look.remove(style)
    if _can_hold(control, lines):
        return control
    at, holder = control, control.getparent()
    for child in list(content):  # type: ignore[arg-type]
        at.addnext(child)
        at = child
    holder.remove(control)  # type: ignore[union-attr]  # a control in a cell has a parent
    return None


def _can_hold(control: _Element, lines: Sequence[str]) -> bool:
    kinds = {child.tag for child in control.find(_PROPERTIES)}  # type: ignore[union-attr]
    if kinds & set(_LISTS):
        return len(lines) == 1 and (qn("w:comboBox") in kinds or lines[0] in list_offered(control))
    return not kinds & set(_OTHER_KINDS)


def write_control(cell: _Element, control: _Element, lines: Sequence[str]) -> None:
    """Put the lines into a control inside a cell, which then holds nothing else."""
    content = control.find(_CONTENT)
    for run in list(cell.iter(qn("w:r"))):
        if control not in run.iterancestors(CONTROL):
            run.getparent().remove(run)  # type: ignore[union-attr]
    look = control.find(f"{_PROPERTIES}/{qn('w:rPr')}")
    look = next(content.iter(qn("w:rPr")), None) if look is None else look  # type: ignore[union-attr]
    paragraph = content.find(qn("w:p"))  # type: ignore[union-attr]
    for child in list(content):  # type: ignore[arg-type]
        if child is not paragraph:
            content.remove(child)  # type: ignore[union-attr]
    holder = content if paragraph is None else paragraph
    for child in [child for child in holder if child.tag != qn("w:pPr")] if paragraph is not None else []:  # type: ignore[union-attr]
        paragraph.remove(child)  # type: ignore[union-attr]
    holder.append(make_run(cell, look, lines))  # type: ignore[union-attr]
    plain = control.find(f"{_PROPERTIES}/{qn('w:text')}")
    if plain is not None and len(lines) > 1:
        plain.set(qn("w:multiLine"), "1")


def make_run(near: _Element, look: _Element | None, lines: Sequence[str]) -> _Element:
    """A run with a look, its lines broken."""
    run = near.makeelement(qn("w:r"))
    if look is not None:
        run.append(deepcopy(look))
    for number, line in enumerate(lines):
        if number:
            run.append(run.makeelement(qn("w:br")))
        text = run.makeelement(qn("w:t"), {_SPACE: "preserve"})
        text.text = drop_controls(line)
        run.append(text)
    return run
