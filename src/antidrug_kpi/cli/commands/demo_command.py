"""`demo`: the program at work on the sample office."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.options import takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings


@takes_settings("quiet")
def demo(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="放範例的資料夾（預設：此處的 antidrug-kpi-demo）")
    ] = None,
    *,
    settings: Settings,
) -> None:
    """複製範例縣市的清冊，計算並填妥報表，讓新手看到完整流程。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.result_screen import print_results
    from antidrug_kpi.forms.terminal import make_console

    target = directory or Path("antidrug-kpi-demo")
    pipeline.copy_sample(target)
    form = target / "期末成果報告_衡量指標達成情形.xlsx"
    with show_progress(settings, target) as watched:
        run = pipeline.compute(target, watched)
        pipeline.fill_form(run, form)
    print_results(make_console(), run.plan, run.result)
    if settings.quiet:
        return
    typer.echo(f"清冊已複製到 {show_path(target)}；報表已寫入 {show_path(form)}")
    if not pipeline.is_complete(run):
        typer.echo(f"範例清冊刻意含有錯誤：{pipeline.say_incomplete_run(run)}")
    typer.echo(f"「{run.result.jurisdiction}」是虛構的縣市，清冊裡沒有真人")
