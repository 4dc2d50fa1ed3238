"""Asking for the password of encrypted workbooks: the caller gives a function, called only where such a workbook is met."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from antidrug_kpi.files import kinds
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.issues import escape_controls

AskPassword = Callable[[], str | None]
"""Gives the password of a run's encrypted workbooks, None where there is none; called for each of them."""

# The password with which Excel encrypts a workbook whose structure alone is protected; Excel opens it without asking.
EXCEL_DEFAULT = "VelvetSweatshop"
_Opened = TypeVar("_Opened")
_LONGEST_METHOD = 60


def answer_no_password() -> None:
    """The answer where no password was given."""


def unlock(try_password: Callable[[str], _Opened | None], ask: AskPassword, default: str | None = None) -> _Opened:
    """What `try_password` opens, with the `default` password first and then the one that `ask` gives.

    RefusedError where there is no password or neither fits.
    """
    opened = try_password(default) if default else None
    if opened is not None:
        return opened
    password = ask()
    if not password:
        raise RefusedError(kinds.FILE_ENCRYPTED)
    opened = try_password(password)
    if opened is None:
        raise RefusedError(kinds.PASSWORD_WRONG)
    return opened


def refuse_encryption(method: str) -> RefusedError:
    """The refusal of an encryption that cannot be undone here, whatever the password."""
    return RefusedError(kinds.ENCRYPTION_UNKNOWN, method=escape_controls(method)[:_LONGEST_METHOD])


def refuse_spins(spins: int, limit: int) -> RefusedError:
    """The refusal of an encryption whose key would take too long to make."""
    size, most = f"{spins:,} 次", f"{limit:,} 次"
    return RefusedError(kinds.FILE_TOO_LARGE, what="由密碼算出金鑰的次數", size=size, limit=most)
