"""Which sheets of a register hold the same records: all of one in another, or a good part of it (contract, A copy is no second
record).
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
from antidrug_kpi.registers.oddities.row_numbers import Numbers, join_numbers, number_cells
from antidrug_kpi.registers.register import SHEET, Match, Register, Source
from antidrug_kpi.registers.rows.extracts import Extract

# So many records do not stand twice by chance; two are enough where the key alone is compared.
FEWEST_COPIED = 5
FEWEST_SHARED = 5
FEWEST_KEYS_SHARED = 2


# For each sheet how many of its distinct records every sheet holds, itself included.
Shared = Numbers
_MANY_SHEETS = 64
_BLOCK_CELLS = 2_000_000
# Sheets of any two of these sets of columns are compared, those of others with their like only: no office has so many.
_MOST_GROUPS = 50


@dataclass(frozen=True)
class Overlap:
    """A sheet that shares so many records with another one before it, told by these columns."""

    sheet: int
    other: int
    shared: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Repeats:
    """Sheets by their position: those all of whose records stand in another one, which is read; those of which it is so too, and
    which are too short to tell; and those that share a good part.
    """

    copies: Mapping[int, int]
    short: Mapping[int, int]
    overlaps: tuple[Overlap, ...]


def find_repeats(extracts: Sequence[Extract], register: Register) -> Repeats:
    """What the sheets of a register, assembled from all of them, hold twice."""
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


def _count_whole_records(extracts: Sequence[Extract], register: Register) -> Shared:
    """How many records sheets share that are equal in every column of the register."""
    columns = [column.name for column in register.spec.columns if register.has_column(column.name)]
    numbers, _ = _number_records(extracts, register, columns, np.arange(len(register)))
    return _count_shared(register.frame[SHEET].to_numpy(), numbers, len(extracts))


def _find_contained(extracts: Sequence[Extract], register: Register, shared: Shared) -> dict[int, int]:
    """Each sheet all of whose records stand in another one with the same columns, and that one: the fullest of them, of equals
    the one that is called as the register is, then the first. It stands in no other one itself.
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
    return 2 if source.match is Match.HEADERS else 1


def _find_overlaps(extracts: Sequence[Extract], register: Register, kept: Sequence[int], whole: Shared) -> Iterator[Overlap]:
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
    """Sheets to compare with those of another list (or with each other, where it is the same one), by which columns, and how
    many records must be shared; a record with a blank key is like no other.
    """

    first: Sequence[int]
    second: Sequence[int]
    columns: tuple[str, ...]
    by_key: bool

    @property
    def least(self) -> int:
        return FEWEST_KEYS_SHARED if self.by_key else FEWEST_SHARED


def _list_comparisons(extracts: Sequence[Extract], register: Register, kept: Sequence[int]) -> Iterator[_Comparison]:
    """By the columns that tell a record where both sheets have them, otherwise by all that both have."""
    keys = register.spec.same_record
    keyed = [sheet for sheet in kept if keys and extracts[sheet].columns.keys() >= set(keys)]
    yield _Comparison(keyed, keyed, keys, by_key=True)
    groups: dict[frozenset[str], list[int]] = {}
    for sheet in kept:
        groups.setdefault(frozenset(extracts[sheet].columns), []).append(sheet)
    usual = set(sorted(groups, key=lambda columns: -len(groups[columns]))[:_MOST_GROUPS])
    for (one, own), (other, others) in combinations_with_replacement(groups.items(), 2):
        if one != other and not {one, other} <= usual:
            continue
        common = tuple(column.name for column in register.spec.columns if column.name in one & other)
        if common and not (keys and set(keys) <= set(common)):
            yield _Comparison(own, others, common, by_key=False)


