"""One workbook that a bureau returned: whose it is by its own word, and what of each register stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from antidrug_kpi.files import Cell, FileReading, Sheet
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.finding.headers import ANSWERED_BY, is_explanation_sheet
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING
from antidrug_kpi.registers.gathering import gather_records
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

# The cell stands near the top; nobody moves it below the list of sheets.
_ROWS_SEARCHED = 40


class SheetState(StrEnum):
    """What a bureau made of a register's sheet."""

    FILLED = "filled"
    NO_RECORDS = "no_records"
    BLANK = "blank"


@dataclass(frozen=True)
class ReturnedRegister:
    """A register in a workbook: what was made of its sheets, and how many records they hold."""

    spec: RegisterSpec
    state: SheetState
    rows: int


@dataclass(frozen=True)
class ReturnedWorkbook:
    """A workbook as it was returned: the bureau that it says it is of, squeezed ("" for none), its registers by id, and an issue
    for each part that could not be read.
    """

    file: str
    bureau: str
    registers: Mapping[str, ReturnedRegister]
    faults: tuple[Issue, ...]
    reading: FileReading = field(repr=False)


def read_returned_workbook(file: FileReading, plan: Plan) -> ReturnedWorkbook:
    """What a file holds of the plan's registers, the further ones included. Nothing raises."""
    gathered = gather_records((file,), plan.registers, NO_MAPPING, None, plan.further_registers, with_further=True)
    registers = {}
    for spec in {matched.spec.id: matched.spec for matched in gathered.matches}.values():
        rows = sum(len(extract.numbers) for extract in gathered.extracts.get(spec.id, ()))
        # A sheet whose cell 本期無資料 somebody has deleted says nothing either.
        empty = SheetState.NO_RECORDS if spec.id in gathered.declared else SheetState.BLANK
        registers[spec.id] = ReturnedRegister(spec, SheetState.FILLED if rows else empty, rows)
    faults = tuple(issue for issue in gathered.issues if issue.level is Level.FILE)
    return ReturnedWorkbook(file.file, _find_bureau(file.sheets), registers, faults, file)


def _find_bureau(sheets: Sequence[Sheet]) -> str:
    """What stands beside 填報機關 in 填表說明; the cell is looked for by its text, whichever program saved the workbook."""
    for sheet in filter(is_explanation_sheet, sheets):
        for row in sheet.rows[:_ROWS_SEARCHED]:
            texts = [_squeeze(cell) for cell in row]
            for index, text in enumerate(texts):
                if text.rstrip(":") == ANSWERED_BY:
                    return next(filter(None, texts[index + 1 :]), "")
    return ""


def _squeeze(cell: Cell) -> str:
    return "" if is_blank_cell(cell) else squeeze_cell(cell)
