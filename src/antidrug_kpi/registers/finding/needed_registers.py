"""Which registers a few measures need, and which sheets need not be read as a whole for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from antidrug_kpi.files import FileReading
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.codes import list_registers_taken
from antidrug_kpi.registers.finding.file_matching import match_file
from antidrug_kpi.registers.finding.header_variants import ROWS_SEARCHED
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


def choose_sheets(
    head: FileReading,
    registers: Sequence[RegisterSpec],
    mapping: OfficeMapping,
    needed: frozenset[str],
    further: Sequence[RegisterSpec] = (),
) -> frozenset[int]:
    """The places of those sheets of which all rows matter, told from their first ones: all but those that are by these a register
    that is not needed.
    """
    judged = match_file(head, registers, mapping, further)[1:]
    return frozenset(
        place
        for place, (sheet, (matched, _)) in enumerate(zip(head.sheets, judged, strict=False))  # a file may have a line of its own
        if matched is None or matched.spec.id in needed or sheet.height < ROWS_SEARCHED
    )
