"""One office of a batch: computed as the commands compute it, and its files written, or found as an earlier run left them."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from antidrug_kpi.errors import INCOMPLETE, UsageError, UserError
from antidrug_kpi.files.kinds import FILE_ENCRYPTED, PASSWORD_WRONG
from antidrug_kpi.forms.output.digests import Origin, find_origin
from antidrug_kpi.forms.output.places import Inputs, refuse_place
from antidrug_kpi.forms.output.saving import make_folder, remove_file, save_bytes
from antidrug_kpi.forms.output.temporary import remove_left_copies
from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome, OfficeTerms
from antidrug_kpi.measures.summed_results import take_figures
from antidrug_kpi.paths import is_file
from antidrug_kpi.pipeline.batch.batch_options import BatchJob, OutputOptions, say_in_one_line
from antidrug_kpi.pipeline.batch.office_record import MANIFEST, read_record, write_record
from antidrug_kpi.pipeline.batch.resume_key import make_key
from antidrug_kpi.pipeline.checking import build_checkup, save_checkup
from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.manifests import make_manifest
from antidrug_kpi.pipeline.outputs.filled_forms import fill_form
from antidrug_kpi.pipeline.outputs.saved_results import save_results
from antidrug_kpi.pipeline.resolved_settings import resolve_settings
from antidrug_kpi.pipeline.run import Run, compute, require_registers
from antidrug_kpi.pipeline.status_reasons import join_reasons
from antidrug_kpi.settings import Settings

RESULT, ISSUES = "result.json", "issues.json"


def process_office(job: BatchJob, name: str) -> OfficeOutcome:
    """Compute an office, write its files, and recheck its submitted form where forms are rechecked; the outcome says how long
    that took.

    For the public nothing of it is written.
    """
    start = perf_counter()
    return replace(_process(job, name), seconds=perf_counter() - start)


def _process(job: BatchJob, name: str) -> OfficeOutcome:
    if job.is_for_public:
        return _compute_alone(job, name)
    outcome = _compute_office(job, name)
    if job.submitted is None:
        return outcome
    from antidrug_kpi.pipeline.batch.office_recheck import recheck_office

    return replace(outcome, recheck=recheck_office(job, job.submitted, name))


def _compute_office(job: BatchJob, name: str) -> OfficeOutcome:
    """Compute an office and write its files, unless they are there already and a resumed run may leave them.

    Nothing that a user caused raises: a broken office is an outcome with an error.
    """
    data, folder = job.root / name, job.out / name
    key = _find_key(job, data)
    if job.can_resume:
        remove_left_copies(folder)
        finished = _find_finished(job, name, key)
        if finished is not None:
            return finished
    try:
        run, result_run = compute_twice(data, job.settings, with_duties=True)
    except UserError as error:
        _remove(folder, (RESULT, ISSUES, MANIFEST, *job.options.form_files))
        return _break(name, error)
    kept = _list_kept(job, name)
    try:
        require_registers(data, run.reading)
    except UserError as error:  # the issues say why, as `check` does
        _remove(folder, (RESULT, MANIFEST, *job.options.form_files))
        with contextlib.suppress(UserError):
            _save_issues(run, folder / ISSUES, kept, job.options)
        return _break(name, error)
    outcome = _describe_run(name, result_run, tuple(kept.values()))
    try:
        _write_outputs(job, outcome, run, result_run, None if _lacks_password(run) else key, kept)
    except UserError as error:  # the figures are right all the same
        _remove(folder, (MANIFEST,))
        return replace(outcome, exit_status=error.exit_status, is_complete=False, error=say_in_one_line(error))
    return outcome


def _compute_alone(job: BatchJob, name: str) -> OfficeOutcome:
    """The outcome of an office of which no file is written or removed; a broken one has its error."""
    data = job.root / name
    try:
        run, result_run = compute_twice(data, job.settings)
        require_registers(data, run.reading)
    except UserError as error:
        return _break(name, error)
    return _describe_run(name, result_run, ())


def compute_twice(
    data: Path,
    settings: Settings,
    *,
    keep_files: bool = False,
    require_targets: bool = False,
    with_duties: bool = False,
) -> tuple[Run, Run]:
    """The run as `check` and `fill` compute it, and as `compute` does, which reads no register that no wanted measure needs:
    the same one, read once, unless `--only` leaves measures out. May find no register.
    """
    run = compute(
        data,
        settings,
        keep="files" if keep_files else None,
        allow_no_register=True,
        require_targets=require_targets,
        with_duties=with_duties,
    )
    if len(run.result.measures) == len(run.plan.measures) or not run.reading.registers:
        return run, run
    return run, compute(data, settings, skip_unneeded=True)


def _find_key(job: BatchJob, data: Path) -> str | None:
    """The office's key as it is before it is read; None where something cannot be read, and it must be computed to say why."""
    try:
        return make_key(job, data)
    except (UserError, OSError):
        return None


