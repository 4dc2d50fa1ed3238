"""Every name in the shipped plans, misspelt: one problem where it stands, with the name and the nearest that there is.

The names are found by what the plan defines and not by the markers of the fields, so that a field without a marker is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.checking.form_checks import find_form_problems
from antidrug_kpi.plans.checking.references import find_problems
from antidrug_kpi.plans.checking.work_item_checks import find_work_item_problems
from antidrug_kpi.plans.conditions import In
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.duties.statistic_specs import BaseStatistic, StatisticGroup
from antidrug_kpi.plans.duties.taken_populations import TakenParts
from antidrug_kpi.plans.loading.extending import read_raw_plan
from antidrug_kpi.plans.loading.folders import list_plan_ids
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.measure_specs import BaseMeasure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.population_specs import DERIVATIONS, Population
from antidrug_kpi.plans.yaml_source.located import Located, Trail

pytestmark = pytest.mark.slow

# Fields in which something gets its name, or that are texts: here a name of the plan can stand by chance.
DEFINING = {
    *("Plan.id", "Plan.title", "Plan.jurisdictions", "Plan.windows", "Plan.groups", "Plan.reports", "Register.id"),
    *("Register.title", "Register.aliases", "Column.name", "Column.aliases", "Column.units", "CategoryValue.name"),
    *("CategoryValue.aliases", "Indicator.id", "Indicator.title", "PrintedForm.id", "HeadCount.name", "Tenure.name"),
    *("MonthsInPost.name", "ReasonTable.reasons", "Says.says", "Placeholders.words", "Placeholders.beside"),
    *("DoubtfulWords.words", "EvidenceTerms.elements", "Side.label", "FormColumn.text", "FormTable.nobody", "FormTable.total"),
    *("TableColumn.over", "TableColumn.heading", "RowGroup.label", "RowGroup.rows", "FormTable.closing", "Exclusion.reason"),
    *("Difference.part_texts", "FigureColumns.numerator", "FigureColumns.denominator", "ContentsBlock.contents"),
    *("FormWords.measure", "FormWords.numerator", "FormWords.denominator", "FormWords.share", "FormWords.parts"),
    *("FormWords.units", "CountFigure.label", "SumFigure.label", "DistinctFigure.label", "PercentFigure.label"),
    *("LatestFigure.label", "FirstLabel.label", "ResultRows.columns", "PerValue.least", "PerValue.most", "PerValue.lacking"),
    *("ColumnLabels.first", "NotedTexts.known", "QuotientStatistic.parts", "AddedSubjects.counted_in", "WorkItem.text"),
    *("AnnexNumbers.columns", "PrintedForm.hand_in", "Plan.due"),
    *("Demand.reports", "Demand.prompts", "ToldStatistic.say", "ToldStatistic.heads", "ToldStatistic.labels"),
    *("ToldStatistic.across", "ToldStatistic.column_labels"),
}
_STATISTIC_TEXTS = {"kind", "id", "demand", "text", "unit", "notes"}
_MEASURE_TEXTS = {"kind", "id", "title", "unit", "subject", "numerator_text", "denominator_text"}
_DERIVED = {"name", "numerator", "denominator", "counted", "owed", "days", "due", "covered"}
_PLACE = re.compile(r"\{([^{}|:]+)")


def list_names(plan: Plan) -> set[str]:
    """What the plan defines: windows, registers, columns, their values, what is derived, forms, counts, jurisdictions."""
    registers = (*plan.registers, *plan.further_registers)
    columns = [column for register in registers for column in (*register.columns, *register.further_columns)]
    derived = [name for part in iterate_parts(plan) if isinstance(part, Population) for name in find_derived_types(part.derive)]
    counts = [count.name for form in plan.forms for count in form.counts]
    values = ["是", "否", *(value.name for column in columns for value in column.values)]
    names = {*plan.windows, *plan.jurisdictions, *values, *derived, *counts, *(form.id for form in plan.forms)}
    return names | {register.id for register in registers} | {column.name for column in columns}


def iterate_parts(value: Any) -> Iterator[Part]:
    if isinstance(value, Part):
        yield value
    inner = (part for _, part in value) if isinstance(value, Part) else value.values() if isinstance(value, dict) else value
    for part in inner if isinstance(value, Part | dict | tuple) else ():
        yield from iterate_parts(part)


Slip = tuple[Any, Trail, str]


def misspell(value: Any, names: set[str], trail: Trail, *, is_text: bool = False) -> Iterator[Slip]:
    """The value with one name misspelt, where the name stands, and the misspelt name: once for every name in it."""
    for key, child, is_inner_text in list_children(value):
        for changed, at, wrong in misspell(child, names, (*trail, key), is_text=is_text or is_inner_text):
            yield exchange(value, key, changed), at, wrong
    if isinstance(value, dict) and not is_text:
        for key in names.intersection(value):
            yield {(f"{key}誤" if old == key else old): inner for old, inner in value.items()}, (*trail, key), f"{key}誤"
    if isinstance(value, str):
        if value in names and not is_text:
            yield f"{value}誤", trail, f"{value}誤"
        for found in _PLACE.finditer(value):
            yield f"{value[: found.end()]}誤{value[found.end() :]}", trail, f"{found[1]}誤"


def list_children(value: Any) -> list[tuple[str | int, Any, bool]]:
    """What is in a value by its key in the YAML, and whether it gives a name or is a text."""
    if isinstance(value, Part):
        fields = type(value).model_fields.items()
        return [(info.alias or name, getattr(value, name), is_defining(value, name)) for name, info in fields]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    return [(key, child, False) for key, child in items]


def exchange(value: Any, key: Any, child: Any) -> Any:
    if isinstance(value, Part):
        own = next(name for name, info in type(value).model_fields.items() if (info.alias or name) == key)
        return value.model_copy(update={own: child})
    if isinstance(value, dict):
        return {**value, key: child}
    return (*value[:key], child, *value[key + 1 :])


def is_defining(part: Part, name: str) -> bool:
    """Whether the field gives a name, or is a text; of a text only the places are names."""
    field = f"{type(part).__name__}.{name}"
    is_derived = isinstance(part, tuple(DERIVATIONS.values())) and name in _DERIVED and isinstance(getattr(part, name), str)
    # The words of a column of texts are no category's values.
    is_word = isinstance(part, In) and part.column == "證照"
    is_text = (isinstance(part, BaseMeasure) and name in _MEASURE_TEXTS) or (
        isinstance(part, BaseStatistic) and (name in _STATISTIC_TEXTS or (name == "parts"))
    )
    return field in DEFINING or is_derived or is_word or is_text


def _strip(indicator: Indicator) -> Indicator:
    """Without examples, whose tables are texts, and without alternatives, of which the readings made of them hold the names."""
    return indicator.model_copy(update={"examples": (), "alternatives": ()})


def misspell_plan(plan: Plan) -> Iterator[Slip]:
    """The plan with one name misspelt: an indicator alone, all forms without indicators, a tie-out, or none of them."""
    names = list_names(plan)
    asked = tuple(map(_strip, (each for each in plan.indicators if each.id in {"3.7", "4.2"})))
    bare = plan.model_copy(update={"indicators": (), "forms": (), "statistics": (), "tie_outs": (), "work_items": ()})
    yield from misspell(bare, names, ())
    for index, tie_out in enumerate(plan.tie_outs):
        for changed, at, wrong in misspell(tie_out.model_copy(update={"examples": ()}), names, ("tie_outs", index)):
            # Of the indicators those that have the measures that tie-outs ask.
            yield bare.model_copy(update={"indicators": asked, "tie_outs": (*plan.tie_outs[:index], changed)}), at, wrong
    for changed, at, wrong in misspell(plan.forms, names, ("forms",)):
        yield bare.model_copy(update={"forms": changed}), at, wrong
    told = bare.model_copy(update={"statistics": tuple(group.model_copy(update={"examples": ()}) for group in plan.statistics)})
    for changed, at, wrong in misspell(plan.work_items, names, ("work_items",)):
        yield told.model_copy(update={"work_items": changed}), at, wrong
    for index, group in enumerate(plan.statistics):
        # What they take from measures is there; their examples' tables are texts.
        taken = {part.measure for part in iterate_parts(group) if isinstance(part, TakenParts)}
        kept = tuple(map(_strip, (part for part in plan.indicators if taken & {measure.id for measure in part.measures})))
        for changed, at, wrong in misspell(
            group.model_copy(update={"examples": ()}), names - {measure.id for _, measure in plan.measures}, ("statistics", index)
        ):
            groups = (*([StatisticGroup(id="")] * index), changed)
            yield bare.model_copy(update={"indicators": kept, "statistics": groups}), at, wrong
    for index, indicator in enumerate(plan.indicators):
        for changed, at, wrong in misspell(_strip(indicator), names, ("indicators", index)):
            yield bare.model_copy(update={"indicators": (changed,)}), at, wrong


@pytest.mark.parametrize("plan_id", list_plan_ids())
def test_a_misspelt_name_is_told_where_it_stands(plan_id: str) -> None:
    plan = load_plan(plan_id)
    source = read_raw_plan(plan_id, ())
    slips = list(misspell_plan(plan))
    untold = [(at, wrong) for changed, at, wrong in slips if not is_told(changed, source, at, wrong)]
    assert not untold
    assert len(slips) > 10


def is_told(changed: Plan, source: Located, at: Trail, wrong: str) -> bool:
    """Whether a problem in the very line names the misspelt name and the nearest."""
    place = source.find_place(at)
    assert place is not None
    for trail, text in chain(find_work_item_problems(changed), find_problems(changed), find_form_problems(changed)):
        # An indicator that stands alone is the first.
        whole = (*at[:2], *trail[2:]) if at[0] == trail[0] == "indicators" else trail
        # In the file a misspelt key would stand where the right one does.
        whole = (*whole[:-1], at[-1]) if trail and trail[-1] == wrong else whole
        if source.find_place(whole) == place and f"「{wrong}」" in text and "最接近的是「" in text:
            return True
    return False
