"""Computes one measure of one office: accept the rows, build the population tables, find the figures, compare them with the
target, and collect notes and questions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from antidrug_kpi.measures.acceptance import Acceptance, accept_rows
from antidrug_kpi.measures.evidence.descriptions import list_description_questions
from antidrug_kpi.measures.evidence.entered_figures import EnteredFigures, list_figure_questions, read_figures
from antidrug_kpi.measures.evidence.rows_by_measure import RowsByMeasure
from antidrug_kpi.measures.figures import Figures, divide, find_figures
from antidrug_kpi.measures.measure_scope import Observer
from antidrug_kpi.measures.population_table import PopulationTable
from antidrug_kpi.measures.questions import list_blank_flag_questions, list_table_questions
from antidrug_kpi.measures.results import ExclusionCount, MeasureResult, Status, WaterfallStep
from antidrug_kpi.measures.stratified_results import stratify
from antidrug_kpi.measures.target_status import (
    Verdict,
    find_elapsed,
    find_shortfall,
    find_target_value,
    judge,
    judge_without_value,
)
from antidrug_kpi.measures.unread_registers import Unread, drop_unread, find_unread, say_unread
from antidrug_kpi.measures.waterfall import describe_counted, describe_tables, order_reasons
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers.codes import takes_figures
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class Terms:
    """What all measures of a run are computed from.

    `observe` is called with every condition and its mask, `by` is the column of --by, and `unread` holds the places of
    registers that could not be read. `targets_of` is the day whose targets hold, where that is not the as-of day.
    """

    plan: Plan
    registers: Mapping[str, TypedRegister]
    periods: Periods
    jurisdiction: str | None = None
    is_strict: bool = False
    observe: Observer | None = None
    by: str | None = None
    unread: Unread = field(default_factory=dict)
    targets_of: dt.date | None = None

    @property
    def target_day(self) -> dt.date:
        """The day whose targets the figures are held to."""
        return self.targets_of or self.periods.as_of

    @cached_property
    def rows_by_measure(self) -> RowsByMeasure:
        """The rows of the evidence and of the figures entered by hand, by the measure that they are about."""
        return RowsByMeasure(self.plan, self.registers)


@dataclass(frozen=True)
class Computation:
    """A measure's result, the population tables behind it (none without figures), and which rows it accepted."""

    result: MeasureResult
    tables: tuple[PopulationTable, ...]
    acceptance: Acceptance


def compute_measure(indicator: Indicator, measure: m.Measure, terms: Terms) -> Computation:
    """Compute a measure: its result, the population tables behind it, and the rows accepted and rejected for it.

    Where a register is absent, figures entered by hand stand in for it; where it is there but unreadable,
    masked or rejected as a whole, they do not, and the measure has no data.
    """
    acceptance = accept_rows(measure, terms.rows_by_measure, terms.periods, terms.observe)
    start = _start_result(indicator, measure, acceptance, terms)
    obstacle = _find_jurisdiction_obstacle(measure, terms)
    if obstacle is not None:
        status, note = obstacle
        official = (note,) if status is Status.NOT_APPLICABLE else ()
        return Computation(replace(start, status=status, notes=(note,), official_notes=official), (), acceptance)
    unread = find_unread(find_columns_read(terms.plan, measure), terms.unread)
    if unread:
        notes = (*say_unread(terms.plan, unread), *drop_unread(terms.plan, acceptance.missing, unread))
        return Computation(replace(start, notes=notes), (), acceptance)
    if acceptance.masked:  # the register is there, so figures entered by hand do not stand in for it
        return Computation(replace(start, notes=(*acceptance.missing, *acceptance.masked)), (), acceptance)
    entered = _read_entered_figures(measure, terms)
    # Figures entered by hand stand in for a register that is not there, and for none whose rows were all rejected.
    if isinstance(measure, m.Figure) or (acceptance.missing and not acceptance.emptied):
        return Computation(_use_entered_figures(measure, start, entered, acceptance, terms), (), acceptance)
    if acceptance.emptied:
        titles = "、".join(f"「{title}」" for title in acceptance.emptied)
        note = f"{titles}的資料列全數剔退，沒有可採計的資料"
        return Computation(replace(start, notes=(*acceptance.missing, note)), (), acceptance)
    figures = find_figures(terms.plan, measure, acceptance.scope, terms.rows_by_measure)
    result = _fill_result(measure, start, figures, entered, acceptance, terms)
    if terms.by is not None and isinstance(measure, m.Counted | m.Count) and result.status is not Status.WITHHELD:
        result = replace(result, strata=stratify(measure, figures.tables, terms.registers, terms.by))
    return Computation(result, figures.tables, acceptance)


