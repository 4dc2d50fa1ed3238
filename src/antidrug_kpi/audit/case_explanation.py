"""One case across the measures: where each of them puts it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from antidrug_kpi.audit.found_cases import FoundCase
from antidrug_kpi.audit.measure_trace import MeasureTrace, Subject
from antidrug_kpi.audit.plain_blocks import make_plain_block
from antidrug_kpi.audit.population_views import list_unreached
from antidrug_kpi.audit.subject_blocks import OUTSIDE, SubjectBlock
from antidrug_kpi.audit.subject_entries import SubjectEntries
from antidrug_kpi.audit.trace_json import SCHEMA_VERSION
from antidrug_kpi.audit.trace_terms import TraceTerms
from antidrug_kpi.audit.traced_subjects import list_blocks
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.issues import mask_identifier
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.reads.columns_read import list_populations
from antidrug_kpi.registers.codes import find_columns_taken


@dataclass(frozen=True)
class ExplainedEntry:
    """What one measure makes of one subject of the case; `entry` is as the JSON holds it, without the measure's id."""

    measure: Measure
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class Explanation:
    """A case, its identifier as it may be shown, and what each measure makes of it, in the plan's order."""

    case: str
    entries: tuple[ExplainedEntry, ...]


def explain_case(case: FoundCase, computations: Iterable[Computation], terms: TraceTerms) -> Explanation:
    """The case as every measure sees it whose registers hold a row of it."""
    specs = {measure.id: (indicator, measure) for indicator, measure in terms.plan.measures}
    entries: list[ExplainedEntry] = []
    for computation in computations:
        indicator, measure = specs[computation.result.id]
        if case.rows.keys() & find_columns_taken(terms.plan, measure).keys():
            subjects = _find_subjects(case, measure, computation, terms)
            trace = MeasureTrace(indicator, measure, computation.result, subjects, {})
            described = SubjectEntries(trace, terms)
            entries += (ExplainedEntry(measure, described.describe(subject)) for subject in subjects)
    name = case.name if terms.show_ids or not case.is_private else mask_identifier(case.name)
    return Explanation(name, tuple(entries))


def write_explanation_json(explanation: Explanation) -> str:
    """The explanation as indented JSON with a final line break."""
    measures = [{"id": entry.measure.id, **entry.entry} for entry in explanation.entries]
    return dump_json({"schema": SCHEMA_VERSION, "case": explanation.case, "measures": measures}) + "\n"


def _find_subjects(case: FoundCase, measure: Measure, computation: Computation, terms: TraceTerms) -> list[Subject]:
    """The subjects that have a row of the case; where none has, its rows in registers in which the measure only looks things
    up.
    """
    found = [
        (row, number, (block, at))
        for number, block in enumerate(list_blocks(measure, computation, terms))
        if block.register.spec.id in case.rows
        for at, row in block.groups.find_groups(case.rows[block.register.spec.id])
    ]
    if found:
        return [subject for _, _, subject in sorted(found, key=lambda item: item[:2])]
    return [(block, at) for block in _list_looked_up(case, measure, terms) for at in range(len(block))]


def _list_looked_up(case: FoundCase, measure: Measure, terms: TraceTerms) -> Iterator[SubjectBlock]:
    populations = list_populations(measure)
    titles = "、".join(
        f"「{terms.plan.find_register(name).title}」" for name in dict.fromkeys(part.register_ for part in populations)
    )
    for name in find_columns_taken(terms.plan, measure):
        if name in case.rows and titles and name not in {part.register_ for part in populations}:
            register = terms.registers[name]
            reason = f"本項的統計對象是{titles}之列；「{register.spec.title}」的列只供計算時對照"
            rows = case.rows[name]
            clauses = list_unreached(populations, len(rows), terms)
            yield make_plain_block(register, rows, OUTSIDE, lambda _, reason=reason: reason, clauses, terms)  # type: ignore[misc]
