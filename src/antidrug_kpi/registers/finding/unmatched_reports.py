"""The issues about a sheet that was not read as a register: no header, several registers, none, or not meant to be one."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.files import Sheet
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.header_variants import ROWS_SEARCHED
from antidrug_kpi.registers.finding.headers import suggest_register
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell


def report_headless(sheet: Sheet, spec: RegisterSpec) -> Issue:
    """The fault of a sheet that is called as a register and has no row with its headers."""
    wanted = "、".join(f"「{column.name}」" for column in spec.columns if column.required)
    facts = {"register": spec.title, "rows": ROWS_SEARCHED, "wanted": wanted}
    return report_issue(kinds.HEADER_NOT_FOUND, sheet.address(), register=spec.id, facts=facts)


def report_several(sheet: Sheet, registers: Sequence[RegisterSpec]) -> Issue:
    """The fault of a sheet whose headers fit several registers: a guess could make the figures of two of them wrong."""
    titles = "、".join(f"「{spec.title}」" for spec in registers)
    return report_issue(kinds.SHEET_AMBIGUOUS, sheet.address(), facts={"candidates": titles})


def report_unmatched(sheet: Sheet, names: Sequence[str], registers: Sequence[RegisterSpec]) -> list[Issue]:
    """The warning about a sheet that fits no register, with the one of the closest name; a note where it holds no table, and
    nothing where it is empty. `names` are the sheet's own.
    """
    if not _has_content(sheet):
        return []
    nearest = suggest_register(names, registers)
    # A delimited file (its sheet has no name) without two cells in a row may be a table whose delimiter was not recognised.
    if nearest is None and sheet.name is not None and not has_table(sheet):
        return report_supplementary(sheet)
    facts = {"near": f"（名稱最接近「{nearest}」）" if nearest else ""}
    return [report_issue(kinds.SHEET_UNMATCHED, sheet.address(), facts=facts)]


def report_supplementary(sheet: Sheet) -> list[Issue]:
    """The note about a sheet that is not meant to be a register; nothing where it is empty."""
    return [report_issue(kinds.SHEET_ASIDE, sheet.address())] if _has_content(sheet) else []


def has_table(sheet: Sheet) -> bool:
    """Whether some row of a sheet has at least two filled cells."""
    return bool((count_filled_cells(sheet) > 1).any())


def _has_content(sheet: Sheet) -> bool:
    return any(not is_blank_cell(cell) for row in sheet.rows[:ROWS_SEARCHED] for cell in row)
