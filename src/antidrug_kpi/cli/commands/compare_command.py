"""`compare`: two results or two offices' data laid side by side."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from antidrug_kpi.cli.completions import complete_plans, complete_reports
from antidrug_kpi.cli.exit_messages import COMPLETE, DIFFERENT, print_doubts, print_saved_path
from antidrug_kpi.cli.options import COMPUTING, ListFormat, Output, Replace, ScreenFormat, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.comparison.comparing import ReadSource


@takes_settings(*COMPUTING, has_timings=True)
def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="先前的：結果檔（compute -o 結果.json）、填好的表、資料夾或活頁簿")],
    b: Annotated[Path, typer.Argument(metavar="B", help="後來的，種類可與 A 不同")],
    *,
    screen_format: ScreenFormat = ListFormat.TABLE,
    report_a: Annotated[
        str | None, typer.Option("--report-a", autocompletion=complete_reports, metavar="NAME", help="只用於 A 的期別")
    ] = None,
    report_b: Annotated[
        str | None, typer.Option("--report-b", autocompletion=complete_reports, metavar="NAME", help="只用於 B 的期別")
    ] = None,
    year_a: Annotated[int | None, typer.Option("--year-a", metavar="YEAR", help="只用於 A 的民國年度")] = None,
    year_b: Annotated[int | None, typer.Option("--year-b", metavar="YEAR", help="只用於 B 的民國年度")] = None,
    plan_a: Annotated[
        str | None, typer.Option("--plan-a", autocompletion=complete_plans, metavar="ID", help="只用於 A 的計畫")
    ] = None,
    plan_b: Annotated[
        str | None, typer.Option("--plan-b", autocompletion=complete_plans, metavar="ID", help="只用於 B 的計畫")
    ] = None,
    output: Output = None,
    replace: Replace = False,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """比較兩份結果、兩份填好的表或兩個資料夾：期中與期末、今年與去年；哪些數字變了，哪些個案進出，哪些欄位改了。"""
    from antidrug_kpi import pipeline

    pipeline.refuse_idle_options(a, b, settings)
    output = pipeline.find_output_file(output)
    if output is not None:
        pipeline.check_suffix(output, pipeline.COMPARISON_SUFFIXES)
        for path in (a, b):
            pipeline.refuse_target(output, settings, path, may_replace=replace)
    sides = (
        _read_side(a, "a", settings, {"report": report_a, "year": year_a, "plan": plan_a}),
        _read_side(b, "b", settings, {"report": report_b, "year": year_b, "plan": plan_b}),
    )
    comparison = pipeline.compare_sources(*sides, show_ids=show_ids)
    if output is not None:
        pipeline.save_comparison(comparison, output)
    elif screen_format is ListFormat.TABLE:
        pipeline.print_comparison(comparison)
    else:
        sys.stdout.write(pipeline.write_comparison(comparison, screen_format.value))
    for letter, side, other in zip("AB", sides, reversed(sides), strict=True):
        _print_doubts(letter, side, other, show_ids=show_ids)
    run = next((side.run for side in sides if side.run is not None), None)
    if output is not None and not settings.quiet:
        print_saved_path(output, "（僅擁有者可讀）", run=run)
    raise typer.Exit(DIFFERENT if comparison.differs else COMPLETE)


def _read_side(path: Path, letter: str, settings: Settings, own: dict[str, Any]) -> ReadSource:
    """A side read under the shared settings, of which those of its own hold first."""
    from antidrug_kpi import pipeline

    given = {name: value for name, value in own.items() if value is not None}
    with show_progress(settings, path) as watched:
        return pipeline.read_source(path, dataclasses.replace(watched, **given), given, letter)


def _print_doubts(letter: str, side: ReadSource, other: ReadSource, *, show_ids: bool) -> None:
    """Print the doubts of a side's data with its letter, of the faults those that the other has not; they make no status."""
    from antidrug_kpi.pipeline.comparison.common_faults import find_common_faults, say_where

    if side.run is not None:
        common = find_common_faults(side.run, other.run)
        where = say_where(side.run, common)
        print_doubts(side.run, show_ids=show_ids, is_told=lambda issue: issue not in common, where=where, side=f"{letter}　")
