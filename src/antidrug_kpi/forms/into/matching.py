"""Where in an office's form each indicator's row stands, and which of its cells are to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from antidrug_kpi.forms.into.grid import Grid, Place
from antidrug_kpi.plans.plan import Indicator
from antidrug_kpi.plans.windows import FormColumn
from antidrug_kpi.registers.words import squeeze

_DIGITS = "一二三四五六七八九十"
# (三), 三(三), 三、, 3.3 and 3. before a name; a name that begins with a number of its own has none of these marks behind it.
_NUMBERING = re.compile(rf"^(?:[{_DIGITS}]*[(][{_DIGITS}\d]+[)]|[{_DIGITS}]+、|\d+[.、](?:\d+[.、]?)*)")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class IndicatorRow:
    """The row of an indicator, by the column of each role of the form."""

    indicator: Indicator
    grid: int
    row: int
    columns: Mapping[str, int]

    def place(self, role: str) -> Place | None:
        """The cell of a role; none where the form has no such column."""
        return Place(self.grid, self.row, self.columns[role]) if role in self.columns else None


@dataclass(frozen=True)
class Match:
    """The rows found, the indicators of which none was found with the text closest to each, and those found more than once."""

    rows: tuple[IndicatorRow, ...]
    lacking: tuple[tuple[Indicator, str], ...]
    repeated: tuple[tuple[Indicator, tuple[Place, ...]], ...]


def match_rows(grids: Sequence[Grid], columns: Sequence[FormColumn], indicators: Sequence[Indicator]) -> Match | None:
    """The rows of the indicators; none at all where no table has the form's columns."""
    found: dict[str, list[IndicatorRow]] = {indicator.id: [] for indicator in indicators}
    unused: list[str] = []
    titles = {_normalise(indicator.title): indicator for indicator in indicators}
    has_form = False
    for number, row, roles, text in _list_named_rows(grids, columns):
        has_form = True
        indicator = _find_indicator(text, titles)
        if indicator is None:
            unused += [_normalise(text)] if text.strip() else []
        else:
            found[indicator.id].append(IndicatorRow(indicator, number, row, roles))
    if not has_form:
        return None
    lacking = tuple((each, _suggest(each, unused)) for each in indicators if not found[each.id])
    repeated = tuple(
        (each, tuple(Place(one.grid, one.row, one.columns["indicator"]) for one in found[each.id]))
        for each in indicators
        if len(found[each.id]) > 1
    )
    return Match(tuple(own[0] for own in found.values() if len(own) == 1), lacking, repeated)


def _list_named_rows(grids: Sequence[Grid], columns: Sequence[FormColumn]) -> Iterator[tuple[int, int, Mapping[str, int], str]]:
    """Every row below a header of the form, with its columns by role and the text of its indicator's cell.

    A word processor breaks a long form into several tables: one without a header goes on with the columns of the last one, if
    it is as wide.
    """
    roles: Mapping[str, int] = {}
    width = 0
    for number, grid in enumerate(grids):
        if roles and max(map(len, grid.rows), default=0) != width:
            roles = {}
        for row, cells in enumerate(grid.rows):
            header = _read_header(cells, columns)
            if header:
                roles, width = header, max(map(len, grid.rows))
            elif roles:
                yield number, row, roles, grid.read(row, roles["indicator"])


def _read_header(cells: Sequence[str], columns: Sequence[FormColumn]) -> dict[str, int]:
    """The columns of a row that is the form's header: it names the indicator and its attainment."""
    words = {_normalise(column.text): column.role for column in columns}
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        role = words.get(_normalise(cell))
        if role is not None:
            found.setdefault(role, index)
    return found if {"indicator", "attainment"} <= found.keys() else {}


def _find_indicator(text: str, titles: Mapping[str, Indicator]) -> Indicator | None:
    """The indicator that a cell names, whatever number stands before its name and whatever remark behind it.

    What goes on without a mark between is another name: offices put indicators of their own behind the plan's.
    """
    bare = _NUMBERING.sub("", squeeze(text))
    fitting = [title for title in titles if _names_title(bare, title)]
    return titles[max(fitting, key=len)] if fitting else None


def _names_title(text: str, title: str) -> bool:
    """Whether a text is the title, or begins with it and goes on with a mark or a note."""
    whole = re.match(r"[\W_]*".join(map(re.escape, title)), text)
    return whole is not None and re.match(r"$|[\W_]|註", text[whole.end() :]) is not None


def _suggest(indicator: Indicator, texts: Sequence[str]) -> str:
    near = get_close_matches(_normalise(indicator.title), texts, n=1, cutoff=0.5)
    return near[0] if near else ""


def _normalise(text: str) -> str:
    """What two writings of a name have in common: no blanks, no line breaks, no punctuation, one width."""
    return _MARKS.sub("", squeeze(text))
