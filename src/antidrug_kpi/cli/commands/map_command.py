"""`map`: a mapping file to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import INCOMPLETE, print_saved_path, print_status_reason
from antidrug_kpi.cli.options import Data, Replace, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings

MAPPING_SUFFIXES = (".yaml", ".yml")


@takes_settings("plan", "password_env", "specs", "quiet")
def propose_mapping(
    data: Data,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="輸出檔（.yaml）")],
    replace: Replace = False,
    settings: Settings,
) -> None:
    """產生對應檔的草稿：認不出的工作表、欄名與值最接近計畫的哪一個；建議都是註解，由承辦人確認後生效。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    if not pipeline.is_standard_output(output):
        pipeline.check_suffix(output, MAPPING_SUFFIXES)
    pipeline.refuse_target(output, settings, data, may_replace=replace)
    with show_progress(settings, data, output) as watched:
        count, unread = pipeline.save_mapping(output, data, watched)
    for issue in unread:
        print_status_reason(str(NATIONAL_NUMBERS_ONLY.redact_issue(issue)))
    print_saved_path(
        output,
        f"（僅擁有者可讀）：{count} 份資料有建議的對應；確認並刪去「# 」後，以 --mapping {show_path(output)} 使用",
        is_quiet=settings.quiet,
    )
    if unread:
        raise typer.Exit(INCOMPLETE)
