"""`batch`: every office below a folder in one run, and a summary across them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from antidrug_kpi.cli.batch_progress import show_offices
from antidrug_kpi.cli.exit_messages import COMPLETE, DIFFERENT, INCOMPLETE, print_status_reason
from antidrug_kpi.cli.options import COMPUTING, Form, Replace, ShowIds, To, takes_settings
from antidrug_kpi.cli.run_log import log_office
from antidrug_kpi.errors import UsageError
from antidrug_kpi.printable import escape_controls, show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome
    from antidrug_kpi.forms.summary.office_rechecks import OfficeRecheck
    from antidrug_kpi.pipeline.batch.batch_run import FinishedBatch

_MOST_JOBS = 256
_MOST_NAMES = 5


@takes_settings(*COMPUTING)
def batch(
    root: Annotated[Path, typer.Argument(metavar="ROOT", help="放各機關資料夾的資料夾，每個機關一個資料夾")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="輸出資料夾，在 ROOT 以外")],
    form: Form = None,
    to: To = None,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", help="同時計算幾個機關（預設 1）")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="接續先前的一次：檔案、規格、選項與程式都沒變的機關不再計算")] = False,
    recheck: Annotated[
        Path | None, typer.Option("--recheck", metavar="FORMS", help="核對各機關填好的表：FORMS 裡以機關資料夾名為檔名")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="對外公布用：只寫彙總，人、案的小數字（1 至 4）以 ＊ 代替，不寫各機關的檔案")
    ] = False,
    replace: Replace = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """一次計算 ROOT 底下的每個機關，各自寫出結果、報表與檢核訊息，並彙總全部機關；一個機關出錯不影響其他機關。"""
    from antidrug_kpi.pipeline.batch.batch_options import OutputOptions, read_suffixes
    from antidrug_kpi.pipeline.batch.batch_run import prepare_batch, run_batch
    from antidrug_kpi.pipeline.hand_ins.hand_in_forms import refuse_pasted
    from antidrug_kpi.pipeline.options.form_choice import choose_form

    if not 1 <= jobs <= _MOST_JOBS:
        raise UsageError(f"--jobs「{jobs}」應為 1 至 {_MOST_JOBS} 的整數")
    if publish:
        given = {"--recheck": recheck, "--resume": resume, "--show-ids": show_ids, "--form": form, "--to": to}
        _refuse_with_publish([option for option, value in given.items() if value])
    refuse_pasted(form, settings, root)
    form, settings = choose_form(form, settings, root)
    options = OutputOptions(form, read_suffixes(to), show_ids, replace)
    prepared = prepare_batch(root, output, settings, options, can_resume=resume, submitted=recheck, is_for_public=publish)
    is_quiet = bool(settings.quiet)
    if prepared.found.loose and not is_quiet:
        typer.echo(f"ROOT 裡的 {_name_some(prepared.found.loose)} 不在任何機關的資料夾裡，未讀取", err=True)
    for name in prepared.found.skipped:
        print_status_reason(
            f"{escape_controls(name)}：有清冊但不屬於任何機關（沒有 office.yaml），略過；請補上 office.yaml，或移出清冊"
        )
    with show_offices(len(prepared.found.offices), is_quiet=is_quiet) as report:

        def report_and_log(outcome: OfficeOutcome) -> None:
            log_office(outcome, is_for_public=publish)
            report(outcome)

        finished = run_batch(prepared, report_and_log, jobs=jobs)
    for sentence in (*finished.kept, *(f"{file}：沒有同名的機關，未核對" for file in finished.unknown_forms)):
        print_status_reason(escape_controls(sentence))
    _end(finished, output, is_quiet=is_quiet, is_published=publish)


def _refuse_with_publish(options: list[str]) -> None:
    if options:
        raise UsageError(f"--publish 只寫對外公布的彙總，不寫各機關的檔案，不能與 {'、'.join(options)} 並用；請擇一")


def _end(finished: FinishedBatch, output: Path, *, is_quiet: bool, is_published: bool) -> NoReturn:
    """Print where everything is and how it went, then end: 5 where a submitted form differs, 3 where anything is incomplete."""
    rechecks = [office.recheck for office in finished.summary.offices if office.recheck is not None]
    if not is_quiet:
        for found in rechecks:
            print_status_reason(f"核對 {escape_controls(found.name)}：{_say_recheck(found)}")
        more = "，核對在 recheck.xlsx、recheck.json" if rechecks else ""
        each = "小數字以 ＊ 代替，沒有各機關的檔案" if is_published else "每個機關一個資料夾"
        typer.echo(f"已寫入 {show_path(output)}：{each}，彙總在 summary.xlsx、summary.html、summary.json{more}", err=True)
    if not (is_quiet and finished.is_complete):
        print_status_reason(escape_controls(finished.say_outcome()))
    raise typer.Exit(DIFFERENT if finished.has_differences else COMPLETE if finished.is_complete else INCOMPLETE)


def _say_recheck(found: OfficeRecheck) -> str:
    if found.error is not None:
        return escape_controls(found.error)
    from antidrug_kpi.audit.recheck.cause_words import CAUSE_WORDS
    from antidrug_kpi.audit.recheck.findings import Cause

    return "、".join(f"{CAUSE_WORDS[Cause(cause)]} {count}" for cause, count in found.content["summary"].items())


def _name_some(names: tuple[str, ...]) -> str:
    shown = "、".join(names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown} 等 {len(names)} 個檔案"
