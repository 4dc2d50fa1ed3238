"""`gaps`: what is missing for the targets, whether they can still be met, and who has to do what until when."""

from __future__ import annotations

import dataclasses
import sys
from typing import Annotated

import typer

from antidrug_kpi.cli.completions import complete_indicators
from antidrug_kpi.cli.exit_messages import exit_with_status, print_saved_path
from antidrug_kpi.cli.options import COMPUTING, Data, ListFormat, Output, Replace, ScreenFormat, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.settings import Settings


@takes_settings(*COMPUTING, has_timings=True)
def gaps(
    data: Data,
    indicator: Annotated[
        str | None, typer.Argument(autocompletion=complete_indicators, metavar="[ID]", help="指標或衡量項目，例如 4.3.1")
    ] = None,
    *,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="今日，民國或西元（預設為電腦日期；已過期末則為期末）")
    ] = None,
    is_all: Annotated[bool, typer.Option("--all", help="已達標的項目也列出（預設只列未達標者）")] = False,
    screen_format: ScreenFormat = ListFormat.TABLE,
    output: Output = None,
    replace: Replace = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """列出各未達標項目尚差多少、期末前能否達標，以及還能補辦的對象、所缺與期限。-o 工作清單.xlsx 另存成檔案。"""
    from antidrug_kpi import pipeline

    if indicator is not None:
        settings = dataclasses.replace(settings, only=(indicator, *(settings.only or ())))
    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.GAPS_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    day = pipeline.choose_today(data, settings, today)
    is_chosen = bool(settings.only)
    with show_progress(settings, data) as watched:
        run = pipeline.compute(data, watched, skip_unneeded=True)
        found = pipeline.find_gaps(run, day, is_all=is_all or is_chosen, show_ids=show_ids, watch=watched.watch)
        if output is not None:
            pipeline.save_gaps(found, output)
    if output is not None:
        print_saved_path(output, "（僅擁有者可讀）", run=run)
    elif screen_format is ListFormat.TABLE:
        pipeline.print_gaps(found, is_whole=is_chosen)
    else:
        sys.stdout.write(pipeline.write_gaps(found, screen_format.value))
    exit_with_status(run, fail_on_miss=False, show_ids=show_ids)
