"""What an option asks for that the plan or the registers do not give: refused where nothing is left of it, said where something
is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.pipeline.selection import Wanted
from antidrug_kpi.plans.plan import Plan

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.run import Run


def check_strata_column(plan: Plan, column: str, wanted: Wanted) -> None:
    """UsageError, naming the closest, where none of the wanted measures can be broken down by this column."""
    from antidrug_kpi.measures.strata import list_strata_columns, list_strata_registers

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
    if dated and len(_list_targetless(plan, dated, as_of)) == len(dated):
        raise UsageError(
            f"--fail-on-miss 無從判定：{year} 年度在 {as_of} 沒有生效的目標；請以 --year 指定有目標的年度，或拿掉 --fail-on-miss"
        )


def say_unserved(run: Run) -> Iterator[str]:
    """A line for the measures whose target is not in force, and one for those that are not broken down."""
    result = run.result
    without = _list_targetless(run.plan, [measure.id for measure in result.measures], result.as_of)
    if without:
        option = f"--year {result.year}" if result.year != run.plan.year else "目標"
        yield f"{option}：{'、'.join(without)} 在 {result.as_of} 沒有生效的目標，只列數字，不判定是否達成"
    undivided = _list_undivided(run)
    if undivided:
        why = "清冊沒有這一欄，或數字不是由清冊逐列計算"
        yield f"--by「{result.by}」：{'、'.join(undivided)} 沒有分組（{why}）"


def _list_targetless(plan: Plan, ids: Sequence[str], as_of: dt.date) -> list[str]:
    """The measures that have dated targets, whoever they are for, and none that holds on the day yet."""
    return [
        measure.id
        for _, measure in plan.measures
        if measure.id in ids
        and measure.target is not None
        and measure.target.values
        and all(dated.from_ > as_of for dated in measure.target.values)
    ]


def _list_undivided(run: Run) -> list[str]:
    """The measures that have figures and, with --by, no strata for want of the column."""
    from antidrug_kpi.measures.strata import list_strata_registers

    by = run.result.by
    if by is None:
        return []
    having = {name for name, register in run.reading.registers.items() if register.has_column(by)}
    registers = {measure.id: list_strata_registers(measure) for _, measure in run.plan.measures}
    undivided = []
    for computation in run.computations:
        own = registers[computation.result.id]
        has_figures = computation.result.numerator is not None or computation.result.value is not None
        if has_figures and (own is None or not own <= having or not computation.tables):
            undivided.append(computation.result.id)
    return undivided
