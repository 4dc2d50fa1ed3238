"""`trace`: who counts towards an indicator, who does not, and why."""

from __future__ import annotations

import dataclasses
import sys
from typing import Annotated

import typer

from antidrug_kpi.cli.completions import complete_indicators
from antidrug_kpi.cli.exit_messages import exit_with_status, print_saved_manifest, print_saved_path
from antidrug_kpi.cli.options import (
    READING,
    Data,
    ListFormat,
    ManifestFile,
    Output,
    Replace,
    ScreenFormat,
    ShowIds,
    takes_settings,
)
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings


@takes_settings(*READING, "only", has_timings=True)
def trace(
    data: Data,
    indicator: Annotated[
        str | None,
        typer.Argument(autocompletion=complete_indicators, metavar="[ID]", help="指標或衡量項目，例如 3.3；或用 --only"),
    ] = None,
    *,
    screen_format: ScreenFormat = ListFormat.TABLE,
    output: Output = None,
    manifest: ManifestFile = None,
    replace: Replace = False,
    sample: Annotated[int | None, typer.Option("--sample", metavar="N", min=1, help="每一歸屬各抽 N 件，作成工作底稿")] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="S", help="抽樣的種子；同一種子抽出同樣的對象")] = None,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """列出每一個對象歸入分子、分母、排除、不計或剔退及其原因，與檔案、工作表、列號。--sample 30 --seed 7 抽樣作底稿。"""
    from antidrug_kpi import pipeline

    if (sample is None) != (seed is None):
        raise UsageError(f"抽樣要同時指定 --sample 與 --seed；請補上 {'--seed' if seed is None else '--sample'}")
    drawn = pipeline.Sample(sample, seed) if sample is not None and seed is not None else None
    if indicator is not None:
        settings = dataclasses.replace(settings, only=(indicator, *(settings.only or ())))
    elif not pipeline.resolve_settings(settings, data).only:
        raise UsageError("請指定要列出的指標或衡量項目，例如 3.3，或用 --only")
    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.TRACE_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    pipeline.refuse_manifest(manifest, output, settings, data, may_replace=replace)
    with show_progress(settings, data) as watched:
        run = pipeline.compute(data, watched, skip_unneeded=True, keep="cells")
        traced = pipeline.build_trace(run, show_ids=show_ids, sample=drawn)
        if output is not None:
            pipeline.save_trace(traced, output)
        if output is not None and manifest is not None:
            pipeline.save_manifest(run, manifest, data, "trace", (output,))
    if output is not None:
        print_saved_path(output, "（僅擁有者可讀）", run=run)
        print_saved_manifest(manifest, run)
    elif screen_format is ListFormat.TABLE:
        pipeline.print_trace(traced)
    else:
        sys.stdout.writelines(pipeline.write_trace(traced, screen_format.value))
    exit_with_status(run, fail_on_miss=False, show_ids=show_ids)
