"""A plan: its windows, registers, indicators and the settings of its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from antidrug_kpi.plans.alternatives import Alternative, AlternativeReading
from antidrug_kpi.plans.base import Citation, Number, Part
from antidrug_kpi.plans.bureaus import Bureau
from antidrug_kpi.plans.column_types import CODES, COUNTS, TEXTS
from antidrug_kpi.plans.deadlines import Deadline
from antidrug_kpi.plans.duties.annex_rules import AnnexRules
from antidrug_kpi.plans.duties.annex_tables import AnnexTable
from antidrug_kpi.plans.duties.statistic_specs import Statistic, StatisticGroup
from antidrug_kpi.plans.duties.tie_out_specs import TieOut
from antidrug_kpi.plans.duties.work_items import HandIn, WorkItem, WorkItemGroup
from antidrug_kpi.plans.example_specs import Example
from antidrug_kpi.plans.form_specs import PrintedForm
from antidrug_kpi.plans.markers import REGISTER, ColumnName, GroupNumber, RegisterId
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.windows import LAST_YEAR, Report, ReportName, Window

CodeColumn = Annotated[str, ColumnName(CODES, of=REGISTER)]
TextColumn = Annotated[str, ColumnName(TEXTS, of=REGISTER)]


class Indicator(Part):
    """An indicator (衡量指標) of the plan with its measures, and the worked examples that say what they mean.

    `alternatives` are other readings of what the source leaves open; `readings`, which the loader makes of them, its measures
    under each, and under those that can be chosen together.
    """

    id: str
    label: str
    group: Annotated[int, GroupNumber()]
    title: str
    citation: Citation
    target_text: str
    measures: tuple[Measure, ...] = Field(min_length=1)
    interpretation: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    readings: Annotated[tuple[AlternativeReading, ...], SkipJsonSchema()] = ()
    examples: tuple[Example, ...] = ()

    def find_path(self, measure: Measure) -> tuple[int, ...]:
        """The source's numbers of a measure within its indicator: 4.6.1.2 is (1, 2), and 4.6.1.0 the head of 1."""
        numbers = [int(number) for number in measure.id.removeprefix(f"{self.id}.").split(".") if number.isdigit()]
        return tuple(numbers[:-1] if len(numbers) > 1 and numbers[-1] == 0 else numbers)

    def number_measures(self) -> Mapping[str, str]:
        """What stands before each measure in a list of them, by its id: nothing before the only one, else the source's number
        (1., within it (1)), or its place where the ids do not tell it.
        """
        if len(self.measures) == 1:
            return {self.measures[0].id: ""}
        paths = [self.find_path(measure) for measure in self.measures]
        if len(set(paths)) < len(paths) or not all(paths):
            paths = [(place,) for place in range(1, len(paths) + 1)]
        return {
            measure.id: f"{path[-1]}." if len(path) == 1 else f"({path[-1]})"
            for measure, path in zip(self.measures, paths, strict=True)
        }


Wanted = Sequence[tuple[Indicator, Measure]]
"""The measures that somebody wants, each with its indicator, in the plan's order."""


class Placeholders(Part):
    """Descriptions that only hold the place: one of `words`, perhaps with words of `beside`, numbers or marks around it."""

    words: tuple[str, ...] = Field(min_length=1)
    beside: tuple[str, ...] = ()


class EvidenceColumns(Part):
    """The register that holds evidence, by its columns; descriptions that are placeholders count and are asked about."""

    register_: Annotated[str, RegisterId()] = Field(alias="register")
    code: CodeColumn
    item: TextColumn
    element: TextColumn
    text: TextColumn
    placeholders: Placeholders | None = None


class FigureColumns(Part):
    """The register that holds figures entered by hand, by its columns and the names of the two figures of a ratio."""

    register_: Annotated[str, RegisterId()] = Field(alias="register")
    code: CodeColumn
    name: TextColumn
    value: Annotated[str, ColumnName(COUNTS, of=REGISTER)]
    numerator: str
    denominator: str


class ProgressRule(Part):
    """When 自評進度 is 超前: attainment for lower limits, share of the limit for upper ones, both in percent."""

    ahead_from_attainment: Number
    ahead_up_to_limit_share: Number


class PublishingRule(Part):
    """What is hidden where results are shown to the public: counts of persons or cases from 1 to `largest_hidden_count`."""

    largest_hidden_count: int = Field(ge=1)


class Plan(Part):
    """A plan as one whole. `chosen` are the alternative readings that its measures follow, by what they are chosen by; no file
    holds any.
    """

    id: str
    title: str
    short_title: str
    year: int = Field(ge=1, le=LAST_YEAR)
    document: str
    reports: dict[ReportName, Report]
    due: dict[HandIn, Deadline] = Field(default_factory=dict)
    typed_into: str = ""
    """Where in the Ministry's system the hand-ins are typed."""
    windows: dict[str, Window]
    groups: dict[int, str]
    progress: ProgressRule
    publishing: PublishingRule | None = None
    evidence: EvidenceColumns | None = None
    figures: FigureColumns | None = None
    jurisdictions: tuple[str, ...] = ()
    bureaus: tuple[Bureau, ...] = ()
    registers: tuple[Register, ...]
    indicators: tuple[Indicator, ...]
    forms: tuple[PrintedForm, ...] = ()
    further_registers: tuple[Register, ...] = ()
    """Registers that statistics, tie-outs and rules read, and no measure."""
    work_items: tuple[WorkItemGroup, ...] = ()
    statistics: tuple[StatisticGroup, ...] = ()
    tie_outs: tuple[TieOut, ...] = ()
    annexes: tuple[AnnexTable, ...] = ()
    """The tables that the annexes print for all counties."""
    rules: AnnexRules | None = None
    chosen: Annotated[dict[str, tuple[str, ...]], SkipJsonSchema()] = Field(default_factory=dict)

    def find_register(self, register_id: str) -> Register:
        """The register with this id; KeyError where there is none (the loader has checked every reference)."""
        found = next((register for register in (*self.registers, *self.further_registers) if register.id == register_id), None)
        if found is None:
            raise KeyError(register_id)
        return found

    def find_annex(self, register_id: str) -> AnnexTable | None:
        """The printed table that an office's own register of this id goes before."""
        return next((table for table in self.annexes if table.register_ == register_id), None)

    def find_chosen(self, measure_id: str) -> tuple[str, ...]:
        """The chosen alternatives that restate the measure."""
        alternatives = (alternative for indicator in self.indicators for alternative in indicator.alternatives)
        return tuple(
            alternative.id
            for alternative in alternatives
            if measure_id in alternative.measures and alternative.id in self.chosen.get(alternative.of, ())
        )

    @property
    def all_statistics(self) -> tuple[Statistic, ...]:
        """Every statistic, in the plan's order."""
        return tuple(statistic for group in self.statistics for statistic in group.statistics)

    @property
    def all_work_items(self) -> tuple[WorkItem, ...]:
        """Every work item, in the plan's order."""
        return tuple(item for group in self.work_items for item in group.items)

    @property
    def measures(self) -> tuple[tuple[Indicator, Measure], ...]:
        """Every measure with its indicator, in the plan's order."""
        return tuple((indicator, measure) for indicator in self.indicators for measure in indicator.measures)
