"""`compute`: the results of an office on screen, or as text in a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antidrug_kpi.cli.ending import finish, tell
from antidrug_kpi.cli.options import COMPUTING, Data, FailOnMiss, Output, OutputFormat, ShowIds, takes_settings
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline import Run

SUFFIX_FORMATS = {".json": OutputFormat.JSON, ".csv": OutputFormat.CSV, ".md": OutputFormat.MARKDOWN}


@takes_settings(*COMPUTING, "by")
def compute(
    data: Data,
    *,
    form: Annotated[
        OutputFormat, typer.Option("--format", metavar="table|json|csv|markdown", help="輸出格式（預設 table；檔案依副檔名）")
    ] = OutputFormat.TABLE,
    output: Output = None,
    fail_on_miss: FailOnMiss = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """計算衡量指標，印出結果表，或輸出 json、csv、markdown。"""
    from antidrug_kpi import pipeline

    run = pipeline.compute(data, settings)
    if output is not None and form is OutputFormat.TABLE:
        form = SUFFIX_FORMATS.get(output.suffix.lower(), form)
    is_table = form is OutputFormat.TABLE
    text = _render_table(run, output, show_ids) if is_table else pipeline.write_results(run, form.value, show_ids=show_ids)
    if output is not None:
        from antidrug_kpi.forms.saving import save_bytes

        pipeline.refuse_input(output, data, run)
        save_bytes(output, text.encode("utf-8"))
        tell(run, f"已寫入 {output}")
    elif form is not OutputFormat.TABLE:
        sys.stdout.write(text)
    finish(run, fail_on_miss)


def _render_table(run: Run, output: Path | None, show_ids: bool) -> str:
    """Print the table on the terminal, or give its plain text for a file."""
    from antidrug_kpi.forms.resultscreen import print_results
    from antidrug_kpi.forms.screen import PIPED_WIDTH, make_console

    console = make_console()
    if output is None:
        print_results(console, run.plan, run.result, show_ids=show_ids)
        return ""
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    print_results(Console(file=text, width=PIPED_WIDTH, highlight=False), run.plan, run.result, show_ids=show_ids)
    return text.getvalue()
