"""Forms filled from a run: a new file, or the office's own copy of the form."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UserError
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import say_reason
from antidrug_kpi.pipeline.outputs.annex_rows import find_annex_rows
from antidrug_kpi.pipeline.outputs.shown_result import find_shown
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.pipeline.sensitivity import compute_readings
from antidrug_kpi.plans.form_specs import INDICATORS
from antidrug_kpi.printable import show_path

if TYPE_CHECKING:  # the libraries of documents come with it
    from antidrug_kpi.forms.into.filling import FilledForm
    from antidrug_kpi.forms.printed.form_source import FormSource
    from antidrug_kpi.forms.submitted.review_comments import ReviewComment
    from antidrug_kpi.measures.results import OfficeResult


def fill_form(
    run: Run,
    path: Path,
    form_id: str = INDICATORS,
    *,
    show_ids: bool = False,
    is_annotated: bool = False,
    comments: tuple[ReviewComment, ...] = (),
) -> tuple[str, ...]:
    """Write a form of the plan, filled, in the format of the path's suffix. The table of attainment is as .html the report with
    all that is behind it. A form that names persons, or a report with identifiers in full, can be read by its owner alone.

    What is for the office alone is left out of what is handed in, unless it `is_annotated`; pages (.html) are the office's, and
    keep it. Returns the notes below the form's tables that were left out.

    Raises UsageError for a form that the plan does not have, UserError where the file cannot be written.
    """
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.printed.office_notes import take_out_office_notes
    from antidrug_kpi.forms.printed.printed_form import build_form, names_persons
    from antidrug_kpi.forms.writers import write_document

    suffix = path.suffix.lower()
    result = find_shown(run, show_ids=show_ids)
    if form_id == INDICATORS and suffix == ".html":
        _save_report(run, result, path, show_ids=show_ids)
        return ()
    is_annotated = is_annotated or suffix == ".html"
    whole = build_form(make_form_source(run, show_ids=show_ids, is_annotated=is_annotated, comments=comments), form_id)
    document, left_out = (whole, ()) if is_annotated else take_out_office_notes(whole)
    save_document(path, lambda: write_document(document, suffix), is_private=show_ids or names_persons(run.plan, form_id))
    return left_out


def _save_report(run: Run, result: OfficeResult, path: Path, *, show_ids: bool) -> None:
    """Write the report with all that is behind the figures."""
    from antidrug_kpi.forms.duties.tie_out_rows import list_tie_out_texts
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.report import write_report
    from antidrug_kpi.registers.redaction import make_redaction

    # Figures under another reading would give hidden counts away; answers are free text, which may name somebody; tie-outs name
    # persons, and their sides may be small counts.
    is_for_office = not run.is_for_public
    readings = compute_readings(run) if is_for_office else ()
    answered = run.answered if is_for_office else ()
    tie_outs = run.duties.tie_outs if run.duties is not None and is_for_office else ()
    page = partial(
        write_report,
        run.plan,
        result,
        readings,
        answered,
        tie_outs=tie_outs,
        redaction=make_redaction(list_tie_out_texts(tie_outs), run.reading.registers),
        show_ids=show_ids,
    )
    save_document(path, page, is_private=show_ids or bool(answered))


def make_form_source(
    run: Run, *, show_ids: bool = False, is_annotated: bool = False, comments: tuple[ReviewComment, ...] = ()
) -> FormSource:
    """What a run's forms are filled from; `comments` are those on its mid-term report."""
    from antidrug_kpi.forms.printed.form_source import FormSource

    return FormSource(
        run.plan,
        run.reading.registers,
        run.periods,
        find_shown(run, show_ids=show_ids),
        show_ids,
        cover=run.settings.cover,
        comments=comments,
        is_annotated=is_annotated,
        duties=run.duties,
        annexes=find_annex_rows(run.terms),
    )


def fill_into(
    run: Run,
    source: Path,
    target: Path,
    *,
    overwrite: bool = False,
    any_time: bool = False,
    show_ids: bool = False,
    is_annotated: bool = False,
) -> FilledForm:
    """Fill the office's own copy of the form and write it to `target`. Where that is the copy itself, the copy is kept beside it
    as a backup. Where no cell is filled, nothing is written. A form with identifiers in full can be read by its owner alone.

    Raises UserError where the copy cannot be read, is no such form, or cannot be written, UnfitFormError where it is for another
    year or report, unless it may be for `any_time`.
    """
    from antidrug_kpi.forms.into.filling import fill_document
    from antidrug_kpi.forms.into.row_filling import FillChoices
    from antidrug_kpi.forms.output.digests import add_digest
    from antidrug_kpi.forms.output.places import is_same_file
    from antidrug_kpi.forms.output.saving import save_bytes

    try:
        data = source.read_bytes()
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(source)}：{say_reason(error)}{name_nearest(source)}；請確認路徑與權限") from None
    suffix = source.suffix.lower()
    choices = FillChoices(overwrite, any_time, is_annotated)
    filled = fill_document(data, source.name, suffix, run.plan, run.result, choices)
    if not filled.changed:
        return filled
    if is_same_file(source, target):
        return replace(filled, backup=_save_in_place(target, filled.content, is_private=show_ids))
    save_bytes(target, add_digest(filled.content, suffix), is_private=show_ids)
    return filled


def _save_in_place(form: Path, content: bytes, *, is_private: bool) -> Path:
    """Write the office's own form over itself; returns where it is kept as it was.

    What the office itself has written there makes it the office's, so that it bears no digest of ours.
    """
    from antidrug_kpi.forms.output.saving import keep_backup, save_bytes

    backup = keep_backup(form)
    try:
        save_bytes(form, content, is_private=is_private)
    except UserError:
        backup.unlink(missing_ok=True)  # the form is as it was
        raise
    return backup
