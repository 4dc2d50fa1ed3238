"""`fill`: the official form filled, as a new file or in the office's own copy."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from antidrug_kpi.cli.commands.hand_in_filling import HandInChoices, fill_hand_in
from antidrug_kpi.cli.exit_messages import (
    exit_with_status,
    print_message,
    print_saved_manifest,
    print_saved_path,
    print_status_reason,
)
from antidrug_kpi.cli.options import COMPUTING, Data, FailOnMiss, Form, ManifestFile, Replace, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.into import FORM_SUFFIXES
from antidrug_kpi.forms.writers import DOCUMENT_SUFFIXES
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.forms.into.filling import FilledForm
    from antidrug_kpi.pipeline import Run


_NOT_FOR_HAND_INS = ("--into", "--overwrite", "--other-form", "--annotate", "--comments")
Overwrite = Annotated[bool, typer.Option("--overwrite", help="--into：改寫已有文字的儲存格（預設保留）")]
OtherForm = Annotated[bool, typer.Option("--other-form", help="--into：表上寫的年度或期別與這次計算的不同時，仍照填")]
Annotate = Annotated[
    bool, typer.Option("--annotate", help="把只供機關參考的文字也寫進表裡：剔退、尚差、缺哪些清冊、有誤的儲存格在哪裡")
]


@takes_settings(*COMPUTING, "by", has_timings=True)
def fill(
    data: Data,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help=f"輸出檔，依副檔名：{'、'.join(DOCUMENT_SUFFIXES)}（需 LibreOffice）"
        ),
    ] = None,
    form: Form = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FILE", help=f"填入機關自己的表（{'、'.join(FORM_SUFFIXES)}）；另給 -o 時原檔不動"),
    ] = None,
    overwrite: Overwrite = False,
    other_form: OtherForm = False,
    annotate: Annotate = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="RESULT.json|DATA", help="--form plan：前一年度的期末結果檔，或其資料夾")
    ] = None,
    comments: Annotated[
        Path | None, typer.Option("--comments", metavar="FILE", help="--form full 期末：填妥中央審查意見的期中報告，列出回應表")
    ] = None,
    manifest: ManifestFile = None,
    replace: Replace = False,
    fail_on_miss: FailOnMiss = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """填妥「衡量指標達成情形」表（期中：附件十一；期末：附件十二；.html 為可離線閱讀的報告）或計畫的其他表單。"""
    from antidrug_kpi import pipeline

    hand_in = pipeline.find_hand_in(form, settings, data)
    if hand_in is not None:
        idle = dict(zip(_NOT_FOR_HAND_INS, (into, overwrite, other_form, annotate, comments), strict=True))
        wanted = HandInChoices(str(form), output, baseline, manifest, replace, fail_on_miss, show_ids)
        fill_hand_in(hand_in, data, wanted, idle, settings)
    target = _choose_target(output, into, baseline)
    form, settings = pipeline.choose_form(form, settings, data)
    _refuse_options_without_effect(target, form, into, settings, overwrite=overwrite, other_form=other_form)
    own = _OwnForm(into, overwrite, other_form) if into is not None else None
    choices = _FormChoices(target, form, own, comments, manifest, replace, fail_on_miss, show_ids, annotate)
    _fill_form(data, choices, settings)


@dataclass(frozen=True)
class _OwnForm:
    """The office's own form, and how it is filled."""

    path: Path
    overwrite: bool
    other_form: bool


@dataclass(frozen=True)
class _FormChoices:
    """What the user typed of a report's form."""

    target: Path
    form: str
    own: _OwnForm | None
    comments: Path | None
    manifest: Path | None
    may_replace: bool
    fail_on_miss: bool
    show_ids: bool
    is_annotated: bool


def _fill_form(data: Path, choices: _FormChoices, settings: Settings) -> NoReturn:
    """Compute the office, write its form, and end with the form's status."""
    from antidrug_kpi import pipeline

    target, form, own = choices.target, choices.form, choices.own
    is_in_place = own is not None and pipeline.is_same_file(own.path, target)
    if not is_in_place:
        pipeline.refuse_target(target, settings, data, may_replace=choices.may_replace)
    pipeline.refuse_manifest(choices.manifest, pipeline.find_output_file(target), settings, data, may_replace=choices.may_replace)
    noted = pipeline.take_comments(choices.comments, form, target, settings, data)
    filled: FilledForm | None = None
    left_out: tuple[str, ...] = ()
    with show_progress(settings, data, target) as watched:
        with_duties = own is None and pipeline.tells_duties(form, target)
        run = pipeline.compute(data, watched, require_targets=choices.fail_on_miss, with_duties=with_duties)
        if is_in_place:
            pipeline.refuse_input(target, data, run)
        if own is None:
            left_out = pipeline.fill_form(
                run,
                target,
                form,
                show_ids=choices.show_ids,
                is_annotated=choices.is_annotated,
                comments=noted or (),
            )
        else:
            filled = pipeline.fill_into(
                run,
                own.path,
                target,
                overwrite=own.overwrite,
                any_time=own.other_form,
                show_ids=choices.show_ids,
                is_annotated=choices.is_annotated,
            )
        is_written = filled is None or bool(filled.changed)
        if choices.manifest is not None and is_written:
            pipeline.save_manifest(run, choices.manifest, data, "fill", (target,))
    if noted == ():
        print_message(run, "--comments 的審查意見欄都是空白，沒有列出回應表")
    outcome = left_out if filled is None else filled
    _end_fill(run, outcome, dataclasses.replace(choices, manifest=choices.manifest if is_written else None))


