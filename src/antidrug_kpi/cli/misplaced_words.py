"""A word that a command has no place for, said as the option that it was meant for: `compute 清冊 3.3` is `--only 3.3`."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from pathlib import Path, PurePath
from typing import Any

from typer.exceptions import TyperException

from antidrug_kpi.paths import is_there
from antidrug_kpi.printable import quote_argument

_EXTRA = re.compile(r"Got unexpected extra argument(?:\(s\))? \((.*)\)", re.DOTALL)
_INDICATOR = re.compile(r"\d+(?:\.\d+)+|[一二三四五六七八九十]+[（(][一二三四五六七八九十]+[）)]")
_REPORTS = frozenset({"期中", "期末", "midterm", "final"})
_DOCUMENT = re.compile(r"\.[A-Za-z]{2,5}")


def suggest_option(error: TyperException) -> str:
    """The clause 「，請改寫成 --only 3.3」 where a single word too many, or an option with one dash, is one of the command's
    options; else nothing.
    """
    context: Any = getattr(error, "ctx", None)
    if context is None:
        return ""
    options = {name for part in context.command.get_params(context) for name in part.opts if part.param_type_name == "option"}
    meant = _complete_dashes(str(getattr(error, "option_name", "") or ""), options)
    if (extra := _EXTRA.fullmatch(str(getattr(error, "message", "")))) is not None:
        meant = _find_option(extra[1], options)
    return f"，請改寫成 {meant}" if meant else ""


def _find_option(word: str, options: Collection[str]) -> str | None:
    """An option with the word as its value, as it is typed."""
    from antidrug_kpi.forms.into import FORM_SUFFIXES

    if "--into" in options and PurePath(word).suffix.lower() in FORM_SUFFIXES and is_there(Path(word)):
        return f"--into {quote_argument(word)}"
    found = (
        ("--only", _INDICATOR.fullmatch(word) is not None),
        ("--report", word in _REPORTS),
        ("-o", _is_document(word)),
        ("--plan", _is_plan(word)),
    )
    option = next((option for option, is_meant in found if is_meant and option in options), None)
    return None if option is None else f"{option} {quote_argument(word)}"


def _is_document(word: str) -> bool:
    return _DOCUMENT.fullmatch(PurePath(word).suffix) is not None


def _is_plan(word: str) -> bool:
    from antidrug_kpi.plans.loading.folders import list_plan_ids

    return word in list_plan_ids()


def _complete_dashes(option: str, options: Collection[str]) -> str | None:
    """The option of which somebody typed one dash only: the parser takes -report for -r."""
    typed = [word for word in sys.argv[1:] if option and word.startswith(option) and not word.startswith("--")]
    return next((f"-{word}" for word in typed if f"-{word}" in options), None)
