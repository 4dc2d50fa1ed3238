"""Runs the worked examples of a plan: reads their small tables as registers, computes, and compares with what they expect.

It also records every condition's values, so that one that no example makes true, or makes false, can be reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import cast

import numpy as np

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Computation, Terms, compute_measure
from antidrug_kpi.measures.measure_scope import Mask
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.measures.rounding import show_target, show_value
from antidrug_kpi.plans.alternatives import Alternative
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.checking.example_checks import ARROW, split_table
from antidrug_kpi.plans.choosing import choose_readings, name_reading
from antidrug_kpi.plans.conditions import CONDITIONS, Condition
from antidrug_kpi.plans.example_specs import Example, Expectation
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.sentences import Words, say
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.cells.dates import parse_date
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

PLACES = {"分子": "numerator", "分母": "denominator"}
OUTSIDE = "不計"
REJECTED = "剔退"


@dataclass(frozen=True)
class Failure:
    """What an example expected and what came of it, in words."""

    indicator: str
    example: str
    text: str

    def __str__(self) -> str:
        return f"{self.indicator}「{self.example}」：{self.text}"


@dataclass
class Coverage:
    """For each condition of the specs, whether some example made it true and some made it false."""

    seen: dict[int, tuple[Condition, set[bool]]] = field(default_factory=dict)

    def observe(self, node: Condition, mask: Mask) -> None:
        """Remember which truth values a condition took."""
        _, values = self.seen.setdefault(id(node), (node, set()))
        values.update({True} if bool(mask.any()) else set(), {False} if bool((~mask).any()) else set())

    def list_uncovered(self, parts: Sequence[Part], words: Words, known: Sequence[Part] = ()) -> list[str]:
        """A sentence for each condition of the parts (measures, tie-outs) that no example made true, or none made false; those
        that stand in the `known` parts as well are left out.
        """
        texts = []
        before = list(_iterate_conditions(tuple(known)))
        for node in _iterate_conditions(tuple(parts)):
            if node in before:
                continue
            _, values = self.seen.get(id(node), (node, set()))
            lacking = [word for value, word in ((True, "成立"), (False, "不成立")) if value not in values]
            texts += [f"條件「{say(node, words)}」在範例中從未{word}" for word in lacking]
        return texts


def _iterate_conditions(value: object) -> Iterator[Condition]:
    """Every condition within a part of a spec, the outer ones first."""
    if isinstance(value, CONDITIONS):
        yield cast(Condition, value)
    if isinstance(value, tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _iterate_conditions(part)
    elif isinstance(value, Part):
        for _, part in value:
            yield from _iterate_conditions(part)


def run_examples(plan: Plan, indicator: Indicator, coverage: Coverage | None = None) -> list[Failure]:
    """The failures of an indicator's examples; empty where all hold."""
    return _run(plan, indicator, indicator.examples, indicator.label, coverage)


def check_alternative(plan: Plan, indicator: Indicator, alternative: Alternative) -> list[str]:
    """A sentence for each example of the alternative reading that fails, and for each condition of it that the default reading
    has not and no example made true, or none made false.
    """
    chosen = choose_readings(plan, [name_reading(alternative)])
    restated = next(found for found in chosen.indicators if found.id == indicator.id)
    coverage, label = Coverage(), f"{indicator.label} {alternative.id}"
    failures = _run(chosen, restated, alternative.examples, label, coverage)
    uncovered = coverage.list_uncovered(restated.measures, Words(plan), known=indicator.measures)
    return [*map(str, failures), *(f"{label}：{text}" for text in uncovered)]


def _run(plan: Plan, indicator: Indicator, examples: Sequence[Example], label: str, coverage: Coverage | None) -> list[Failure]:
    failures = []
    for example in examples:
        tables = {name: parse_small_table(text) for name, text in example.registers.items()}
        reading = read_registers([_make_file(plan, name, table) for name, table in tables.items()], plan)
        as_of = parse_date(example.as_of) if example.as_of else None
        periods = resolve_periods(plan.windows, plan.reports, example.year or plan.year, example.report, as_of)
        observe = coverage.observe if coverage is not None else None
        terms = Terms(plan, reading.registers, periods, example.jurisdiction, observe=observe)
        measures = {measure.id: measure for measure in indicator.measures}
        for measure_id, expected in example.expect.items():
            computation = compute_measure(indicator, measures[measure_id], terms)
            texts = [*_compare(computation.result, expected)]
            texts += _compare_places(plan, measures[measure_id], computation, tables, reading)
            failures += [Failure(label, example.title, f"{measure_id} {text}") for text in texts]
        failures += [Failure(label, example.title, text) for text in _find_uncompared(example, tables)]
    return failures


