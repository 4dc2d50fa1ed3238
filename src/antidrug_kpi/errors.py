"""Errors that a user caused and can mend: one line in Chinese, and the exit status that goes with it.

Everything else that goes wrong is a bug and keeps its traceback.
"""

COULD_NOT_COMPUTE = 1
WRONG_USAGE = 2


class UserError(Exception):
    """What went wrong, where, what was expected and what to do, as one line of Traditional Chinese."""

    exit_status = COULD_NOT_COMPUTE


class UsageError(UserError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_status = WRONG_USAGE


class SpecError(UserError):
    """One or more spec files are wrong; `problems` holds one line each, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
