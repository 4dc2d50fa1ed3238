"""Whether every name that an office may write leads to one thing only: a register, a column of it, a value of that."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

# What names something, what it is called, and where it stands.
_Named = tuple[str, Sequence[str], Trail]


def find_shared_names(plan: Plan) -> Iterator[Problem]:
    """Registers, columns of a register and values of a column that share a title or an alias, but for blanks and widths."""
    yield from _find_shared(
        "清冊", [(one.title, (one.title, *one.aliases), ("registers", index)) for index, one in enumerate(plan.registers)]
    )
    for index, register in enumerate(plan.registers):
        trail: Trail = ("registers", index, "columns")
        # Of two columns with one official header the second is told elsewhere, as defined twice.
        columns = [(number, one) for number, one in enumerate(register.columns) if register.find_column(one.name) is one]
        yield from _find_shared("欄位", [(one.name, (one.name, *one.aliases), (*trail, number)) for number, one in columns])
        for number, column in columns:
            values = [(one.name, (one.name, *one.aliases), (*trail, number)) for one in column.values]
            yield from _find_shared("類別值", values)


def _find_shared(what: str, things: Sequence[_Named]) -> Iterator[Problem]:
    seen: dict[str, tuple[int, str]] = {}
    for position, (title, names, trail) in enumerate(things):
        for name in names:
            first, other = seen.setdefault(_fold(name), (position, title))
            if first != position:
                yield trail, f"{what}「{title}」與「{other}」都叫「{name}」，清冊裡寫「{name}」時無法分辨；請改名或刪去其一的別名"


def _fold(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
