"""`verify`: a run computed again from its manifest, and what differs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import COMPLETE, DIFFERENT, print_doubts
from antidrug_kpi.cli.options import Data, ShortFormat, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.printable import escape_controls
from antidrug_kpi.settings import Settings


@takes_settings("password_env", "quiet", "specs", has_timings=True)
def verify(
    manifest: Annotated[Path, typer.Argument(metavar="MANIFEST", help="存證檔（compute、fill、trace 的 --manifest 寫的）")],
    data: Data,
    *,
    screen_format: Annotated[
        ShortFormat, typer.Option("--format", metavar="table|json", help="畫面的格式（預設 table）")
    ] = ShortFormat.TABLE,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """依存證檔重算一次：數字相同，或是哪些檔案、規格、程式變了，哪些數字跟著變。"""
    from antidrug_kpi import pipeline

    with show_progress(settings, data) as watched:
        verified = pipeline.verify_manifest(manifest, data, watched)
    if screen_format is ShortFormat.JSON:
        sys.stdout.write(pipeline.write_verification(verified))
    else:
        for line in pipeline.list_verification(verified):
            typer.echo(escape_controls(line))
    print_doubts(verified.run, show_ids=show_ids)
    raise typer.Exit(COMPLETE if verified.found.is_identical else DIFFERENT)