def _end_fill(run: Run, outcome: FilledForm | tuple[str, ...], choices: _FormChoices) -> NoReturn:
    """Print what was written and what to look at, then end with the status of the form. `outcome` are the cells of the office's
    own form, or of a new one the notes that it does not print.
    """
    from antidrug_kpi import pipeline

    filled, target = None if isinstance(outcome, tuple) else outcome, choices.target
    if filled is not None:
        _print_cells(run, filled, target)
    is_filled = filled is None or bool(filled.changed)
    if is_filled:
        print_saved_path(target, run=run)
        print_saved_manifest(choices.manifest, run)
    for note in outcome if isinstance(outcome, tuple) else ():
        print_message(run, f"不印在表上：{note}")
    run = pipeline.limit_to_form(run, choices.form)
    if target.suffix.lower() != ".html":  # the report prints the questions itself
        _print_questions(run, is_annotated=choices.is_annotated)
    if not is_filled:
        print_status_reason("沒有填入任何一格，未寫入檔案；請看上列各項的原因")
    exit_with_status(run, choices.fail_on_miss, is_doubtful=not is_filled, show_ids=choices.show_ids)


def _print_questions(run: Run, *, is_annotated: bool) -> None:
    """Print of which measures there is more to say to the office than the form that is handed in prints: questions, and notes
    unless it is annotated. What has no data is said anyway.
    """
    from antidrug_kpi import pipeline

    asked = [
        measure.id
        for measure in run.result.measures
        if measure.questions or (measure.office_notes and not measure.lacks_data and not is_annotated)
    ]
    if asked and run.form_completeness is None:
        print_message(run, f"請確認（不印在表上）：{'、'.join(asked)} 另有說明，請以 {pipeline.say_next(run, 'compute')} 查看")


def _choose_target(output: Path | None, into: Path | None, baseline: Path | None) -> Path:
    """The file to write: that of -o, or else that of --into. UsageError where both are missing or a suffix is not supported, and
    for a baseline, which no report has.
    """
    from antidrug_kpi import pipeline

    if baseline is not None:
        raise UsageError("--baseline 只用於計畫書；請改用 --form plan 或 --form paste-plan，或拿掉 --baseline")

    target = output or into
    if target is None:
        raise UsageError("缺少輸出檔；請用 -o 檔名 寫成新檔，或用 --into 檔名 填入機關自己的表")
    if into is not None:
        pipeline.check_suffix(into, FORM_SUFFIXES, "--into 的表")
    pipeline.check_suffix(target, DOCUMENT_SUFFIXES if into is None else (into.suffix.lower(),))
    return target


def _refuse_options_without_effect(
    target: Path, form: str | None, into: Path | None, settings: Settings, *, overwrite: bool, other_form: bool
) -> None:
    """UsageError for an option that has no effect on this form: whoever types it expects one."""
    from antidrug_kpi.plans.form_specs import INDICATORS

    form = form or INDICATORS
    if into is not None and form != INDICATORS:
        raise UsageError(f"--into 只填「衡量指標達成情形」表，不能與 --form {form} 並用；請擇一")
    if into is None and overwrite:
        raise UsageError("--overwrite 只用於 --into；以 -o 寫出的檔案本來就是新的，請拿掉 --overwrite")
    if into is None and other_form:
        raise UsageError("--other-form 只用於 --into；以 -o 寫出的表本來就是這一期的，請拿掉 --other-form")
    if settings.by is not None and (into is not None or form != INDICATORS or target.suffix.lower() != ".html"):
        raise UsageError("--by 只用於 .html 報告；其他格式的表沒有分組，請拿掉 --by，或改用 -o 報告.html")


def _print_cells(run: Run, filled: FilledForm, target: Path) -> None:
    """Print what became of each cell of the office's own form, then the counts."""
    from antidrug_kpi import pipeline

    lines = [f"已填　{cell.place}　{cell.indicator}「{cell.heading}」" for cell in filled.changed]
    lines += [f"保留　{cell.place}　{cell.indicator}「{cell.heading}」：已有內容，未改寫" for cell in filled.kept]
    lines += [*(f"未填　{line}" for line in filled.lacking), *(f"說明　{line}" for line in filled.remarks)]
    goes_to_output = pipeline.is_standard_output(target)  # then nothing else may be printed there
    for line in lines:
        typer.echo(line, err=goes_to_output)
    counts = f"填入 {len(filled.changed)} 格、保留 {len(filled.kept)} 格、未填 {len(filled.lacking)} 項指標"
    kept = f"；原檔保留為 {show_path(filled.backup)}" if filled.backup is not None else ""
    print_message(run, f"{counts}；其餘內容未變動{kept}")
