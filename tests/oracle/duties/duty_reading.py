"""An office's registers as the statistics and tie-outs read them: every row with its values, its faults and its address."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ..cells import Faulty, Value, is_missing, read_category, read_cell, squeeze
from ..contract import SPANS, Column
from ..office import Frame
from ..records import is_footer
from .further_contract import ALL_COLUMNS

SEPARATORS = "、;,/"


class Blank(Exception):  # noqa: N818 - it says what the statistic is
    """A register or a column is absent, or every row of a register was rejected."""


@dataclass
class Record:
    title: str
    line: int
    values: dict[str, Value]
    labels: dict[str, str] = field(default_factory=dict)
    several: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    faults: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"{self.title}.csv:{self.line}"

    def when(self, column: str) -> date:
        """A date that is there; the end of time where it is blank."""
        value = self.values.get(column)
        return value if isinstance(value, date) else date.max

    def has(self, column: str) -> bool:
        return self.values.get(column) is not None or bool(self.several.get(column))

    def yes(self, column: str) -> bool:
        return self.values.get(column) is True

    def text(self, column: str) -> str:
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    def amount(self, column: str) -> Fraction:
        """Nothing where it is blank."""
        value = self.values.get(column)
        return value if isinstance(value, Fraction) else Fraction(0)

    def pairs(self, column: str) -> tuple[tuple[str, str], ...]:
        """What a free text or a cell of several values holds: how it is compared, and how it is written."""
        if column in self.several:
            return self.several[column]
        return ((self.text(column), self.labels[column]),) if self.text(column) else ()


def split_values(text: str, allowed: Sequence[str]) -> tuple[tuple[str, str], ...]:
    plain = unicodedata.normalize("NFKC", text)
    for separator in SEPARATORS:
        plain = plain.replace(separator, "\n")
    found: dict[str, str] = {}
    for part in plain.split("\n"):
        if not is_missing(part):
            label = read_category(part, allowed) if allowed else part.strip()
            found.setdefault(squeeze(label), label)
    return tuple(found.items())


def read_record(title: str, line: int, cells: Mapping[str, str], columns: Sequence[Column]) -> Record:
    record = Record(title, line, {})
    for column in columns:
        text = cells[column.name]
        try:
            if column.kind == "several":
                record.several[column.name] = () if is_missing(text) else split_values(text, column.allowed)
            else:
                value = read_cell(text, column.kind, column.allowed)
                record.values[column.name] = value
                record.labels[column.name] = str(value) if column.kind == "category" else text.strip()
        except Faulty:
            record.faults.add(column.name)
            continue
        if column.required and not record.has(column.name):
            record.faults.add(column.name)
    if title in SPANS:
        opening, closing = SPANS[title]
        if record.when(closing) < record.when(opening) < date.max:
            record.faults |= {opening, closing}
    return record


@dataclass
class Sheet:
    title: str
    columns: tuple[Column, ...]
    records: list[Record]

    @property
    def names(self) -> set[str]:
        return {column.name for column in self.columns}

    def read_with(self, names: Collection[str]) -> set[str]:
        """The columns read by who reads these: the † ones always."""
        return {*names, *(column.name for column in ALL_COLUMNS[self.title] if column.always_read)}


@dataclass
class Books:
    """What the office handed in, and what the report covers."""

    frame: Frame
    sheets: dict[str, Sheet]
    readings: frozenset[tuple[str, str]] = frozenset()

    def has(self, title: str, *names: str) -> bool:
        return title in self.sheets and self.sheets[title].read_with(names) <= self.sheets[title].names

    def rows(self, title: str, *names: str) -> list[Record]:
        """The accepted rows for a reader of these columns."""
        if not self.has(title, *names):
            raise Blank
        sheet = self.sheets[title]
        read = sheet.read_with(names)
        accepted = [record for record in sheet.records if not record.faults & read]
        if sheet.records and not accepted:
            raise Blank
        return accepted

    def count_rejected(self, title: str, *names: str) -> int:
        if title not in self.sheets:
            return 0
        read = self.sheets[title].read_with(names)
        return sum(bool(record.faults & read) for record in self.sheets[title].records)

    def in_period(self, day: date) -> bool:
        return self.frame.first <= day <= self.frame.as_of

    def happened(self, day: date) -> bool:
        return day <= self.frame.as_of

    def dated(self, title: str, day: str, *names: str) -> list[Record]:
        """The accepted rows whose day lies in the period."""
        return [row for row in self.rows(title, *names) if self.in_period(row.when(day))]


def is_record(row: Mapping[str, str], kinds: Mapping[str, str]) -> bool:
    """Neither blank nor a line of totals."""
    filled = {name: text for name, text in row.items() if not is_missing(text, kinds[name])}
    return bool(filled) and not is_footer(filled)


def read_books(
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    columns: Mapping[str, Sequence[str]],
    frame: Frame,
    readings: frozenset[tuple[str, str]] = frozenset(),
) -> Books:
    sheets = {}
    for title, rows in tables.items():
        if title in ALL_COLUMNS:
            present = tuple(column for column in ALL_COLUMNS[title] if column.name in columns[title])
            kinds = {column.name: column.kind for column in present}
            filled = [(line, row) for line, row in enumerate(rows, start=2) if is_record(row, kinds)]
            records = [read_record(title, line, row, present) for line, row in filled]
            sheets[title] = Sheet(title, present, records)
    return Books(frame, sheets, readings)
