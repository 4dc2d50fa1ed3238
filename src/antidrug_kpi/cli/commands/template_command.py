"""`template`: an empty workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import print_saved_path
from antidrug_kpi.cli.options import Replace, takes_settings
from antidrug_kpi.settings import Settings

TEMPLATE_SUFFIXES = (".xlsx",)


@takes_settings("plan", "only", "specs", "quiet")
def template(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="輸出檔（.xlsx）")],
    replace: Replace = False,
    settings: Settings,
) -> None:
    """產生空白清冊範本：一份清冊一張工作表，附欄名、下拉選單與填表說明；--only 只留該指標所需的清冊與欄位。"""
    from antidrug_kpi import pipeline

    pipeline.check_suffix(output, TEMPLATE_SUFFIXES)
    pipeline.refuse_target(output, settings, may_replace=replace)
    count = pipeline.save_template(output, settings)
    print_saved_path(output, f"：{count} 份空白清冊與填表說明", is_quiet=settings.quiet)
