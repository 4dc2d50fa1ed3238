"""What a plan defines: ids that are used once, groups that exist, registers whose own checks name columns that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.located import Trail
from antidrug_kpi.plans.messages import say_unknown
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.registers import ColumnType

Problem = tuple[Trail, str]


def find_misdefined(plan: Plan) -> Iterator[Problem]:
    """Every id used twice, group that is none, and check of a register that names no column of it."""
    yield from _find_repeats(plan)
    for index, register in enumerate(plan.registers):
        names = [column.name for column in register.columns]
        trail: Trail = ("registers", index)
        repeated = sorted({name for name in names if names.count(name) > 1})
        yield from (((*trail, "columns"), f"欄位「{name}」定義了兩次；請刪去其一") for name in repeated)
        dates = [column.name for column in register.columns if column.type in {ColumnType.DATE, ColumnType.MONTH}]
        for number, order in enumerate(register.orders):
            wrong = [name for name in (order.earlier, order.later) if name in names and name not in dates]
            yield from (((*trail, "orders", number), f"欄位「{name}」不是日期，不能比先後；請換一個欄位") for name in wrong)
        for field in ("orders", "parents", "unique"):
            for number, check in enumerate(getattr(register, field)):
                wanted = check if isinstance(check, tuple) else _list_names(check)
                yield from (((*trail, field, number), say_unknown("欄位", name, names)) for name in wanted if name not in names)
        known = {other.id for other in plan.registers}
        for number, parent in enumerate(register.parents):
            if parent.register_ not in known:
                yield (*trail, "parents", number), say_unknown("清冊", parent.register_, known)
                continue
            columns = [column.name for column in plan.find_register(parent.register_).columns]
            wanted_column = parent.parent_column or parent.column
            if wanted_column not in columns:
                yield (*trail, "parents", number), say_unknown("欄位", wanted_column, columns)
    yield from _check_settings(plan)


def _check_settings(plan: Plan) -> Iterator[Problem]:
    """The plan's own settings: every report has each window, and the registers of evidence and figures have their columns."""
    for name, window in plan.windows.items():
        lacking = [report for report in plan.reports if window.span is None and report not in window.by_report]
        yield from ((("windows", name), f"期間沒有報告「{report}」的起訖日；請在 by_report 補上") for report in lacking)
    if "period" not in plan.windows:
        yield ("windows",), "缺少統計期間「period」；請補上"
    registers = {register.id: register for register in plan.registers}
    for field, setting in (("evidence", plan.evidence), ("figures", plan.figures)):
        if setting is None:
            continue
        if setting.register_ not in registers:
            yield (field, "register"), say_unknown("清冊", setting.register_, registers)
            continue
        known = [column.name for column in registers[setting.register_].columns]
        used = {key: value for key, value in setting if key not in {"register_", "numerator", "denominator"}}
        yield from (((field, key), say_unknown("欄位", name, known)) for key, name in used.items() if name not in known)


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
