"""With `--only`: which registers the wanted measures need, and which files need not be read beyond their first rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antidrug_kpi.files import FileReading
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.codes import list_registers_taken
from antidrug_kpi.registers.finding.file_matching import match_file
from antidrug_kpi.registers.finding.header_forms import ROWS_SEARCHED
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping


def list_registers_to_read(plan: Plan, measures: Iterable[Measure]) -> frozenset[str]:
    """The ids of the registers to read: those of the measures, their parents (in which `check` looks their records up), the
    parents' parents, and the registers of evidence and of figures entered by hand.
    """
    needed = set(list_registers_taken(plan, measures))
    needed |= {terms.register_ for terms in (plan.evidence, plan.figures) if terms is not None}
    parents = {spec.id: {parent.register_ for parent in spec.parents} for spec in plan.registers}
    while (more := set().union(*(parents[register] for register in needed))) - needed:
        needed |= more
    return frozenset(needed)


def is_needed(head: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping, needed: frozenset[str]) -> bool:
    """Whether a file of which `head` holds the first rows must be read as a whole: False only where these rows match every table
    of it with registers that are not needed.
    """
    # A shorter head may lack the header row, which may stand as low as ROWS_SEARCHED.
    if any(sheet.height < ROWS_SEARCHED for sheet in head.sheets):
        return True
    matches = [matched for matched, _ in match_file(head, registers, mapping)[1:]]
    return not matches or any(matched is None or matched.spec.id in needed for matched in matches)
