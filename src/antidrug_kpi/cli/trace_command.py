"""`trace`: who counts towards an indicator, and why."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import exit_with_status, print_saved_manifest, print_saved_path
from antidrug_kpi.cli.options import READING, Data, ManifestFile, Output, Replace, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.settings import Settings


@takes_settings(*READING, has_timings=True)
def trace(
    data: Data,
    indicator: Annotated[str, typer.Argument(metavar="ID", help="指標或衡量項目，例如 3.3")],
    *,
    output: Output = None,
    manifest: ManifestFile = None,
    replace: Replace = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """列出每一個對象歸入分子、分母或排除，及其檔案、工作表與列號。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen_table import print_table
    from antidrug_kpi.forms.terminal import make_console, print_waterfall

    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.TRACE_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    pipeline.refuse_manifest(manifest, output, settings, data, may_replace=replace)
    with show_progress(dataclasses.replace(settings, only=(indicator,)), data) as watched:
        run = pipeline.compute(data, watched, skip_unneeded=True)
        if output is not None:
            pipeline.save_trace(run, output, show_ids=show_ids)
        if output is not None and manifest is not None:
            pipeline.save_manifest(run, manifest, data, "trace", (output,))
    if output is not None:
        print_saved_path(output, "（僅擁有者可讀）", run=run)
        print_saved_manifest(manifest, run)
    else:
        console = make_console()
        for computation in run.computations:
            print_waterfall(console, computation.result)
        print_table(console, *pipeline.list_trace(run, show_ids=show_ids))
    exit_with_status(run, fail_on_miss=False, show_ids=show_ids)
