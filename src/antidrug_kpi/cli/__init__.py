"""The command line: options, exit statuses, and the only place that prints errors."""

from antidrug_kpi.cli.main import main

__all__ = ["main"]
