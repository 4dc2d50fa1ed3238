"""Issues of the evidence and of figures entered by hand: unknown elements and names, and contradicting figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from antidrug_kpi.errors import find_closest
from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.evidence.entered_figures import find_contradicting_rows, list_figure_names
from antidrug_kpi.measures.evidence.rows_by_measure import FigureRows, RowsByMeasure
from antidrug_kpi.plans.measure_specs import Evidence
from antidrug_kpi.plans.plan import FigureColumns, Plan
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister


def find_unknown_words(rows_by_measure: RowsByMeasure) -> list[Issue]:
    """A warning for each readable row of the two registers whose element or figure is none of its measure's."""
    plan, registers = rows_by_measure.plan, rows_by_measure.registers
    issues: list[Issue] = []
    if plan.evidence is not None and plan.evidence.register_ in registers:
        register = registers[plan.evidence.register_]
        elements = _list_elements(plan)
        issues += _find_unknown(register, plan.evidence.code, plan.evidence.element, elements, "要件")
    if plan.figures is not None and plan.figures.register_ in registers:
        register = registers[plan.figures.register_]
        if rows_by_measure.figures is not None:
            names = {measure.id: tuple(list_figure_names(plan.figures, measure)) for _, measure in plan.measures}
            issues += _find_unknown(register, plan.figures.code, plan.figures.name, names, "項目")
            issues += _find_contradictions(plan, plan.figures, register, rows_by_measure.figures)
    return issues


def _find_contradictions(plan: Plan, columns: FigureColumns, register: TypedRegister, rows: FigureRows) -> list[Issue]:
    """A fault for each row that is rejected because another gives the same figure with another value."""
    issues = []
    for _, measure in plan.measures:
        for row in np.flatnonzero(find_contradicting_rows(plan, measure, rows)):
            name, value = (str(register.frame[column].iloc[int(row)]) for column in (columns.name, columns.value))
            issues.append(register.report(kinds.FIGURE_CONTRADICTED, int(row), columns.value, value, {"name": name}))
    return issues


def _list_elements(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Code → the elements that its measures know; an indicator's own code knows those of all its measures."""
    elements: dict[str, tuple[str, ...]] = {}
    for indicator, measure in plan.measures:
        if isinstance(measure, Evidence):
            elements[measure.id] = measure.evidence.elements
            if indicator.id != measure.id:
                elements[indicator.id] = elements.get(indicator.id, ()) + measure.evidence.elements
    return elements


def _find_unknown(
    register: TypedRegister, code_column: str, word_column: str, known: Mapping[str, Sequence[str]], what: str
) -> list[Issue]:
    """A warning for each row whose word its code does not know; it names the nearest word that the code does, however far."""
    if not (register.has_column(code_column) and register.has_column(word_column)):
        return []
    known_words = {code: {squeeze(name): name for name in names} for code, names in known.items()}
    issues = []
    pairs = zip(register.frame[code_column], register.frame[word_column], strict=True)
    for row, (code, word) in enumerate(pairs):
        if not (isinstance(code, str) and isinstance(word, str)):
            continue
        words = known_words.get(code, {})
        if squeeze(word) not in words:
            near = find_closest(squeeze(word), words, cutoff=0.0, longest=None)
            facts = {"what": what, "near": "無" if near is None else words[near]}
            issues.append(register.report(kinds.ELEMENT_UNKNOWN, row, word_column, word, facts))
    return issues
