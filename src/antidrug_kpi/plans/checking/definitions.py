"""What a plan defines: ids that are used once, groups that exist, registers and settings that name what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from antidrug_kpi.plans.checking.register_spec_checks import find_misdeclared
from antidrug_kpi.plans.checking.scopes import CODES, COUNTS, TEXTS, Types, view_register
from antidrug_kpi.plans.checking.unique_names import find_shared_names
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem

# What the columns of the two registers must be.
SETTINGS: Mapping[str, Mapping[str, Types]] = {
    "evidence": {"code": CODES, "item": TEXTS, "element": TEXTS, "text": TEXTS},
    "figures": {"code": CODES, "name": TEXTS, "value": COUNTS},
}


def find_misdefined(plan: Plan) -> Iterator[Problem]:
    """Every id and name used twice, group that is none, and check of a register that names no column of it."""
    yield from _find_repeats(plan)
    yield from find_shared_names(plan)
    for index, register in enumerate(plan.registers):
        yield from find_misdeclared(plan, register, ("registers", index))
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
        scope = view_register(registers[setting.register_])
        for key, wanted in SETTINGS[field].items():
            yield from scope.need(getattr(setting, key), wanted, (field, key))


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
