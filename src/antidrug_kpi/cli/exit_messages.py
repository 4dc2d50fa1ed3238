"""How a command ends: its messages on standard error, and its exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from antidrug_kpi.cli.run_log import log_issues
from antidrug_kpi.printable import escape_lines, show_path

if TYPE_CHECKING:
    from antidrug_kpi.issues import Issue
    from antidrug_kpi.pipeline import Run

COMPLETE, INCOMPLETE, TARGET_MISSED, DIFFERENT = 0, 3, 4, 5


def print_message(run: Run, text: str) -> None:
    """Print a message for a person on standard error, so that a pipe gets the output alone; nothing with --quiet."""
    if not run.quiet:
        typer.echo(escape_lines(text), err=True)


def print_status_reason(text: str) -> None:
    """Print the line that explains exit status 1, 2 or 3 on standard error, also with --quiet."""
    typer.echo(escape_lines(text), err=True)


def print_saved_path(path: Path, more: str = "", *, run: Run | None = None, is_quiet: bool | None = None) -> None:
    """Print where the output was written, with `more` behind it; nothing where that is standard output.

    A command without a run (`template`, `plan …`) has no other output, so its line goes to standard output, unless `is_quiet`.
    """
    from antidrug_kpi.forms.output.places import is_standard_output

    if is_quiet or is_standard_output(path):
        return
    text = f"已寫入 {show_path(path)}{more}"
    typer.echo(text) if run is None else print_message(run, text)


def print_saved_manifest(path: Path | None, run: Run) -> None:
    """Print where the manifest was written; nothing where none was wanted."""
    if path is not None:
        print_message(run, f"已寫入存證檔 {show_path(path)}")


def print_unknown_jurisdiction(run: Run) -> None:
    """Print a question where the county is none of the plan's."""
    from antidrug_kpi import pipeline

    question = pipeline.say_unknown_jurisdiction(run.plan, run.result.jurisdiction, run.settings)
    if question is not None:
        print_message(run, question)


def print_doubts(
    run: Run,
    *,
    show_ids: bool = False,
    is_told: Callable[[Issue], bool] | None = None,
    where: str | None = None,
    side: str = "",
) -> bool:
    """Print the doubts of the run, for which a figure may be wrong, with a `side` before each; every other issue is printed by
    `check` alone. Of the faults the first few that `is_told` are printed, and `where` the others are. Returns whether each doubt
    was printed with its place.
    """
    from antidrug_kpi import pipeline

    log_issues(run)
    told = pipeline.tell_doubts(run, show_ids=show_ids, is_told=is_told, where=where)
    for line in told.lines:
        print_message(run, f"{side}{line}")
    return told.is_whole and not run.quiet


def exit_with_status(
    run: Run,
    fail_on_miss: bool,
    *,
    is_doubtful: bool = False,
    show_ids: bool = False,
    is_told: Callable[[Issue], bool] | None = None,
) -> NoReturn:
    """Print what there is to say about the run, then raise `typer.Exit` with its status: 3 where it is incomplete or, for a
    reason that was printed already, `is_doubtful`; 4 where a target is missed and `fail_on_miss`; else 0. `is_told` as
    for `print_doubts`.
    """
    from antidrug_kpi import pipeline

    is_whole = print_doubts(run, show_ids=show_ids, is_told=is_told)
    print_unknown_jurisdiction(run)
    for line in pipeline.say_unserved_options(run):
        print_message(run, line)
    if not pipeline.is_complete(run):
        print_status_reason(pipeline.say_incomplete_run(run, is_told=is_whole))
        raise typer.Exit(INCOMPLETE)
    if is_doubtful:
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(TARGET_MISSED if fail_on_miss and pipeline.has_missed_target(run) else COMPLETE)