def _start_result(indicator: Indicator, measure: m.Measure, acceptance: Acceptance, terms: Terms) -> MeasureResult:
    """The result as far as it is known before computing: texts, target and the number of rejected rows; status no data."""
    target = _find_target(measure, terms)
    return MeasureResult(
        id=measure.id,
        indicator=indicator.label,
        title=measure.title,
        status=Status.NO_DATA,
        unit=measure.unit,
        comparator=measure.target.comparator if measure.target and target is not None else None,
        target=target,
        has_ratio_target=measure.target is not None and measure.target.prior is not None,
        rejected=acceptance.rejected_count,
        subject=find_subject(measure),
        numerator_subject=getattr(measure, "numerator_subject", None) or find_subject(measure, is_numerator=True),
        reading=terms.plan.find_chosen(measure.id),
        part_texts=measure.part_texts if isinstance(measure, m.Difference) else None,
    )


def find_subject(measure: m.Measure, *, is_numerator: bool = False) -> str:
    """The counting word of denominator or numerator (人次, 家 …): the unit where the figure is in it, else the measure's."""
    if isinstance(measure, m.Evidence) or (is_numerator and isinstance(measure, m.Mean)):
        return measure.unit
    return measure.subject


def _find_target(measure: m.Measure, terms: Terms) -> Fraction | None:
    if measure.target is None or measure.target.prior is not None:
        return None
    if terms.jurisdiction is None and measure.target.depends_on_jurisdiction:
        return None
    return find_target_value(measure.target, terms.target_day, terms.jurisdiction)


def _find_jurisdiction_obstacle(measure: m.Measure, terms: Terms) -> tuple[Status, str] | None:
    """Status and note of a measure that the jurisdiction keeps from having a figure: it is another county's, or none is given."""
    depends = measure.target is not None and measure.target.depends_on_jurisdiction
    if (measure.applies_to or depends) and terms.jurisdiction is None:
        return Status.NO_DATA, "本項視縣市而定，請以 --jurisdiction 指定縣市"
    if measure.applies_to and terms.jurisdiction not in measure.applies_to:
        return Status.NOT_APPLICABLE, f"本項僅由{'、'.join(measure.applies_to)}填報"
    return None


def _read_entered_figures(measure: m.Measure, terms: Terms) -> EnteredFigures:
    has_figures = isinstance(measure, m.Figure) or takes_figures(measure)
    if terms.plan.figures is None or not has_figures or terms.plan.figures.register_ in terms.unread:
        return EnteredFigures(None, None)
    return read_figures(terms.plan, measure, terms.rows_by_measure.figures)


def _use_entered_figures(
    measure: m.Measure, start: MeasureResult, entered: EnteredFigures, acceptance: Acceptance, terms: Terms
) -> MeasureResult:
    """The result from figures entered by hand; without them the result without data, whose notes say what is missing."""
    if not entered.is_complete:
        notes = list(acceptance.missing)
        if terms.plan.figures is not None and takes_figures(measure):
            notes += say_unread(terms.plan, find_unread({terms.plan.figures.register_: frozenset()}, terms.unread))
        if isinstance(measure, m.Figure) and not acceptance.missing:
            wanted = (
                (measure.figures.numerator, entered.numerator),
                (measure.figures.denominator, entered.denominator),
            )
            notes.append(f"「填報數據」缺{'、'.join(f'「{name}」' for name, value in wanted if value is None)}")
        elif entered.numerator is not None or entered.denominator is not None:
            notes.append(f"「填報數據」缺可用的「{'分母' if entered.denominator is None else '分子'}」")
        return replace(start, notes=tuple(notes))
    figures = Figures(entered.numerator, entered.denominator, _find_entered_value(measure, entered), ())
    steps = [
        (part, figure) for part, figure in (("分母", entered.denominator), ("分子", entered.numerator)) if figure is not None
    ]
    waterfall = tuple(WaterfallStep(f"填報數據：{part}", figure) for part, figure in steps)
    result = _judge(measure, replace(start, source="figures", waterfall=waterfall), figures, terms)
    origin = (f"{'、'.join(acceptance.missing)}，數字取自「填報數據」",) if acceptance.missing else ()
    return replace(result, notes=result.notes + origin, questions=list_figure_questions(entered))


def _find_entered_value(measure: m.Measure, entered: EnteredFigures) -> Fraction | None:
    if entered.numerator is None:
        return None
    if isinstance(measure, m.Count):
        return Fraction(entered.numerator)
    return divide(entered.numerator, entered.denominator or 0, measure.unit)


