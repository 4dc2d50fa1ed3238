"""Movements as they may be shown: identifiers of persons by their last three characters unless they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from antidrug_kpi.audit.comparison.compared_figures import Comparison, MeasureComparison
from antidrug_kpi.audit.comparison.movements import ChangedCell, Movements
from antidrug_kpi.audit.subjects.shown_cells import ShownCells
from antidrug_kpi.issues import Address, mask_identifier
from antidrug_kpi.registers.redaction import Redaction, make_redaction
from antidrug_kpi.registers.register import TypedRegister


def cover_comparison(comparison: Comparison, *, show_ids: bool) -> Comparison:
    """The comparison with identifiers hidden in subjects, cells, and names of files and sheets, and free texts that are none of
    either plan's words; itself with `show_ids`.
    """
    if show_ids:
        return comparison
    redaction = _make_cover(comparison)
    a, b = (replace(source, name=redaction.redact(source.name)) for source in (comparison.a, comparison.b))
    plans = tuple(ShownCells(source.plan, {}) for source in (comparison.a, comparison.b))
    return Comparison(a, b, tuple(_cover_measure(measure, redaction, plans) for measure in comparison.measures))


def _make_cover(comparison: Comparison) -> Redaction:
    registers: list[Mapping[str, TypedRegister]] = [
        source.data.registers for source in (comparison.a, comparison.b) if source.data is not None
    ]
    texts = [comparison.a.name, comparison.b.name]
    for measure in comparison.measures:
        if measure.movements is not None:
            texts += _list_texts(measure.movements)
    return Redaction(frozenset().union(*(make_redaction(texts, known).known for known in registers)))


def _list_texts(movements: Movements) -> Iterator[str]:
    for address in (*movements.entered, *movements.left):
        yield from filter(None, (address.file, address.sheet))
    for cell in movements.changed:
        yield from filter(None, (cell.subject, cell.a, cell.b, cell.place_a.file, cell.place_b.file))
        yield from filter(None, (cell.place_a.sheet, cell.place_b.sheet))


def _cover_measure(measure: MeasureComparison, redaction: Redaction, plans: Sequence[ShownCells]) -> MeasureComparison:
    movements = measure.movements
    if movements is None:
        return measure
    return replace(
        measure,
        movements=Movements(
            _cover_all(movements.entered, redaction),
            _cover_all(movements.left, redaction),
            tuple(_cover_cell(cell, redaction, plans) for cell in movements.changed),
        ),
    )


def _cover_all(addresses: tuple[Address, ...], redaction: Redaction) -> tuple[Address, ...]:
    return tuple(map(redaction.redact_address, addresses))


def _cover_cell(cell: ChangedCell, redaction: Redaction, plans: Sequence[ShownCells]) -> ChangedCell:
    a, b = (_cover_text(cell, text, redaction, plan) for text, plan in zip((cell.a, cell.b), plans, strict=True))
    subject = mask_identifier(cell.subject) if cell.is_private_subject and cell.subject else redaction.redact(cell.subject)
    places = redaction.redact_address(cell.place_a), redaction.redact_address(cell.place_b)
    return replace(cell, subject=subject, a=a, b=b, place_a=places[0], place_b=places[1])


def _cover_text(cell: ChangedCell, text: str | None, redaction: Redaction, plan: ShownCells) -> str | None:
    if text is None:
        return None
    if cell.is_private:
        return mask_identifier(text)
    return redaction.redact(plan.show_free(text) if cell.is_free else text)
