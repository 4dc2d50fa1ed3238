"""The rows of a sheet that may be its header, and what each of their words may be without what stands around it."""

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
_LONGEST_DRESSED = 200
_MOST_HEADERS = 1_000


@dataclass(frozen=True)
class Form:
    """What a header may be, squeezed, and what was taken off around it; `is_joined` where it is the words of several rows."""

    text: str
    dress: tuple[str, ...] = ()
    is_joined: bool = False


# What stands in a row, by column, squeezed; only filled cells, since a sheet may have thousands of columns.
Words = Mapping[int, str]


@dataclass(frozen=True)
class Candidate:
    """One to three rows that may be a header: what stands in each, the position of the lowest, the width of the sheet."""

    position: int
    width: int
    rows: tuple[Words, ...]

    @property
    def above(self) -> tuple[Words, ...]:
        """What stands in the rows but the lowest."""
        return self.rows[:-1]

    @cached_property
    def forms(self) -> Mapping[int, tuple[Form, ...]]:
        """The forms that the header of each column may have, where anything stands there; most candidates are never asked."""
        return _join_rows(self.rows)

    @cached_property
    def columns(self) -> Mapping[int, tuple[str, ...]]:
        """The words that the header of each column may be."""
        return {index: tuple(form.text for form in forms) for index, forms in self.forms.items()}

    def list_groups(self, index: int) -> list[tuple[str, int]]:
        """The words above a column that may name a group of columns, each with the column in which it begins."""
        groups = []
        for row in self.above:
            start = max((column for column in row if column <= index), default=None)
            if start is None or index == 0 or (len(row) == 1 and start < 2):  # a title of the whole sheet
                continue
            if len(row[start]) <= _LONGEST_GROUP and not _NO_GROUP.match(row[start]):
                groups.append((row[start], start))
        return groups


def list_candidates(sheet: Sheet) -> tuple[Candidate, ...]:
    """Every row among a sheet's first, then every two and every three of them."""
    rows = [_read_words(row) for row in sheet.rows[:ROWS_SEARCHED]]
    width = sheet.width
    return tuple(
        Candidate(top + height - 1, width, tuple(rows[top : top + height]))
        for height in range(1, HIGHEST_HEADER + 1)
        for top in range(len(rows) - height + 1)
    )


def _read_words(row: Sequence[Cell]) -> Words:
    """What stands in a row; nothing where that is more than any header holds."""
    filled = [(index, cell) for index, cell in enumerate(row) if cell != ""]
    if len(filled) > _MOST_HEADERS and sum(not is_blank_cell(cell) for _, cell in filled) > _MOST_HEADERS:
        return {}
    texts = ((index, squeeze(show_cell(cell))) for index, cell in filled)
    return {index: text for index, text in texts if text}


def _join_rows(rows: Sequence[Words]) -> dict[int, tuple[Form, ...]]:
    """For each column what its header may be: the lowest text, then the texts above and it read as one.

    A cell merged over several columns stands in the first of them only, so a group's name holds until the next one.
    """
    *above, lowest = rows
    if not above:
        return {index: _list_forms(text) for index, text in lowest.items()}
    if sum(map(len, rows)) > _MOST_HEADERS:
        return {}
    groups = [""] * len(above)
    joined: dict[int, tuple[Form, ...]] = {}
    for index in sorted({index for row in rows for index in row}):
        groups = [row.get(index, group) for row, group in zip(above, groups, strict=True)]
        own = next(row[index] for row in reversed(rows) if index in row)
        whole = "".join(dict.fromkeys([*groups, lowest.get(index, "")]))
        more = (Form(form.text, form.dress, is_joined=True) for form in _list_forms(whole)) if whole != own else ()
        joined[index] = (*_list_forms(own), *more)
    return joined


@lru_cache(maxsize=20_000)
def _list_forms(text: str) -> tuple[Form, ...]:
    """A header as it is, without marks, without units, letters or a number before or behind it, without an English twin."""
    if len(text) > _LONGEST_DRESSED:
        return (Form(text),)
    forms = [Form(text), Form(text.strip("*＊※:#"))]
    while (bare := _undress(forms[-1])) is not None:
        forms.append(bare)
    last = forms[-1]
    for twin in _ENGLISH:
        found = twin.search(last.text)
        if found is not None:
            forms.append(Form(twin.sub("", last.text), (*last.dress, found[1])))
    return tuple(dict.fromkeys(forms))


def _undress(form: Form) -> Form | None:
    """The form without one more thing before and behind it; none where nothing stands there, or nothing would be left."""
    dress = form.dress
    bare = _BEFORE.sub("", form.text, count=1)
    behind = _BEHIND.search(bare)
    if behind is not None:
        bare = bare[: behind.start()]
        dress = (*dress, behind[behind.lastindex or 0])
    return Form(bare, dress) if bare not in {"", form.text} else None