def _compare_sheets(extracts: Sequence[Extract], register: Register, compared: _Comparison, whole: Shared) -> Iterator[Overlap]:
    """The sheets that share a good part with one before them, once for each of these."""
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
    extracts: Sequence[Extract], register: Register, compared: _Comparison, members: Sequence[int]
) -> tuple[Shared, Numbers]:
    """How many records the compared sheets share, in the order of `members`, and how many each holds; a record with a blank key
    is like no other.
    """
    sheets = register.frame[SHEET].to_numpy()
    rows = np.flatnonzero(np.isin(sheets, members))
    places = np.searchsorted(members, sheets[rows])
    numbers, has_blank = _number_records(extracts, register, compared.columns, rows)
    known = ~has_blank if compared.by_key else np.ones(len(rows), dtype=bool)
    alone = np.bincount(places[~known], minlength=len(members))
    shared = _count_shared(places[known], numbers[known], len(members))
    return shared, shared.diagonal() + alone


def _number_records(
    extracts: Sequence[Extract], register: Register, columns: Sequence[str], rows: Numbers
) -> tuple[Numbers, Mask]:
    """A number for each of some records, equal where all the columns are, and which of them have a blank among these. A cell that
    cannot be read is equal to one of the same text.
    """
    numbers = np.zeros(len(rows), dtype=np.int64)
    has_blank = np.zeros(len(rows), dtype=bool)
    for name in columns:
        cells = number_cells(register.frame[name].iloc[rows])
        faulty = register.faulty.get(name)
        unread = np.flatnonzero(faulty[rows] & (cells == 0)) if faulty is not None else np.array([], dtype=np.int64)
        if len(unread):
            cells[unread] = _number_texts(_list_texts(extracts, register, name, rows[unread]), int(cells.max()))
        has_blank |= cells == 0
        numbers = join_numbers(numbers, cells)
    return numbers, has_blank


def _list_texts(extracts: Sequence[Extract], register: Register, column: str, rows: Numbers) -> list[str]:
    """What stands in a column of some records, squeezed."""
    sheets = register.frame[SHEET].to_numpy()
    starts = np.searchsorted(sheets, np.arange(len(extracts)))
    cells = (extracts[sheet].columns.get(column) for sheet in sheets[rows].tolist())
    places = (rows - starts[sheets[rows]]).tolist()
    return [squeeze_cell(own[place]) if own else "" for own, place in zip(cells, places, strict=True)]


def _number_texts(texts: Sequence[str], after: int) -> Numbers:
    """A number per text that is equal for equal texts and stands after some others; 0 for an empty one."""
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    is_empty = np.array([text == "" for text in distinct], dtype=bool)
    return np.where(is_empty[codes], 0, codes + 1 + after)


def _count_shared(sheets: Numbers, numbers: Numbers, count: int) -> Numbers:
    """For each sheet how many of its distinct records every sheet holds, itself included.

    Each record is looked up in the list of the sheets that hold it, and no two sheets are compared record by record. One that
    many sheets hold is looked at beside all of these at once, lest identical sheets take the square of their number.
    """
    held = np.unique(numbers * count + sheets)
    own, holder = np.divmod(held, count)
    starts = np.flatnonzero(np.diff(own, prepend=-1))
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
        places = np.repeat(starts[records] - (ends - runs), runs) + np.arange(int(runs.sum()))
        shared[sheet] += np.bincount(holder[places], minlength=count)
    return shared


def _count_common(records: Numbers, holders: Numbers, count: int) -> Numbers:
    """The same of records that many sheets hold: each a row of a table with a column per sheet, times itself."""
    shared = np.zeros((count, count))
    _, rows = np.unique(records, return_inverse=True)
    most = max(_BLOCK_CELLS // count, 1)
    for first in range(0, int(rows.max(initial=-1)) + 1, most):
        start, end = np.searchsorted(rows, (first, first + most))
        table = np.zeros((min(most, int(rows[end - 1]) - first + 1), count))
        table[rows[start:end] - first, holders[start:end]] = 1
        shared += table.T @ table
    return shared.astype(np.int64)
