"""A batch from its root to its summary: the offices found, computed by processes, and laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from antidrug_kpi.audit.comparison.result_reading import name_chosen_readings
from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.forms.output.places import Inputs, refuse_place
from antidrug_kpi.forms.output.saving import make_folder, save_document
from antidrug_kpi.forms.output.temporary import remove_left_copies
from antidrug_kpi.forms.printed.form_names import list_form_ids
from antidrug_kpi.forms.summary.batch_summary import BatchSummary, OfficeOutcome, OfficeTerms, build_summary, find_usual_terms
from antidrug_kpi.forms.summary.published_summary import publish_summary
from antidrug_kpi.forms.summary.summary_json import write_summary_json
from antidrug_kpi.pipeline.batch.batch_options import DIFFERENT, BatchJob, OutputOptions, refuse_form, say_in_one_line
from antidrug_kpi.pipeline.batch.finding_offices import (
    SUMMARY_FILES,
    FoundOffices,
    find_offices,
    refuse_output_folder,
    refuse_published_folder,
)
from antidrug_kpi.pipeline.batch.office_record import MANIFEST, refuse_newer
from antidrug_kpi.pipeline.batch.office_workers import compute_offices
from antidrug_kpi.pipeline.batch.resume_key import digest_program
from antidrug_kpi.pipeline.batch.reversed_folders import refuse_office_as_output, refuse_reversed_folders
from antidrug_kpi.pipeline.outputs.shown_result import refuse_unruled
from antidrug_kpi.pipeline.resolved_settings import find_periods, load_wanted_plan, resolve_settings
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import watch_nothing

RECHECK_FILES = ("recheck.json", "recheck.xlsx")
Report = Callable[[OfficeOutcome], None]
"""Called with each office's outcome as it is done."""


@dataclass(frozen=True)
class PreparedBatch:
    """A batch that can begin: what its processes need, and which offices there are."""

    job: BatchJob
    found: FoundOffices


