"""Episodes (一段, from opening to closing): those of one person that overlap, and days of another register outside all of them.

Both are warnings. All is done by sorting and searching arrays: a million contacts are compared with their cases without a step of
Python for any row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.register_specs import Episodes, Parent
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.register import TypedRegister

Numbers = npt.NDArray[np.int64]
# A person and a day as one number, person × _RANGE + day, which sorts by person and then by day. Days count from 1970, and those
# of the ROC years 1 to 200 (1912 to 2111) lie within ± _RANGE / 2.
_RANGE = 1 << 20
_STILL_OPEN = _RANGE // 2 - 1


@dataclass(frozen=True)
class _Timeline:
    """The readable episodes of a register, ordered by person, first and last day; each array has an entry for each of them.

    - `rows`: position of its row in the register's frame; `persons`: number of the person; `opened`: first day;
    - `latest`: the latest last day of this and all earlier episodes of the person; `holder`: the index of the episode that has
      it.

    Looking at `latest` rather than at the episode just before finds an overlap with a long episode further up.
    """

    terms: Episodes
    rows: Numbers
    persons: Numbers
    opened: Numbers
    latest: Numbers
    holder: Numbers


def find_overlaps(register: TypedRegister) -> list[Issue]:
    """A warning for each episode that begins while an earlier one of the person goes on, in the order of the rows.

    Two that begin on one day have a warning as a repeated key instead.
    """
    line = _read_timeline(register)
    if line is None:
        return []
    before, after = slice(None, -1), slice(1, None)
    is_same = line.persons[after] == line.persons[before]
    overlaps = is_same & (line.opened[after] < line.latest[before]) & (line.opened[after] > line.opened[before])
    issues = []
    for index in np.flatnonzero(overlaps) + 1:
        row, earlier = int(line.rows[index]), int(line.rows[line.holder[index - 1]])
        is_open = line.latest[index - 1] == _STILL_OPEN
        opened, closed = line.terms.opened, line.terms.closed
        facts = {
            "read": register.say_read(row, opened),
            "of": line.terms.of,
            "first": register.point(earlier, row),
            "state": "尚未結束" if is_open else f"到{register.quote_day(earlier, closed)}才結束",
            "opened": opened,
            "closed": closed,
        }
        issue = register.report(kinds.EPISODES_OVERLAP, row, opened, register.show_typed(row, opened), facts)
        issues.append((row, issue))
    return [issue for _, issue in sorted(issues, key=lambda pair: pair[0])]


def find_days_outside(register: TypedRegister, parent: Parent, other: TypedRegister) -> list[Issue]:
    """A warning for each day of the register (column `parent.date`) that lies in none of the person's episodes in `other`.

    None for persons whom `other` does not know, or one of whose episodes there cannot be read: the day may lie in that one.
    """
    if parent.date is None or not register.has_column(parent.date):
        return []
    line = _read_timeline(other)
    if line is None or not len(line.rows):
        return []
    days = register.frame[parent.date].to_numpy().astype("datetime64[D]")
    persons = _match_persons(register, parent.column, other, line)
    checked = _find_rows_to_check(persons, days, line)
    unread = register.find_faulty_rows((parent.column, parent.date))
    checked = checked[~np.isnat(days[checked]) & ~unread[checked]]
    persons, days = persons[checked], days[checked].astype(np.int64)
    # The last of the person's episodes that had begun by that day; -1, or one of another person, where none had.
    last = np.searchsorted(line.persons * _RANGE + line.opened, persons * _RANGE + days, side="right") - 1
    had_begun = (last >= 0) & (line.persons[last] == persons)
    outside = np.flatnonzero(~had_begun | (days > line.latest[last]))
    return list(_report_outside(register, parent, other, line, checked[outside], last[outside], had_begun[outside]))


def _find_rows_to_check(persons: Numbers, days: npt.NDArray[np.datetime64], line: _Timeline) -> Numbers:
    """The rows to look at further: those of known persons, without the many whose day lies in the person's only episode."""
    count = int(max(persons.max(initial=-1), line.persons.max(initial=-1))) + 1
    is_only = np.bincount(line.persons, minlength=count)[line.persons] == 1
    only = line.persons[is_only]
    # By person, an interval in which a row needs no further look: by default an empty one, which opens after it closes. The last
    # element, index -1, is that of the unknown person: one that holds all days.
    opened, latest = np.full(count + 1, _RANGE), np.full(count + 1, -_RANGE)
    opened[only], latest[only] = line.opened[is_only], line.latest[is_only]
    opened[-1], latest[-1] = np.iinfo(np.int64).min, np.iinfo(np.int64).max
    numbers = days.view(np.int64)
    return np.flatnonzero((numbers < opened[persons]) | (numbers > latest[persons]))


