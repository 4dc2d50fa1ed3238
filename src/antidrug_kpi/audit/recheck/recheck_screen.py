"""A recheck on the screen: what tells something as a table, and what agrees in one line."""

from __future__ import annotations

from rich.console import Console

from antidrug_kpi.audit.recheck.cause_words import say_summary
from antidrug_kpi.audit.recheck.findings import Cause, Recheck
from antidrug_kpi.audit.recheck.recheck_table import FITTING, HEADERS, list_rows
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
        say_hidden_columns(console, print_fitted_table(console, HEADERS, rows, FITTING), FITTING)
    if folded:
        print_broken(console, f"{'其餘 ' if rows else ''}{len(folded)} 項相同：{'、'.join(folded)}")
    console.print(make_text(say_summary(recheck.findings)))
