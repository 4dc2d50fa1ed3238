"""`compute`: the results of an office on screen, or in a file whose format its suffix says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import exit_with_status, print_saved_manifest, print_saved_path
from antidrug_kpi.cli.options import (
    COMPUTING,
    Data,
    FailOnMiss,
    ManifestFile,
    Output,
    OutputFormat,
    Replace,
    ShowIds,
    takes_settings,
)
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UsageError
from antidrug_kpi.printable import escape_controls
from antidrug_kpi.settings import Settings


@takes_settings(*COMPUTING, "by", has_timings=True)
def compute(
    data: Data,
    *,
    screen_format: Annotated[
        OutputFormat | None,
        typer.Option("--format", metavar="table|json|csv|markdown", help="畫面的格式（預設 table）；檔案依副檔名"),
    ] = None,
    output: Output = None,
    manifest: ManifestFile = None,
    replace: Replace = False,
    monthly: Annotated[
        bool, typer.Option("--monthly", help="另列年度內到基準日為止各月底的數字；結束狀態依最後一個月底")
    ] = False,
    publish: Annotated[bool, typer.Option("--publish", help="對外公布用：人、案的小數字（1 至 4）不列出，以 ＊ 代替")] = False,
    fail_on_miss: FailOnMiss = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """計算衡量指標，印出結果表，或輸出 json、csv、markdown。-o 結果.xlsx 等另存成檔案。"""
    from antidrug_kpi import pipeline

    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.RESULT_SUFFIXES)
        _refuse_other_format(output, screen_format)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    if publish and manifest is not None:
        raise UsageError("--manifest 記下完整的數字，不能與 --publish 並用；請擇一")
    if publish:
        pipeline.refuse_unpublishable(data, settings, show_ids=show_ids)
    pipeline.refuse_manifest(manifest, output, settings, data, may_replace=replace)
    with show_progress(settings, data) as watched:
        with_duties = not (publish or settings.only) and pipeline.shows_duties(output, screen_format)
        run = pipeline.compute(data, watched, require_targets=fail_on_miss, skip_unneeded=True, with_duties=with_duties)
        run = pipeline.add_months(run, watched.watch) if monthly else run
        run = pipeline.mark_for_public(run) if publish else run
        if output is not None:
            pipeline.save_results(run, output, show_ids=show_ids)
        if output is not None and manifest is not None:
            pipeline.save_manifest(run, manifest, data, "compute", (output,))
    if output is not None:
        print_saved_path(output, "（僅擁有者可讀）" if show_ids else "", run=run)
        print_saved_manifest(manifest, run)
    elif screen_format is None or screen_format is OutputFormat.TABLE:
        pipeline.print_table(run, show_ids=show_ids)
    else:
        sys.stdout.write(pipeline.write_results(run, screen_format.value, show_ids=show_ids))
    exit_with_status(run.last_month or run, fail_on_miss, show_ids=show_ids)


def _refuse_other_format(output: Path, screen_format: OutputFormat | None) -> None:
    """UsageError where --format says one format and the suffix of the file another."""
    from antidrug_kpi import pipeline

    if screen_format is not None and pipeline.TEXT_SUFFIXES.get(output.suffix.lower()) != screen_format.value:
        suffix = next(suffix for suffix, name in pipeline.TEXT_SUFFIXES.items() if name == screen_format.value)
        raise UsageError(
            f"--format {screen_format.value} 與輸出檔「{escape_controls(output.name)}」的副檔名不合；"
            f"請改用 {suffix}，或拿掉 --format"
        )
