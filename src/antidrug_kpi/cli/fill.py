"""`fill`: the official form, filled."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.ending import finish, tell
from antidrug_kpi.cli.options import COMPUTING, Data, FailOnMiss, ShowIds, takes_settings
from antidrug_kpi.settings import Settings

FORM_SUFFIXES = (".xlsx", ".html")


@takes_settings(*COMPUTING, "by")
def fill(
    data: Data,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="輸出檔（.xlsx，或 .html 為可離線閱讀的報告）")],
    fail_on_miss: FailOnMiss = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """填妥「衡量指標達成情形」表（期中：附件十一；期末：附件十二）。"""
    from antidrug_kpi import pipeline

    pipeline.check_suffix(output, FORM_SUFFIXES)
    run = pipeline.compute(data, settings)
    pipeline.fill_form(run, output, show_ids=show_ids)
    tell(run, f"已寫入 {output}")
    finish(run, fail_on_miss)
