"""Options that can have no effect on any wanted measure: refused before any data are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.plans.plan import Plan, Wanted


def check_strata_column(plan: Plan, column: str, wanted: Wanted) -> None:
    """UsageError, naming the closest, where none of the wanted measures can be broken down by this column."""
    from antidrug_kpi.measures.stratified_results import list_strata_columns, list_strata_registers

    known = list_strata_columns(plan)
    if column not in known:
        hint = name_closest(column, known, cutoff=0.4)
        raise UsageError(f"--by「{column}」不是可分組的欄位{hint}；請用清冊中的編號、名稱或類別欄位，例如 {'、'.join(known[:3])}")
    having = {register.id for register in plan.registers if register.find_column(column) is not None}
    needed = [list_strata_registers(measure) for _, measure in wanted]
    if not any(registers is not None and registers <= having for registers in needed):
        titles = "、".join(f"「{plan.find_register(name).title}」" for name in sorted(having))
        ids = "、".join(measure.id for _, measure in wanted)
        raise UsageError(f"--by「{column}」是{titles}的欄位，{ids} 都不能依它分組；請改用這些項目的清冊所有的欄位，或拿掉 --by")


def refuse_no_target(plan: Plan, wanted: Wanted, year: int, as_of: dt.date) -> None:
    """UsageError where --fail-on-miss can fail nothing, since of all the wanted measures' dated targets none is in force."""
    dated = [measure.id for _, measure in wanted if measure.target is not None and measure.target.values]
    if dated and len(list_without_target(plan, dated, as_of)) == len(dated):
        raise UsageError(
            f"--fail-on-miss 無從判定：{year} 年度在 {as_of} 沒有生效的目標；請以 --year 指定有目標的年度，或拿掉 --fail-on-miss"
        )


def list_without_target(plan: Plan, ids: Sequence[str], as_of: dt.date) -> list[str]:
    """Those of the measures (ids) whose targets all begin after the day, for any jurisdiction."""
    return [
        measure.id
        for _, measure in plan.measures
        if measure.id in ids
        and measure.target is not None
        and measure.target.values
        and all(dated.from_ > as_of for dated in measure.target.values)
    ]
