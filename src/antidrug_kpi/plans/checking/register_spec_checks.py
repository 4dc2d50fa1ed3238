"""Whether the columns of a register can be read, and its parents found."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.checking.still_checks import check_still
from antidrug_kpi.plans.checking.unique_names import find_repeated_columns
from antidrug_kpi.plans.column_types import WORDS
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Column, ColumnType, Parent, Register
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def find_misdeclared(plan: Plan, register: Register, trail: Trail) -> Iterator[Problem]:
    """Every column that is defined twice or cannot be read, and every parent in which nothing can be found."""
    yield from find_repeated_columns(register, trail)
    for number, column in enumerate(register.columns):
        yield from (((*trail, "columns", number), text) for text in _check_column(column))
    for number, parent in enumerate(register.parents):
        yield from (((*trail, "parents", number), text) for text in _check_parent(plan, parent))


def _check_column(column: Column) -> Iterator[str]:
    if column.type is ColumnType.CATEGORY and not column.values:
        yield f"類別欄位「{column.name}」沒有列出可用的值，任何內容都會被剔退；請補上 values，或改為 type: text"
    if column.values and column.type not in {ColumnType.CATEGORY, ColumnType.FLAG}:
        yield f"欄位「{column.name}」的型別是 {column.type}，用不到 values；請刪去，或改為 type: category"
    if column.name.startswith("@"):
        yield f"「{column.name}」是程式自用的名稱，不能作欄位；請改名"
    yield from check_still(column)


def _check_parent(plan: Plan, parent: Parent) -> Iterator[str]:
    other = next((register for register in plan.registers if register.id == parent.register_), None)
    if other is None:
        return
    column = parent.parent_column or parent.column
    found = other.find_column(column)
    if found is None:
        yield say_unknown("欄位", column, [known.name for known in other.columns])
    elif found.type not in WORDS:
        yield f"清冊「{other.id}」的欄位「{column}」不是編號、名稱或文字，不能認出同一個；請換一個欄位"
    elif parent.date is not None and (other.episodes is None or other.episodes.of != column):
        yield f"清冊「{other.id}」沒有「{column}」的起訖日（episodes），無法核對「{parent.date}」；請加上 episodes，或刪去 date"
