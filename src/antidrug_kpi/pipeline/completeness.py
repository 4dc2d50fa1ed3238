"""Whether a run is complete, which decides the exit status: of its measures, or of a form that prints none of them."""

from __future__ import annotations

from dataclasses import replace

from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.pipeline.run import FormCompleteness, Run


def is_complete(run: Run) -> bool:
    """Whether nothing is missing: no row is rejected, no wanted file unread, and every wanted measure has data."""
    return not (_has_gap(run) or list_file_doubts(run))


def list_file_doubts(run: Run) -> list[Issue]:
    """The issues of level FILE, without those about registers that neither the wanted measures nor the form need, and without
    those that the office has confirmed.
    """
    from antidrug_kpi.registers.finding.unread_files import list_candidates_named

    found = []
    for issue in run.result.issues:
        if issue.level is Level.FILE and issue not in run.cleared:
            registers = list_candidates_named(issue, run.plan.registers)
            found += [issue] if not registers or not run.registers_needed.isdisjoint(registers) else []
    return found


def _has_gap(run: Run) -> bool:
    from antidrug_kpi.measures.results import Status

    if run.form_completeness is not None:
        return bool(run.form_completeness.gaps)
    return any(measure.rejected or measure.status in {Status.NO_DATA, Status.WITHHELD} for measure in run.result.measures)


def has_missed_target(run: Run) -> bool:
    """Whether a measure misses its target."""
    from antidrug_kpi.measures.results import Status

    return any(measure.status is Status.MISSED for measure in run.result.measures)


def limit_to_form(run: Run, form_id: str) -> Run:
    """The run with what decides whether the form is complete: the measures, or, for a form that prints none of them, the
    registers that it is filled from and the issues about these.
    """
    from antidrug_kpi.measures.acceptance import accept_columns
    from antidrug_kpi.measures.unread_registers import drop_unread, find_unread, say_unread
    from antidrug_kpi.plans.reads.form_reads import find_form_reads, prints_attainment
    from antidrug_kpi.registers.concerned import select_for_columns

    if prints_attainment(run.plan, form_id):
        return run
    result = run.result
    reads = find_form_reads(run.plan, form_id)
    acceptance = accept_columns(run.plan, reads, run.reading.registers, run.periods)
    unread = find_unread(reads, run.reading.unread)
    faulty = (
        f"「{run.plan.find_register(name).title}」有 {int(rows.sum())} 列資料有誤"
        for name, rows in acceptance.rejected.items()
        if rows.any()
    )
    gaps = (*say_unread(run.plan, unread), *drop_unread(run.plan, acceptance.missing, unread), *faulty)
    keys = {name: frozenset(run.plan.find_register(name).key_columns) for name in reads}
    issues = select_for_columns(result.issues, run.plan, {name: reads[name] | keys[name] for name in reads})
    return replace(run, result=replace(result, issues=issues), form_completeness=FormCompleteness(frozenset(reads), gaps))
