"""What the subjects of all measures of a run are told with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from antidrug_kpi.audit.subjects.rejections import Rejections, collect_rejections
from antidrug_kpi.audit.subjects.shown_cells import ShownCells
from antidrug_kpi.measures.evidence.rows_by_measure import RowsByMeasure
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.sentences import Words
from antidrug_kpi.plans.register_specs import Column
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.codes import find_columns_taken
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class TraceTerms:
    """A run as its subjects are told: the plan and its windows, the registers with their cells as typed, the results; with
    `show_ids` identifiers are shown in full.
    """

    plan: Plan
    periods: Periods
    registers: Mapping[str, TypedRegister]
    result: OfficeResult
    show_ids: bool = False

    @cached_property
    def words(self) -> Words:
        return Words(self.plan)

    @cached_property
    def cells(self) -> ShownCells:
        return ShownCells(self.plan, self.registers, self.show_ids)

    @cached_property
    def rejections(self) -> Rejections:
        return collect_rejections(self.result.issues, self.cells)

    @cached_property
    def rows_by_measure(self) -> RowsByMeasure:
        return RowsByMeasure(self.plan, self.registers)

    def list_columns(self, measure: Measure, register: TypedRegister) -> dict[str, Column]:
        """The columns of a register that a measure reads and that are there, by name, in the register's order."""
        read = find_columns_taken(self.plan, measure).get(register.spec.id, frozenset())
        return {
            column.name: column for column in register.spec.columns if column.name in read and register.has_column(column.name)
        }
