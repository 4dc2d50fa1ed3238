"""The text fields of Word's older forms: one that holds blanks or its default text is empty, and is filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from antidrug_kpi.forms.into.word.content_controls import make_run

if TYPE_CHECKING:
    from lxml.etree import _Element

FIELD_MARK = qn("w:fldChar")
_RUN, _INPUT, _KIND = qn("w:r"), qn("w:textInput"), qn("w:fldCharType")


@dataclass(frozen=True)
class TextField:
    """A field whose runs stand side by side: what it asks for, the run before its result, and the runs of that."""

    asked: _Element
    separator: _Element
    result: tuple[_Element, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing but blanks, or what it held when the form was handed out."""
        text = "".join(stretch.text or "" for run in self.result for stretch in run.iter(qn("w:t")))
        default = self.asked.find(qn("w:default"))
        return not text.strip() or (default is not None and text == default.get(qn("w:val")))

    def write(self, lines: Sequence[str]) -> None:
        """Put lines of any length into it."""
        look = next((look for run in self.result for look in run.findall(qn("w:rPr"))), self.separator.find(qn("w:rPr")))
        for name in ("type", "maxLength", "format"):
            for limit in self.asked.findall(qn(f"w:{name}")):
                self.asked.remove(limit)
        for run in self.result:
            run.getparent().remove(run)  # type: ignore[union-attr]  # it stands beside the field's marks
        self.separator.addnext(make_run(self.separator, look, lines))


def list_empty_fields(root: _Element) -> Iterator[TextField]:
    """The empty text fields of a document or a cell."""
    for asked in root.iter(_INPUT):
        field = _read_field(asked)
        if field is not None and field.is_empty:
            yield field


def find_empty_field(cell: _Element) -> TextField | None:
    """The empty text field of a cell that has no other field."""
    marks = [mark.get(_KIND) for mark in cell.iter(FIELD_MARK)]
    return next(list_empty_fields(cell), None) if marks == ["begin", "separate", "end"] else None


def _read_field(asked: _Element) -> TextField | None:
    """The field of a `w:textInput`; none where its runs are not as Word writes them."""
    begin = next(asked.iterancestors(_RUN), None)
    separator: _Element | None = None
    result: list[_Element] = []
    for run in begin.itersiblings(_RUN) if begin is not None else ():
        kinds = {mark.get(_KIND) for mark in run.iterchildren(FIELD_MARK)}
        if kinds == {"end"}:
            return TextField(asked, separator, tuple(result)) if separator is not None else None
        if "begin" in kinds or (kinds and separator is not None):
            return None
        if kinds:
            separator = run
        elif separator is not None:
            result.append(run)
    return None
