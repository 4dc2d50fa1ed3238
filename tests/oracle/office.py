"""An office's registers as read: the values of every row, and the measures for which each row is rejected."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from .cells import Faulty, Value, is_faulty, is_masked, read_cell, read_number, squeeze
from .contract import COLUMNS, ELEMENTS, MEASURES, PERCENTAGES, PERSONS, SPANS, Column, indicator_of
from .date_cells import doubtful_years, has_two_digit_year
from .records import sift

Tables = Mapping[str, Sequence[Mapping[str, str]]]

# Ratios of two counts: only these may be filled from 填報數據.
NO_FIGURES = {"1.2", "2.3.1", "2.3.2", "4.1.3", "4.3.2", "4.6.2", *ELEMENTS}
FIGURE_MEASURES = tuple(measure for measure in MEASURES if measure not in NO_FIGURES)
FIGURE_NAMES = {"分子": "分子", "分母": "分母"}
OWN_FIGURE_NAMES = {"3.7": {"完成愛滋篩檢人次": "分子", "實際到場講習人次": "分母"}}


def add_months(start: date, months: int) -> date:
    """The same day so many months on, cut to the month's last day."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Frame:
    """What the report covers."""

    year: int
    report: str
    as_of: date
    jurisdiction: str | None = None

    @property
    def first(self) -> date:
        return date(self.year + 1911, 1, 1)

    @property
    def prior_first(self) -> date:
        return date(self.year + 1910, 1, 1)

    @property
    def prior_last(self) -> date:
        return date(self.year + 1910, 12, 31)

    def in_period(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.as_of

    def in_prior_year(self, day: date | None) -> bool:
        return day is not None and self.prior_first <= day <= self.prior_last

    def happened(self, day: date | None) -> bool:
        """Present, and not after as_of."""
        return day is not None and day <= self.as_of

    def is_open(self, opened: date, closed: date | None) -> bool:
        return opened <= self.as_of and not (closed is not None and closed < self.first)


@dataclass
class Row:
    values: dict[str, Value]
    faults: set[str]
    rejected: set[str] = field(default_factory=set)

    def when(self, column: str) -> date | None:
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    def day(self, column: str) -> date:
        """A date of a row that is accepted, in a required column."""
        value = self.when(column)
        assert value is not None, column
        return value

    def yes(self, column: str) -> bool:
        return self.values.get(column) is True

    def no(self, column: str) -> bool:
        return self.values.get(column) is False

    def number(self, column: str) -> Fraction | None:
        value = self.values.get(column)
        return value if isinstance(value, Fraction) else None

    def amount(self, column: str) -> Fraction:
        value = self.number(column)
        assert value is not None, column
        return value

    def text(self, column: str) -> str:
        """Blank where the cell is."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""


@dataclass
class Table:
    title: str
    present: set[str]
    rows: list[Row]
    skipped: int = 0
    is_doubtful: bool = False  # a row bears one sign of a subtotal alone
    are_fractions: bool = False  # every value of a percentage column lies below 1, without a sign

    def is_masked(self, column: str) -> bool:
        return any(is_masked(row.text(column)) for row in self.rows)

    def has(self, measure: str) -> bool:
        """Does the register hold every column that the measure reads?"""
        return set(MEASURES[measure].get(self.title, ())) <= self.present

    def accepted(self, measure: str) -> list[Row]:
        return [row for row in self.rows if measure not in row.rejected]

    def rejected(self, measure: str) -> int:
        return sum(measure in row.rejected for row in self.rows)

    def all_rejected(self, measure: str) -> bool:
        return bool(self.rows) and not self.accepted(measure)


@dataclass
class Office:
    frame: Frame
    tables: dict[str, Table]
    unreadable: frozenset[str] = frozenset()  # registers of which a file could not be read
    readings: frozenset[tuple[str, str]] = frozenset()  # the alternatives chosen

    def is_chosen(self, place: str, name: str) -> bool:
        return (place, name) in self.readings

    def is_unreadable(self, measure: str) -> bool:
        """Half a register is no register, and nothing stands in for it."""
        return bool(self.unreadable & MEASURES[measure].keys())

    def is_masked(self, measure: str) -> bool:
        """Are persons counted or joined by an identifier that is masked?"""
        columns = PERSONS.get(measure, {}).items()
        return any(title in self.tables and self.tables[title].is_masked(column) for title, column in columns)

    def rows(self, title: str, measure: str) -> list[Row]:
        return self.tables[title].accepted(measure)

    def has(self, measure: str) -> bool:
        """Is every register that the measure reads there, with the columns it needs?"""
        return all(title in self.tables and self.tables[title].has(measure) for title in MEASURES[measure])

    def all_rejected(self, measure: str) -> bool:
        return any(title in self.tables and self.tables[title].all_rejected(measure) for title in MEASURES[measure])

    def rejected(self, measure: str) -> int:
        titles = set(MEASURES[measure])
        if measure in FIGURE_MEASURES:
            titles.add("填報數據")
        return sum(self.tables[title].rejected(measure) for title in titles if title in self.tables)


def read_row(cells: Mapping[str, str], columns: Sequence[Column], doubtful: set[str]) -> Row:
    row = Row({}, set())
    for column in columns:
        text = cells.get(column.name, "")
        try:
            if column.name in doubtful and has_two_digit_year(text):
                raise Faulty
            value = read_cell(text, column.kind, column.allowed)
        except Faulty:
            row.faults.add(column.name)
            continue
        row.values[column.name] = value
        if value is None and column.required:
            row.faults.add(column.name)
    return row


def check_span(row: Row, title: str) -> None:
    if title not in SPANS:
        return
    opening, closing = SPANS[title]
    opened, closed = row.when(opening), row.when(closing)
    if opened is not None and closed is not None and closed < opened:
        row.faults |= {opening, closing}


def reject_by_columns(row: Row, title: str) -> None:
    if not row.faults:
        return
    for measure, reads in MEASURES.items():
        if row.faults & set(reads.get(title, ())):
            row.rejected.add(measure)


def reject_by_rule(row: Row, table: Table, frame: Frame) -> None:
    """Blanks that a measure's own rule rejects."""
    if table.title == "學校清冊":
        numbers = {"學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數"} & table.present
        if any(row.values.get(column) is None for column in numbers):
            row.rejected.add("1.2")
    if table.title == "追蹤輔導個案" and "需求等級" in table.present and row.values.get("需求等級") is None:
        opened = row.when("開案日期")
        is_open = opened is not None and frame.is_open(opened, row.when("結案日期"))
        if is_open and frame.happened(row.when("初評完成日期")):
            row.rejected.add("4.3.1")


def evidence_codes(code: str, element: str) -> tuple[str, ...]:
    """The measures with evidence that a 指標代碼 names; none where it cannot be read."""
    if code in ELEMENTS:
        return (code,)
    named = [m for m in ELEMENTS if code in (squeeze(indicator_of(m)), ".".join(m.split(".")[:2]))]
    by_element = [m for m in named if element in ELEMENTS[m]]
    return tuple(by_element or named)


def figure_code(code: str) -> tuple[str, ...]:
    """The one measure with figures that a 指標代碼 names."""
    if code in FIGURE_MEASURES:
        return (code,)
    named = tuple(m for m in FIGURE_MEASURES if squeeze(indicator_of(m)) == code)
    return named if len(named) == 1 else ()


def reject_by_code(row: Row, named: tuple[str, ...], takers: Sequence[str]) -> None:
    """A row whose code names no taker is faulty for all of them; another faulty row for those that it names."""
    if not named and "指標代碼" in row.values:
        row.faults.add("指標代碼")
    if row.faults:
        row.rejected |= set(named or takers)


def figure_name(measure: str, item: str) -> str | None:
    return (FIGURE_NAMES | OWN_FIGURE_NAMES.get(measure, {})).get(item)


def reject_conflicts(rows: Sequence[Row]) -> None:
    """The same figure given twice with different values: every row of it is rejected."""
    given: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        named = figure_code(row.text("指標代碼"))
        name = figure_name(named[0], row.text("項目")) if named else None
        if name is not None and not row.rejected and row.number("數值") is not None:
            given.setdefault((named[0], name), []).append(row)
    for (measure, _), same in given.items():
        if len({row.number("數值") for row in same}) > 1:
            for row in same:
                row.rejected.add(measure)


def all_below_one(texts: Iterable[str]) -> bool:
    """Do the cells that can be read all hold numbers from 0 to 1, without a sign of percent?"""
    numbers = [text for text in texts if not is_faulty(text, "number") and read_cell(text, "number") is not None]
    return bool(numbers) and all("%" not in squeeze(text) and 0 < read_number(text) < 1 for text in numbers)


def read_table(title: str, rows: Sequence[Mapping[str, str]], present: set[str], frame: Frame) -> Table:
    columns = [column for column in COLUMNS[title] if column.name in present]
    records = sift(title, [{name: text for name, text in cells.items() if name in present} for cells in rows])
    dates = [column.name for column in columns if column.kind == "date"]
    doubtful = {name for name in dates if doubtful_years(cells.get(name, "") for cells in records.rows)}
    read = [read_row(cells, columns, doubtful) for cells in records.rows]
    table = Table(title, present, read, records.skipped, records.is_doubtful)
    for row in table.rows:
        check_span(row, title)
        if title == "佐證清冊":
            named = evidence_codes(row.text("指標代碼"), row.text("要件"))
            reject_by_code(row, named, tuple(ELEMENTS))
        elif title == "填報數據":
            reject_by_code(row, figure_code(row.text("指標代碼")), FIGURE_MEASURES)
        else:
            reject_by_columns(row, title)
            reject_by_rule(row, table, frame)
    if title == "填報數據":
        reject_conflicts(table.rows)
    if PERCENTAGES.get(title) in present:
        table.are_fractions = all_below_one(cells.get(PERCENTAGES[title], "") for cells in records.rows)
    return table


def read_office(
    tables: Tables,
    frame: Frame,
    columns: Mapping[str, Sequence[str]] | None = None,
    unreadable: Collection[str] = (),
) -> Office:
    """`columns` names the columns that a register has; without it, a register has all of them."""
    read: dict[str, Table] = {}
    for title, rows in tables.items():
        if title not in COLUMNS:
            continue
        named = (columns or {}).get(title)
        present = {column.name for column in COLUMNS[title]} if named is None else set(named)
        read[title] = read_table(title, rows, present, frame)
    return Office(frame, read, frozenset(unreadable))
