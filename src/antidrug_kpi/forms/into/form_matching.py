"""Finds the rows of each indicator in an office's form, and the cells in them that are to be filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from antidrug_kpi.forms.into.form_grid import CellPlace, Grid
from antidrug_kpi.forms.into.form_headings import LONGEST
from antidrug_kpi.forms.into.form_words import cite, normalise
from antidrug_kpi.forms.into.named_indicators import Named, Names, find_measures
from antidrug_kpi.forms.into.row_blocks import Block
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator

WRITTEN = ("attainment", "progress")
_MOST_LIKENED = 500  # names that are no indicator's; a form has a few


@dataclass(frozen=True)
class IndicatorRow:
    """The cells of an indicator, or of those of its measures that a row is about, by role; `without` are the roles of which the
    row has no cell of its own though the form has the column. `figures` are cells of one figure each, by what it is.
    """

    indicator: Indicator
    measures: frozenset[str]
    name: CellPlace
    cells: Mapping[str, CellPlace]
    without: tuple[str, ...] = ()
    figures: Mapping[str, CellPlace] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What a person calls it: the indicator's number, with the measures' where it is not the whole of it."""
        ids = "、".join(measure.id for measure in self.indicator.measures if measure.id in self.measures)
        return f"{self.indicator.label} {ids}".rstrip()


@dataclass(frozen=True)
class Match:
    """The rows of an indicator in the form. `lacking` are its measures without a row, `repeated` the places of rows that were
    not filled because there are several, `near` is the nearest text where it is not in the form at all.
    """

    indicator: Indicator
    rows: tuple[IndicatorRow, ...] = ()
    remarks: tuple[tuple[CellPlace, str], ...] = ()
    lacking: tuple[Measure, ...] = ()
    repeated: tuple[CellPlace, ...] = ()
    near: str = ""


@dataclass(frozen=True)
class _Found:
    """A block of rows, and the indicator or measures that its name stands for."""

    block: Block
    named: Named


def match_rows(grids: Sequence[Grid], blocks: Sequence[Block], names: Names) -> tuple[Match, ...]:
    """The rows of each indicator among the blocks of a form."""
    found: dict[str, list[_Found]] = {indicator.id: [] for indicator in names.indicators}
    unused: dict[str, None] = {}
    for block in blocks:
        named = names.find(block.text)
        if named is None:
            unused[block.text] = None
        else:
            found[named.indicator.id].append(_Found(block, named))
    others = [normalise(text) for text in islice((text for text in unused if len(text) <= LONGEST), _MOST_LIKENED)]
    return tuple(
        _match_indicator(grids, indicator, found[indicator.id])
        if found[indicator.id]
        else Match(indicator, near=names.suggest(indicator, others))
        for indicator in names.indicators
    )


def _match_indicator(grids: Sequence[Grid], indicator: Indicator, found: Sequence[_Found]) -> Match:
    """The rows of an indicator that is in the form. Tried in turn, the first that fits:

    1. rows of the whole indicator whose other cells say which measure each is about;
    2. a row for each of its measures, named by the measure's title;
    3. a single row for the whole indicator;
    4. rows for some of its measures.

    Where a name has several rows and none of this decides, nothing is filled and all of them are reported.
    """
    annex = [place for place in found if place.block.is_annex]
    if 0 < len(annex) < len(found):
        return _match_below_annex(grids, indicator, annex, found)
    whole = [place for place in found if not place.named.measures]
    parts = [place for place in found if place.named.measures]
    split = _split_rows(grids, indicator, [place.block for place in whole])
    if split:
        return Match(indicator, split, _remark_names(whole))
    if whole and not _names_every_measure(indicator, parts):
        return _match_whole(grids, indicator, whole)
    return _match_measures(grids, indicator, parts)


def _match_below_annex(grids: Sequence[Grid], indicator: Indicator, annex: Sequence[_Found], found: Sequence[_Found]) -> Match:
    """The rows below the annex's own headings: a table with other headings may be about something else, so it is only named."""
    match = _match_indicator(grids, indicator, annex)
    left = (place.block.name for place in found if not place.block.is_annex)
    remarks = ((name, f"：這一列也是{indicator.label}，欄名與附件不同，未填") for name in left)
    return replace(match, remarks=(*match.remarks, *remarks))


def _names_every_measure(indicator: Indicator, parts: Sequence[_Found]) -> bool:
    """Whether there is exactly one row for each measure of the indicator."""
    return len({place.named.measures for place in parts}) == len(parts) == len(indicator.measures)


def _match_whole(grids: Sequence[Grid], indicator: Indicator, whole: Sequence[_Found]) -> Match:
    """The single row of the whole indicator; several of them are reported as repeated."""
    if len(whole) > 1:
        return Match(indicator, repeated=tuple(place.block.name for place in whole))
    block = whole[0].block
    row = _make_row(grids, indicator, frozenset(), block)
    return Match(indicator, (row,), _remark_names(whole) + _remark_first_row(grids, block))


def _match_measures(grids: Sequence[Grid], indicator: Indicator, parts: Sequence[_Found]) -> Match:
    """A row for each measure that has one; a measure with several rows makes all of them repeated."""
    named = frozenset[str]().union(*(place.named.measures for place in parts))
    if len(named) < len(parts):
        return Match(indicator, repeated=tuple(place.block.name for place in parts))
    rows = tuple(_make_row(grids, indicator, place.named.measures, place.block) for place in parts)
    lacking = tuple(measure for measure in indicator.measures if measure.id not in named)
    return Match(indicator, rows, _remark_names(parts), lacking)


