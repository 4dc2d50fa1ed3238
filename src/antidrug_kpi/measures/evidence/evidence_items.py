"""Indicators shown by items of evidence: an item counts when every required element of it is described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from antidrug_kpi.measures.measure_scope import Mask, RowFrame
from antidrug_kpi.measures.population_table import DENOMINATOR, NUMERATOR, PopulationTable
from antidrug_kpi.measures.results import EvidenceItem
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.plan import EvidenceColumns, Plan
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class EvidenceFigures:
    """The number of items or texts that count, the table of all, a note for each that does not count, and what is described."""

    count: int
    table: PopulationTable
    notes: tuple[str, ...]
    items: tuple[EvidenceItem, ...]


def find_rejected_evidence(plan: Plan, measure: m.Evidence, register: TypedRegister, about_measure: Mask) -> Mask:
    """The mask of faulty rows that are about the measure, or whose code cannot be read, since they might be about any."""
    columns = plan.evidence
    if columns is None:
        raise TypeError(measure)
    names = (columns.code, columns.item, columns.element, columns.text)
    return register.find_faulty_rows(names) & (about_measure | register.find_faulty_rows((columns.code,)))


@dataclass(frozen=True)
class _Description:
    """A row of the evidence: its position, its item, its element squeezed, and what is written, if anything is."""

    row: int
    item: str
    element: str
    text: str | None


def count_evidence(plan: Plan, measure: m.Evidence, rows: RowFrame) -> EvidenceFigures:
    """The measure's items, each complete or not, of its accepted rows; for a count of texts, the distinct descriptions of its
    elements.
    """
    columns = plan.evidence
    if columns is None:
        raise TypeError(measure)
    cells = zip(
        rows.index.tolist(), *(rows[name].tolist() for name in (columns.item, columns.element, columns.text)), strict=True
    )
    written = [
        _Description(row, item, squeeze(str(element)), text if isinstance(text, str) else None)
        for row, item, element, text in cells
    ]
    wanted = set(map(squeeze, measure.evidence.elements))
    described = [row for row in written if row.element in wanted and row.text is not None]
    if measure.evidence.count == "texts":
        return _count_texts(columns, measure, described)
    return _count_items(columns, measure, written, described)


def _count_texts(columns: EvidenceColumns, measure: m.Evidence, described: Sequence[_Description]) -> EvidenceFigures:
    first: dict[str, _Description] = {}
    for row in described:
        first.setdefault(squeeze(str(row.text)), row)
    table = _make_table(columns, {str(row.text): row.row for row in first.values()}, [True] * len(first))
    counted = tuple(sorted(first.values(), key=lambda row: row.row))
    return EvidenceFigures(len(first), table, (), _tell(measure, counted, {row.item for row in counted}))


def _count_items(
    columns: EvidenceColumns, measure: m.Evidence, written: Sequence[_Description], described: Sequence[_Description]
) -> EvidenceFigures:
    # Reversed, so that the first row of an item wins; then in the order of the rows again.
    first = {row.item: row.row for row in reversed(written)}
    items = {row.item: first[row.item] for row in written}
    # Item → squeezed element → the squeezed texts that describe it.
    texts: dict[str, dict[str, set[str]]] = {item: {} for item in items}
    for row in described:
        texts[row.item].setdefault(row.element, set()).add(squeeze(str(row.text)))
    complete, notes = [], []
    for item, known in texts.items():
        missing = [element for element in measure.evidence.elements if squeeze(element) not in known]
        same = _has_same_texts(measure, known) if not missing else False
        if missing:
            notes.append(f"項目「{item}」缺要件：{'、'.join(missing)}")
        if same and measure.evidence.differ is not None:
            notes.append(f"項目「{item}」的「{'」與「'.join(measure.evidence.differ)}」內容相同，不列計")
        complete.append(not missing and not same)
    counted = {item for item, is_complete in zip(items, complete, strict=True) if is_complete}
    return EvidenceFigures(sum(complete), _make_table(columns, items, complete), tuple(notes), _tell(measure, described, counted))


def _tell(measure: m.Evidence, described: Sequence[_Description], counted: Set[str]) -> tuple[EvidenceItem, ...]:
    """The items in the order of their rows, each with its texts in the order of the plan's elements, a repeated text once."""
    elements = {squeeze(element): element for element in measure.evidence.elements}
    order = {element: place for place, element in enumerate(elements)}
    told: dict[str, dict[tuple[str, str], str]] = {}
    for row in sorted(described, key=lambda row: order[row.element]):
        told.setdefault(row.item, {}).setdefault((row.element, squeeze(str(row.text))), str(row.text))
    return tuple(
        EvidenceItem(item, tuple((elements[element], text) for (element, _), text in told[item].items()), item in counted)
        for item in dict.fromkeys(row.item for row in described)
    )


def _has_same_texts(measure: m.Evidence, texts: dict[str, set[str]]) -> bool:
    if measure.evidence.differ is None:
        return False
    first, second = (texts[squeeze(element)] for element in measure.evidence.differ)
    return first == second


def _make_table(columns: EvidenceColumns, items: Mapping[str, int], complete: Sequence[bool]) -> PopulationTable:
    """The table of items or texts, with their first rows."""
    return PopulationTable(
        columns.register_,
        np.array([*items.values()], dtype=np.int64),
        np.where(complete, np.int8(NUMERATOR), np.int8(DENOMINATOR)),
        np.full(len(complete), None, dtype=object),
        np.array(complete, dtype=np.int64),
        np.ones(len(complete), dtype=np.int64),
        names=np.array([*items], dtype=object),
        selected=len(complete),
    )
