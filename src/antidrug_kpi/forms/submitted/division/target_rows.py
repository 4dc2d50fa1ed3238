"""An indicator with a row for each of its targets, where the rows do not all name their measures: by their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.forms.into.form_grid import CellPlace, Grid
from antidrug_kpi.forms.into.form_matching import IndicatorRow, leave_own_measures, list_beside, read_measures
from antidrug_kpi.forms.into.row_blocks import Block
from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.plans.plan import Indicator

_BoxRow = tuple[Block, int]


def split_in_order(grids: Sequence[Grid], indicator: Indicator, blocks: Sequence[Block]) -> tuple[IndicatorRow, ...]:
    """A row for each measure, where there are as many rows, each with a cell of its own, and neither what stands beside them nor
    their texts say otherwise; else none. Rows are no such ones where all of it is typed into the first.
    """
    rows = [(block, number) for block in blocks for number in block.rows]
    if len(indicator.measures) < 2 or len(rows) != len(indicator.measures):
        return ()
    roles = ("attainment", *dict.fromkeys(kind for block in blocks for kind in block.header.figures))
    cells = [_find_own_cells(grids, row, roles) for row in rows]
    texts = ["\n".join(grids[place.grid].read(place.row, place.column) for place in own.values()) for own in cells]
    if not all(cells) or not any(text.strip() for text in texts[1:]) or not _are_in_order(grids, indicator, rows, texts):
        return ()
    boxes = [_find_own_cells(grids, row, ("progress",)) for row in rows]
    ticked = [bool(own) and bool(grids[own["progress"].grid].read(own["progress"].row, own["progress"].column)) for own in boxes]
    is_shared = not all(boxes) or not any(ticked[1:])
    made = [_make_row(indicator, measure.id, rows[place], cells[place]) for place, measure in enumerate(indicator.measures)]
    if is_shared:
        first = boxes[0]
        name = CellPlace(rows[0][0].grid, rows[0][1], rows[0][0].name.column)
        return (*made, *([IndicatorRow(indicator, frozenset(), name, first)] if first else []))
    return tuple(
        IndicatorRow(row.indicator, row.measures, row.name, {**row.cells, **own}, figures=row.figures)
        for row, own in zip(made, boxes, strict=True)
    )


def _find_own_cells(grids: Sequence[Grid], row: _BoxRow, roles: Sequence[str]) -> dict[str, CellPlace]:
    """The cells of a row that begin in it, by role."""
    block, number = row
    found = {role: block.header.find_cell(role, grids[block.grid], number) for role in roles}
    return {role: CellPlace(block.grid, *cell) for role, cell in found.items() if cell is not None and cell[0] == number}


def _make_row(indicator: Indicator, measure: str, row: _BoxRow, cells: dict[str, CellPlace]) -> IndicatorRow:
    block, number = row
    figures = {role: place for role, place in cells.items() if role != "attainment"}
    written = {role: place for role, place in cells.items() if role == "attainment"}
    name = CellPlace(block.grid, number, block.name.column)
    return IndicatorRow(indicator, frozenset({measure}), name, written, figures=figures)


def _are_in_order(grids: Sequence[Grid], indicator: Indicator, rows: Sequence[_BoxRow], texts: Sequence[str]) -> bool:
    """Whether what stands beside the rows names their measures as far as it names any, else whether their own texts do."""
    ids = [measure.id for measure in indicator.measures]
    named = leave_own_measures([read_measures(grids[block.grid], block, number, indicator) for block, number in rows])
    if not any(named):
        # Targets without the source's numbers, in the office's words.
        named = list(_list_spoken(indicator, [_read_beside(grids[block.grid], block, number) for block, number in rows]))
        is_told = any(found == {name} for found, name in zip(named, ids, strict=True))
        named = named if is_told else []
    if any(named):
        return all(not found or name in found for found, name in zip(named, ids, strict=True))
    return all(spoken <= {name} for spoken, name in zip(_list_spoken(indicator, texts), ids, strict=True))


def _read_beside(grid: Grid, block: Block, number: int) -> str:
    """What stands in a row beside its name and what the office fills in."""
    return "\n".join(list_beside(grid, block, number))


def _list_spoken(indicator: Indicator, texts: Sequence[str]) -> Iterator[frozenset[str]]:
    """The measures that each text speaks of."""
    for text in texts:
        yield frozenset(divide_cell(indicator, text)) if text.strip() else frozenset()
