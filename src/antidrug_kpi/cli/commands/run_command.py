"""`run`: everything that is made of an office's data, from one reading; with --watch again whenever an input changes."""

from __future__ import annotations

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from antidrug_kpi.cli.exit_messages import exit_with_status, print_message
from antidrug_kpi.cli.options import COMPUTING, Data, FailOnMiss, Replace, ShowIds, To, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UserError
from antidrug_kpi.printable import escape_lines, show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.batch.batch_options import OutputOptions
    from antidrug_kpi.pipeline.batch.whole_run import WholeRun


@takes_settings(*COMPUTING, "by", has_timings=True, typed_as="run")
def run_all(
    data: Data,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="輸出資料夾，在 DATA 以外")],
    to: To = None,
    watch: Annotated[bool, typer.Option("--watch", help="寫出後繼續等候，清冊一有變動就重新計算；以 Ctrl-C 結束")] = False,
    replace: Replace = False,
    fail_on_miss: FailOnMiss = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """讀取一次，寫出結果、報表、標示過的清冊、報告、檢核訊息與存證檔。"""
    from antidrug_kpi.pipeline.batch.batch_options import OutputOptions, read_suffixes

    options = OutputOptions(suffixes=read_suffixes(to), show_ids=show_ids, may_replace=replace)
    if watch:
        _run_again_and_again(data, output, settings, options, fail_on_miss=fail_on_miss)
    _run_once(data, output, settings, options, fail_on_miss=fail_on_miss)


def _run_once(data: Path, folder: Path, settings: Settings, options: OutputOptions, *, fail_on_miss: bool) -> NoReturn:
    written = _write(data, folder, settings, options, fail_on_miss=fail_on_miss)
    _tell(written, folder, options, fail_on_miss=fail_on_miss)


def _write(data: Path, folder: Path, settings: Settings, options: OutputOptions, *, fail_on_miss: bool) -> WholeRun:
    from antidrug_kpi.pipeline.batch.whole_run import compute_and_write, refuse_folder

    refuse_folder(data, folder, settings, options)
    with show_progress(settings, data) as watched:
        return compute_and_write(data, folder, watched, options, require_targets=fail_on_miss)


def _tell(written: WholeRun, folder: Path, options: OutputOptions, *, fail_on_miss: bool) -> NoReturn:
    print_message(written.run, f"已寫入 {show_path(folder)}：{'、'.join(written.files)}")
    exit_with_status(written.run, fail_on_miss, show_ids=options.show_ids)


def _run_again_and_again(data: Path, folder: Path, settings: Settings, options: OutputOptions, *, fail_on_miss: bool) -> NoReturn:
    """Run whenever an input changes, until the user ends it; what the change came to and what is wrong with the data is said."""
    from antidrug_kpi.pipeline.batch.watched_changes import KeptFigures, is_idle, keep_figures, say_change
    from antidrug_kpi.pipeline.batch.whole_run import refuse_folder
    from antidrug_kpi.pipeline.watching import watch_inputs

    refuse_folder(data, folder, settings, options)
    known: KeptFigures | None = None
    for changed in watch_inputs(data, settings):
        try:
            written = _write(data, folder, settings, options, fail_on_miss=fail_on_miss)
            before, known = known, keep_figures(written.run)
            if before is not None:
                print_message(written.run, say_change(written.run, before, known, changed, data))
            if before is None or not is_idle(before, known, changed, data):
                _tell(written, folder, options, fail_on_miss=fail_on_miss)
        except typer.Exit:
            pass
        except UserError as error:
            typer.echo(escape_lines(str(error)), err=True)
        gc.collect()  # the search for garbage is off, and this run may go on for a day
        if not settings.quiet:
            typer.echo(f"{time.strftime('%H:%M:%S')} 等候清冊變動；以 Ctrl-C 結束", err=True)
    raise typer.Exit
