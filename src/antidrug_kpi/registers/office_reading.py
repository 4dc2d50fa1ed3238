"""Reading an office's data as a whole: from files to typed registers, with every issue found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from antidrug_kpi.errors import find_closest
from antidrug_kpi.files import FileReading
from antidrug_kpi.issues import Address, Issue, report_issue
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import Codes
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.codes import list_codes
from antidrug_kpi.registers.column_uses import ColumnUse, list_uses
from antidrug_kpi.registers.copies import Assembled, assemble_once
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, OfficeMapping
from antidrug_kpi.registers.finding.own_template import report_unfilled
from antidrug_kpi.registers.finding.unread_files import list_unread_by_register
from antidrug_kpi.registers.gathering import gather_records
from antidrug_kpi.registers.mapping.mapping_leftovers import find_leftovers
from antidrug_kpi.registers.oddities.masked_columns import find_masked
from antidrug_kpi.registers.oddities.register_checks import check_registers
from antidrug_kpi.registers.register import LeftOut, Reading, TypedRegister
from antidrug_kpi.registers.rows.extracts import Extract
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing

# Issues of rows that are no records only because they could not be read as such: then a register without records is not empty.
_ROWS_UNREAD = (kinds.ROWS_PASSED_OVER, kinds.COLUMN_TWICE)


def read_registers(
    files: Sequence[FileReading],
    plan: Plan,
    mapping: OfficeMapping = NO_MAPPING,
    watch: Watch = watch_nothing,
    needed: frozenset[str] | None = None,
    *,
    keeps_cells: bool = False,
    with_duties: bool = False,
) -> Reading:
    """The registers of the plan that the files hold, in the plan's order; `needed` are the ids of those to read, None for all.
    With `keeps_cells` they keep the cells of all columns as they were typed. Further registers and columns are read only where
    the duties of a report are wanted (`with_duties`); their sheets are known in any case.

    Nothing raises: what cannot be read is an issue. `watch` gets a step for each register.
    """
    watch(Step(Stage.REGISTERS))
    uses = dict(list_uses(plan, with_duties=with_duties))
    specs = tuple(uses)
    needed = frozenset(spec.id for spec in specs) if needed is None else needed
    gathered = gather_records(files, plan.registers, mapping, needed, plan.further_registers, with_further=with_duties)
    issues = [*gathered.issues, *report_unfilled(gathered.unfilled), *find_leftovers(mapping, files, gathered.matches)]
    crowded = {file for file, sheets in Counter(matched.sheet.file for matched in gathered.matches).items() if sheets > 1}
    copies: list[LeftOut] = []
    registers: dict[str, TypedRegister] = {}
    for spec, use in uses.items():
        if spec.id not in gathered.extracts:
            continue
        watch(Step(Stage.REGISTERS, len(registers) + 1, len(gathered.extracts), spec.title))
        assembled = _assemble(gathered.extracts[spec.id], plan, use, crowded, keeps_cells=keeps_cells)
        registers[spec.id] = assembled.register
        copies += assembled.copies
        issues += assembled.issues
        issues += _report_empty(assembled.register, plan, issues) if spec.id not in gathered.declared else []
        issues += _report_missing(assembled.register, use, issues)
    watch(Step(Stage.CHECKS))
    issues += check_registers(registers, plan)
    return Reading(
        registers,
        {file.file: file.sha256 for file in files},
        tuple(issues),
        left_out=(*gathered.left_out, *copies),
        unread=list_unread_by_register(gathered.unread, specs, registers),
        unfilled=tuple(gathered.unfilled),
        further=frozenset(spec.id for spec in plan.further_registers),
    )


def _assemble(
    extracts: Sequence[Extract], plan: Plan, use: ColumnUse, crowded: Collection[str], *, keeps_cells: bool
) -> Assembled:
    """The register of these sheets without copies, with what of it somebody has masked."""
    codes = Codes(list_codes(plan, extracts[0].spec.id), {indicator.id: indicator.label for indicator in plan.indicators})
    assembled = assemble_once(extracts, codes, use, keeps_cells=keeps_cells, crowded=crowded)
    masked, doubts = find_masked(assembled.register, use.identifying)
    return replace(assembled, register=replace(assembled.register, masked=masked), issues=(*doubts, *assembled.issues))


def _report_empty(register: TypedRegister, plan: Plan, issues: Sequence[Issue]) -> list[Issue]:
    """The note that a register holds zero records; none where rows could not be read as records, and for 填報數據, where a
    missing figure is not zero.
    """
    is_figures = plan.figures is not None and plan.figures.register_ == register.spec.id
    is_unread = any(issue.kind in _ROWS_UNREAD and issue.register == register.spec.id for issue in issues)
    if len(register) or is_figures or is_unread:
        return []
    place = Address(register.sources[0].file, register.sources[0].sheet)
    return [report_issue(kinds.REGISTER_EMPTY, place, register=register.spec.id, facts={"register": register.spec.title})]


def _report_missing(register: TypedRegister, use: ColumnUse, issues: Sequence[Issue]) -> list[Issue]:
    """A warning for each expected column that no file of the register has, with the closest unknown header."""
    spec = register.spec
    kind = kinds.COLUMN_MISSING if use.measured else kinds.COLUMN_MISSING_OF_DUTIES
    unknown = [issue.value or "" for issue in issues if issue.kind is kinds.COLUMN_UNKNOWN and issue.register == spec.id]
    missing = []
    for column in spec.columns:
        if column.name in use.expected and not register.has_column(column.name):
            nearest = find_closest(squeeze(column.name), unknown, cutoff=0.5)
            hint = f"，最接近的是「{nearest}」，請改為正式欄名" if nearest is not None else ""
            place = Address(register.sources[0].file, register.sources[0].sheet)
            facts = {"register": spec.title, "column": column.name, "near": hint}
            missing.append(report_issue(kind, place, register=spec.id, facts=facts))
    return missing