def _report_outside(
    register: TypedRegister,
    parent: Parent,
    other: TypedRegister,
    line: _Timeline,
    rows: Numbers,
    last: Numbers,
    had_begun: npt.NDArray[np.bool_],
) -> Iterator[Issue]:
    opened, closed = line.terms.opened, line.terms.closed
    column = parent.date or ""
    for row, index, begun in zip(rows.tolist(), last.tolist(), had_begun.tolist(), strict=True):
        read = register.say_read(row, column)
        facts = {"read": read, "parent": other.spec.title, "opened": opened, "closed": closed}
        following = index + 1
        if not begun:
            facts["day"] = other.quote_day(int(line.rows[following]), opened)
            yield register.report(kinds.BEFORE_OPENING, row, column, register.show_typed(row, column), facts)
            continue
        facts["day"], facts["again"] = other.quote_day(int(line.rows[line.holder[index]]), closed), ""
        if following < len(line.rows) and line.persons[following] == line.persons[index]:
            facts["again"] = f"，早於再次的「{opened}」{other.quote_day(int(line.rows[following]), opened)}"
        yield register.report(kinds.AFTER_CLOSING, row, column, register.show_typed(row, column), facts)


def _read_timeline(register: TypedRegister) -> _Timeline | None:
    """The episodes of a register; None where the plan declares none or a column is lacking. Without a closing day an episode is
    still open.
    """
    terms = register.spec.episodes
    if terms is None or not (register.has_column(terms.of) and register.has_column(terms.opened)):
        return None
    rows = np.flatnonzero(~_find_unreadable(register, terms))
    frame = register.frame.iloc[rows]
    persons = frame[terms.of].cat.codes.to_numpy().astype(np.int64)
    opened = frame[terms.opened].to_numpy().astype("datetime64[D]").astype(np.int64)
    last = frame[terms.closed].to_numpy().astype("datetime64[D]")
    closed = np.where(np.isnat(last), _STILL_OPEN, last.astype(np.int64))
    order = np.lexsort((closed, opened, persons))
    rows, persons, opened, closed = rows[order], persons[order], opened[order], closed[order]
    # The running maximum of the closing days of each person: the person's number outweighs any day, so that it begins anew with
    # each person. An entry above the maximum so far is the holder of it from there on.
    keys = persons * _RANGE + closed
    highest = np.maximum.accumulate(keys)
    is_new = np.append(True, keys[1:] > highest[:-1])[: len(keys)]
    holder = np.maximum.accumulate(np.where(is_new, np.arange(len(keys)), 0))
    return _Timeline(terms, rows, persons, opened, highest - persons * _RANGE, holder)


def _find_unreadable(register: TypedRegister, terms: Episodes) -> npt.NDArray[np.bool_]:
    """Records without a person or a first day, or with a faulty cell."""
    blank: npt.NDArray[np.bool_] = register.frame[[terms.of, terms.opened]].isna().any(axis=1).to_numpy()
    return blank | register.find_faulty_rows((terms.of, terms.opened, terms.closed))


def _match_persons(register: TypedRegister, column: str, other: TypedRegister, line: _Timeline) -> Numbers:
    """For each row the number of its person in the other register; -1 where that does not know them, or all their episodes."""
    theirs = other.frame[line.terms.of].cat
    doubtful = np.unique(theirs.codes.to_numpy()[_find_unreadable(other, line.terms)])
    numbers = np.arange(len(theirs.categories))
    numbers[np.isin(numbers, doubtful)] = -1
    values = register.frame[column].cat
    places = theirs.categories.get_indexer(values.categories)
    # Appended for the code -1 of a blank cell, which indexes the last element.
    matched = np.append(np.where(places >= 0, numbers[places], -1), -1)
    return matched[values.codes.to_numpy()].astype(np.int64)
