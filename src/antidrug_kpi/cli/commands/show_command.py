"""`show`: an indicator or a form in words, and what its measures come to where data are given."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antidrug_kpi.cli.completions import complete_shown
from antidrug_kpi.cli.options import READING, ShortFormat, ShortScreenFormat, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from antidrug_kpi.pipeline.shown_indicators import Shown
    from antidrug_kpi.plans.plan import Indicator, Plan


@takes_settings(*READING)
def show(
    indicator: Annotated[
        str,
        typer.Argument(
            autocompletion=complete_shown,
            metavar="ID",
            help="指標、衡量項目或表單，例如 3.3、三（三）或 annex5；工作項目三（四）1、統計 S3.6c、勾稽 T5 亦可",
        ),
    ],
    *,
    data: Annotated[Path | None, typer.Option("--data", metavar="DATA", help="另印出此資料夾的人數流程")] = None,
    screen_format: ShortScreenFormat = ShortFormat.TABLE,
    settings: Settings,
) -> None:
    """說明一個指標：算式、目標、排除、判讀、出處、所需清冊與欄位；--data 另印人數流程。也說明表單如何填寫。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.pipeline.shown_indicators import find_shown, write_shown

    if data is not None:  # the office's settings may name the plan
        settings = pipeline.resolve_settings(settings, data)
    plan = pipeline.load_wanted_plan(settings, with_duties=True)
    shown = find_shown(plan, indicator)
    if data is not None and not shown.indicators:
        raise UsageError(f"--data 的人數流程只用於指標與衡量項目，不用於「{indicator}」；請拿掉 --data")
    if screen_format is ShortFormat.JSON:
        with show_progress(settings, data) as watched:
            sys.stdout.write(write_shown(plan, shown, data, watched))
    else:
        _print_text(plan, shown, data, settings)


def _print_text(plan: Plan, shown: Shown, data: Path | None, settings: Settings) -> None:
    from antidrug_kpi.forms.terminal import make_console, print_lines, print_waterfall
    from antidrug_kpi.pipeline.shown_indicators import compute_shown
    from antidrug_kpi.plans.prose.form_sentences import explain_form

    console = make_console()
    if shown.form is not None:
        print_lines(console, explain_form(plan, shown.form))
    for number, each in enumerate(shown.indicators):
        if number:
            console.print()
        _explain(console, plan, each, settings)
    for number, lines in enumerate(shown.duties):
        if number or shown.indicators:
            console.print()
        print_lines(console, lines)
    if data is None:
        return
    with show_progress(settings, data) as watched:
        measures = compute_shown(shown.indicators, data, watched)
    for measure in measures:
        console.print()
        print_waterfall(console, measure)


def _explain(console: Console, plan: Plan, indicator: Indicator, settings: Settings) -> None:
    """Print an indicator, its measures and its alternative readings in words."""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.terminal import print_lines
    from antidrug_kpi.plans.prose.alternative_lines import explain_alternatives
    from antidrug_kpi.plans.prose.explain import explain_indicator, explain_measure

    print_lines(console, explain_indicator(plan, indicator))
    for measure in indicator.measures:
        console.print()
        print_lines(console, explain_measure(plan, measure))
    if indicator.alternatives:
        console.print()
        default = pipeline.load_wanted_plan(replace(settings, readings=()))
        (own,) = (each for each in default.indicators if each.id == indicator.id)
        print_lines(console, explain_alternatives(default, own, plan.chosen))
