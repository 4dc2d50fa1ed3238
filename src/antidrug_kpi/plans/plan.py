"""A plan: its windows, registers, indicators and the settings of its report."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from antidrug_kpi.plans.base import Citation, Number, Part
from antidrug_kpi.plans.column_types import CODES, COUNTS, TEXTS
from antidrug_kpi.plans.form_specs import PrintedForm
from antidrug_kpi.plans.markers import REGISTER, ColumnName, GroupNumber, Jurisdiction, RegisterId, ReportKey
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.windows import Report, ReportName, Window

# A ROC year of three digits; every date that a plan speaks of then exists.
LAST_YEAR = 999
CodeColumn = Annotated[str, ColumnName(CODES, of=REGISTER)]
TextColumn = Annotated[str, ColumnName(TEXTS, of=REGISTER)]


class Expectation(Part):
    """What a measure must give for an example: only what is named is compared."""

    status: Literal["met", "missed", "reported", "not_applicable", "no_data", "withheld"] | None = None
    numerator: int | None = None
    denominator: int | str | None = None
    value: str | None = None
    target: str | None = None
    shortfall: int | None = None
    attainment: str | None = None
    progress: Literal["超前", "符合", "落後"] | None = None
    rejected: int | None = None
    excluded: dict[str, int] | None = None
    parts: dict[str, int | str] | None = None
    notes: tuple[str, ...] = ()


class Example(Part):
    """Facts and what must come of them.

    `registers` holds small tables, columns split by `|`, a column that is not shown being blank. In a column `→ 3.3` stands
    where the row's subject falls for that measure: 分子, 分母, 不計 (outside), 剔退 (rejected) or a reason of exclusion.

    The facts' dates belong to the ROC plan year `year`: the plan's own unless given. The loader gives it to the examples that a
    plan of another year inherits.
    """

    title: str
    year: int | None = Field(default=None, ge=1, le=LAST_YEAR)
    report: Annotated[ReportName, ReportKey()] = "final"
    as_of: str | None = None
    jurisdiction: Annotated[str, Jurisdiction()] | None = None
    registers: dict[str, str]
    expect: dict[str, Expectation]


class Indicator(Part):
    """An indicator (衡量指標) of the plan with its measures, and the worked examples that say what they mean."""

    id: str
    label: str
    group: Annotated[int, GroupNumber()]
    title: str
    citation: Citation
    target_text: str
    measures: tuple[Measure, ...] = Field(min_length=1)
    interpretation: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


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


class Plan(Part):
    """A plan as one whole."""

    id: str
    title: str
    short_title: str
    year: int = Field(ge=1, le=LAST_YEAR)
    document: str
    reports: dict[ReportName, Report]
    windows: dict[str, Window]
    groups: dict[int, str]
    progress: ProgressRule
    evidence: EvidenceColumns | None = None
    figures: FigureColumns | None = None
    jurisdictions: tuple[str, ...] = ()
    registers: tuple[Register, ...]
    indicators: tuple[Indicator, ...]
    forms: tuple[PrintedForm, ...] = ()

    def find_register(self, register_id: str) -> Register:
        """The register with this id; KeyError where there is none (the loader has checked every reference)."""
        found = next((register for register in self.registers if register.id == register_id), None)
        if found is None:
            raise KeyError(register_id)
        return found

    @property
    def measures(self) -> tuple[tuple[Indicator, Measure], ...]:
        """Every measure with its indicator, in the plan's order."""
        return tuple((indicator, measure) for indicator in self.indicators for measure in indicator.measures)
