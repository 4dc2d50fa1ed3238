"""The tie-outs as a section of a page: figures of different registers that should agree, and what a difference asks."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.duties.tie_out_rows import BRIEF_HEADERS, TITLE, list_tie_out_rows, say_tie_outs, shorten_rows
from antidrug_kpi.forms.html_markup import Markup, element
from antidrug_kpi.forms.report.anchors import TIE_OUTS
from antidrug_kpi.forms.report.report_tables import build_table
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.registers.redaction import Redaction


def build_tie_outs(tie_outs: Sequence[TieOutResult], redaction: Redaction, *, show_ids: bool = False) -> Markup | None:
    """The section; none without tie-outs."""
    if not tie_outs:
        return None
    rows = shorten_rows(list_tie_out_rows(tie_outs, redaction, show_ids=show_ids))
    return element(
        "section",
        element("h2", TITLE, id=TIE_OUTS),
        element("p", f"{say_tie_outs(tie_outs)}。"),
        build_table(TITLE, BRIEF_HEADERS, rows, texts=len(BRIEF_HEADERS)),
        aria_labelledby=TIE_OUTS,
    )
