"""Days of a person in a register: episodes that overlap, and days of another register that lie in none of them.

Everything is told by sorting: a million contacts are held against their cases without a look at any single row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antidrug_kpi.issues import Issue
from antidrug_kpi.plans.register_specs import Episodes, Parent
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.register import Register

Numbers = npt.NDArray[np.int64]
# Days count from 1970, and those of the ROC years 1 to 200 lie well within the range, so that a person's number times the range
# plus a day sorts by both.
_RANGE = 1 << 20
_STILL_OPEN = _RANGE // 2 - 1


@dataclass(frozen=True)
class _Timeline:
    """The readable episodes of a register, by person and first day; `rows` are their places in its frame.

    `latest` is the last day of all the person's episodes up to this one, and `holder` the episode that has it.
    """

    terms: Episodes
    rows: Numbers
    persons: Numbers
    opened: Numbers
    latest: Numbers
    holder: Numbers


def find_overlaps(register: Register) -> list[Issue]:
    """A warning for each episode that begins while an earlier one of the person goes on. Two that begin on one day are said as a
    repeated key.
    """
    line = _read_timeline(register)
    if line is None:
        return []
    before, own = slice(None, -1), slice(1, None)
    is_same = line.persons[own] == line.persons[before]
    overlaps = is_same & (line.opened[own] < line.latest[before]) & (line.opened[own] > line.opened[before])
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


def find_days_outside(register: Register, parent: Parent, other: Register) -> list[Issue]:
    """A warning for each day of the register that lies in no episode which the other register has of the person. Nothing is said
    of persons whom it does not know, or one of whose episodes cannot be read.
    """
    if parent.date is None or not register.has_column(parent.date):
        return []
    line = _read_timeline(other)
    if line is None or not len(line.rows):
        return []
    days = register.frame[parent.date].to_numpy().astype("datetime64[D]")
    persons = _match_persons(register, parent.column, other, line)
    asked = _find_askable(persons, days, line)
    unread = register.find_faulty_rows((parent.column, parent.date))
    asked = asked[~np.isnat(days[asked]) & ~unread[asked]]
    persons, days = persons[asked], days[asked].astype(np.int64)
    # The last of the person's episodes that had begun by that day; -1, or one of another person, where none had.
    last = np.searchsorted(line.persons * _RANGE + line.opened, persons * _RANGE + days, side="right") - 1
    had_begun = (last >= 0) & (line.persons[last] == persons)
    outside = np.flatnonzero(~had_begun | (days > line.latest[last]))
    return list(_report_outside(register, parent, other, line, asked[outside], last[outside], had_begun[outside]))


def _find_askable(persons: Numbers, days: npt.NDArray[np.datetime64], line: _Timeline) -> Numbers:
    """The rows of known persons but those whose day lies in the person's only episode, which are nearly all."""
    count = int(max(persons.max(initial=-1), line.persons.max(initial=-1))) + 1
    is_only = np.bincount(line.persons, minlength=count)[line.persons] == 1
    only = line.persons[is_only]
    # Nothing lies in what opens after it closes; the last element is the unknown person's, number -1, who is not asked about.
    opened, latest = np.full(count + 1, _RANGE), np.full(count + 1, -_RANGE)
    opened[only], latest[only] = line.opened[is_only], line.latest[is_only]
    opened[-1], latest[-1] = np.iinfo(np.int64).min, np.iinfo(np.int64).max
    numbers = days.view(np.int64)
    return np.flatnonzero((numbers < opened[persons]) | (numbers > latest[persons]))


def _report_outside(
    register: Register,
    parent: Parent,
    other: Register,
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


def _read_timeline(register: Register) -> _Timeline | None:
    """The episodes of a register; none where the plan declares none or a column is lacking. Without a column of last days
    nobody's episode ends.
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
    # A person's number outweighs any day, so that the highest day begins anew with every person.
    keys = persons * _RANGE + closed
    highest = np.maximum.accumulate(keys)
    is_new = np.append(True, keys[1:] > highest[:-1])[: len(keys)]
    holder = np.maximum.accumulate(np.where(is_new, np.arange(len(keys)), 0))
    return _Timeline(terms, rows, persons, opened, highest - persons * _RANGE, holder)


def _find_unreadable(register: Register, terms: Episodes) -> npt.NDArray[np.bool_]:
    """Records without a person or a first day, or with a faulty cell."""
    blank: npt.NDArray[np.bool_] = register.frame[[terms.of, terms.opened]].isna().any(axis=1).to_numpy()
    return blank | register.find_faulty_rows((terms.of, terms.opened, terms.closed))


def _match_persons(register: Register, column: str, other: Register, line: _Timeline) -> Numbers:
    """For each row the person's number in the other register; -1 where it does not know them, or not all their episodes."""
    theirs = other.frame[line.terms.of].cat
    doubtful = np.unique(theirs.codes.to_numpy()[_find_unreadable(other, line.terms)])
    numbers = np.arange(len(theirs.categories))
    numbers[np.isin(numbers, doubtful)] = -1
    own = register.frame[column].cat
    places = theirs.categories.get_indexer(own.categories)
    matched = np.append(np.where(places >= 0, numbers[places], -1), -1)
    return matched[own.codes.to_numpy()].astype(np.int64)
