"""What a plan defines: ids that are used once, columns that can be read, windows that each report has."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.checking.register_spec_checks import find_misdeclared
from antidrug_kpi.plans.checking.unique_names import find_repeated_ids, find_shared_names
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.located import Problem


def find_misdefined(plan: Plan) -> Iterator[Problem]:
    """Every id and name used twice, and what is defined of a register or a window and cannot be so."""
    yield from find_repeated_ids(plan)
    yield from find_shared_names(plan)
    for index, register in enumerate(plan.registers):
        yield from find_misdeclared(plan, register, ("registers", index))
    yield from _check_settings(plan)


def _check_settings(plan: Plan) -> Iterator[Problem]:
    """The plan's own settings: every report has each window, and there is a period."""
    for name, window in plan.windows.items():
        lacking = [report for report in plan.reports if window.span is None and report not in window.by_report]
        yield from ((("windows", name), f"期間沒有報告「{report}」的起訖日；請在 by_report 補上") for report in lacking)
    if "period" not in plan.windows:
        yield ("windows",), "缺少統計期間「period」；請補上"
