"""Options that have an effect on some of the measures only (--year without a target, --by without the column): sentences."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.pipeline.options.option_checks import list_without_target
from antidrug_kpi.pipeline.run import Run


def say_unserved_options(run: Run) -> Iterator[str]:
    """A sentence naming the measures whose target is not in force, and one naming those that --by does not break down."""
    result, day = run.result, run.terms.target_day
    without = list_without_target(run.plan, [measure.id for measure in result.measures], day)
    if without:
        option = f"--year {result.year}" if result.year != run.plan.year and day == result.as_of else "目標"
        yield f"{option}：{'、'.join(without)} 在 {day} 沒有生效的目標，只列數字，不判定是否達成"
    undivided = _list_undivided(run)
    if undivided:
        why = "清冊沒有這一欄，或數字不是由清冊逐列計算"
        yield f"--by「{result.by}」：{'、'.join(undivided)} 沒有分組（{why}）"


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
