"""Where in an office's form each indicator's row stands, and which of its cells are to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from antidrug_kpi.forms.into.form_grid import Grid, Place
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
    row has no cell of its own though the form has the column.
    """

    indicator: Indicator
    measures: frozenset[str]
    name: Place
    cells: Mapping[str, Place]
    without: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a person calls it: the indicator's number, with the measures' where it is not the whole of it."""
        own = "、".join(one.id for one in self.indicator.measures if one.id in self.measures)
        return f"{self.indicator.label} {own}".rstrip()


@dataclass(frozen=True)
class Match:
    """An indicator's rows, what was decided about them, its measures without a row, and where it stands more than once; of one
    that is nowhere the text nearest to it.
    """

    indicator: Indicator
    rows: tuple[IndicatorRow, ...] = ()
    remarks: tuple[tuple[Place, str], ...] = ()
    lacking: tuple[Measure, ...] = ()
    repeated: tuple[Place, ...] = ()
    near: str = ""


@dataclass(frozen=True)
class _Found:
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
        _match_indicator(grids, each, own) if (own := found[each.id]) else Match(each, near=names.suggest(each, others))
        for each in names.indicators
    )


def _match_indicator(grids: Sequence[Grid], indicator: Indicator, found: Sequence[_Found]) -> Match:
    """The rows of an indicator that is there: one for the whole of it, or one for each measure.

    What stands under the annex's own headings goes before what stands under others, which may be a table about something else.
    """
    annex = [each for each in found if each.block.is_annex]
    if 0 < len(annex) < len(found):
        match = _match_indicator(grids, indicator, annex)
        left = (each.block.name for each in found if not each.block.is_annex)
        return replace(
            match, remarks=(*match.remarks, *((name, f"：這一列也是{indicator.label}，欄名與附件不同，未填") for name in left))
        )
    whole = [each for each in found if not each.named.measures]
    parts = [each for each in found if each.named.measures]
    split = _split_rows(grids, indicator, [each.block for each in whole])
    if split:
        return Match(indicator, split, _tell_names(whole))
    if parts and len({each.named.measures for each in parts}) == len(parts) and len(parts) == len(indicator.measures):
        whole = []
    if len(whole) == 1:
        block = whole[0].block
        return Match(
            indicator,
            (_make_row(grids, indicator, frozenset(), block),),
            _tell_names(whole) + _tell_first(grids, block),
        )
    named = frozenset[str]().union(*(each.named.measures for each in parts))
    if whole or len(named) < len(parts):
        return Match(indicator, repeated=tuple(each.block.name for each in whole or parts))
    rows = tuple(_make_row(grids, indicator, each.named.measures, each.block) for each in parts)
    lacking = tuple(measure for measure in indicator.measures if measure.id not in named)
    return Match(indicator, rows, _tell_names(parts), lacking)


def _split_rows(grids: Sequence[Grid], indicator: Indicator, blocks: Sequence[Block]) -> tuple[IndicatorRow, ...]:
    """A row for each measure, where the indicator's rows say which is whose; none where they are one row, or do not say it.

    A cell that goes over all of the rows is the whole indicator's.
    """
    if len(indicator.measures) == 1:
        return ()
    rows = [(block, row, _read_measures(grids[block.grid], block, row, indicator)) for block in blocks for row in block.rows]
    rows = [(block, row, told) for block, row, told in rows if told or row < block.rows[0] + block.merged]
    sets = [told for _, _, told in rows]
    if len(rows) < 2 or not all(sets) or sum(map(len, sets)) != len(frozenset().union(*sets)):
        return ()
    places = {role: [_find_place(grids, block, role, row) for block, row, _ in rows] for role in WRITTEN}
    own = {role for role, cells in places.items() if len(set(cells) - {None}) == len(rows)}
    found = [
        IndicatorRow(indicator, told, Place(block.grid, row, block.name.column), _pick_cells(places, own, number))
        for number, (block, row, told) in enumerate(rows)
        if own
    ]
    shared = _pick_cells(places, set(WRITTEN) - own, 0)
    return (*found, *([IndicatorRow(indicator, frozenset(), blocks[0].name, shared)] if shared else []))


def _pick_cells(places: Mapping[str, Sequence[Place | None]], roles: set[str], number: int) -> dict[str, Place]:
    return {role: place for role in WRITTEN if role in roles and (place := places[role][number]) is not None}


def _read_measures(grid: Grid, block: Block, row: int, indicator: Indicator) -> frozenset[str]:
    """The measures that a row's cells speak of, apart from the name and from what this program or the office fills in."""
    apart = {begin for role in WRITTEN if (begin := block.header.find_cell(role, grid, row)) is not None}
    apart.add((block.name.row, block.name.column))
    texts = (grid.read(*cell) for cell in grid.list_cells(row) if cell[0] == row and cell not in apart)
    return frozenset[str]().union(*(find_measures(indicator, text) for text in texts if text.strip()))


def _find_place(grids: Sequence[Grid], block: Block, role: str, row: int) -> Place | None:
    """The cell of a role in a block's row; none where it is the name's, or reaches in from above and is another indicator's."""
    begin = block.header.find_cell(role, grids[block.grid], row)
    place = Place(block.grid, *begin) if begin is not None else None
    return place if place is not None and place.row >= block.rows[0] and place != block.name else None


def _make_row(grids: Sequence[Grid], indicator: Indicator, measures: frozenset[str], block: Block) -> IndicatorRow:
    places = {role: _find_place(grids, block, role, block.rows[0]) for role in WRITTEN}
    cells = {role: place for role, place in places.items() if place is not None}
    without = tuple(role for role in WRITTEN if role in block.header.columns and role not in cells)
    return IndicatorRow(indicator, measures, block.name, cells, without)


def _tell_names(found: Sequence[_Found]) -> tuple[tuple[Place, str], ...]:
    """What was taken for an indicator though it is not written like it."""
    return tuple(
        (each.block.name, f"{cite(each.block.text)}視為 {each.named.label}") for each in found if not each.named.is_exact
    )


def _tell_first(grids: Sequence[Grid], block: Block) -> tuple[tuple[Place, str], ...]:
    """Of a name over several rows, that the first one takes everything."""
    rows = range(block.rows[0], block.rows[0] + block.merged)
    places = list(dict.fromkeys(_find_place(grids, block, "attainment", row) for row in rows))
    if len(places) < 2 or places[0] is None:
        return ()
    return ((places[0], f"：這一項指標占 {block.merged} 列，各列所指的項目不明，全部填在第一列"),)
