"""The waterfall of a measure: from the register's rows down to the numerator, every step counted."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from antidrug_kpi.measures.acceptance import Acceptance
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.figures import Figures
from antidrug_kpi.measures.population_table import DENOMINATOR, PopulationTable
from antidrug_kpi.measures.results import ExclusionCount, WaterfallStep
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.register import TypedRegister


def order_reasons(plan: Plan, population: p.Population) -> tuple[str, ...]:
    """The reasons of a population's exclusions in the order in which the spec, or the column's categories, name them."""
    order: list[str] = []
    for rule in population.exclude:
        if isinstance(rule, p.Exclusion):
            order.append(rule.reason)
        elif rule.reason_in.reasons:
            order += rule.reason_in.reasons
        else:
            column = plan.find_register(population.register_).find_column(rule.reason_in.column)
            order += [value.name for value in column.values] if column is not None else []
    # A reason that stands in two columns is one reason.
    return tuple(dict.fromkeys(order))


def describe_counted(
    measure: m.Ratio | m.Mean | m.Count,
    figures: Figures,
    excluded: tuple[ExclusionCount, ...],
    acceptance: Acceptance,
    register: TypedRegister,
) -> tuple[WaterfallStep, ...]:
    """The steps of a measure with one population: rows read, rejected, outside, subjects, excluded by reason, denominator,
    numerator.
    """
    table = figures.tables[0]
    name = table.register
    rejected = int(acceptance.rejected[name].sum())
    steps = [WaterfallStep(f"「{register.spec.title}」資料列", len(register))]
    steps.append(WaterfallStep("剔退（儲存格有誤）", rejected, is_part=True))
    steps.append(WaterfallStep("不在統計範圍", len(register) - rejected - table.selected, is_part=True))
    if measure.population.each:
        steps.append(WaterfallStep("統計範圍內資料列", table.selected))
    steps.append(WaterfallStep("統計對象", len(table)))
    steps += [WaterfallStep("另計入分子之資料列", len(added)) for added in figures.tables[1:]]
    steps += [WaterfallStep(f"排除：{exclusion.reason}", exclusion.count or 0, is_part=True) for exclusion in excluded]
    if isinstance(measure, m.Count):
        return (*steps, WaterfallStep(f"計數：{measure.numerator_text}", figures.numerator or 0))
    steps.append(WaterfallStep(f"分母：{measure.denominator_text}", figures.denominator or 0))
    steps += _break_down(measure, table, acceptance)
    steps.append(WaterfallStep(f"分子：{measure.numerator_text}", figures.numerator or 0))
    return tuple(steps)


def describe_tables(
    figures: Figures, acceptance: Acceptance, registers: Mapping[str, TypedRegister]
) -> tuple[WaterfallStep, ...]:
    """The steps of a difference, one side after the other, or of evidence: rows read, rejected, subjects, and what they add."""
    steps: list[WaterfallStep] = []
    for table in figures.tables:
        label = f"{table.label}：" if table.label else ""
        register = registers[table.register]
        steps.append(WaterfallStep(f"{label}「{register.spec.title}」資料列", len(register)))
        steps.append(WaterfallStep("剔退（儲存格有誤）", int(acceptance.rejected[table.register].sum()), is_part=True))
        steps.append(WaterfallStep(f"{label}統計對象", len(table)))
        steps.append(WaterfallStep(f"{label}分母", table.denominator))
        steps.append(WaterfallStep(f"{label}分子", table.numerator))
    return tuple(steps)


def _break_down(measure: m.Ratio | m.Mean, table: PopulationTable, acceptance: Acceptance) -> list[WaterfallStep]:
    """The segments below the denominator: how many subjects are not in the numerator, for each reason that the spec names.

    A subject counts in the first segment that fits.
    """
    left = table.places == DENOMINATOR
    steps = []
    for segment in measure.breakdown:
        if table.subjects is None:
            break
        hit = left & evaluate(segment.when, table.subjects, acceptance.scope)
        steps.append(WaterfallStep(f"未達：{segment.text}", int(hit.sum()), is_part=True))
        left = left & ~hit
    if measure.breakdown and np.any(left):
        steps.append(WaterfallStep("未達：其他", int(left.sum()), is_part=True))
    return steps
