"""What items of evidence lack: elements to be described, in a row that is there or in a further one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from antidrug_kpi.audit.gaps.lacking_sentences import show_day
from antidrug_kpi.audit.gaps.least_acts import ActStep
from antidrug_kpi.audit.gaps.situation import Situation, get_date
from antidrug_kpi.audit.gaps.work import WorkEntry
from antidrug_kpi.measures.measure_scope import RowFrame
from antidrug_kpi.plans.measure_specs import Evidence
from antidrug_kpi.plans.plan import EvidenceColumns
from antidrug_kpi.registers.cells.squeezing import squeeze


@dataclass
class _Item:
    """An item's first row, the texts of each of its elements (squeezed), and the first blank row of each."""

    row: int
    texts: dict[str, set[str]] = field(default_factory=dict)
    blanks: dict[str, int] = field(default_factory=dict)


def list_evidence_work(
    measure: Evidence, columns: EvidenceColumns, rows: RowFrame, situation: Situation
) -> tuple[WorkEntry, ...]:
    """An entry for every item that does not count yet; `rows` are those about the measure. Single texts are no items."""
    if measure.evidence.count == "texts":
        return ()
    entries = []
    for name, item in _gather_items(measure, columns, rows).items():
        steps, lacks = _list_lacking(measure, columns, item, situation)
        if steps:
            entries.append(WorkEntry(name, columns.register_, item.row, lacks, steps, get_date(situation.end)))
    return tuple(entries)


def _gather_items(measure: Evidence, columns: EvidenceColumns, rows: RowFrame) -> dict[str, _Item]:
    """The items that have a row of one of the measure's elements, by name, in the order of their rows."""
    elements = set(map(squeeze, measure.evidence.elements))
    items: dict[str, _Item] = {}
    cells = (rows[name].tolist() for name in (columns.item, columns.element, columns.text))
    for row, name, element, text in zip(rows.index.tolist(), *cells, strict=True):
        word = squeeze(str(element))
        if word not in elements or not isinstance(name, str):
            continue
        item = items.setdefault(name, _Item(int(row)))
        if isinstance(text, str):
            item.texts.setdefault(word, set()).add(squeeze(text))
        else:
            item.blanks.setdefault(word, int(row))
    return items


def _list_lacking(
    measure: Evidence, columns: EvidenceColumns, item: _Item, situation: Situation
) -> tuple[tuple[ActStep, ...], tuple[str, ...]]:
    """The cells to be filled and the rows to be added, with a sentence for each."""
    by = get_date(situation.end)
    missing = [element for element in measure.evidence.elements if squeeze(element) not in item.texts]
    filled = [item.blanks[word] for word in map(squeeze, missing) if word in item.blanks]
    added = len(missing) - len(filled)
    lacks = [f"缺要件「{element}」的「{columns.text}」（{show_day(by)} 以前）" for element in missing]
    if not missing and measure.evidence.differ is not None:
        first, second = measure.evidence.differ
        if item.texts[squeeze(first)] == item.texts[squeeze(second)]:
            added = 1
            lacks = [f"「{first}」與「{second}」內容相同，尚缺 1 筆不同的「{columns.text}」（{show_day(by)} 以前）"]
    steps = [ActStep(columns.register_, columns.text, row, by) for row in sorted(filled)]
    return (*steps, *_add_rows(columns.register_, added, situation)), tuple(lacks)


def _add_rows(register: str, count: int, situation: Situation) -> Iterator[ActStep]:
    if count:
        yield ActStep(register, None, None, get_date(situation.end), count)
