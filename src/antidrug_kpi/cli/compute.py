"""`compute`: the results of an office on screen, or as text in a file."""

from __future__ import annotations

import sys
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

    run = pipeline.compute(data, settings, must_judge=fail_on_miss)
    if output is not None:
        from antidrug_kpi.forms.output.saving import save_bytes

        pipeline.refuse_input(output, data, run)
        own = SUFFIX_FORMATS.get(output.suffix.lower(), form) if form is OutputFormat.TABLE else form
        save_bytes(output, _write_text(run, own, show_ids).encode("utf-8"))
        tell(run, f"已寫入 {output}")
    elif form is OutputFormat.TABLE:
        from antidrug_kpi.forms.resultscreen import print_results
        from antidrug_kpi.forms.screen import make_console

        print_results(make_console(), run.plan, run.result, show_ids=show_ids)
    else:
        sys.stdout.write(_write_text(run, form, show_ids))
    finish(run, fail_on_miss)


def _write_text(run: Run, form: OutputFormat, show_ids: bool) -> str:
    """The results in a format, the table as it is printed where there is no terminal."""
    from antidrug_kpi import pipeline

    if form is not OutputFormat.TABLE:
        return pipeline.write_results(run, form.value, show_ids=show_ids)
    from io import StringIO

    from antidrug_kpi.forms.resultscreen import print_results
    from antidrug_kpi.forms.screen import make_console

    text = StringIO()
    print_results(make_console(text), run.plan, run.result, show_ids=show_ids)
    return text.getvalue()