@dataclass(frozen=True)
class FinishedBatch:
    """The summary, why files stay as somebody finished them, in sentences, and the submitted forms that are no office's."""

    summary: BatchSummary
    kept: tuple[str, ...]
    unknown_forms: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every office is complete, none was skipped, and no file was kept from being written."""
        summary = self.summary
        is_whole = not (self.kept or summary.skipped or self.unknown_forms)
        return is_whole and all(office.is_complete for office in summary.offices) and not any(self._recheck_statuses)

    @property
    def has_differences(self) -> bool:
        """Whether a submitted form differs from the registers."""
        return DIFFERENT in self._recheck_statuses

    @property
    def _recheck_statuses(self) -> list[int]:
        return [office.recheck.exit_status for office in self.summary.offices if office.recheck is not None]

    def say_outcome(self) -> str:
        """How the offices ended, and how many files stay as somebody finished them, in one line."""
        from antidrug_kpi.forms.summary.summary_tables import say_counts

        kept = f"；保留而未寫入的檔案 {len(self.kept)} 份" if self.kept else ""
        return f"{say_counts(self.summary)}{kept}{'' if self.is_complete else '；請看上列各行或 summary.xlsx'}"


def prepare_batch(
    root: Path,
    out: Path,
    settings: Settings,
    options: OutputOptions,
    *,
    can_resume: bool = False,
    submitted: Path | None = None,
    is_for_public: bool = False,
) -> PreparedBatch:
    """Find the offices and refuse what cannot work, before anything is computed.

    Raises UserError where there is no office or, resuming, a manifest of a newer version; UsageError where an office lies in
    another, names are alike, the output folder is in the root or an office, the root is a batch's output, or no plan has the
    form; for the public also where a plan has no rule of what is hidden, or something of an office is in the output folder.
    """
    settings = replace(settings, watch=watch_nothing, ask_password=None)  # nobody is there to be asked
    if submitted is not None:
        from antidrug_kpi.pipeline.batch.office_recheck import refuse_forms_folder

        refuse_forms_folder(submitted)
    refuse_reversed_folders(root, out)
    found = find_offices(root)
    refuse_output_folder(root, out, found.offices)
    refuse_office_as_output(out, found.offices)
    plans = _load_plans(root, settings, found.offices)
    if plans and not any(options.form in list_form_ids(plan) for plan in plans):
        refuse_form(options.form, list_form_ids(plans[0]))
    if is_for_public:
        for plan in plans:
            refuse_unruled(plan)
        refuse_published_folder(out, found.offices)
    if can_resume:
        for name in found.offices:
            refuse_newer(out / name / MANIFEST)
    make_folder(out)
    job = BatchJob(root, out, settings, options, digest_program(), can_resume, submitted, is_for_public)
    return PreparedBatch(job, found)


def run_batch(prepared: PreparedBatch, report: Report, *, jobs: int = 1, start_method: str | None = None) -> FinishedBatch:
    """Compute every office, write its files, and then the summary. Raises UserError where no summary can be written."""
    job, found = prepared.job, prepared.found
    if job.can_resume:
        remove_left_copies(job.out)
    outcomes: dict[str, OfficeOutcome] = {}
    for outcome in compute_offices(job, found.offices, jobs, start_method):
        outcomes[outcome.name] = outcome
        report(outcome)
    summary = summarise(job.settings, [outcomes[name] for name in found.offices], found.skipped)
    if job.is_for_public:
        summary = publish_summary(summary, _load_read_plans(job.settings, summary.offices))
    kept = (*summary.kept, *_save_summary(job, summary))
    if job.submitted is None:
        return FinishedBatch(summary, kept)
    from antidrug_kpi.pipeline.batch.office_recheck import list_unknown_forms

    unknown = tuple(list_unknown_forms(job.submitted, found.offices))
    return FinishedBatch(summary, (*kept, *_save_rechecks(job, summary, unknown)), unknown)


def summarise(settings: Settings, offices: Sequence[OfficeOutcome], skipped: Sequence[str]) -> BatchSummary:
    """The summary, under the plan and readings of most offices, of the measures that at least one of these has."""
    terms = find_usual_terms(offices)
    if terms is None:
        plan = load_wanted_plan(settings)
        return build_summary(plan, select_measures(plan, settings.only), offices, skipped)
    plan = _load_read_plan(settings, terms)
    known = {name for office in offices if office.terms == terms for name in office.figures}
    return build_summary(plan, [pair for pair in plan.measures if pair[1].id in known], offices, skipped)


def _load_read_plan(settings: Settings, terms: OfficeTerms) -> Plan:
    """The plan of the terms with their readings."""
    readings = tuple(name_chosen_readings({owner: list(chosen) for owner, chosen in terms.readings}))
    return load_wanted_plan(replace(settings, plan=terms.plan, readings=readings))


def _load_read_plans(settings: Settings, offices: Sequence[OfficeOutcome]) -> dict[OfficeTerms, Plan]:
    """The plans of all terms that an office has."""
    return {terms: _load_read_plan(settings, terms) for terms in {office.terms for office in offices} if terms is not None}


def _load_plans(root: Path, settings: Settings, offices: Sequence[str]) -> list[Plan]:
    """The plans of the offices, each once, so that every process has them; what is wrong with one is its office's error.

    Raises UsageError where what the command line asks for fits no office at all.
    """
    plans: dict[str, Plan] = {}
    refusals: list[UsageError] = []
    for name in offices:
        try:
            resolved = resolve_settings(settings, root / name)
            plan = load_wanted_plan(resolved)
            select_measures(plan, resolved.only)
            find_periods(plan, resolved)
            plans.setdefault(plan.id, plan)
        except UsageError as error:
            refusals.append(error)
        except UserError:
            continue
    if len(refusals) == len(offices):
        raise refusals[0]
    return list(plans.values())


def _save_summary(job: BatchJob, summary: BatchSummary) -> list[str]:
    """Write the summary's files; returns why those that were not written stay, in sentences."""
    from antidrug_kpi.forms.summary.summary_page import write_summary_page
    from antidrug_kpi.forms.summary.summary_workbook import write_summary_workbook

    writers = (
        partial(_encode, write_summary_json, summary),
        partial(write_summary_workbook, summary),
        partial(write_summary_page, summary),
    )
    pairs = zip(SUMMARY_FILES, writers, strict=True)
    return [why for name, write in pairs if (why := _save_unless_kept(job, name, write)) is not None]


def _save_rechecks(job: BatchJob, summary: BatchSummary, unknown: Sequence[str]) -> list[str]:
    """Write what rechecking the forms came to, for its owner's eyes alone: it can show persons."""
    from antidrug_kpi.forms.summary.office_rechecks import write_rechecks_json, write_rechecks_workbook

    rechecks = [office.recheck for office in summary.offices if office.recheck is not None]
    writers = (partial(_encode, write_rechecks_json, rechecks, unknown), partial(write_rechecks_workbook, rechecks, unknown))
    pairs = zip(RECHECK_FILES, writers, strict=True)
    return [why for name, write in pairs if (why := _save_unless_kept(job, name, write, is_private=True)) is not None]


def _encode(write: Callable[..., str], *arguments: object) -> bytes:
    return write(*arguments).encode("utf-8")


def _save_unless_kept(job: BatchJob, name: str, write: Callable[[], bytes], *, is_private: bool = False) -> str | None:
    """Write a file of the batch; why it stays as it is where somebody finished it by hand, in a sentence."""
    path = job.out / name
    try:
        refuse_place(path, Inputs(job.root), may_replace=job.options.may_replace)
    except UsageError as error:
        return say_in_one_line(error)
    save_document(path, write, is_private=is_private)
    return None
