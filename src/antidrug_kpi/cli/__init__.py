"""The command line: options, exit statuses, and the only place that prints errors."""

import sys

INTERRUPTED = 130
"""The exit status after Ctrl-C, as a shell has it."""


def main() -> None:
    """Run the command line, and end the process with its exit status.

    Most of a command's start is the loading of modules, so nothing is imported before Ctrl-C is caught. It ends the program as it
    does later, within a command, where typer catches it: without a word, which nobody needs who has just pressed it.
    """
    try:
        from antidrug_kpi.cli.program import run_program

        run_program()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


__all__ = ["INTERRUPTED", "main"]
