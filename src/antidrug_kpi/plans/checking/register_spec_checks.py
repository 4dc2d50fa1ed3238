"""Whether a register's own checks name columns, registers and windows that are there and fit."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.checking import scopes
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Column, ColumnType, Parent, Register
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

# What a column must be, and what is said of one that is not.
_Need = tuple[frozenset[ColumnType], str] | None
DAYS: _Need = (frozenset({ColumnType.DATE, ColumnType.MONTH}), "不是日期，不能比先後")
KEYS: _Need = (scopes.WORDS, "不是編號、名稱或文字，不能在另一份清冊找同一個")
WORDS: _Need = (frozenset({ColumnType.IDENTIFIER, ColumnType.NAME}), "不是編號或名稱，不能認人")
YEARS: _Need = (frozenset({ColumnType.DATE, ColumnType.MONTH, ColumnType.YEAR}), "不是日期或年度，看不出年份")


def find_misdeclared(plan: Plan, register: Register, trail: Trail) -> Iterator[Problem]:
    """Every column defined twice, and every check of the register that leads nowhere."""
    names = [column.name for column in register.columns]
    repeated = sorted({name for name in names if names.count(name) > 1})
    yield from (((*trail, "columns"), f"欄位「{name}」定義了兩次；請刪去其一") for name in repeated)
    for number, own in enumerate(register.columns):
        yield from (((*trail, "columns", number), text) for text in _check_column(own))
    for place, name, need in _list_columns_named(register):
        column = register.find_column(name)
        if column is None:
            yield (*trail, *place), say_unknown("欄位", name, names)
        elif need is not None and column.type not in need[0]:
            yield (*trail, *place), f"欄位「{name}」{need[1]}；請換一個欄位"
    for number, parent in enumerate(register.parents):
        yield from (((*trail, "parents", number), text) for text in _check_parent(plan, parent))
    if register.expected is not None:
        unknown = [name for name in register.expected.windows if name not in plan.windows]
        yield from (((*trail, "expected", "windows"), say_unknown("期間", name, plan.windows)) for name in unknown)


def _check_column(column: Column) -> Iterator[str]:
    if column.type is ColumnType.CATEGORY and not column.values:
        yield f"類別欄位「{column.name}」沒有列出可用的值，任何內容都會被剔退；請補上 values，或改為 type: text"
    if column.values and column.type not in {ColumnType.CATEGORY, ColumnType.FLAG}:
        yield f"欄位「{column.name}」的型別是 {column.type}，用不到 values；請刪去，或改為 type: category"
    if column.name.startswith("@"):
        yield f"「{column.name}」是程式自用的名稱，不能作欄位；請改名"


def _list_columns_named(register: Register) -> Iterator[tuple[Trail, str, _Need]]:
    """Where a check names a column of its own register, and what the column must be."""
    for number, order in enumerate(register.orders):
        yield from ((("orders", number), name, DAYS) for name in (order.earlier, order.later))
    for number, parent in enumerate(register.parents):
        yield ("parents", number), parent.column, KEYS
        if parent.date is not None:
            yield ("parents", number), parent.date, DAYS
    for number, names in enumerate(register.unique):
        yield from ((("unique", number), name, None) for name in names)
    if register.episodes is not None:
        yield ("episodes",), register.episodes.of, WORDS
        yield from ((("episodes",), name, DAYS) for name in (register.episodes.opened, register.episodes.closed))
    if register.expected is not None:
        yield ("expected",), register.expected.column, YEARS
    yield from ((("same_record",), name, None) for name in register.same_record)


def _check_parent(plan: Plan, parent: Parent) -> Iterator[str]:
    other = next((register for register in plan.registers if register.id == parent.register_), None)
    if other is None:
        yield say_unknown("清冊", parent.register_, [register.id for register in plan.registers])
        return
    column = parent.parent_column or parent.column
    found = other.find_column(column)
    if found is None:
        yield say_unknown("欄位", column, [known.name for known in other.columns])
    elif found.type not in scopes.WORDS:
        yield f"清冊「{other.id}」的欄位「{column}」不是編號、名稱或文字，不能認出同一個；請換一個欄位"
    elif parent.date is not None and (other.episodes is None or other.episodes.of != column):
        yield f"清冊「{other.id}」沒有「{column}」的起訖日（episodes），無法核對「{parent.date}」；請加上 episodes，或刪去 date"
