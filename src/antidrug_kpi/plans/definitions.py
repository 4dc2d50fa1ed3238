"""What a plan defines: ids that are used once, groups that exist, registers whose own checks name columns that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.located import Trail
from antidrug_kpi.plans.messages import say_unknown
from antidrug_kpi.plans.plan import Plan

Problem = tuple[Trail, str]


def find_misdefined(plan: Plan) -> Iterator[Problem]:
    """Every id used twice, group that is none, and check of a register that names no column of it."""
    yield from _find_repeats(plan)
    for index, register in enumerate(plan.registers):
        names = [column.name for column in register.columns]
        trail: Trail = ("registers", index)
        for field in ("orders", "parents", "unique"):
            for number, check in enumerate(getattr(register, field)):
                wanted = check if isinstance(check, tuple) else _list_names(check)
                yield from (((*trail, field, number), say_unknown("欄位", name, names)) for name in wanted if name not in names)
        known = {other.id for other in plan.registers}
        for number, parent in enumerate(register.parents):
            if parent.register_ not in known:
                yield (*trail, "parents", number), say_unknown("清冊", parent.register_, known)


def _list_names(check: Part) -> list[str]:
    return [value for name, value in check if name in {"earlier", "later", "column"}]


def _find_repeats(plan: Plan) -> Iterator[Problem]:
    for field, ids in (
        ("indicators", [indicator.id for indicator in plan.indicators]),
        ("registers", [register.id for register in plan.registers]),
    ):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield (field, index, "id"), f"id「{name}」已用過；每個 id 只能用一次，請改名"
    repeated = {name for name, count in Counter(measure.id for _, measure in plan.measures).items() if count > 1}
    for index, indicator in enumerate(plan.indicators):
        if indicator.group not in plan.groups:
            yield ("indicators", index, "group"), say_unknown("分組", str(indicator.group), plan.groups)
        for number, measure in enumerate(indicator.measures):
            if measure.id in repeated:
                yield (
                    ("indicators", index, "measures", number, "id"),
                    f"id「{measure.id}」已用過；每個 id 只能用一次，請改名",
                )
