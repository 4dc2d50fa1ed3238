"""The rows of a sheet that may be its header, and what each of their words may be without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from antidrug_kpi.files import Cell, Sheet
from antidrug_kpi.registers.footers import is_blank_cell
from antidrug_kpi.registers.values import show_cell
from antidrug_kpi.registers.words import squeeze

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


@dataclass(frozen=True)
class Candidate:
    """One to three rows that may be a header: the position of the lowest, and per column the forms that its header may have.

    `groups` are the words above each column that may name a group of columns, each with the column in which it begins.
    """

    position: int
    forms: tuple[tuple[Form, ...], ...]
    groups: tuple[tuple[tuple[str, int], ...], ...]

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """Per column the words that its header may be."""
        return tuple(tuple(form.text for form in forms) for forms in self.forms)


def list_candidates(sheet: Sheet) -> tuple[Candidate, ...]:
    """Every row among a sheet's first, then every two and every three of them."""
    rows = [_read_texts(row) for row in sheet.rows[:ROWS_SEARCHED]]
    # Columns without a word are not looked at one by one: a sheet may have thousands of them.
    width = max((index for row in rows for index, text in enumerate(row, 1) if text), default=0)
    beyond = ((),) * (len(rows[0]) - width if rows else 0)
    rows = [row[:width] for row in rows]
    return tuple(
        Candidate(
            top + height - 1,
            (*_join_rows(rows[top : top + height]), *beyond),
            (*_find_groups(rows[top : top + height]), *beyond),
        )
        for height in range(1, HIGHEST_HEADER + 1)
        for top in range(len(rows) - height + 1)
    )


def _read_texts(row: Sequence[Cell]) -> list[str]:
    """What stands in a row, squeezed; nothing where it holds more than any header does."""
    if len(row) > _MOST_HEADERS and sum(not is_blank_cell(cell) for cell in row) > _MOST_HEADERS:
        return [""] * len(row)
    return [squeeze(show_cell(cell)) for cell in row]


def _join_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[Form, ...]]:
    """For each column what its header may be: the lowest text, then the texts above and it read as one.

    A cell merged over several columns stands in the first of them only, so a group's name holds until the next one.
    """
    groups = [""] * (len(rows) - 1)
    for cells in zip(*rows, strict=True):
        groups = [cell or group for cell, group in zip(cells[:-1], groups, strict=True)]
        own = [cell for cell in cells if cell]
        whole = "".join(dict.fromkeys([*groups, cells[-1]]))
        joined = (Form(form.text, form.dress, is_joined=True) for form in _list_forms(whole)) if own and whole != own[-1] else ()
        yield (*_list_forms(own[-1]), *joined) if own else ()


def _find_groups(rows: Sequence[Sequence[str]]) -> tuple[tuple[tuple[str, int], ...], ...]:
    """The words above each column of the lowest row that may name a group of columns."""
    found: list[tuple[tuple[str, int], ...]] = [()] * len(rows[0])
    for row in rows[:-1]:
        if sum(map(bool, row)) == 1 and not any(row[2:]):  # a title of the whole sheet
            continue
        group, start = "", 0
        for index, cell in enumerate(row):
            group, start = (cell, index) if cell else (group, start)
            if index and group and len(group) <= _LONGEST_GROUP and not _NO_GROUP.match(group):
                found[index] = (*found[index], (group, start))
    return tuple(found)


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
        dress = (*dress, next((piece for piece in behind.groups() if piece is not None), ""))
    return Form(bare, dress) if bare not in {"", form.text} else None
