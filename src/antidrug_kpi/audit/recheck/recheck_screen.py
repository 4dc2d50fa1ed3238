"""A recheck on the screen: what tells something as a table, and what agrees in one line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from antidrug_kpi.audit.recheck.cause_words import say_summary
from antidrug_kpi.audit.recheck.findings import Cause, Recheck
from antidrug_kpi.audit.recheck.recheck_table import FITTING, HEADERS, NOTE, list_rows
from antidrug_kpi.forms.screen.fitting_columns import say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_fitted_table
from antidrug_kpi.forms.terminal import is_piped, make_text, print_broken
from antidrug_kpi.plans.plan import Plan


def print_recheck(console: Console, plan: Plan, recheck: Recheck, *, is_all: bool = False) -> None:
    """The table and the summary. A terminal gets a row for what agrees only where `is_all`; a pipe gets a line each."""
    agreeing = [finding.submitted.id for finding in recheck.findings if finding.cause is Cause.AGREES]
    folded = [] if is_all or is_piped(console) else agreeing
    rows = [row for row in list_rows(plan, recheck) if row[0] not in folded]
    if rows:
        hidden = print_fitted_table(console, HEADERS, rows, FITTING)
        if NOTE in hidden:
            _print_reasons(console, rows)
        say_hidden_columns(console, [header for header in hidden if header != NOTE], FITTING)
    if folded:
        print_broken(console, f"{'其餘 ' if rows else ''}{len(folded)} 項相同：{'、'.join(folded)}")
    console.print(make_text(say_summary(recheck.findings)))


def _print_reasons(console: Console, rows: Sequence[Sequence[str]]) -> None:
    """Why each row differs, under a table that has no room for it: the reason is what one came for."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for row in rows:
        if note := row[HEADERS.index(NOTE)]:
            table.add_row(row[0], make_text(note))
    console.print(table)
