"""`template`: a workbook to fill in, for the office itself or for one bureau."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antidrug_kpi.cli.exit_messages import INCOMPLETE, print_saved_path, print_status_reason
from antidrug_kpi.cli.options import Replace, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.outputs.empty_workbook import SavedTemplate

TEMPLATE_SUFFIXES = (".xlsx",)


@takes_settings("plan", "only", "mapping", "password_env", "quiet", "specs")
def template(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="輸出檔（.xlsx）")],
    bureau: Annotated[
        str | None, typer.Option("--for", metavar="局處", help="只放這個局處負責的清冊，例如 教育局；交回後以 collect 彙整")
    ] = None,
    data: Annotated[Path | None, typer.Option("--from", metavar="DATA", help="帶入這個資料夾（或活頁簿）上次的各列")] = None,
    replace: Replace = False,
    settings: Settings,
) -> None:
    """產生清冊範本：一份清冊一張工作表，附欄名、下拉選單與填表說明；--only 只留該指標所需，--for 只留一個局處負責的清冊。"""
    from antidrug_kpi import pipeline

    if bureau == "":
        raise UsageError("--for 的值是空的；請填局處名稱，例如 教育局，或不要寫這個選項")
    if data is None and (settings.mapping is not None or settings.password_env is not None):
        raise UsageError("--mapping 與 --password-env 用於讀取上次的資料；請以 --from 指定資料夾，或不要寫這些選項")
    pipeline.check_suffix(output, TEMPLATE_SUFFIXES)
    pipeline.refuse_target(output, settings, data, may_replace=replace)
    with show_progress(settings, data, output) as watched:
        saved = pipeline.save_template(output, watched, bureau=bureau, data=data)
    if not settings.quiet:
        for line in saved.remarks:
            typer.echo(line, err=True)
        print_saved_path(output, _describe(saved))
    for line in saved.unread:
        print_status_reason(line)
    if saved.unread:
        raise typer.Exit(INCOMPLETE)


def _describe(saved: SavedTemplate) -> str:
    if saved.is_blank:
        return f"：{saved.registers} 份空白清冊與填表說明"
    return (
        f"（僅擁有者可讀）：{saved.registers} 份清冊與填表說明，其中 {saved.registers_with_rows} 份帶入上次的 {saved.rows:,} 列"
    )