def _find_uncompared(example: Example, tables: Mapping[str, list[dict[str, str]]]) -> Iterator[str]:
    """A sentence for each `→` column whose measure is not in `expect`: it would never be compared."""
    for table in tables.values():
        for name in table[0] if table else ():
            if name.startswith(ARROW) and name.removeprefix(ARROW).strip() not in example.expect:
                yield f"有「{name}」欄，但 expect 沒有這個衡量項目"


def parse_small_table(text: str) -> list[dict[str, str]]:
    """The rows of a small table as texts by header."""
    lines = split_table(text)
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _make_file(plan: Plan, name: str, table: list[dict[str, str]]) -> FileReading:
    """A table as a file that was read: all columns of the register, those that the example does not show being blank."""
    spec = _find_spec(plan, name)
    headers = [column.name for column in spec.columns]
    rows = [headers, *([row.get(header, "") for header in headers] for row in table)]
    sheet = Sheet(spec.title, None, number_rows(rows), range(1, len(rows) + 1))
    return FileReading(spec.title, "", (sheet,), ())


def _find_spec(plan: Plan, name: str) -> RegisterSpec:
    return next(register for register in plan.registers if name in {register.id, register.title})


def _compare(result: MeasureResult, expected: Expectation) -> Iterator[str]:
    found: dict[str, object] = {
        "status": result.status.value,
        "numerator": result.numerator,
        "denominator": show_value(bottom) if isinstance(bottom := result.denominator, Fraction) else bottom,
        "value": None if result.value is None else show_value(result.value),
        "target": None if result.target is None else show_target(result),
        "shortfall": result.shortfall,
        "attainment": None if result.attainment is None else show_value(result.attainment),
        "progress": None if result.progress is None else result.progress.value,
        "rejected": result.rejected,
        "excluded": {exclusion.reason: exclusion.count for exclusion in result.excluded},
        "parts": {name: str(part) for name, part in (result.parts or {}).items()},
    }
    for name in expected.model_fields_set - {"notes"}:
        wanted = getattr(expected, name)
        if name == "parts":
            wanted = {key: str(part) for key, part in (wanted or {}).items()}
        if wanted != found[name]:
            yield f"{name} 應為 {wanted}，算得 {found[name]}"
    for note in expected.notes:
        if not any(note in text for text in result.notes_and_questions):
            yield f"說明應含「{note}」，實為 {list(result.notes_and_questions)}"


def _compare_places(
    plan: Plan, measure: Measure, computation: Computation, tables: Mapping[str, list[dict[str, str]]], reading: Reading
) -> Iterator[str]:
    """Compares the column `→ ID` of each table with where the rows' subjects fall."""
    for name, table in tables.items():
        header = next(
            (key for row in table[:1] for key in row if key.removeprefix(ARROW).strip() == measure.id and ARROW in key),
            None,
        )
        if header is None:
            continue
        register = _find_spec(plan, name).id
        places = _find_places(computation, register, len(reading.registers[register]))
        for position, row in enumerate(table):
            if row[header] and row[header] != places[position]:
                yield f"第 {position + 1} 列應為「{row[header]}」，算得「{places[position]}」"


def _find_places(computation: Computation, register: str, rows: int) -> list[str]:
    """For each row of a register where its subject falls: 分子, 分母, a reason of exclusion, 不計, or 剔退."""
    places = [OUTSIDE] * rows
    names = {place: word for word, place in PLACES.items()}
    for table in computation.tables:
        if table.register != register or table.subjects is None:
            continue
        for row, owner in zip(table.subjects.rows.index, table.subjects.owner, strict=True):
            subject = table.frame.iloc[int(owner)]
            places[row] = subject["reason"] or names[subject["population"]]
    rejected = computation.acceptance.rejected.get(register, np.zeros(rows, dtype=bool))
    return [REJECTED if is_rejected else place for place, is_rejected in zip(places, rejected, strict=True)]
