"""`check`: what was found in an office's data, what is missing, what is wrong."""

from __future__ import annotations

import typer

from antidrug_kpi.cli.ending import COMPLETE, INCOMPLETE
from antidrug_kpi.cli.options import READING, Data, ShowIds, takes_settings
from antidrug_kpi.settings import Settings


@takes_settings(*READING, "only")
def check(data: Data, *, show_ids: ShowIds = False, settings: Settings) -> None:
    """檢核清冊：找到什麼、缺什麼、每一列剔退與警告的位置；不計算數字。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_check

    run = pipeline.compute(data, settings)
    print_check(make_console(), run.plan, run.reading, run.result, show_ids=show_ids)
    raise typer.Exit(COMPLETE if pipeline.is_complete(run) else INCOMPLETE)
