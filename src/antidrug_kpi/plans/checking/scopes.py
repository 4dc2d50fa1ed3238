"""What a part of a spec may name where it stands: the columns of a register with their types, and what was derived before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from antidrug_kpi.plans.column_types import KINDS, ColumnType, Types
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.yaml_source.author_messages import say_misfit, say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

YES_OR_NO = ("是", "否")


@dataclass(frozen=True)
class NameScope:
    """Columns with their types and the values of those that have a list of them.

    `has_rows` says whether a subject can have several rows, which can then be asked, and `decides` whether one of these decides;
    `beyond` are the register's columns of which a subject may then have several values.
    """

    register: str
    types: Mapping[str, ColumnType]
    values: Mapping[str, tuple[str, ...]]
    has_rows: bool = False
    decides: bool = False
    beyond: frozenset[str] = frozenset()

    def narrow(self, names: Iterable[str], *, decides: bool) -> NameScope:
        """What subjects have that are distinct values of these columns."""
        kept = {name: self.types[name] for name in names if name in self.types}
        return replace(self, types=kept, has_rows=True, decides=decides, beyond=frozenset(self.types) - set(kept))

    def extend(self, types: Mapping[str, ColumnType]) -> NameScope:
        """The scope with what was derived."""
        return replace(self, types={**self.types, **types})

    def need(self, name: str, wanted: Types, trail: Trail) -> Iterator[Problem]:
        """That there is a column of this name and of one of the types; the last key of the trail that is a word is the field."""
        known = [name for name, kind in self.types.items() if kind in wanted]
        if name in known:
            return
        if name not in self.types:
            yield trail, self.say_lacking(KINDS[wanted], name, known)
            return
        field = next((key for key in reversed(trail) if isinstance(key, str)), "")
        yield trail, say_misfit(field, name, self.types[name], KINDS[wanted], known)

    def say_lacking(self, what: str, name: str, known: Iterable[str]) -> str:
        """One sentence for a name that is no column here."""
        if name in self.beyond:
            return f"每個對象可能有數列，「{name}」不只一個值；請以 any_row 逐列判斷、以 earliest 等換算，或列入 each"
        return say_unknown(what, name, known)


def view_register(register: Register) -> NameScope:
    """What a condition on the register's rows may name."""
    columns = (*register.columns, *register.further_columns)
    values = {column.name: tuple(value.name for value in column.values) for column in columns if column.values}
    flags = {column.name: (*YES_OR_NO, *values.get(column.name, ())) for column in columns if column.type is ColumnType.FLAG}
    return NameScope(register.id, {column.name: column.type for column in columns}, {**values, **flags})
