"""How a command ends: messages on standard error, and the status that tells a script how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from antidrug_kpi.pipeline import Run

COMPLETE, INCOMPLETE, TARGET_MISSED = 0, 3, 4
# What may change the figures without a row being rejected is never said in `check` alone: a sheet that was taken for no register
# may well be one with a mistyped name, and so may what a mapping file names and the data do not hold; and a text read in an
# encoding that takes people's own characters for others may hold another identifier or word than was written.
ALWAYS_SAID = frozenset(
    {
        *("sheet-unmatched", "sheet-ambiguous", "sheet-mapped-twice"),
        *("mapping-sheet-missing", "mapping-register-missing", "mapping-header-missing"),
        "text-as-hkscs",
    }
)


def tell(run: Run, text: str) -> None:
    """A message for a person, on standard error so that pipes work."""
    if not run.quiet:
        typer.echo(text, err=True)


def tell_jurisdiction(run: Run) -> None:
    """Say of a county that is none of the plan's that it is none."""
    from antidrug_kpi import pipeline

    question = pipeline.question_jurisdiction(run.plan, run.result.jurisdiction)
    if question is not None:
        tell(run, question)


def finish(run: Run, fail_on_miss: bool) -> NoReturn:
    """Leave with the status that tells a script how it went."""
    from antidrug_kpi import pipeline

    for issue in run.result.issues:
        if issue.code in ALWAYS_SAID:
            tell(run, str(issue))
    tell_jurisdiction(run)
    if not pipeline.is_complete(run):
        tell(run, pipeline.say_incomplete(run))
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(TARGET_MISSED if fail_on_miss and pipeline.has_missed(run) else COMPLETE)
