"""The rows of a sheet that may be its header, and the variants of each header text: without brackets, units, an English twin.

A guess of likeness is never among them: an exact match of one variant decides (see `headers`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from antidrug_kpi.files import Cell, Sheet
from antidrug_kpi.registers.cells.cell_values import show_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

ROWS_SEARCHED = 40
HIGHEST_HEADER = 3
_BRACKETED = r"[(\[【〔《「]([^()\[\]【】〔〕《》「」]*)[)\]】〕》」]"
# In front only letters and numbers: (前一年同期)學生數 is another column than 學生數.
_LETTER = r"[(\[【〔](?:[A-Za-z\d]{1,2}|[一二三四五六七八九十]{1,2}|必填|選填)[)\]】〕]"
_BEFORE = re.compile(rf"^(?:{_LETTER}|\d{{1,2}}[.、)]?(?=\D))")
_BEHIND = re.compile(rf"(?:{_BRACKETED}|(單位:.*)|(%))$")
# An English twin behind a header, or before one that may begin with a letter of its own, as C肝篩檢日期 does.
_ENGLISH = (
    re.compile(r"(?<=[^\x00-\x7f])/?([A-Za-z][\x21-\x7e]*)$"),
    re.compile(r"^([A-Za-z][\x21-\x7e]+)(?=[^\x00-\x7f])"),
    re.compile(r"^([A-Za-z][\x21-\x7e]+)(?=[A-Z][^\x00-\x7f])"),
)
# What stands above a header without naming a group of its columns: a unit for all of them, a date of printing, a long title.
_NO_GROUP = re.compile(r"單位|(?:列印|製表|製作|填表|填報|資料|更新)?日期|民國\d|\d+年\d")
_LONGEST_GROUP = 10
# No header has more characters around its words; what is longer is a paragraph.
_LONGEST_TRIMMED = 200
_MOST_HEADERS = 1_000


@dataclass(frozen=True)
class HeaderVariant:
    """One reading of a header's text, squeezed; `trimmed` are the pieces taken off around it, which may change its meaning (see
    `header_dress`); `is_joined` says that it joins the words of several rows.
    """

    text: str
    trimmed: tuple[str, ...] = ()
    is_joined: bool = False


# What stands in a row, by column, squeezed; only filled cells, since a sheet may have thousands of columns.
RowTexts = Mapping[int, str]


@dataclass(frozen=True)
class HeaderCandidate:
    """One to three neighbouring rows that may be the header: their texts from the top, the position of the lowest among the
    sheet's rows, and the width of the sheet.
    """

    position: int
    width: int
    rows: tuple[RowTexts, ...]

    @property
    def above(self) -> tuple[RowTexts, ...]:
        """What stands in the rows but the lowest."""
        return self.rows[:-1]

    @cached_property
    def variants(self) -> Mapping[int, tuple[HeaderVariant, ...]]:
        """Column index → the readings of its header, the plainest first. Made when asked: most candidates never are."""
        return _join_rows(self.rows)

    @cached_property
    def columns(self) -> Mapping[int, tuple[str, ...]]:
        """Column index → the texts that its header may be."""
        return {index: tuple(variant.text for variant in variants) for index, variants in self.variants.items()}

    def list_groups(self, index: int) -> list[tuple[str, int]]:
        """The texts in the upper rows that may name a group with this column in it, each with the column in which it stands."""
        groups = []
        for row in self.above:
            # A name merged over several columns stands in the first of them.
            start = max((column for column in row if column <= index), default=None)
            if start is None or index == 0 or (len(row) == 1 and start < 2):  # a title of the whole sheet
                continue
            if len(row[start]) <= _LONGEST_GROUP and not _NO_GROUP.match(row[start]):
                groups.append((row[start], start))
        return groups


def list_candidates(sheet: Sheet) -> tuple[HeaderCandidate, ...]:
    """Each of a sheet's first rows as a candidate, then every two and every three neighbouring ones."""
    rows = [_read_texts(row) for row in sheet.rows[:ROWS_SEARCHED]]
    width = sheet.width
    return tuple(
        HeaderCandidate(top + height - 1, width, tuple(rows[top : top + height]))
        for height in range(1, HIGHEST_HEADER + 1)
        for top in range(len(rows) - height + 1)
    )


def _read_texts(row: Sequence[Cell]) -> RowTexts:
    """The texts of a row, squeezed; none where there are more than any header has."""
    filled = [(index, cell) for index, cell in enumerate(row) if cell != ""]
    if len(filled) > _MOST_HEADERS and sum(not is_blank_cell(cell) for _, cell in filled) > _MOST_HEADERS:
        return {}
    texts = ((index, squeeze(show_cell(cell))) for index, cell in filled)
    return {index: text for index, text in texts if text}


def _join_rows(rows: Sequence[RowTexts]) -> dict[int, tuple[HeaderVariant, ...]]:
    """Column index → the readings of its header: of its lowest text, then of all its texts from the top read as one.

    A cell merged over several columns stands in the first of them only, so a group's name holds until the next one.
    """
    *above, lowest = rows
    if not above:
        return {index: _list_variants(text) for index, text in lowest.items()}
    if sum(map(len, rows)) > _MOST_HEADERS:
        return {}
    groups = [""] * len(above)
    joined: dict[int, tuple[HeaderVariant, ...]] = {}
    for index in sorted({index for row in rows for index in row}):
        groups = [row.get(index, group) for row, group in zip(above, groups, strict=True)]
        lowest_text = next(row[index] for row in reversed(rows) if index in row)
        whole = "".join(dict.fromkeys([*groups, lowest.get(index, "")]))
        more = (
            (HeaderVariant(variant.text, variant.trimmed, is_joined=True) for variant in _list_variants(whole))
            if whole != lowest_text
            else ()
        )
        joined[index] = (*_list_variants(lowest_text), *more)
    return joined


@lru_cache(maxsize=20_000)
def _list_variants(text: str) -> tuple[HeaderVariant, ...]:
    """The readings of one text: as it is; without marks; without one more unit, letter or number around it each time; without an
    English twin.
    """
    if len(text) > _LONGEST_TRIMMED:
        return (HeaderVariant(text),)
    variants = [HeaderVariant(text), HeaderVariant(text.strip("*＊※:#"))]
    while (bare := _strip_once(variants[-1])) is not None:
        variants.append(bare)
    last = variants[-1]
    for twin in _ENGLISH:
        found = twin.search(last.text)
        if found is not None:
            variants.append(HeaderVariant(twin.sub("", last.text), (*last.trimmed, found[1])))
    return tuple(dict.fromkeys(variants))


def _strip_once(variant: HeaderVariant) -> HeaderVariant | None:
    """The text without one more piece before and behind it; None where there is no such piece, or nothing else."""
    trimmed = variant.trimmed
    bare = _BEFORE.sub("", variant.text, count=1)
    behind = _BEHIND.search(bare)
    if behind is not None:
        bare = bare[: behind.start()]
        trimmed = (*trimmed, behind[behind.lastindex or 0])
    return HeaderVariant(bare, trimmed) if bare not in {"", variant.text} else None
