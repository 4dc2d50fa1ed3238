"""`map`: a mapping file to edit, or one that somebody confirms item by item."""

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


@takes_settings("plan", "password_env", "specs", "quiet", typed_as="map")
def propose_mapping(
    data: Data,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="輸出檔（.yaml）")],
    is_asked: Annotated[bool, typer.Option("--ask", help="在終端機逐項詢問，確認的直接生效，略過的仍是註解")] = False,
    replace: Replace = False,
    settings: Settings,
) -> None:
    """產生對應檔的草稿：認不出的工作表、欄名與值最接近計畫的哪一個；建議都是註解，由承辦人確認後生效。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.cli.mapping_questions import ask_mapping, require_terminal
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    if is_asked:
        require_terminal()
    if not pipeline.is_standard_output(output):
        pipeline.check_suffix(output, MAPPING_SUFFIXES)
    pipeline.refuse_target(output, settings, data, may_replace=replace)
    with show_progress(settings, data, output) as watched:
        draft = pipeline.draft_mapping(data, watched)
    draft = ask_mapping(draft) if is_asked else draft
    pipeline.save_mapping(output, draft)
    for issue in draft.unread:
        print_status_reason(str(NATIONAL_NUMBERS_ONLY.redact_issue(issue)))
    more = (
        f"採用 {draft.accepted} 份資料的對應；以 --mapping {show_path(output)} 使用"
        if is_asked
        else f"{draft.count} 份資料有建議的對應；確認並刪去「# 」後，以 --mapping {show_path(output)} 使用"
    )
    print_saved_path(output, f"（僅擁有者可讀）：{more}", is_quiet=settings.quiet)
    if draft.unread:
        raise typer.Exit(INCOMPLETE)
