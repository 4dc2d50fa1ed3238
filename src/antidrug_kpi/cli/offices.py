"""Commands that read an office's registers: `check`, `compute`, `fill`, `trace`, `demo`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antidrug_kpi.cli.ending import COMPLETE, INCOMPLETE, finish, tell
from antidrug_kpi.cli.options import (
    AsOf,
    Data,
    FailOnMiss,
    Jurisdiction,
    Only,
    Output,
    OutputFormat,
    PlanId,
    Quiet,
    Report,
    ShowIds,
    Specs,
    Strict,
    Year,
    gather_settings,
)
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline import Run

FORM_SUFFIXES = (".xlsx",)
TRACE_SUFFIXES = (".xlsx", ".csv")
SUFFIX_FORMATS = {".json": OutputFormat.JSON, ".csv": OutputFormat.CSV, ".md": OutputFormat.MARKDOWN}


def check(
    data: Data,
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    only: Only = None,
    quiet: Quiet = None,
    show_ids: ShowIds = False,
    specs: Specs = None,
) -> None:
    """檢核清冊：找到什麼、缺什麼、每一列剔退與警告的位置；不計算數字。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_check

    run = pipeline.compute(data, gather_settings(plan, report, jurisdiction, as_of, year, only, None, quiet, specs))
    print_check(make_console(), run.plan, run.reading, run.result, show_ids=show_ids)
    raise typer.Exit(COMPLETE if pipeline.is_complete(run) else INCOMPLETE)


def compute(
    data: Data,
    form: Annotated[OutputFormat, typer.Option("--format", help="輸出格式")] = OutputFormat.TABLE,
    output: Output = None,
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    only: Only = None,
    strict: Strict = None,
    quiet: Quiet = None,
    fail_on_miss: FailOnMiss = False,
    by: Annotated[str | None, typer.Option("--by", help="依此欄位分組，例如 機構代碼、需求等級")] = None,
    show_ids: ShowIds = False,
    specs: Specs = None,
) -> None:
    """計算衡量指標，印出結果表，或輸出 json、csv、markdown。"""
    from antidrug_kpi import pipeline

    settings = gather_settings(plan, report, jurisdiction, as_of, year, only, strict, quiet, specs)
    run = pipeline.compute(data, replace(settings, by=by))
    if output is not None and form is OutputFormat.TABLE:
        form = SUFFIX_FORMATS.get(output.suffix.lower(), form)
    is_table = form is OutputFormat.TABLE
    text = _render_table(run, output, show_ids) if is_table else pipeline.write_results(run, form.value, show_ids=show_ids)
    if output is not None:
        from antidrug_kpi.forms.saving import save_bytes

        save_bytes(output, text.encode("utf-8"))
        tell(run, f"已寫入 {output}")
    elif form is not OutputFormat.TABLE:
        sys.stdout.write(text)
    finish(run, fail_on_miss)


def _render_table(run: Run, output: Path | None, show_ids: bool) -> str:
    """Print the table on the terminal, or give its plain text for a file."""
    from antidrug_kpi.forms.screen import PIPED_WIDTH, make_console, print_results

    console = make_console()
    if output is None:
        print_results(console, run.result, show_ids=show_ids)
        return ""
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    print_results(Console(file=text, width=PIPED_WIDTH, highlight=False), run.result, show_ids=show_ids)
    return text.getvalue()


def fill(
    data: Data,
    output: Annotated[Path, typer.Option("--output", "-o", help="輸出檔（.xlsx）")],
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    only: Only = None,
    strict: Strict = None,
    quiet: Quiet = None,
    fail_on_miss: FailOnMiss = False,
    specs: Specs = None,
) -> None:
    """填妥「衡量指標達成情形」表（期中：附件十一；期末：附件十二）。"""
    from antidrug_kpi import pipeline

    pipeline.check_suffix(output, FORM_SUFFIXES)
    run = pipeline.compute(data, gather_settings(plan, report, jurisdiction, as_of, year, only, strict, quiet, specs))
    pipeline.fill_form(run, output)
    tell(run, f"已寫入 {output}")
    finish(run, fail_on_miss)


def trace(
    data: Data,
    indicator: Annotated[str, typer.Argument(metavar="ID", help="指標或衡量項目，例如 3.3")],
    output: Output = None,
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    quiet: Quiet = None,
    show_ids: ShowIds = False,
    specs: Specs = None,
) -> None:
    """列出每一個對象歸入分子、分母或排除，及其檔案、工作表與列號。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_table, print_waterfall

    if output is not None:
        pipeline.check_suffix(output, TRACE_SUFFIXES)
    run = pipeline.compute(data, gather_settings(plan, report, jurisdiction, as_of, year, [indicator], None, quiet, specs))
    if output is not None:
        pipeline.save_trace(run, output, show_ids=show_ids)
        tell(run, f"已寫入 {output}（僅擁有者可讀）")
    else:
        console = make_console()
        for computation in run.computations:
            print_waterfall(console, computation.result)
        print_table(console, *pipeline.list_trace(run, show_ids=show_ids))
    finish(run, fail_on_miss=False)


def demo(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="放範例的資料夾（預設：此處的 antidrug-kpi-demo）")
    ] = None,
) -> None:
    """複製範例縣市的清冊，計算並填妥報表，讓新手看到完整流程。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_results, say_incomplete

    target = directory or Path("antidrug-kpi-demo")
    pipeline.copy_sample(target)
    run = pipeline.compute(target, Settings())
    form = target / "期末成果報告_衡量指標達成情形.xlsx"
    pipeline.fill_form(run, form)
    console = make_console()
    print_results(console, run.result)
    console.print(f"清冊已複製到 {target}；報表已寫入 {form}")
    if not pipeline.is_complete(run):
        console.print(f"範例清冊刻意含有錯誤：{say_incomplete(run.result)}")
