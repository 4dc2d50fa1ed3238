"""How far a batch is: a bar on a terminal, a line for each office on a pipe, nothing with --quiet."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from antidrug_kpi.printable import escape_lines

if TYPE_CHECKING:
    from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome


@contextmanager
def show_offices(total: int, *, is_quiet: bool) -> Iterator[Callable[[OfficeOutcome], None]]:
    """Gives what is called with each office as it is done. Offices that are not complete have a line on a terminal too.

    Nothing is drawn between two offices: a thread that draws must not be there when processes are forked.
    """
    if is_quiet:
        yield lambda _: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _draw_bar(total) as report:
            yield report
    else:
        count = 0

        def print_line(outcome: OfficeOutcome) -> None:
            nonlocal count
            count += 1
            typer.echo(f"{count}/{total} {say_office(outcome)}", err=True)

        yield print_line


def say_office(outcome: OfficeOutcome) -> str:
    """An office and how it ended, in one line that is safe to print."""
    from antidrug_kpi.forms.summary.summary_tables import say_completeness

    why = outcome.error or outcome.reason
    return " ".join(escape_lines(f"{outcome.name}：{say_completeness(outcome)}{f'，{why}' if why else ''}").split("\n"))


@contextmanager
def _draw_bar(total: int) -> Iterator[Callable[[OfficeOutcome], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.text import Text

    columns = (TextColumn("計算各機關"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    # What a dying process prints goes past the bar, as it is.
    console = Console(stderr=True, highlight=False)
    bar = Progress(*columns, console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False)
    with bar as progress:
        task = progress.add_task("", total=total)
        progress.refresh()

        def advance(outcome: OfficeOutcome) -> None:
            if not outcome.is_complete:
                progress.console.print(Text(say_office(outcome)))
            progress.update(task, advance=1, description=escape_lines(outcome.name))
            progress.refresh()

        yield advance
