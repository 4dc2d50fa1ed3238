"""The items of evidence of a measure: which elements (要件) each describes, and which rows are about none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.audit.subjects.plain_blocks import make_plain_block
from antidrug_kpi.audit.subjects.row_groups import RowGroups, group_rows
from antidrug_kpi.audit.subjects.subject_blocks import OUTSIDE, POPULATION_WORDS, SubjectBlock, TracedClause
from antidrug_kpi.audit.subjects.subject_sentences import ARROW
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.population_table import PLACE_NAMES, PopulationTable
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import EvidenceColumns
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister

_NUMERATOR = "分子："


@dataclass(frozen=True)
class _Row:
    """A row of the evidence about the measure: its position, its item, and its element and text, squeezed."""

    position: int
    item: str
    element: str
    text: str


def list_evidence_blocks(measure: m.Evidence, computation: Computation, terms: TraceTerms) -> Iterator[SubjectBlock]:
    """The items, or for a count of texts the texts, and the rows that are part of none."""
    columns = terms.plan.evidence
    if columns is None or columns.register_ not in terms.registers or not computation.tables:
        return
    register, table = terms.registers[columns.register_], computation.tables[0]
    rows = _list_rows(measure, columns, computation, terms)
    counts_texts = measure.evidence.count == "texts"
    wanted = set(map(squeeze, measure.evidence.elements))
    names = [] if table.names is None else table.names.tolist()
    numbers = {_squeeze_name(name, counts_texts): number for number, name in enumerate(names)}
    owned = [
        (row, numbers.get(row.text if counts_texts else row.item))
        for row in rows
        if not counts_texts or (row.element in wanted and row.text)
    ]
    members = [(row, number) for row, number in owned if number is not None]
    yield _make_item_block(measure, register, table, members, terms)
    taken = {row.position for row, _ in members}
    left = np.array([row.position for row in rows if row.position not in taken], dtype=np.int64)
    if len(left):
        reason = f"不是本項的要件，或「{columns.text}」空白"
        yield make_plain_block(register, left, OUTSIDE, lambda _: reason, (), terms)


def _squeeze_name(name: object, counts_texts: bool) -> str:
    return squeeze(str(name)) if counts_texts else str(name)


def _list_rows(measure: m.Evidence, columns: EvidenceColumns, computation: Computation, terms: TraceTerms) -> list[_Row]:
    accepted = computation.acceptance.scope.rows[columns.register_]
    rows = terms.rows_by_measure.select_evidence(measure, accepted)
    cells = (rows[name].tolist() for name in (columns.item, columns.element, columns.text))
    return [
        _Row(position, str(item), squeeze(str(element)), squeeze(text) if isinstance(text, str) else "")
        for position, item, element, text in zip(rows.index.tolist(), *cells, strict=True)
    ]


def _make_item_block(
    measure: m.Evidence, register: TypedRegister, table: PopulationTable, members: list[tuple[_Row, int]], terms: TraceTerms
) -> SubjectBlock:
    count = len(table)
    positions = np.array([row.position for row, _ in members], dtype=np.int64)
    owners = np.array([number for _, number in members], dtype=np.int64)
    groups = group_rows(positions, owners, count)
    populations = np.array(PLACE_NAMES, dtype=object)[table.places]
    clauses = tuple(_list_clauses(measure, members, count))
    names = [terms.cells.redact_texts([str(name)])[0] for name in (table.names if table.names is not None else ())]
    if measure.evidence.count == "texts" and not terms.show_ids:
        names = ["…" for _ in names]  # a text is free
    say = _ItemSentences(groups, clauses, [POPULATION_WORDS[population] for population in populations])
    return SubjectBlock(register, "", groups, np.array(names, dtype=object), populations, clauses, say)


def _list_clauses(measure: m.Evidence, members: list[tuple[_Row, int]], count: int) -> Iterator[TracedClause]:
    """A clause for each element, and one where two of them must differ."""
    texts: list[dict[str, set[str]]] = [{} for _ in range(count)]
    for row, number in members:
        if row.text:
            texts[number].setdefault(row.element, set()).add(row.text)
    is_any = measure.evidence.count == "texts"
    elements = (
        {"、".join(measure.evidence.elements): measure.evidence.elements}
        if is_any
        else {element: (element,) for element in measure.evidence.elements}
    )
    for name, wanted in elements.items():
        described = [any(squeeze(element) in known for element in wanted) for known in texts]
        yield TracedClause(f"{_NUMERATOR}要件「{name}」有說明", np.array(described, dtype=np.int8))
    if measure.evidence.differ is not None:
        first, second = map(squeeze, measure.evidence.differ)
        differs = [known.get(first) != known.get(second) for known in texts]
        named = "」與「".join(measure.evidence.differ)
        yield TracedClause(f"{_NUMERATOR}「{named}」內容不同", np.array(differs, dtype=np.int8))


@dataclass(frozen=True)
class _ItemSentences:
    """Tells items by what they lack."""

    groups: RowGroups
    clauses: tuple[TracedClause, ...]
    words: list[str]

    def find_reason(self, _at: int) -> str | None:
        return None

    def say(self, at: int) -> str:
        lacking = [clause.text.removeprefix(_NUMERATOR) for clause in self.clauses if not clause.results[at]]
        told = f"不符：{'；'.join(lacking)}" if lacking else "要件齊備"
        return f"{told}{ARROW}{self.words[at]}"
