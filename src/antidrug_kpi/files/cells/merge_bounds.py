"""Cells merged over several rows, brought into the bounds of the sheet that they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from antidrug_kpi.files.cells.sheet import Merge


def clip_merges(merges: Iterable[Merge], height: int, width: int, above: int = 0, before: int = 0) -> tuple[Merge, ...]:
    """The merges of several rows within a sheet of this size, in order; `above` and `before` are the rows and columns that it
    leaves out.

    Spreadsheets let no two of them overlap, so of two in one column that do, the later is dropped: a file that declares a million
    over the same rows costs no more than one.
    """
    kept: list[Merge] = []
    for column, first, last in sorted(set(merges)):
        merge = Merge(column - before, first - above, min(last - above, height - 1))
        is_apart = not kept or kept[-1].column != merge.column or kept[-1].last < merge.first
        if 0 <= merge.column < width and 0 <= merge.first < merge.last and is_apart:
            kept.append(merge)
    return tuple(kept)
