"""Sheets of a register that hold the same records: copies, all of whose records stand in another one, and overlaps.

What is said of them is told in docs/registers.md, The same data twice: a copy is not read; sheets that share at least half of
the smaller one's records both count, and an issue says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from antidrug_kpi.files import Mask
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.oddities.row_numbers import Numbers, combine_numbers, number_equal_cells
from antidrug_kpi.registers.register import SHEET, MatchedBy, Source, TypedRegister
from antidrug_kpi.registers.rows.extracts import Extract

# The least number of records that make a copy or an overlap: fewer may be equal by chance, except where keys are compared.
FEWEST_COPIED = 5
FEWEST_SHARED = 5
FEWEST_KEYS_SHARED = 2


# A square array over the sheets: how many distinct records two of them share; on the diagonal how many a sheet has.
Shared = Numbers
_MANY_SHEETS = 64
_BLOCK_CELLS = 2_000_000
# Sheets of different sets of columns are compared for at most so many sets, which no office has; the pairs grow with the square.
_MOST_GROUPS = 50


@dataclass(frozen=True)
class Overlap:
    """A sheet (by its position) that shares `shared` records with `other`, a sheet before it, compared by `columns`."""

    sheet: int
    other: int
    shared: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Repeats:
    """Sheets that repeat others, by their positions.

    - `copies`: copy → the sheet that is read instead;
    - `short`: sheet → the one that holds all its records, where these are too few to tell a copy (FEWEST_COPIED);
    - `overlaps`: pairs that share at least half of the smaller one's records.
    """

    copies: Mapping[int, int]
    short: Mapping[int, int]
    overlaps: tuple[Overlap, ...]


def find_repeats(extracts: Sequence[Extract], register: TypedRegister) -> Repeats:
    """The repeats among the sheets (`extracts`) of a register that was assembled from all of them."""
    filled = [index for index, extract in enumerate(extracts) if len(extract.numbers)]
    if len(filled) < 2:
        return Repeats({}, {}, ())
    shared = _count_whole_records(extracts, register)
    contained = _find_contained(extracts, register, shared)
    copies = {sheet: other for sheet, other in contained.items() if len(extracts[sheet].numbers) >= FEWEST_COPIED}
    overlaps = tuple(_find_overlaps(extracts, register, [sheet for sheet in filled if sheet not in copies], shared))
    pairs = {(overlap.sheet, overlap.other) for overlap in overlaps}
    short = {
        sheet: other
        for sheet, other in contained.items()
        if sheet not in copies and pairs.isdisjoint({(sheet, other), (other, sheet)})
    }
    return Repeats(copies, short, overlaps)


def _count_whole_records(extracts: Sequence[Extract], register: TypedRegister) -> Shared:
    """How many records sheets share that are equal in every column of the register."""
    columns = [column.name for column in register.spec.columns if register.has_column(column.name)]
    numbers, _ = _number_records(extracts, register, columns, np.arange(len(register)))
    return _count_shared(register.frame[SHEET].to_numpy(), numbers, len(extracts))


def _find_contained(extracts: Sequence[Extract], register: TypedRegister, shared: Shared) -> dict[int, int]:
    """Sheet → the sheet with the same columns that holds all its records. Of several the one with most records, then the one that
    is named as the register, then the first: the order is strict, so that of two equal sheets one is kept.
    """
    sizes = [int(shared[sheet][sheet]) for sheet in range(len(extracts))]
    ranks = [
        (-sizes[sheet], -len(extract.numbers), _rank_name(extract.source, register.spec.title), sheet)
        for sheet, extract in enumerate(extracts)
    ]
    contained = {}
    for sheet, extract in enumerate(extracts):
        holding = [int(other) for other in np.flatnonzero(shared[sheet] == sizes[sheet])] if sizes[sheet] else []
        like = [other for other in holding if extracts[other].columns.keys() == extract.columns.keys()]
        others = [other for other in like if ranks[other] < ranks[sheet]]
        if others:
            contained[sheet] = min(others, key=lambda other: ranks[other])
    return contained


def _rank_name(source: Source, title: str) -> int:
    name = PurePosixPath(source.file).stem if source.sheet is None else source.sheet
    if squeeze(name) == squeeze(title):
        return 0
    return 2 if source.match is MatchedBy.HEADERS else 1


def _find_overlaps(extracts: Sequence[Extract], register: TypedRegister, kept: Sequence[int], whole: Shared) -> Iterator[Overlap]:
    """For each sheet the one before it with which it shares the most, where that is a good part of either."""
    best: dict[int, Overlap] = {}
    for compared in _list_comparisons(extracts, register, kept):
        for overlap in _compare_sheets(extracts, register, compared, whole):
            known = best.get(overlap.sheet)
            if known is None or overlap.shared > known.shared:
                best[overlap.sheet] = overlap
    yield from (best[sheet] for sheet in sorted(best))


@dataclass(frozen=True)
class _Comparison:
    """Two lists of sheets to compare with each other (one list twice: all its pairs), and the columns to compare them by.

    `by_key` says that these are the key columns: then a record with a blank key is equal to no other.
    """

    first: Sequence[int]
    second: Sequence[int]
    columns: tuple[str, ...]
    by_key: bool

    @property
    def least(self) -> int:
        return FEWEST_KEYS_SHARED if self.by_key else FEWEST_SHARED


def _list_comparisons(extracts: Sequence[Extract], register: TypedRegister, kept: Sequence[int]) -> Iterator[_Comparison]:
    """The comparisons: by the columns that identify a record where both sheets have them, otherwise by all that both have."""
    keys = register.spec.same_record
    keyed = [sheet for sheet in kept if keys and extracts[sheet].columns.keys() >= set(keys)]
    yield _Comparison(keyed, keyed, keys, by_key=True)
    groups: dict[frozenset[str], list[int]] = {}
    for sheet in kept:
        groups.setdefault(frozenset(extracts[sheet].columns), []).append(sheet)
    usual = set(sorted(groups, key=lambda columns: -len(groups[columns]))[:_MOST_GROUPS])
    for (columns, sheets), (other_columns, other_sheets) in combinations_with_replacement(groups.items(), 2):
        if columns != other_columns and not {columns, other_columns} <= usual:
            continue
        common = tuple(column.name for column in register.spec.columns if column.name in columns & other_columns)
        if common and not (keys and set(keys) <= set(common)):
            yield _Comparison(sheets, other_sheets, common, by_key=False)


def _compare_sheets(
    extracts: Sequence[Extract], register: TypedRegister, compared: _Comparison, whole: Shared
) -> Iterator[Overlap]:
    """An overlap for each pair of compared sheets that share enough records."""
    members = sorted({*compared.first, *compared.second})
    if len(members) < 2:
        return
    if compared.first is compared.second and not compared.by_key:  # sheets of the same columns, all of which are compared
        shared = whole[np.ix_(members, members)]
        sizes = shared.diagonal()
    else:
        shared, sizes = _count_records(extracts, register, compared, members)
    first, second = set(compared.first), set(compared.second)
    for place, sheet in enumerate(members):
        others = second if sheet in first else first
        counts = shared[place, :place]
        for near in np.flatnonzero((counts >= compared.least) & (2 * counts >= np.minimum(sizes[place], sizes[:place]))).tolist():
            if members[near] in others:
                yield Overlap(sheet, members[near], int(counts[near]), compared.columns)


def _count_records(
    extracts: Sequence[Extract], register: TypedRegister, compared: _Comparison, members: Sequence[int]
) -> tuple[Shared, Numbers]:
    """How many records the compared sheets share, and how many each has, both in the order of `members`."""
    sheets = register.frame[SHEET].to_numpy()
    rows = np.flatnonzero(np.isin(sheets, members))
    places = np.searchsorted(members, sheets[rows])
    numbers, has_blank = _number_records(extracts, register, compared.columns, rows)
    known = ~has_blank if compared.by_key else np.ones(len(rows), dtype=bool)
    alone = np.bincount(places[~known], minlength=len(members))
    shared = _count_shared(places[known], numbers[known], len(members))
    return shared, shared.diagonal() + alone


def _number_records(
    extracts: Sequence[Extract], register: TypedRegister, columns: Sequence[str], rows: Numbers
) -> tuple[Numbers, Mask]:
    """A number for each of the records at `rows`, equal where all the columns are, and a mask of those with a blank in one of
    them.

    Faulty cells, which have no value, are compared by their text.
    """
    numbers = np.zeros(len(rows), dtype=np.int64)
    has_blank = np.zeros(len(rows), dtype=bool)
    for name in columns:
        cells = number_equal_cells(register.frame[name].iloc[rows])
        faulty = register.faulty.get(name)
        unread = np.flatnonzero(faulty[rows] & (cells == 0)) if faulty is not None else np.array([], dtype=np.int64)
        if len(unread):
            cells[unread] = _number_texts(_list_texts(extracts, register, name, rows[unread]), int(cells.max()))
        has_blank |= cells == 0
        numbers = combine_numbers(numbers, cells)
    return numbers, has_blank


def _list_texts(extracts: Sequence[Extract], register: TypedRegister, column: str, rows: Numbers) -> list[str]:
    """What stands in a column of some records, squeezed."""
    sheets = register.frame[SHEET].to_numpy()
    starts = np.searchsorted(sheets, np.arange(len(extracts)))
    cells = (extracts[sheet].columns.get(column) for sheet in sheets[rows].tolist())
    places = (rows - starts[sheets[rows]]).tolist()
    return [squeeze_cell(distinct[place]) if distinct else "" for distinct, place in zip(cells, places, strict=True)]


def _number_texts(texts: Sequence[str], after: int) -> Numbers:
    """A number for each text, above `after`, that is equal for equal texts; 0 for an empty one."""
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    is_empty = np.array([text == "" for text in distinct], dtype=bool)
    return np.where(is_empty[codes], 0, codes + 1 + after)


def _count_shared(sheets: Numbers, numbers: Numbers, count: int) -> Numbers:
    """The shared records of `count` sheets (see Shared); `sheets` and `numbers` are the sheet and the number of each record.

    No two sheets are compared record by record. Each distinct record has the list of its holders; for each sheet the lists of all
    its records are counted at once. A record that more than _MANY_SHEETS hold would make that the square of their number, so that
    those are counted by a product of matrices.
    """
    # Each pair of a record and a holder once, ordered by record: the lists of holders one behind another.
    held = np.unique(numbers * count + sheets)
    number, holder = np.divmod(held, count)
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    lengths = np.diff(starts, append=len(held))
    record = np.repeat(np.arange(len(starts)), lengths)
    is_common = lengths[record] > _MANY_SHEETS
    shared = _count_common(record[is_common], holder[is_common], count)
    by_sheet = np.flatnonzero(~is_common)
    by_sheet = by_sheet[np.argsort(holder[by_sheet], kind="stable")]
    bounds = np.searchsorted(holder[by_sheet], np.arange(count + 1))
    for sheet in range(count):
        records = record[by_sheet[bounds[sheet] : bounds[sheet + 1]]]
        runs = lengths[records]
        ends = np.cumsum(runs)
        # The positions of all entries of these lists: for each list its start, less the entries before it, plus a running number.
        places = np.repeat(starts[records] - (ends - runs), runs) + np.arange(int(runs.sum()))
        shared[sheet] += np.bincount(holder[places], minlength=count)
    return shared


def _count_common(records: Numbers, holders: Numbers, count: int) -> Numbers:
    """The shared records among those that many sheets hold: a table of 0 and 1, a row for each record and a column for each
    sheet; its product with itself counts the pairs. In blocks of rows, so that the table stays small.
    """
    shared = np.zeros((count, count))
    _, rows = np.unique(records, return_inverse=True)
    most = max(_BLOCK_CELLS // count, 1)
    for first in range(0, int(rows.max(initial=-1)) + 1, most):
        start, end = np.searchsorted(rows, (first, first + most))
        table = np.zeros((min(most, int(rows[end - 1]) - first + 1), count))
        table[rows[start:end] - first, holders[start:end]] = 1
        shared += table.T @ table
    return shared.astype(np.int64)
