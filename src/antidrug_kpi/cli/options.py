"""The options that commands share, in one wording, and what they become."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.settings import DEFAULT_PLAN, Settings


class OutputFormat(StrEnum):
    """How `compute` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


Data = Annotated[Path, typer.Argument(metavar="DATA", help="放清冊的資料夾，或一個活頁簿")]
PlanId = Annotated[str | None, typer.Option("--plan", help=f"計畫代號（預設 {DEFAULT_PLAN}）")]
Report = Annotated[str | None, typer.Option("--report", help="midterm 期中或 final 期末（預設 final）")]
Jurisdiction = Annotated[str | None, typer.Option("--jurisdiction", help="縣市名稱，例如 高雄市")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="基準日，民國或西元，例如 113-06-30")]
Year = Annotated[int | None, typer.Option("--year", help="民國年度（預設依計畫）")]
Only = Annotated[list[str] | None, typer.Option("--only", help="只算此指標或衡量項目，可重複")]
Strict = Annotated[bool | None, typer.Option("--strict/--no-strict", help="有剔退列的項目不提供數字")]
Quiet = Annotated[bool | None, typer.Option("--quiet/--no-quiet", help="不印提示訊息")]
Specs = Annotated[list[Path] | None, typer.Option("--specs", help="自訂規格資料夾，可重複")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="輸出檔")]
FailOnMiss = Annotated[bool, typer.Option("--fail-on-miss", help="有目標未達成時以 4 結束")]
ShowIds = Annotated[bool, typer.Option("--show-ids", help="完整顯示編號（預設只顯示末三碼）")]


def gather_settings(
    plan: str | None,
    report: str | None,
    jurisdiction: str | None,
    as_of: str | None,
    year: int | None,
    only: list[str] | None,
    strict: bool | None,
    quiet: bool | None,
    specs: list[Path] | None,
) -> Settings:
    """The options of the command line as settings."""
    return Settings(plan, report, jurisdiction, as_of, year, tuple(only or ()), strict, quiet, tuple(specs or ()))