def _find_finished(job: BatchJob, name: str, key: str | None) -> OfficeOutcome | None:
    """The outcome of an office that was computed from the same inputs and whose files are as they were written, or as somebody
    finished them by hand; None where it must be computed.
    """
    folder = job.out / name
    record = read_record(folder / MANIFEST, name)
    if record is None or key is None or record.key != key:
        return None
    if any(not _is_unchanged(folder / file, record.outputs.get(file)) for file in (RESULT, ISSUES)):
        return None
    kept = []
    for file in job.options.form_files:
        if not _is_unchanged(folder / file, record.outputs.get(file)):
            sentence = _say_kept(job, name, file)
            if sentence is None:
                return None
            kept.append(sentence)
    return replace(record.outcome, kept=tuple(kept))


def _is_unchanged(path: Path, sha256: str | None) -> bool:
    with contextlib.suppress(OSError):
        return sha256 is not None and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    return False


def _list_kept(job: BatchJob, name: str) -> dict[str, str]:
    """The files of an office that stay as they are → why, in a sentence."""
    files = (RESULT, ISSUES, MANIFEST, *job.options.form_files)
    return {file: why for file in files if (why := _say_kept(job, name, file)) is not None}


def _say_kept(job: BatchJob, name: str, file: str) -> str | None:
    """Why the file of an office may not be written anew; None where it may, or where it is not there."""
    data = job.root / name
    settings = resolve_settings(job.settings, data)
    named = tuple(path for path in (settings.mapping, settings.answers) if path is not None)
    try:
        refuse_place(job.out / name / file, Inputs(data, named), may_replace=job.options.may_replace)
    except UsageError as error:
        return say_in_one_line(error)
    return None


def _write_outputs(
    job: BatchJob, outcome: OfficeOutcome, run: Run, result_run: Run, key: str | None, kept: Mapping[str, str]
) -> None:
    """Write what is not kept, the manifest last: with it the office is finished. Raises UserError where that cannot be done."""
    data, folder, options = job.root / outcome.name, job.out / outcome.name, job.options
    make_folder(folder)
    _save_issues(run, folder / ISSUES, kept, options)
    if RESULT not in kept:
        save_results(result_run, folder / RESULT, show_ids=options.show_ids)
    forms = [file for file in options.form_files if file not in kept]
    for file in forms:
        fill_form(run, folder / file, options.form, show_ids=options.show_ids)
    written = [folder / file for file in (RESULT, ISSUES, *forms) if file not in kept]
    if MANIFEST not in kept:
        manifest = make_manifest(run, data, "batch", written, folder)
        save_bytes(folder / MANIFEST, write_record(manifest, key, outcome).encode("utf-8"))


def _save_issues(run: Run, path: Path, kept: Mapping[str, str], options: OutputOptions) -> None:
    make_folder(path.parent)
    if ISSUES not in kept:
        save_checkup(run, build_checkup(run), path, show_ids=options.show_ids)


def _describe_run(name: str, result_run: Run, kept: tuple[str, ...]) -> OfficeOutcome:
    result, complete = result_run.result, is_complete(result_run)
    return OfficeOutcome(
        name,
        0 if complete else INCOMPLETE,
        complete,
        reason=None if complete else join_reasons(result_run),
        jurisdiction=result.jurisdiction,
        terms=OfficeTerms(result.plan, result.report, result.as_of, tuple(result.readings.items())),
        rejected=sum(summary.rejected for summary in result.inputs),
        rows=sum(summary.rows for summary in result.inputs),
        figures={measure.id: take_figures(measure) for measure in result.measures},
        kept=kept,
    )


def _break(name: str, error: UserError) -> OfficeOutcome:
    return OfficeOutcome(name, error.exit_status, is_complete=False, error=say_in_one_line(error))


def _lacks_password(run: Run) -> bool:
    """Whether a password might open more: no digest tells whether it is another one by now."""
    return any(issue.kind in (FILE_ENCRYPTED, PASSWORD_WRONG) for issue in run.reading.issues)


def _remove(folder: Path, files: Iterable[str]) -> None:
    """Remove what an earlier run left of an office that has no such outputs now; what somebody finished by hand stays."""
    for file in files:
        path = folder / file
        with contextlib.suppress(UserError, OSError):
            if is_file(path) and (path.suffix == ".json" or find_origin(path) is Origin.OURS):
                remove_file(path)
