"""What a question is known again by: what it asks, and the cells of its rows, or without rows its files, column and count.

An answer holds as long as the fingerprint is the same. Numbers of rows are no part of it: a row that moved keeps its answer.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from antidrug_kpi.audit.record_numbers import number_alike
from antidrug_kpi.audit.typed_texts import TypedTexts
from antidrug_kpi.issues import Address, Issue
from antidrug_kpi.registers.kinds import SHEETS_OVERLAP
from antidrug_kpi.registers.register import SHEET, Reading, TypedRegister

_LENGTH = 32
_RUNS = re.compile(r"(\d+)(?:–(\d+))?")
_QUOTED = re.compile("「([^」]*)」")
# Of an issue without rows: how many, which other file or sheet, which year by its name; not where, nor an example of a cell.
_KEPT_FACTS = frozenset(
    {"count", "total", "same", "first", "name", "found", "wanted", "what", "column", "columns", "value", "pattern"}
)


def make_fingerprint(*parts: object) -> str:
    """A digest of plain values, short enough for a cell."""
    text = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def find_fingerprint(issues: Sequence[Issue], reading: Reading, texts: TypedTexts) -> str:
    """The fingerprint of issues of one kind in one column of one sheet, which are asked about together."""
    first = issues[0]
    asked = (first.code, first.register, first.columns)
    rows = _list_rows(issues, reading)
    if rows:
        return make_fingerprint(asked, len(rows), sorted(_list_cells(row, reading, texts) for row in rows))
    return make_fingerprint(asked, first.address.file, first.address.sheet, sorted(map(_list_facts, issues)))


def _list_cells(row: Address, reading: Reading, texts: TypedTexts) -> tuple[str, ...]:
    """What stands in the row; where it cannot be looked up, the digest of its file: better an answer that lapses too soon."""
    return texts.list_row(row.file, row.sheet, row.row or 0) or (reading.digests.get(row.file, ""),)


def _list_facts(issue: Issue) -> list[tuple[str, str]]:
    header = [("value", issue.value)] if issue.value is not None and "{value}" in issue.kind.template else []
    return [*((name, fact) for name, fact in issue.facts if name in _KEPT_FACTS), *header]


def _list_rows(issues: Sequence[Issue], reading: Reading) -> list[Address]:
    """The rows that the issues are about: their own, those that their sentence names, or the records that two sheets share."""
    rows = [issue.address for issue in issues if issue.address.row is not None]
    if rows:
        return rows
    for issue in issues:
        if issue.kind is SHEETS_OVERLAP:
            rows += _list_shared(issue, reading)
        else:
            rows += _list_named(issue)
    return rows


def _list_named(issue: Issue) -> Iterator[Address]:
    """The rows 3–6、9 of the issue's sentence."""
    for run in _RUNS.finditer(dict(issue.facts).get("rows", "")):
        for row in range(int(run[1]), int(run[2] or run[1]) + 1):
            yield Address(issue.address.file, issue.address.sheet, row)


def _list_shared(issue: Issue, reading: Reading) -> Iterator[Address]:
    """The records of both sheets of an overlap that stand in the other one too, compared by the columns that it names."""
    facts = dict(issue.facts)
    register = reading.registers.get(issue.register or "")
    if register is None:
        return
    places = [(source.file, source.sheet) for source in register.sources]
    here = _find_sheet(places, lambda place: place == (issue.address.file, issue.address.sheet))
    there = _find_sheet(places, lambda place: str(Address(*place)) == facts.get("first"))
    if here is None or there is None:
        return
    columns = [name for name in _QUOTED.findall(facts.get("columns", "")) if register.has_column(name)]
    yield from (register.locate(row) for row in _find_shared(register, here, there, columns))


def _find_sheet(places: Sequence[tuple[str, str | None]], is_wanted: Callable[[tuple[str, str | None]], bool]) -> int | None:
    return next((number for number, place in enumerate(places) if is_wanted(place)), None)


def _find_shared(register: TypedRegister, here: int, there: int, columns: Sequence[str]) -> list[int]:
    sheets = register.frame[SHEET].to_numpy()
    rows = [np.flatnonzero(sheets == sheet) for sheet in (here, there)]
    numbers = number_alike(register.frame.iloc[rows[0]], register.frame.iloc[rows[1]], columns)
    shared = np.intersect1d(*numbers)
    return [int(row) for own, number in zip(rows, numbers, strict=True) for row in own[np.isin(number, shared)]]
