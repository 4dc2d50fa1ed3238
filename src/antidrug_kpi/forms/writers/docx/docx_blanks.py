"""The blanks of a Word document: content controls, in which what is typed takes the place of the blank and of its look."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R

from antidrug_kpi.forms.writers.document_looks import BLANK_STYLE
from antidrug_kpi.forms.writers.docx.docx_elements import make_element


def put_in_control(run: CT_R) -> None:
    """Put a run into a control that shows it until something is typed.

    The blank's look is a style of characters, which goes with it; what is typed looks as the run does without that.
    """
    properties, content, control = (make_element(f"w:{name}") for name in ("sdtPr", "sdtContent", "sdt"))
    look = run.get_or_add_rPr()
    if len(look):
        properties.append(deepcopy(look))
    properties.append(make_element("w:showingPlcHdr"))
    control.extend((properties, content))
    run.addprevious(control)
    content.append(run)
    look.insert(0, make_element("w:rStyle", {"w:val": BLANK_STYLE}))


def number_controls(word: WordDocument) -> None:
    """Give each control the number by which Word tells it from the others."""
    for number, properties in enumerate(word.element.body.iter(qn("w:sdtPr")), start=1):
        properties.find(qn("w:showingPlcHdr")).addprevious(make_element("w:id", {"w:val": str(number)}))
