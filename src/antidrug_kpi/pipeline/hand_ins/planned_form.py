"""The plan of a year: filled from what the office says of itself, and from the results of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi import __version__
from antidrug_kpi.files.visible_files import is_register_file, walk_files
from antidrug_kpi.paths import is_folder
from antidrug_kpi.pipeline.resolved_settings import (
    find_periods,
    load_wanted_plan,
    normalise_jurisdiction,
    resolve_settings,
    say_unknown_jurisdiction,
)
from antidrug_kpi.pipeline.run import read_office
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import DEFAULT_REPORT, Settings

if TYPE_CHECKING:  # pandas comes with these
    from antidrug_kpi.forms.printed.form_source import FormSource
    from antidrug_kpi.pipeline.hand_ins.baseline_source import ReadBaseline
    from antidrug_kpi.registers.register import Reading


@dataclass(frozen=True)
class PlannedForm:
    """What the plan's form is filled from; `remarks` are sentences for the user, `doubts` those that move the exit status."""

    source: FormSource
    remarks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    quiet: bool = False


def prepare_planned_form(
    data: Path, settings: Settings, form_id: str, baseline: Path | None, *, show_ids: bool = False
) -> PlannedForm:
    """The office's own registers are read where the form lists them and they are there; that they are not is no fault.

    Raises UserError where the data or the baseline cannot be read, UsageError where the baseline is of another year.
    """
    from antidrug_kpi.forms.printed.form_source import FormSource
    from antidrug_kpi.measures.results import OfficeResult
    from antidrug_kpi.pipeline.hand_ins.baseline_source import read_baseline
    from antidrug_kpi.plans.reads.form_reads import find_form_reads

    resolved = resolve_settings(settings, data)
    plan = load_wanted_plan(resolved, with_duties=True)
    periods = find_periods(plan, replace(resolved, report=DEFAULT_REPORT, as_of=None))
    reads = find_form_reads(plan, form_id)
    reading = _read_registers(data, plan, resolved, frozenset(reads))
    before = None
    if baseline is not None:
        before = read_baseline(baseline, plan, periods.year - 1, settings, resolved, show_ids=show_ids)
    past = before.baseline if before is not None else None
    jurisdiction = normalise_jurisdiction(resolved.jurisdiction) or (past.result.jurisdiction if past is not None else None)
    own = reading.registers if reading is not None else {}
    source = FormSource(
        plan,
        {**(past.registers if past is not None else {}), **own},
        periods,
        OfficeResult(
            plan.id, periods.year, periods.report, jurisdiction, periods.spans["period"], periods.as_of, __version__, (), ()
        ),
        show_ids,
        cover=resolved.cover,
        duties=past.duties if past is not None else None,
        baseline=past,
    )
    question = say_unknown_jurisdiction(plan, jurisdiction, resolved)
    remarks = (*([] if question is None else [question]), *_say_finished(before))
    return PlannedForm(source, remarks, (*_list_faults(plan, reading, reads), *_list_doubts(before)), bool(resolved.quiet))


def _read_registers(data: Path, plan: Plan, settings: Settings, needed: frozenset[str]) -> Reading | None:
    """The registers that the form lists; None for a folder without any file that could be one."""
    if is_folder(data) and not any(is_register_file(file) for _, _, files in walk_files(data) for file in files):
        return None
    return read_office(data, plan, settings, needed=needed)


def _list_faults(plan: Plan, reading: Reading | None, reads: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The faulty cells of the listed registers that the form would print, and leaves blank."""
    from antidrug_kpi.issues import Level
    from antidrug_kpi.registers.concerned import select_for_columns
    from antidrug_kpi.registers.redaction import make_redaction

    if reading is None:
        return ()
    wanted = {name: columns | set(plan.find_register(name).key_columns) for name, columns in reads.items()}
    faults = [issue for issue in select_for_columns(reading.issues, plan, wanted) if issue.level is Level.FAULT]
    redaction = make_redaction([issue.write_message() for issue in faults], reading.registers)
    return tuple(str(redaction.redact_issue(issue)) for issue in faults)


def _say_finished(before: ReadBaseline | None) -> tuple[str, ...]:
    """That a result file was incomplete: whoever computed it was told with status 3."""
    return (before.doubt,) if before is not None and before.run is None and before.doubt else ()


def _list_doubts(before: ReadBaseline | None) -> tuple[str, ...]:
    """That data computed now are incomplete."""
    return (before.doubt,) if before is not None and before.run is not None and before.doubt else ()
