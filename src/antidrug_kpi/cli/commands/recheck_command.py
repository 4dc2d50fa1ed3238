"""`recheck`: a submitted form beside what the registers give, with the cause of each difference."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from antidrug_kpi.cli.exit_messages import (
    COMPLETE,
    DIFFERENT,
    INCOMPLETE,
    print_doubts,
    print_message,
    print_saved_path,
    print_status_reason,
    print_unknown_jurisdiction,
)
from antidrug_kpi.cli.options import COMPUTING, Data, ListFormat, Output, Replace, ScreenFormat, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.rechecking import RecheckRun


@takes_settings(*COMPUTING, has_timings=True)
def recheck(
    submitted: Annotated[
        Path, typer.Argument(metavar="SUBMITTED", help="填好的表（.docx、.odt、.xlsx、.ods），或 compute 的結果 .json")
    ],
    data: Data,
    *,
    screen_format: ScreenFormat = ListFormat.TABLE,
    output: Output = None,
    replace: Replace = False,
    is_all: Annotated[bool, typer.Option("--all", help="畫面上相同的項目也逐項列出（預設併為一行；存檔時一律逐項）")] = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """核對填好的表：逐項讀出填報的數字，與清冊重算的並列，並找出差異的原因。-o 核對.xlsx 等另存成檔案。"""
    from antidrug_kpi import pipeline

    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.RECHECK_SUFFIXES)
        pipeline.refuse_submitted(output, submitted)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    with show_progress(settings, data) as watched:
        rechecked = pipeline.recheck_form(submitted, data, watched, show_ids=show_ids)
        if output is not None:
            pipeline.save_recheck(rechecked, output)
    if output is not None:
        print_saved_path(output, "（僅擁有者可讀）", run=rechecked.run)
    elif screen_format is ListFormat.TABLE:
        _print_table(rechecked, is_all=is_all)
    else:
        sys.stdout.write(pipeline.write_recheck(rechecked, screen_format.value))
    _end(rechecked, show_ids=show_ids, says_summary=output is not None or screen_format is not ListFormat.TABLE)


def _print_table(rechecked: RecheckRun, *, is_all: bool) -> None:
    from antidrug_kpi.audit.recheck.recheck_screen import print_recheck
    from antidrug_kpi.forms.terminal import make_console

    print_recheck(make_console(), rechecked.run.plan, rechecked.recheck, is_all=is_all)


def _end(rechecked: RecheckRun, *, show_ids: bool, says_summary: bool) -> NoReturn:
    """Print what else there is to say, then end: 5 where a measure differs, 3 where one could not be held against anything."""
    from antidrug_kpi.audit.recheck.cause_words import say_summary

    run, found = rechecked.run, rechecked.recheck
    for remark in found.remarks:
        print_message(run, remark)
    print_doubts(run, show_ids=show_ids)
    print_unknown_jurisdiction(run)
    if says_summary:
        print_message(run, say_summary(found.findings))
    if found.has_differences:
        raise typer.Exit(DIFFERENT)
    if found.is_doubtful:
        print_status_reason("沒有差異，惟有項目讀不懂或清冊無資料可核；請看上列各項")
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(COMPLETE)
