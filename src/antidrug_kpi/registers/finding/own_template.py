"""The cell 本期無資料 of our own template: what the office wrote beside it (docs/registers.md, There, empty, absent).

A sheet of the template without a record whose cell does not say 是 was not filled in: its register is absent, not empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from antidrug_kpi.files import Cell
from antidrug_kpi.issues import Address, Issue, report_issue
from antidrug_kpi.printable import name_some
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.cells.flags import YES
from antidrug_kpi.registers.finding.headers import NO_RECORDS
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell


class TemplateAnswer(Enum):
    """What a sheet of our own template says beside 本期無資料."""

    NO_RECORDS = "是: nothing to report"
    UNANSWERED = "anything else, or nothing"


def read_template_answer(matched: MatchedSheet) -> TemplateAnswer | None:
    """The answer above a sheet's header; None where the sheet has no such cell, and so is none of our template.

    The cell is looked for by its text, so that it is found too where another program saved the template or the sheet was copied.
    """
    for row in matched.sheet.rows[: matched.header.position]:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and squeeze_cell(cell).rstrip(":?") == NO_RECORDS:
                return TemplateAnswer.NO_RECORDS if _is_yes(row[index + 1 :]) else TemplateAnswer.UNANSWERED
    return None


def _is_yes(cells: Sequence[Cell]) -> bool:
    """Whether the first filled cell says yes: a merged label spans several."""
    answer = next((squeeze_cell(cell).upper() for cell in cells if not is_blank_cell(cell)), "")
    return answer in YES


def report_contradiction(matched: MatchedSheet, count: int) -> list[Issue]:
    """A question where a sheet says that there is nothing to report, and has `count` records."""
    if not count:
        return []
    facts = {"count": f"{count:,}"}
    return [report_issue(kinds.NOTHING_CONTRADICTED, matched.sheet.address(), register=matched.spec.id, facts=facts)]


def report_unfilled(places: Sequence[Address]) -> list[Issue]:
    """One note for all sheets of our template that were not filled in; empty where there is none."""
    if not places:
        return []
    files = len({place.file for place in places}) > 1
    named = [str(place) if files else f"「{place.sheet}」" for place in places]
    facts = {"count": len(places), "places": name_some(named)}
    return [report_issue(kinds.TEMPLATE_UNFILLED, Address(places[0].file), facts=facts)]