def _fill_result(
    measure: m.Measure, start: MeasureResult, figures: Figures, entered: EnteredFigures, acceptance: Acceptance, terms: Terms
) -> MeasureResult:
    excluded: tuple[ExclusionCount, ...] = ()
    waterfall: tuple[WaterfallStep, ...] = ()
    if isinstance(measure, m.Ratio | m.Mean | m.Count):
        excluded = figures.tables[0].count_excluded(order_reasons(terms.plan, measure.population))
        register = terms.registers[measure.population.register_]
        waterfall = describe_counted(measure, figures, excluded, acceptance, register)
    else:
        waterfall = describe_tables(figures, acceptance, terms.registers)
    subjects = len(figures.tables[0]) if excluded else None
    result = replace(start, source="register", excluded=excluded, subjects=subjects, waterfall=waterfall, parts=figures.parts)
    result = _judge(measure, result, figures, terms)
    questions = [
        *list_table_questions(figures.tables),
        *list_blank_flag_questions(terms.plan, measure, acceptance),
        *_compare_entered(figures, entered),
        *list_figure_questions(entered),
        *_list_evidence_questions(measure, acceptance, terms),
    ]
    return replace(result, notes=(*result.notes, *figures.notes), questions=tuple(questions), items=figures.items)


def _list_evidence_questions(measure: m.Measure, acceptance: Acceptance, terms: Terms) -> list[str]:
    if not isinstance(measure, m.Evidence) or terms.plan.evidence is None:
        return []
    accepted = acceptance.scope.rows[terms.plan.evidence.register_]
    return list_description_questions(terms.plan, measure, terms.rows_by_measure.select_evidence(measure, accepted))


def _compare_entered(figures: Figures, entered: EnteredFigures) -> list[str]:
    """A question for each figure that was entered by hand and differs from what the register gives."""
    questions = []
    for name, computed, given in (
        ("分子", figures.numerator, entered.numerator),
        ("分母", figures.denominator, entered.denominator),
    ):
        if given is not None and given != computed:
            questions.append(f"警告：{name}依清冊為 {computed}，「填報數據」為 {given}，兩者不符，以清冊為準")
    return questions


def _judge(measure: m.Measure, result: MeasureResult, figures: Figures, terms: Terms) -> MeasureResult:
    """The result with its figures and with status, attainment, progress and shortfall against the target."""
    if terms.is_strict and result.rejected:
        note = f"嚴格模式：有 {result.rejected} 列剔退，不提供數字"
        return replace(result, status=Status.WITHHELD, parts=None, excluded=(), source=None, waterfall=(), notes=(note,))
    target = figures.target if figures.target is not None else result.target
    comparator = measure.target.comparator if measure.target is not None and target is not None else None
    result = replace(result, numerator=figures.numerator, denominator=figures.denominator, target=target, comparator=comparator)
    elapsed = find_elapsed(terms.periods.year, terms.periods.as_of) if measure.accumulates else None
    if figures.value is None and target is not None and measure.target is not None and measure.target.none_is_missed:
        return _add_verdict(result, judge_without_value(measure.target.none_is_missed, elapsed))
    if figures.value is None or not figures.is_comparable:
        return replace(result, status=Status.NOT_APPLICABLE)
    result = replace(result, value=figures.value, elapsed=elapsed)
    if measure.target is None or target is None:
        return replace(result, status=Status.REPORTED)
    has_attainment = measure.target.prior is None and not isinstance(measure, m.Difference) and measure.target.has_attainment
    verdict = judge(
        figures.value,
        measure.target.comparator,
        target,
        rule=terms.plan.progress,
        has_attainment=has_attainment,
        elapsed=elapsed,
    )
    shortfall = _find_shortfall(measure, measure.target, figures, target)
    return _add_verdict(replace(result, shortfall=shortfall), verdict)


def _add_verdict(result: MeasureResult, verdict: Verdict) -> MeasureResult:
    return replace(
        result,
        status=verdict.status,
        attainment=verdict.attainment,
        progress=verdict.progress,
        notes=result.notes + verdict.notes,
        official_notes=result.official_notes + verdict.notes,
    )


def _find_shortfall(measure: m.Measure, target: m.Target, figures: Figures, bound: Fraction) -> int | None:
    if isinstance(measure, m.Difference) or figures.numerator is None:
        return None
    scale = 100 if measure.unit == "%" else 1
    denominator = Fraction(figures.denominator) if figures.denominator is not None else Fraction(1)
    return find_shortfall(Fraction(figures.numerator), denominator, target.comparator, bound / scale)
