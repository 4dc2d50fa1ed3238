"""The message about registers with a header and no record, which count as 0 rows (docs/registers.md)."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.printable import MOST_NAMED, name_some


def say_empty(run: Run) -> Iterator[str]:
    """One line for all registers that have a header and no record, and that something wanted reads."""
    from antidrug_kpi.registers.kinds import REGISTER_EMPTY

    further = run.reading.further if run.duties is not None else frozenset()
    needed = run.registers_needed | further
    empty = {issue.register for issue in run.result.issues if issue.kind is REGISTER_EMPTY and issue.register in needed}
    titles = [f"「{spec.title}」" for spec in (*run.plan.registers, *run.plan.further_registers) if spec.id in empty]
    if not titles:
        return
    is_long = len(titles) > MOST_NAMED
    named = f"{len(titles)} 份清冊，{name_some(titles)}" if is_long else name_some(titles)
    more = f"；全部見 {say_command('check', run.data, run.typed)}" if is_long else ""
    level = REGISTER_EMPTY.level.value
    yield f"［{level}］只有標題列、沒有任何一筆，視為 0 筆：{named}；若是資料未備，請移出這些檔案或工作表{more}"
