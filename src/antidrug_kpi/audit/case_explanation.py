"""One case across the measures: where each of them puts it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from antidrug_kpi.audit.found_cases import FoundCase
from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace, Subject
from antidrug_kpi.audit.subjects.plain_blocks import make_plain_block
from antidrug_kpi.audit.subjects.subject_blocks import OUTSIDE, SubjectBlock
from antidrug_kpi.audit.subjects.subject_entries import SubjectEntries
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.audit.subjects.traced_subjects import list_blocks
from antidrug_kpi.audit.trace_json import SCHEMA_VERSION
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.issues import Address, Issue, mask_identifier
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
    """A case, its identifier as it may be shown, what each measure makes of it, in the plan's order, and where its rows stand."""

    case: str
    entries: tuple[ExplainedEntry, ...]
    places: frozenset[Address] = frozenset()

    def is_about(self, issue: Issue) -> bool:
        """Whether the issue stands in a row of the case, or is about a whole sheet that has one."""
        if issue.address.row is None:
            return any(
                (place.file, place.sheet) == (issue.address.file, issue.address.sheet or place.sheet) for place in self.places
            )
        return replace(issue.address, column=None) in self.places


class CaseExplainer:
    """Explains cases of one run; what a measure makes of all its subjects is found once, when a case first needs it."""

    def __init__(self, computations: Iterable[Computation], terms: TraceTerms) -> None:
        self._computations = tuple(computations)
        self._terms = terms
        self._specs = {measure.id: (indicator, measure) for indicator, measure in terms.plan.measures}
        self._blocks: dict[str, tuple[SubjectBlock, ...]] = {}

    def explain(self, case: FoundCase) -> Explanation:
        """The case as every measure sees it whose registers hold a row of it."""
        terms = self._terms
        entries: list[ExplainedEntry] = []
        for computation in self._computations:
            indicator, measure = self._specs[computation.result.id]
            if case.rows.keys() & find_columns_taken(terms.plan, measure).keys():
                subjects = self._find_subjects(case, measure, computation)
                trace = MeasureTrace(indicator, measure, computation.result, subjects, {})
                described = SubjectEntries(trace, terms)
                entries += (ExplainedEntry(measure, described.describe(subject)) for subject in subjects)
        name = case.name if terms.show_ids or not case.is_private else mask_identifier(case.name)
        places = (terms.registers[id_].locate(int(row)) for id_, rows in case.rows.items() for row in rows)
        return Explanation(name, tuple(entries), frozenset(places))

    def _find_subjects(self, case: FoundCase, measure: Measure, computation: Computation) -> list[Subject]:
        """The subjects that have a row of the case; where none has, its rows in registers in which the measure only looks things
        up.
        """
        if measure.id not in self._blocks:
            self._blocks[measure.id] = list_blocks(measure, computation, self._terms)
        found = [
            (row, number, (block, at))
            for number, block in enumerate(self._blocks[measure.id])
            if block.register.spec.id in case.rows
            for at, row in block.groups.find_groups(case.rows[block.register.spec.id])
        ]
        if found:
            return [subject for _, _, subject in sorted(found, key=lambda item: item[:2])]
        return [(block, at) for block in _list_looked_up(case, measure, self._terms) for at in range(len(block))]


def write_explanation_json(explanation: Explanation) -> str:
    """The explanation as indented JSON with a final line break."""
    measures = [{"id": entry.measure.id, **entry.entry} for entry in explanation.entries]
    return dump_json({"schema": SCHEMA_VERSION, "case": explanation.case, "measures": measures}) + "\n"


def _list_looked_up(case: FoundCase, measure: Measure, terms: TraceTerms) -> Iterator[SubjectBlock]:
    populations = list_populations(measure)
    titles = "、".join(
        f"「{terms.plan.find_register(name).title}」" for name in dict.fromkeys(part.register_ for part in populations)
    )
    for name in find_columns_taken(terms.plan, measure):
        if name in case.rows and titles and name not in {part.register_ for part in populations}:
            register = terms.registers[name]
            reason = f"本項的統計對象是{titles}之列；「{register.spec.title}」的列只供計算時對照"
            yield make_plain_block(register, case.rows[name], OUTSIDE, lambda _, reason=reason: reason, populations, terms)  # type: ignore[misc]
