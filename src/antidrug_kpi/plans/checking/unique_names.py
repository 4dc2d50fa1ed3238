"""What must be unique in a plan: the ids of its indicators, measures and registers, the columns of a register, and every name
that an office may write for a register, a column of it, a value of that.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

# A title, the aliases beside it, and where they stand.
_Named = tuple[str, Sequence[str], Trail]


def find_repeated_ids(plan: Plan) -> Iterator[Problem]:
    """Ids of indicators and registers that were used before, and every place of a measure's id that is used several times."""
    for field, ids in (
        ("indicators", [indicator.id for indicator in plan.indicators]),
        ("registers", [register.id for register in plan.registers]),
    ):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield (field, index, "id"), f"id「{name}」已用過；每個 id 只能用一次，請改名"
    repeated = {name for name, count in Counter(measure.id for _, measure in plan.measures).items() if count > 1}
    for index, indicator in enumerate(plan.indicators):
        for number, measure in enumerate(indicator.measures):
            if measure.id in repeated:
                yield (
                    ("indicators", index, "measures", number, "id"),
                    f"id「{measure.id}」已用過；每個 id 只能用一次，請改名",
                )


def find_repeated_columns(register: Register, trail: Trail) -> Iterator[Problem]:
    """Columns that a register, which stands at `trail`, defines twice."""
    names = [column.name for column in register.columns]
    repeated = sorted({name for name in names if names.count(name) > 1})
    yield from (((*trail, "columns"), f"欄位「{name}」定義了兩次；請刪去其一") for name in repeated)


def find_shared_names(plan: Plan) -> Iterator[Problem]:
    """Registers, columns of a register and values of a column that share a title or an alias, but for blanks and widths."""
    registers = [(register.title, register.aliases, ("registers", index)) for index, register in enumerate(plan.registers)]
    yield from _find_shared("清冊", registers)
    for index, register in enumerate(plan.registers):
        trail: Trail = ("registers", index, "columns")
        # Of two columns with one official header, `find_repeated_columns` speaks of the second.
        columns = [pair for pair in enumerate(register.columns) if register.find_column(pair[1].name) is pair[1]]
        yield from _find_shared("欄位", [(column.name, column.aliases, (*trail, number)) for number, column in columns])
        for number, column in columns:
            yield from _find_shared("類別值", [(value.name, value.aliases, (*trail, number)) for value in column.values])


def _find_shared(what: str, named: Sequence[_Named]) -> Iterator[Problem]:
    """A problem for each title or alias that an earlier one of `named` has; `what` is what they name, in Chinese."""
    seen: dict[str, tuple[int, str]] = {}
    for position, (title, aliases, trail) in enumerate(named):
        for name in (title, *aliases):
            first, other = seen.setdefault(_fold(name), (position, title))
            if first != position:
                yield trail, f"{what}「{title}」與「{other}」都叫「{name}」，清冊裡寫「{name}」時無法分辨；請改名或刪去其一的別名"


def _fold(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
