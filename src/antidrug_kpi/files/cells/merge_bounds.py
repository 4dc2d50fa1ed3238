"""Clipping merged cells to the sheet that they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from antidrug_kpi.files.cells.sheet import Merge


def clip_merges(merges: Iterable[Merge], height: int, width: int, above: int = 0, before: int = 0) -> tuple[Merge, ...]:
    """The merged cells of several rows that lie in a sheet of this size, ordered by column and row. `above` and `before` are the
    rows and columns that the sheet leaves out, by which positions are shifted.

    Spreadsheets let no two of them overlap. So of two in one column that do, the later is dropped: a hostile file that declares a
    million over the same rows costs no more than one.
    """
    kept: list[Merge] = []
    for column, first, last in sorted(set(merges)):
        merge = Merge(column - before, first - above, min(last - above, height - 1))
        is_apart = not kept or kept[-1].column != merge.column or kept[-1].last < merge.first
        if 0 <= merge.column < width and 0 <= merge.first < merge.last and is_apart:
            kept.append(merge)
    return tuple(kept)
