"""Indicators shown by items of evidence: an item counts when every required element of it is described."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.measures.population_table import DENOMINATOR, NUMERATOR, PopulationTable
from antidrug_kpi.measures.scope import Mask
from antidrug_kpi.plans import measures as m
from antidrug_kpi.plans.plan import EvidenceColumns, Plan
from antidrug_kpi.registers.register import Register
from antidrug_kpi.registers.words import squeeze


@dataclass(frozen=True)
class EvidenceFigures:
    """How many items or texts count, the table of items, and what is missing in the others, in words."""

    count: int
    table: PopulationTable
    notes: tuple[str, ...]


def find_rejected_evidence(plan: Plan, measure: m.Evidence, register: Register, own: Mask) -> Mask:
    """Faulty rows of the measure's `own`, and those whose code cannot be read: they might be about any measure."""
    columns = plan.evidence
    if columns is None:
        raise TypeError(measure)
    names = (columns.code, columns.item, columns.element, columns.text)
    return register.find_faulty_rows(names) & (own | register.find_faulty_rows((columns.code,)))


def weigh_evidence(plan: Plan, measure: m.Evidence, frame: pd.DataFrame) -> EvidenceFigures:
    """The measure's items, each complete or not, of its accepted rows; for a count of texts, the distinct descriptions of its
    elements.
    """
    columns = plan.evidence
    if columns is None:
        raise TypeError(measure)
    wanted = {squeeze(element): element for element in measure.evidence.elements}
    is_known = np.array([squeeze(str(word)) in wanted for word in frame[columns.element]], dtype=bool)
    described = frame[is_known & frame[columns.text].notna().to_numpy()]
    if measure.evidence.count == "texts":
        return _count_texts(columns, described)
    return _count_items(columns, measure, frame, described)


def _count_texts(columns: EvidenceColumns, described: pd.DataFrame) -> EvidenceFigures:
    texts = pd.Series([squeeze(str(text)) for text in described[columns.text]], dtype=object)
    first = ~texts.duplicated().to_numpy()
    table = _make_table(columns, described[columns.text].astype(object)[first], described.index[first], [True] * int(first.sum()))
    return EvidenceFigures(int(first.sum()), table, ())


def _count_items(columns: EvidenceColumns, measure: m.Evidence, frame: pd.DataFrame, described: pd.DataFrame) -> EvidenceFigures:
    items = frame[columns.item].astype(object)
    names, rows, complete, notes = [], [], [], []
    for item in dict.fromkeys(items):
        own = described[described[columns.item].astype(object) == item]
        texts = _gather_texts(columns, own)
        missing = [element for element in measure.evidence.elements if squeeze(element) not in texts]
        same = _has_same_texts(measure, texts) if not missing else False
        if missing:
            notes.append(f"項目「{item}」缺要件：{'、'.join(missing)}")
        if same and measure.evidence.differ is not None:
            notes.append(f"項目「{item}」的「{'」與「'.join(measure.evidence.differ)}」內容相同，不列計")
        names.append(item)
        rows.append(int(frame.index[items == item][0]))
        complete.append(not missing and not same)
    table = _make_table(columns, pd.Series(names, dtype=object), pd.Index(rows, dtype="int64"), complete)
    return EvidenceFigures(sum(complete), table, tuple(notes))


def _gather_texts(columns: EvidenceColumns, own: pd.DataFrame) -> dict[str, set[str]]:
    """Squeezed element → the squeezed texts that describe it."""
    texts: dict[str, set[str]] = {}
    for element, text in zip(own[columns.element].astype(object), own[columns.text].astype(object), strict=True):
        texts.setdefault(squeeze(str(element)), set()).add(squeeze(str(text)))
    return texts


def _has_same_texts(measure: m.Evidence, texts: dict[str, set[str]]) -> bool:
    if measure.evidence.differ is None:
        return False
    first, second = (texts[squeeze(element)] for element in measure.evidence.differ)
    return first == second


def _make_table(columns: EvidenceColumns, names: pd.Series, rows: pd.Index, complete: list[bool]) -> PopulationTable:
    return PopulationTable(
        columns.register_,
        np.asarray(rows, dtype=np.int64),
        np.where(complete, np.int8(NUMERATOR), np.int8(DENOMINATOR)),
        np.full(len(complete), None, dtype=object),
        np.array(complete, dtype=np.int64),
        np.ones(len(complete), dtype=np.int64),
        names=np.array([*names, None], dtype=object)[:-1],
        selected=len(complete),
    )
