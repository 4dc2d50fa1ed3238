"""`plan diff --data`: the difference of two plans also in an office's figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import typer

from antidrug_kpi.cli.exit_messages import COMPLETE, INCOMPLETE, print_message, print_status_reason
from antidrug_kpi.cli.options import COMPUTING
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.cli.run_log import log_issues
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings

_NEEDS_NO_DATA = frozenset({"plan", "specs", "quiet"})


def refuse_idle_options(settings: Settings, *, show_ids: bool) -> None:
    """UsageError where an option is about the figures, and there are none."""
    named = {"readings": "--reading"}
    given = [
        named.get(name, f"--{name.replace('_', '-')}")
        for name in COMPUTING
        if name not in _NEEDS_NO_DATA and getattr(settings, name) not in (None, ())
    ]
    given += ["--show-ids"] if show_ids else []
    if given:
        raise UsageError(f"{'、'.join(given)} 沒有 --data 就沒有作用；請以 --data 指定資料夾，或拿掉")


def diff_in_figures(names: tuple[str, str], data: Path, settings: Settings, *, is_json: bool, show_ids: bool) -> NoReturn:
    """Print what changed from one plan to the other, and the figures of the data under both; then raise `typer.Exit`."""
    from antidrug_kpi import authoring
    from antidrug_kpi.forms.spreadsheet_safety import dump_json
    from antidrug_kpi.pipeline.comparison import compared_plans
    from antidrug_kpi.plans.prose.plan_difference import describe_changes, write_changes

    old, new = (authoring.find_plan(name, settings.specs) for name in names)
    places = authoring.locate_plan(names[0], settings.specs), authoring.locate_plan(names[1], settings.specs)
    with show_progress(settings, data) as watched:
        compared = compared_plans.compute_plans(data, watched, places, names, show_ids=show_ids)
    if is_json:
        content = {**describe_changes(old, new), **compared_plans.describe_plan_figures(compared)}
        sys.stdout.write(dump_json(content) + "\n")
    else:
        sys.stdout.write(write_changes(old, new) + "\n")
        compared_plans.print_plan_figures(compared)
    for run in compared.runs:
        log_issues(run)
    for line in compared_plans.say_plan_doubts(compared, show_ids=show_ids):
        print_message(compared.runs[0], line)
    reason = compared_plans.say_incomplete_plans(compared)
    if reason is not None:
        print_status_reason(reason)
    raise typer.Exit(COMPLETE if reason is None else INCOMPLETE)
