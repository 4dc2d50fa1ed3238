"""`check`: what an office's data hold, what is missing, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import (
    COMPLETE,
    INCOMPLETE,
    print_doubts,
    print_message,
    print_saved_path,
    print_status_reason,
    print_unknown_jurisdiction,
)
from antidrug_kpi.cli.options import READING, Data, ListFormat, Output, Replace, ScreenFormat, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.cli.streams import is_one_screen
from antidrug_kpi.issues import Issue
from antidrug_kpi.settings import Settings


@takes_settings(*READING, "only", has_timings=True)
def check(
    data: Data,
    *,
    screen_format: ScreenFormat = ListFormat.TABLE,
    output: Output = None,
    replace: Replace = False,
    show_ids: ShowIds = False,
    is_all: Annotated[bool, typer.Option("--all", help="逐一列出，不合併同一欄的同類訊息")] = False,
    settings: Settings,
) -> None:
    """檢核清冊：找到什麼、缺什麼、每一列剔退與警告的位置；不計算數字。-o 檢核結果.xlsx 另存標示儲存格的清冊。"""
    from antidrug_kpi import pipeline

    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.CHECKUP_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    is_workbook = output is not None and output.suffix.lower() == ".xlsx"
    with show_progress(settings, data) as watched:
        run = pipeline.compute(
            data, watched, keep="files" if is_workbook else None, allow_no_register=True, with_duties=not settings.only
        )
        checkup = pipeline.build_checkup(run)
        if output is not None:
            pipeline.save_checkup(run, checkup, output, show_ids=show_ids)
    if output is not None:
        from antidrug_kpi.forms.check.checkup import say_summary

        print_message(run, say_summary(checkup))
        print_saved_path(output, "（僅擁有者可讀）", run=run)
    elif screen_format is not ListFormat.TABLE:
        sys.stdout.writelines(pipeline.write_checkup(checkup, screen_format.value, show_ids=show_ids))
    else:
        from antidrug_kpi.forms.check.checkup_screen import print_checkup
        from antidrug_kpi.forms.terminal import make_console

        print_checkup(make_console(), checkup, show_ids=show_ids, is_all=is_all)
    for line in pipeline.say_deadlines(run.plan, run.periods.year, run.settings, dt.date.today()):
        print_message(run, line)
    pipeline.require_registers(data, run.reading, typed=settings, most_reasons=0)
    is_seen = output is None and screen_format is ListFormat.TABLE and is_one_screen()
    if is_seen:
        print_doubts(run, show_ids=show_ids, is_told=_tell_no_fault)
    else:
        print_doubts(run, show_ids=show_ids, where="，都列在檢核結果裡")
    print_unknown_jurisdiction(run)
    if not checkup.is_complete:
        print_status_reason(pipeline.say_incomplete_check(run))
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(COMPLETE)


def _tell_no_fault(_: Issue) -> bool:
    """Nothing: the screen has every fault already."""
    return False
