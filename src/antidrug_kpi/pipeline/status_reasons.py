"""The one line that explains exit status 3: what makes the figures incomplete or doubtful, counted by what it is."""

from __future__ import annotations

from antidrug_kpi.pipeline.completeness import list_file_doubts
from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.pipeline.redacted_output import redact_texts
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.printable import MOST_NAMED, name_some


def say_incomplete_run(run: Run, *, is_told: bool = False) -> str:
    """The line that `compute`, `fill` and `trace` end with: why the figures, or the form, are incomplete or doubtful, and, unless
    every doubt `is_told` with its place and nothing else is missing, the command that shows them.
    """
    done = "計算完成但不完整" if run.form_completeness is None else "已填表但不完整"
    if is_told and not list_without_data(run) and (run.form_completeness is None or not run.form_completeness.gaps):
        return f"{done}（{join_reasons(run)}）；請依上列各項更正或補齊"
    return f"{done}（{join_reasons(run)}）；請以 {say_next(run, 'check')} 查看每一項的位置"


def say_next(run: Run, command: str) -> str:
    """A command to paste that goes on from this run: on the same data, with the options that were typed."""
    return say_command(command, run.data, run.typed)


def say_incomplete_check(run: Run) -> str:
    """The line that `check` ends with: why the data are incomplete or doubtful."""
    return f"檢核完成，資料不完整或有疑義（{join_reasons(run)}）；請依列出的各項更正或補齊"


def join_reasons(run: Run) -> str:
    """What makes the run incomplete or doubtful, counted: rows rejected, files unread, doubts, measures without data."""
    result = run.result
    doubts = [issue.kind for issue in list_file_doubts(run)]
    unread = sum(kind.is_unread for kind in doubts)
    doubtful = len(doubts) - unread
    rejected = sum(summary.rejected for summary in result.inputs)
    without_data = list_without_data(run)
    is_measured = run.form_completeness is None
    gaps = () if run.form_completeness is None else run.form_completeness.gaps
    reasons = (
        *redact_texts(run, gaps),
        f"剔退 {rejected:,} 列" if rejected and is_measured else "",
        f"{unread:,} 份檔案或工作表無法讀取" if unread else "",
        f"{doubtful:,} 項可能使數字有誤" if doubtful else "",
        _say_without_data(run, without_data) if without_data and is_measured else "",
    )
    return "；".join(reason for reason in reasons if reason)


def list_without_data(run: Run) -> list[str]:
    """The ids of the wanted measures that have no data."""
    from antidrug_kpi.measures.results import Status

    return [measure.id for measure in run.result.measures if measure.status is Status.NO_DATA]


def _say_without_data(run: Run, measures: list[str]) -> str:
    """The measures without data; of more than a few their number, and the registers that are not there."""
    if len(measures) <= MOST_NAMED:
        return f"資料未備：{'、'.join(measures)}"
    from antidrug_kpi.plans.reads.columns_read import find_columns_read

    wanted = {name for _, measure in run.plan.measures if measure.id in measures for name in find_columns_read(run.plan, measure)}
    absent = [spec.title for spec in run.plan.registers if spec.id in wanted and spec.id not in run.reading.registers]
    if not absent:
        return f"{len(measures)} 項資料未備：{name_some(measures)}"
    return f"{len(measures)} 項資料未備，缺 {len(absent)} 份清冊：{name_some(absent)}"
