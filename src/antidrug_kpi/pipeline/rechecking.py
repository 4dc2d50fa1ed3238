"""`recheck`: a submitted form held against an office's registers, which are read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.resolved_settings import find_periods, load_wanted_plan, normalise_jurisdiction, resolve_settings
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import ReportName
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings, read_office_settings

if TYPE_CHECKING:
    from antidrug_kpi.audit.recheck.findings import Recheck
    from antidrug_kpi.forms.submitted.submitted_form import SubmittedForm


@dataclass(frozen=True)
class RecheckRun:
    """A form rechecked: the office computed as the form says, and the findings."""

    run: Run
    recheck: Recheck


def recheck_form(submitted: Path, data: Path, settings: Settings, *, show_ids: bool = False) -> RecheckRun:
    """Read a form, compute the office for the report, year and county that its title names unless the settings do, and find the
    cause of each difference.

    Raises UserError where form or data cannot be read, or the form is none of the plan's.
    """
    from antidrug_kpi.audit.recheck.deciding import decide_form
    from antidrug_kpi.audit.recheck.findings import Recheck
    from antidrug_kpi.audit.recheck.recomputing import Recomputer
    from antidrug_kpi.forms.submitted.submitted_reading import read_submitted

    office = resolve_settings(settings, data)
    plan = load_wanted_plan(office)
    with office.locate_errors("only"):
        wanted = {measure.id for _, measure in select_measures(plan, office.only)}
    form = read_submitted(
        submitted, plan, year=settings.year, report=_find_report_name(plan, settings), ask=make_password_source(office)
    )
    titled, remarks = _settle_time(form, plan, settings, data)
    run = compute(data, _drop_only(titled, data))
    computations = {computation.result.id: computation for computation in run.computations}
    found = decide_form(form, computations, Recomputer(run.terms, run.default_plan), show_ids=show_ids)
    kept = tuple(finding for finding in found if finding.submitted.id in wanted)
    return RecheckRun(run, Recheck(kept, form.file, form.kind, (*remarks, *form.remarks)))


def _drop_only(settings: Settings, data: Path) -> Settings:
    """The settings without --only, which `office.yaml` may hold too: the figures of another measure may stand in a row."""
    return replace(settings.with_defaults(read_office_settings(data)), only=())


def _find_report_name(plan: Plan, settings: Settings) -> ReportName | None:
    """The report that the command line names; UsageError where the plan has none of that name."""
    return find_periods(plan, replace(settings, as_of=None)).report if settings.report is not None else None


def _settle_time(form: SubmittedForm, plan: Plan, settings: Settings, data: Path) -> tuple[Settings, list[str]]:
    """The settings with what the form's title says and the command line does not, and a sentence for each contradiction."""
    remarks = []
    office = read_office_settings(data)
    chosen = _find_report_name(plan, settings)
    texts = {name: report.text for name, report in plan.reports.items()}
    if form.report is not None and chosen not in {None, form.report}:
        remarks.append(f"表上寫的是{texts[form.report]}，依 --report 以{texts[chosen or form.report]}核對")
    if form.year is not None and settings.year not in {None, form.year}:
        remarks.append(f"表上寫的是 {form.year} 年度，依 --year 以 {settings.year} 年度核對")
    named = normalise_jurisdiction(settings.jurisdiction)
    if form.jurisdiction is not None and named not in {None, form.jurisdiction}:
        remarks.append(f"表上寫的是{form.jurisdiction}，依 --jurisdiction 以{named}核對")
    own = normalise_jurisdiction(office.jurisdiction)
    if form.jurisdiction is not None and named is None and own not in {None, form.jurisdiction}:
        remarks.append(f"表上寫的是{form.jurisdiction}，office.yaml 是{own}；以表上的{form.jurisdiction}核對")
    return (
        replace(
            settings,
            report=settings.report or form.report,
            year=settings.year if settings.year is not None else form.year,
            jurisdiction=settings.jurisdiction or form.jurisdiction,
        ),
        remarks,
    )


def refuse_submitted(path: Path, submitted: Path) -> None:
    """UsageError where the output would replace the form that is rechecked."""
    if path.exists() and submitted.exists() and path.samefile(submitted):
        raise UsageError(f"輸出檔「{show_path(path)}」就是要核對的表，未寫入，以免覆蓋；請改用其他檔名")


def write_recheck(rechecked: RecheckRun, text_format: str) -> str:
    """The recheck as text: json or csv."""
    return _TEXTS[text_format](rechecked)


def _write_json(rechecked: RecheckRun) -> str:
    from antidrug_kpi.audit.recheck.recheck_json import write_recheck_json

    return write_recheck_json(rechecked.recheck, rechecked.run.result)


def _write_csv(rechecked: RecheckRun) -> str:
    from antidrug_kpi.audit.recheck.recheck_table import write_recheck_csv

    return write_recheck_csv(rechecked.run.plan, rechecked.recheck)


_TEXTS: Mapping[str, Callable[[RecheckRun], str]] = {"json": _write_json, "csv": _write_csv}
RECHECK_SUFFIXES = (".xlsx", ".html", ".docx", ".json", ".csv")


def save_recheck(rechecked: RecheckRun, path: Path) -> None:
    """Write the recheck in the format of the path's suffix, to a file that its owner alone can read: it can show persons."""
    from antidrug_kpi.audit.recheck.recheck_table import build_recheck_document
    from antidrug_kpi.forms.output.saving import save_bytes, save_document
    from antidrug_kpi.forms.writers import write_document

    suffix = path.suffix.lower()
    if suffix.removeprefix(".") in _TEXTS:
        save_bytes(path, write_recheck(rechecked, suffix.removeprefix(".")).encode("utf-8"), is_private=True)
        return
    recheck, run = rechecked.recheck, rechecked.run
    document = build_recheck_document(run.plan, recheck, run.result, recheck.remarks)
    save_document(path, lambda: write_document(document, suffix), is_private=True)
