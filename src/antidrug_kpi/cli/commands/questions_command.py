"""`questions`: everything that the office is asked, with a place for each answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.exit_messages import exit_with_status, print_message, print_saved_path
from antidrug_kpi.cli.options import READING, Data, Replace, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.settings import Settings


@takes_settings(*READING, has_timings=True)
def questions(
    data: Data,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="輸出檔；已填的答覆會保留")],
    replace: Replace = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """列出請機關確認的每一個問題與答覆欄；填好後在 office.yaml 寫 answers: 檔名，以後計算時照用。"""
    from antidrug_kpi import pipeline

    pipeline.check_suffix(output, pipeline.QUESTION_SUFFIXES)
    pipeline.refuse_question_target(output, settings, data, may_replace=replace)
    with show_progress(settings, data, output) as watched:
        run = pipeline.compute(data, watched, keep="files", allow_no_register=True)
        asked, answered = pipeline.save_questions(run, output, show_ids=show_ids)
    print_message(run, f"請確認 {asked:,} 項，其中已答覆 {answered:,} 項")
    print_saved_path(output, "（僅擁有者可讀）", run=run)
    pipeline.require_registers(data, run.reading, most_reasons=0)
    exit_with_status(run, fail_on_miss=False, show_ids=show_ids)
