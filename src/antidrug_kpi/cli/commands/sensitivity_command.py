"""`sensitivity`: the figures under each alternative reading, and the questions to the Ministry."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from antidrug_kpi.cli.completions import complete_indicators
from antidrug_kpi.cli.exit_messages import COMPLETE, exit_with_status, print_message, print_saved_path
from antidrug_kpi.cli.options import COMPUTING, Data, Output, OutputFormat, Replace, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.printable import escape_controls, quote_argument
from antidrug_kpi.settings import Settings


@takes_settings(*(name for name in COMPUTING if name != "only"), has_timings=True)
def sensitivity(
    data: Data,
    indicator: Annotated[
        str | None,
        typer.Argument(autocompletion=complete_indicators, metavar="[ID]", help="指標或衡量項目，例如 3.3；不寫則全部"),
    ] = None,
    *,
    screen_format: Annotated[
        OutputFormat, typer.Option("--format", metavar="table|json|csv|markdown", help="畫面的格式（預設 table）；檔案依副檔名")
    ] = OutputFormat.TABLE,
    output: Output = None,
    replace: Replace = False,
    settings: Settings,
) -> None:
    """列出每個項目在各種判讀下的數字，以及哪些結果隨判讀而異。-o 疑義提問單.docx 寫出向主管機關的提問。"""
    from antidrug_kpi import pipeline

    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.SENSITIVITY_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=replace)
    is_written = False
    with show_progress(settings, data) as watched:
        computed = pipeline.compute_sensitivity(data, watched, indicator)
        if computed is not None and output is not None:
            is_written = pipeline.save_sensitivity(computed, output)
    if computed is None:
        if screen_format is OutputFormat.JSON and output is None:
            sys.stdout.write(pipeline.write_no_readings(data, settings))
        typed = escape_controls(indicator or "")
        name, shown = (f"{typed} ", quote_argument(typed)) if indicator else ("本計畫", "指標代號")
        typer.echo(f"{name}沒有其他判讀；請以 antidrug-kpi show {shown} 查看指標的判讀說明", err=True)
        raise typer.Exit(COMPLETE)
    chosen = pipeline.list_chosen(data, settings)
    if chosen:
        print_message(computed.run, f"各種判讀都會列出，不另採用 {'、'.join(chosen)}")
    if output is not None and is_written:
        print_saved_path(output, run=computed.run)
    elif output is not None:
        print_message(computed.run, "沒有任何結果隨判讀而異，未寫出疑義提問單")
    elif screen_format is OutputFormat.TABLE:
        pipeline.print_sensitivity(computed)
    else:
        sys.stdout.write(pipeline.write_sensitivity(computed, screen_format.value))
    exit_with_status(computed.run, fail_on_miss=False)
