"""How complete a run is: of its measures, or of a form that prints none of them."""

from __future__ import annotations

from dataclasses import replace

from antidrug_kpi.issues import Level
from antidrug_kpi.pipeline.run import Run


def is_complete(run: Run) -> bool:
    """Whether nothing is missing: no row rejected, no file unread, data for every wanted measure."""
    return not (_has_gap(run) or any(issue.level is Level.FILE for issue in run.result.issues))


def _has_gap(run: Run) -> bool:
    from antidrug_kpi.measures.results import Status

    if run.gaps is not None:
        return bool(run.gaps)
    return any(measure.rejected or measure.status in {Status.NO_DATA, Status.WITHHELD} for measure in run.result.measures)


def has_missed(run: Run) -> bool:
    """Whether a target was missed."""
    from antidrug_kpi.measures.results import Status

    return any(measure.status is Status.MISSED for measure in run.result.measures)


def narrow_to_form(run: Run, form_id: str) -> Run:
    """The run as complete as the form is: one without the table of attainment asks for no more than the registers it prints."""
    from antidrug_kpi.measures.acceptance import accept_columns
    from antidrug_kpi.plans.formreads import find_form_reads, prints_attainment
    from antidrug_kpi.plans.windows import resolve_periods

    if prints_attainment(run.plan, form_id):
        return run
    result = run.result
    periods = resolve_periods(run.plan.windows, run.plan.reports, result.year, result.report, result.as_of)
    acceptance = accept_columns(run.plan, find_form_reads(run.plan, form_id), run.reading.registers, periods)
    faulty = (
        f"「{run.plan.find_register(name).title}」有 {int(rows.sum())} 列資料有誤"
        for name, rows in acceptance.rejected.items()
        if rows.any()
    )
    return replace(run, gaps=(*acceptance.missing, *faulty))


def say_incomplete(run: Run) -> str:
    """One line that says why a run is incomplete."""
    from antidrug_kpi.measures.results import Status

    result = run.result
    files = sum(issue.level is Level.FILE for issue in result.issues)
    reasons = [f"{files} 份檔案或工作表無法讀取"] if files else []
    if run.gaps is not None:
        return f"已填表但不完整（{'；'.join([*run.gaps, *reasons])}）；請以 antidrug-kpi check 查看每一項的位置"
    rejected = sum(summary.rejected for summary in result.inputs)
    idle = [measure.id for measure in result.measures if measure.status is Status.NO_DATA]
    reasons = [*([f"剔退 {rejected:,} 列"] if rejected else []), *reasons, *([f"資料未備：{'、'.join(idle)}"] if idle else [])]
    return f"計算完成但不完整（{'；'.join(reasons)}）；請以 antidrug-kpi check 查看每一項的位置"