def _split_rows(grids: Sequence[Grid], indicator: Indicator, blocks: Sequence[Block]) -> tuple[IndicatorRow, ...]:
    """A row for each measure, where the cells of the indicator's rows name the measures; empty where they do not, or there is
    one row only.

    A cell that goes over all of the rows is the whole indicator's.
    """
    if len(indicator.measures) == 1:
        return ()
    read = [(block, row, read_measures(grids[block.grid], block, row, indicator)) for block in blocks for row in block.rows]
    rows = [(block, row, ids) for block, row, ids in read if ids or row < block.rows[0] + block.merged]
    sets = leave_own_measures([ids for _, _, ids in rows])
    rows = [(block, row, ids) for (block, row, _), ids in zip(rows, sets, strict=True)]
    # Every row must name a measure, and no measure may be named by two rows.
    if len(rows) < 2 or not all(sets) or sum(map(len, sets)) != len(frozenset().union(*sets)):
        return ()
    roles = (*WRITTEN, *dict.fromkeys(kind for block in blocks for kind in block.header.figures))
    places = {role: [_find_place(grids, block, role, row) for block, row, _ in rows] for role in roles}
    split = {role for role, cells in places.items() if len(set(cells) - {None}) == len(rows)}
    found = [
        IndicatorRow(
            indicator,
            ids,
            CellPlace(block.grid, row, block.name.column),
            _pick_cells(places, split, number),
            figures={role: place for role in split.difference(WRITTEN) if (place := places[role][number]) is not None},
        )
        for number, (block, row, ids) in enumerate(rows)
        if split
    ]
    shared = _pick_cells(places, set(WRITTEN) - split, 0)
    return (*found, *([IndicatorRow(indicator, frozenset(), blocks[0].name, shared)] if shared else []))


def _pick_cells(places: Mapping[str, Sequence[CellPlace | None]], roles: set[str], number: int) -> dict[str, CellPlace]:
    return {role: place for role in WRITTEN if role in roles and (place := places[role][number]) is not None}


def leave_own_measures(sets: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The measures of each row without those that have a row to themselves, where some are left: above the rows of 4.6.1.1 and
    4.6.1.2 the row of target 1. is 4.6.1.0's.
    """
    alone = frozenset[str]().union(*(ids for ids in sets if len(ids) == 1))
    return [ids if len(ids) == 1 else ids - alone or ids for ids in sets]


def read_measures(grid: Grid, block: Block, row: int, indicator: Indicator) -> frozenset[str]:
    """The measures that a row's cells speak of, apart from the name and from what this program or the office fills in."""
    return frozenset[str]().union(*(find_measures(indicator, text) for text in list_beside(grid, block, row)))


def list_beside(grid: Grid, block: Block, row: int) -> list[str]:
    """The texts of a row's cells, apart from the name and from what this program or the office fills in; of a name that is one
    row's the lines below its first.
    """
    roles = (*WRITTEN, *block.header.figures)
    apart = {begin for role in roles if (begin := block.header.find_cell(role, grid, row)) is not None}
    apart.add((block.name.row, block.name.column))
    texts = (grid.read(*cell) for cell in grid.list_cells(row) if cell[0] == row and cell not in apart)
    below = block.text.partition("\n")[2] if len(block.rows) == 1 else ""
    return [text for text in (*texts, below) if text.strip()]


def _find_place(grids: Sequence[Grid], block: Block, role: str, row: int) -> CellPlace | None:
    """The cell of a role in a block's row; none where it is the name's, or reaches in from above and is another indicator's."""
    begin = block.header.find_cell(role, grids[block.grid], row)
    place = CellPlace(block.grid, *begin) if begin is not None else None
    return place if place is not None and place.row >= block.rows[0] and place != block.name else None


def _make_row(grids: Sequence[Grid], indicator: Indicator, measures: frozenset[str], block: Block) -> IndicatorRow:
    places = {role: _find_place(grids, block, role, block.rows[0]) for role in WRITTEN}
    cells = {role: place for role, place in places.items() if place is not None}
    without = tuple(role for role in WRITTEN if role in block.header.columns and role not in cells)
    kinds = {kind: _find_place(grids, block, kind, block.rows[0]) for kind in block.header.figures}
    figures = {kind: place for kind, place in kinds.items() if place is not None}
    return IndicatorRow(indicator, measures, block.name, cells, without, figures)


def _remark_names(found: Sequence[_Found]) -> tuple[tuple[CellPlace, str], ...]:
    """A remark for each name that was taken for an indicator although it is written differently."""
    return tuple(
        (place.block.name, f"{cite(place.block.text)}視為 {place.named.label}") for place in found if not place.named.is_exact
    )


def _remark_first_row(grids: Sequence[Grid], block: Block) -> tuple[tuple[CellPlace, str], ...]:
    """A remark that, of a name merged over several rows, the first row took everything; empty where that is not so."""
    rows = range(block.rows[0], block.rows[0] + block.merged)
    places = list(dict.fromkeys(_find_place(grids, block, "attainment", row) for row in rows))
    if len(places) < 2 or places[0] is None:
        return ()
    return ((places[0], f"：這一項指標占 {block.merged} 列，各列所指的項目不明，全部填在第一列"),)
