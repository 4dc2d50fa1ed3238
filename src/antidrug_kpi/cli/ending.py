"""How a command ends: messages on standard error, and the status that tells a script how it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from antidrug_kpi.printable import escape_lines, show_path

if TYPE_CHECKING:
    from antidrug_kpi.pipeline import Run

COMPLETE, INCOMPLETE, TARGET_MISSED, INTERRUPTED = 0, 3, 4, 130


def tell(run: Run, text: str) -> None:
    """A message for a person, on standard error so that pipes work."""
    if not run.quiet:
        typer.echo(escape_lines(text), err=True)


def explain(text: str) -> None:
    """The line that explains a status 1, 2 or 3, which --quiet never silences."""
    typer.echo(escape_lines(text), err=True)


def tell_saved(path: Path, more: str = "", *, run: Run | None = None) -> None:
    """Say where the output is, unless that is standard output; a command that has no run says it there."""
    from antidrug_kpi.forms.output.places import is_standard_output

    if is_standard_output(path):
        return
    text = f"已寫入 {show_path(path)}{more}"
    typer.echo(text) if run is None else tell(run, text)


def tell_jurisdiction(run: Run) -> None:
    """Say of a county that is none of the plan's that it is none."""
    from antidrug_kpi import pipeline

    question = pipeline.question_jurisdiction(run.plan, run.result.jurisdiction)
    if question is not None:
        tell(run, question)


def tell_doubts(run: Run, *, show_ids: bool = False) -> None:
    """Say of everything for which a figure may be wrong that it is so: what only `check` says is not said."""
    from antidrug_kpi import pipeline

    for line in pipeline.say_doubts(run, show_ids=show_ids):
        tell(run, line)


def finish(run: Run, fail_on_miss: bool, *, is_doubtful: bool = False, show_ids: bool = False) -> NoReturn:
    """Leave with the status that tells a script how it went; `is_doubtful` where it is so for a reason that was said."""
    from antidrug_kpi import pipeline

    tell_doubts(run, show_ids=show_ids)
    tell_jurisdiction(run)
    for line in pipeline.say_unserved(run):
        tell(run, line)
    if not pipeline.is_complete(run):
        explain(pipeline.say_incomplete(run))
        raise typer.Exit(INCOMPLETE)
    if is_doubtful:
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(TARGET_MISSED if fail_on_miss and pipeline.has_missed(run) else COMPLETE)
