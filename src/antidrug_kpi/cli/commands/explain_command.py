"""`explain`: one case across all measures that read it."""

from __future__ import annotations

import dataclasses
import sys
from typing import Annotated

import typer

from antidrug_kpi.cli.completions import complete_indicators
from antidrug_kpi.cli.exit_messages import exit_with_status, print_saved_path
from antidrug_kpi.cli.options import READING, Data, Output, Replace, ShortFormat, ShortScreenFormat, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.settings import Settings


@takes_settings(*READING, "only", has_timings=True)
def explain(
    data: Data,
    case: Annotated[str, typer.Argument(metavar="CASE", help="個案、案件、人員或機構的編號或名稱，全形半形、大小寫皆可")],
    indicator: Annotated[
        str | None, typer.Argument(autocompletion=complete_indicators, metavar="[ID]", help="只說明此指標或衡量項目，例如 3.3")
    ] = None,
    *,
    screen_format: ShortScreenFormat = ShortFormat.TABLE,
    output: Output = None,
    replace: Replace = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """一個個案在每一項衡量中如何認定：以文字說明計入、排除、不計或剔退的理由，並列出所依據的儲存格。"""
    from antidrug_kpi import pipeline

    if indicator is not None:
        settings = dataclasses.replace(settings, only=(indicator, *(settings.only or ())))
    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.EXPLANATION_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    with show_progress(settings, data) as watched:
        run = pipeline.compute(data, watched, skip_unneeded=True, keep="cells")
        explanation = pipeline.explain_case(run, case, show_ids=show_ids, read_all=lambda: pipeline.compute_all(data, watched))
        if output is not None:
            pipeline.save_explanation(explanation, output)
    if output is not None:
        print_saved_path(output, "（僅擁有者可讀）", run=run)
    elif screen_format is ShortFormat.TABLE:
        pipeline.print_explanation(explanation)
    else:
        sys.stdout.write(pipeline.write_explanation(explanation))
    exit_with_status(run, fail_on_miss=False, show_ids=show_ids, is_told=explanation.is_about)
