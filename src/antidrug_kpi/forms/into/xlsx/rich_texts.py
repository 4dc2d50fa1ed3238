"""The text of a cell whose letters have looks of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from antidrug_kpi.forms.into.part_xml import LONGEST_TEXT
from antidrug_kpi.forms.into.raised_marks import LetterLook, TextStretch, list_kept
from antidrug_kpi.forms.into.xlsx.cell_areas import MAIN

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = {"0", "false"}


def read_seen(element: _Element) -> str:
    """The text of a string's runs without what is struck out and without marks of notes."""
    stretches = [TextStretch(run.findtext(f"{MAIN}t") or "", _read_look(run)) for run in element.iter(f"{MAIN}r")]
    kept = zip(stretches, list_kept(stretches), strict=True)
    return "".join(stretch.text for stretch, is_kept in kept if is_kept)[:LONGEST_TEXT]


def _read_look(run: _Element) -> LetterLook:
    struck = run.find(f"{MAIN}rPr/{MAIN}strike")
    if struck is not None and struck.get("val", "1") not in _OFF:
        return LetterLook.UNSEEN
    raised = run.find(f"{MAIN}rPr/{MAIN}vertAlign")
    return LetterLook.RAISED if raised is not None and raised.get("val") == "superscript" else LetterLook.PLAIN
