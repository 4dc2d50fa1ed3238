"""Options that have an effect on some of the measures only (--year without a target, --by without the column): sentences."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi import roc
from antidrug_kpi.pipeline.options.option_checks import list_without_target
from antidrug_kpi.pipeline.run import Run


def say_unserved_options(run: Run) -> Iterator[str]:
    """A sentence naming the measures whose target is not in force, or else one that the plan is of another year, and one naming
    the measures that --by does not break down.
    """
    result, day = run.result, run.terms.target_day
    without = list_without_target(run.plan, [measure.id for measure in result.measures], day)
    if without:
        option = f"--year {result.year}" if result.year != run.plan.year and day == result.as_of else "目標"
        yield f"{option}：{'、'.join(without)} 在 {day} 沒有生效的目標，只列數字，不判定是否達成"
    elif day == result.as_of:
        yield from _say_other_year(run)
    undivided = _list_undivided(run)
    if undivided:
        why = "清冊沒有這一欄，或數字不是由清冊逐列計算"
        yield f"--by「{result.by}」：{'、'.join(undivided)} 沒有分組（{why}）"


def _say_other_year(run: Run) -> Iterator[str]:
    """That the plan is of another year, unless it states a target for this one."""
    plan, year = run.plan, run.result.year
    stated = {dated.from_.year for _, measure in plan.measures if measure.target is not None for dated in measure.target.values}
    if year != plan.year and roc.to_gregorian_year(year) not in stated:
        option = run.settings.places.get("year", "--year")
        applies = "目標、算法與表單仍是計畫的，請確認是否適用"
        yield f"{option}：計畫 {plan.id} 是 {plan.year} 年度的，現以 {year} 年度計算；{applies}，或以 --plan 改用該年度的計畫"


def _list_undivided(run: Run) -> list[str]:
    """Ids of the measures that have figures and, with --by, no strata because a register lacks the column."""
    from antidrug_kpi.measures.stratified_results import list_strata_registers

    by = run.result.by
    if by is None:
        return []
    having = {name for name, register in run.reading.registers.items() if register.has_column(by)}
    registers = {measure.id: list_strata_registers(measure) for _, measure in run.plan.measures}
    undivided = []
    for computation in run.computations:
        needed = registers[computation.result.id]
        has_figures = computation.result.numerator is not None or computation.result.value is not None
        if has_figures and (needed is None or not needed <= having or not computation.tables):
            undivided.append(computation.result.id)
    return undivided
