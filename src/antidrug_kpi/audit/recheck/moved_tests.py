"""A population whose bounds are moved a little: 179 days are enough where 180 were, one contact more counts, 64 % for 65 %."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
import pandas as pd

from antidrug_kpi.measures.condition_masks import evaluate, mask_condition
from antidrug_kpi.measures.measure_scope import Mask, Scope, Subjects
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.services import ServiceUnits

NumberTest = c.AtLeast | c.AtMost | c.MoreThan | c.LessThan | c.Equals
_NUMBER_TESTS = (c.AtLeast, c.AtMost, c.MoreThan, c.LessThan, c.Equals)

# By how much each kind is moved, the least first; half a number is half an hour, and makes a tie of two columns one more.
_DAYS = (Decimal(1), Decimal(3), Decimal(7))
_NUMBERS = (Decimal("0.5"), Decimal(1))
_POINTS = (Decimal(1), Decimal(3), Decimal(5))
_SHARED = (Decimal(0), Decimal(1))

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True)
class MovedTest:
    """A test as it is of a number that is so much larger, or of a date that is so many days later. It stands in no spec; where
    the test asks for one number alone, its neighbour fulfils it as well, and nobody falls out.
    """

    test: NumberTest | c.NotAfter | c.Share
    by: Decimal

    @property
    def column(self) -> str:
        """The column that is moved."""
        return self.test.share.of if isinstance(self.test, c.Share) else self.test.column


@mask_condition.register
def mask_moved(node: MovedTest, subjects: Subjects, scope: Scope) -> Mask:
    """The mask of the test with the column moved."""
    cells = subjects.frame[node.column]
    is_date = isinstance(node.test, c.NotAfter)
    moved = cells + dt.timedelta(days=int(node.by)) if is_date else _add_to_cells(cells, node.by)
    mask = evaluate(node.test, subjects.with_columns({node.column: moved}), scope)
    return mask | evaluate(node.test, subjects, scope) if isinstance(node.test, c.Equals) else mask


def _add_to_cells(cells: pd.Series, by: Decimal) -> pd.Series:
    """Each number a little larger, each distinct one added to once; a blank stays blank."""
    codes, distinct = pd.factorize(cells)
    step = int(by) if by == int(by) else by
    numbers = np.array([*(number + step for number in distinct.tolist()), None], dtype=object)
    moved = pd.Series(numbers[codes], dtype=object)
    is_whole = isinstance(step, int) and pd.api.types.is_integer_dtype(cells.dtype)
    return moved.astype("Int64") if is_whole else moved


def list_moved(population: p.Population, step: int) -> Iterator[p.Population]:
    """The population with the tests of one column moved, to one side and to the other; `step` says how far, the least is 0.

    All tests of a column move together: who is excluded for less than 180 days is so for no other length than who fulfils them.
    """
    plain = population.model_copy(update={"warn": ()})  # what is asked about a subject moves no subject
    kinds: dict[tuple[type, str], tuple[Decimal, ...]] = {}
    days = _list_day_columns(population)

    def note(part: Part) -> Part:
        if isinstance(part, _NUMBER_TESTS):
            kinds[MovedTest, part.column] = _DAYS if part.column in days else _NUMBERS
        elif isinstance(part, c.NotAfter):
            kinds[c.NotAfter, part.column] = _DAYS
        elif isinstance(part, c.Share):
            kinds[MovedTest, part.share.of] = _SHARED
            kinds[c.ShareTest, part.share.of] = _POINTS
        elif isinstance(part, p.QuotaTerms):
            kinds[p.QuotaTerms, part.of] = _NUMBERS
        return part

    _change_parts(plain, note)
    for (kind, column), sizes in kinds.items():
        if step < len(sizes) and sizes[step]:
            for by in (sizes[step], -sizes[step]):
                yield _change_parts(plain, _CHANGES[kind](column, by))


def _list_day_columns(population: p.Population) -> frozenset[str]:
    """The derived columns that are numbers of days."""
    found: set[str] = set()

    def note(part: Part) -> Part:
        if isinstance(part, p.DaysBetween):
            found.add(part.name)
        elif isinstance(part, ServiceUnits) and part.days is not None:
            found.add(part.days)
        return part

    _change_parts(population, note)
    return frozenset(found)


Change = Callable[[Part], object]


def _move_tests(column: str, by: Decimal) -> Change:
    def change(part: Part) -> object:
        is_own = (isinstance(part, _NUMBER_TESTS) and part.column == column) or (
            isinstance(part, c.Share) and part.share.of == column
        )
        return MovedTest(part, by) if is_own else part  # type: ignore[arg-type]

    return change


def _move_dates(column: str, by: Decimal) -> Change:
    return lambda part: MovedTest(part, by) if isinstance(part, c.NotAfter) and part.column == column else part


def _move_shares(column: str, by: Decimal) -> Change:
    """A share that is reached earlier, as if the number were larger."""

    def change(part: Part) -> object:
        is_own = isinstance(part, c.ShareTest) and part.of == column
        return part.model_copy(update={"at_least": part.at_least - by}) if is_own else part  # type: ignore[attr-defined]

    return change


def _move_quotas(column: str, by: Decimal) -> Change:
    def change(part: Part) -> object:
        if not isinstance(part, p.QuotaTerms) or part.of != column:
            return part
        return part.model_copy(update={"at_least": {name: least - by for name, least in part.at_least.items()}})

    return change


_CHANGES: Mapping[type, Callable[[str, Decimal], Change]] = {
    MovedTest: _move_tests,
    c.NotAfter: _move_dates,
    c.ShareTest: _move_shares,
    p.QuotaTerms: _move_quotas,
}


def _change_parts(part: AnyPart, change: Change) -> AnyPart:
    """A part of a spec with every part in it changed; the same where none is. What a change gives is looked into no further."""
    changed = change(part)
    if changed is not part:
        return changed  # type: ignore[return-value]
    updates = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        new = _change_value(value, change)
        if new is not value:
            updates[name] = new
    return part.model_copy(update=updates) if updates else part


def _change_value(value: object, change: Change) -> object:
    if isinstance(value, Part):
        return _change_parts(value, change)
    if isinstance(value, tuple):
        parts = tuple(_change_value(item, change) for item in value)
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    return value
