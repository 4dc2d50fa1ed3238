"""Where the password of encrypted workbooks comes from: an environment variable, or a person at a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial

from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings


def make_password_source(settings: Settings) -> Callable[[], str | None]:
    """A function that returns the run's password, or None where there is none. It looks once, when the first encrypted workbook
    is met.

    The function raises UsageError where the environment variable that the settings name is not set.
    """
    return cache(partial(_find_password, settings))


def _find_password(settings: Settings) -> str | None:
    if settings.password_env is None:
        return None if settings.quiet or settings.ask_password is None else settings.ask_password()
    password = os.environ.get(settings.password_env)
    with settings.locate_errors("password_env"):
        if not password:  # the name is not repeated: it may be the password itself, typed by mistake
            raise UsageError(
                "--password-env 指定的環境變數不存在或是空的；應為環境變數的名稱而非密碼本身，例如 KPI_PASSWORD，請先設定該變數"
            )
    return password
