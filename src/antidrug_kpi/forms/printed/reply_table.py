"""The table in which an office answers what the ministries wrote about its mid-term report."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.document import Block, Paragraph, Table, TableCell, TableRow, TextRun, make_cell, make_plain_paragraph
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.spreadsheet_safety import drop_unseen

_TITLE = "各部會期中審查意見之回應及說明"
_HEADINGS = ("項目", "期中審查意見", "回應及說明")
_WIDTHS = (24, 32, 32)
_REPLY = TextRun("（請填寫）", is_blank=True)


def build_replies(source: FormSource) -> tuple[Block, ...]:
    """Each comment beside its row and a blank for the reply, identifiers of persons hidden; nothing without comments."""
    if not source.comments:
        return ()
    header = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in _HEADINGS))
    redaction = source.choose_redaction(text for comment in source.comments for text in (comment.row, comment.comment))
    rows = tuple(
        TableRow(
            (
                _fill(redaction.redact(f"{comment.group}\n{comment.row}".strip())),
                _fill(redaction.redact(comment.comment)),
                TableCell((Paragraph((_REPLY,)),)),
            )
        )
        for comment in source.comments
    )
    return make_plain_paragraph(_TITLE, "heading2"), Table(_WIDTHS, (header, *rows))


def _fill(text: str) -> TableCell:
    lines: Sequence[str] = text.splitlines() or ("",)
    return make_cell([drop_unseen(line) for line in lines])
