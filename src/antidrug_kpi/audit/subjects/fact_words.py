"""Values as sentences about a case show them: days of the ROC calendar as 112/7/6, columns without 日期, words in 「」."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from antidrug_kpi import roc
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.prose.sentences import Words
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.windows import Periods

ShowWord = Callable[[Register, str, str], str]


@dataclass(frozen=True)
class FactWords:
    """What sentences about the subjects of one population are made with.

    `show_word` gives a word of a register's column as it may be shown. `derived` are the population's derivations by the name of
    the column that they add.
    """

    words: Words
    periods: Periods
    register: Register
    show_word: ShowWord
    derived: Mapping[str, p.Derivation] = field(default_factory=dict)
    _columns: dict[int, tuple[str, ...] | None] = field(default_factory=dict)

    def find_columns(self, node: c.Condition) -> tuple[str, ...] | None:
        """The columns whose values a test of columns is told by; None for what has conditions or other rows in it."""
        if id(node) not in self._columns:
            self._columns[id(node)] = self._list_columns(node)
        return self._columns[id(node)]

    def _list_columns(self, node: c.Condition) -> tuple[str, ...] | None:
        match node:
            case c.OpenIn():
                named = [node.open_in.opened, node.open_in.closed]
            case c.Share():
                named = [node.share.of, node.share.over]
            case c.ColumnTest():
                bounds = (value for _, value in node if isinstance(value, c.ColumnRef))
                named = [node.column, *(bound.column for bound in bounds)]
            case _:
                return None
        return tuple(self._follow_derived(named))

    def _follow_derived(self, columns: Iterable[str]) -> Iterator[str]:
        """The columns, each followed by what it was made from where it was derived: with that it is told."""
        for name in columns:
            yield name
            part = self.derived.get(name)
            if isinstance(part, p.DaysBetween | p.PlusMonths):
                yield from self._follow_derived([part.to if isinstance(part, p.DaysBetween) else part.date])

    @property
    def as_of(self) -> str:
        return show_day(self.periods.as_of)

    def quote(self, column: str, value: str) -> str:
        """A word of a column: 「死亡」."""
        return f"「{self.show_word(self.register, column, value)}」"

    def say_window(self, window: str) -> str:
        """A window with its days: 收案期間 112/7/1–113/6/30."""
        first, last = self.periods.spans[window]
        name = self.periods.texts[window].partition("（")[0]  # what stands in brackets explains the days, which follow
        return f"{name} {show_day(first)}–{show_day(last)}"

    def say_day(self, column: str, day: dt.date) -> str:
        """A column with its day: 新收 112/7/6."""
        spec = self.register.find_column(column)
        is_month = spec is not None and spec.type is ColumnType.MONTH
        return f"{name_event(column)} {show_month(day) if is_month else show_day(day)}"


def find_derivations(population: p.Population) -> dict[str, p.Derivation]:
    """The population's derivations by the names of the columns that they add."""
    return {name: part for part in population.derive for name in find_derived_types((part,))}


def show_day(day: dt.date) -> str:
    """A day as registers are typed: 112/7/6."""
    year = roc.to_roc_year(day.year)
    return f"{year}/{day.month}/{day.day}" if year > 0 else day.isoformat()


def show_month(day: dt.date) -> str:
    """A month as registers are typed: 113/5."""
    return f"{roc.to_roc_year(day.year)}/{day.month}"


def show_number(number: int | Decimal) -> str:
    """An exact number without an exponent."""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(int(number))


def name_event(column: str) -> str:
    """What a column of days is about: 新收日期 → 新收; 派案期限 stays."""
    event = column.removesuffix("日期")
    return event if len(event) > 1 else column


def name_amount(column: str) -> tuple[str, str]:
    """A column of numbers as it is said before and after its number: 留置日數 → 留置 100 日."""
    counted = column.removesuffix("日數")
    return (counted, " 日") if counted != column and counted else (column, "")
