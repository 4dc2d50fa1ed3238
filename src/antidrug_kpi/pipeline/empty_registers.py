"""The message about registers with a header and no record, which count as 0 rows (docs/registers.md)."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.pipeline.run import Run


def say_empty(run: Run) -> Iterator[str]:
    """One line for all registers that have a header and no record, and that something wanted reads."""
    from antidrug_kpi.registers.kinds import REGISTER_EMPTY

    further = run.reading.further if run.duties is not None else frozenset()
    needed = run.registers_needed | further
    empty = {issue.register for issue in run.result.issues if issue.kind is REGISTER_EMPTY and issue.register in needed}
    titles = "、".join(f"「{spec.title}」" for spec in (*run.plan.registers, *run.plan.further_registers) if spec.id in empty)
    if titles:
        level = REGISTER_EMPTY.level.value
        yield f"［{level}］只有標題列、沒有任何一筆，視為 0 筆：{titles}；若是資料未備，請移出這些檔案或工作表"
