"""`collect`: the workbooks that bureaus returned, as one office's folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import COMPLETE, INCOMPLETE, print_status_reason
from antidrug_kpi.cli.options import Replace, ShortFormat, ShortScreenFormat, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings


@takes_settings("plan", "password_env", "quiet", "specs")
def collect(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="放各局處交回活頁簿的資料夾")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="彙整成的資料夾，不可在 FOLDER 裡")],
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="期限（當日在內），民國或西元，例如 113-12-20")] = None,
    screen_format: ShortScreenFormat = ShortFormat.TABLE,
    replace: Replace = False,
    settings: Settings,
) -> None:
    """彙整各局處交回的活頁簿（template --for 產生的）：原樣收進一個資料夾，說明誰沒有交、逾期、未填，哪些互相牴觸。"""
    from antidrug_kpi import pipeline

    with show_progress(settings, folder) as watched:
        collection = pipeline.collect_workbooks(folder, output, watched, due)
        saved = pipeline.save_collection(collection, folder, output, may_replace=replace)
    if screen_format is ShortFormat.TABLE:
        pipeline.print_collection(collection)
    else:
        sys.stdout.write(pipeline.write_collection(collection))
    if saved.count and not settings.quiet:
        renewed = f"，更新了 {'、'.join(saved.replaced)}" if saved.replaced else ""
        typer.echo(f"已收進 {show_path(output)}：{saved.count} 份活頁簿（僅擁有者可讀）{renewed}", err=True)
    if not collection.is_complete:
        print_status_reason(pipeline.say_incomplete_collection(collection))
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(COMPLETE)
