"""The command line parser's error messages in Chinese, with the word that the user typed."""

from __future__ import annotations

import re
from typing import Any

from typer.exceptions import TyperException

from antidrug_kpi.printable import escape_controls

# The parser's English message → ours. A message that matches none of these gets a general sentence.
_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"Missing command\.", "缺少指令"),
        (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", "多出的參數「{}」"),
        (r"Option '(.*)' requires an argument\.", "選項「{}」後面要有值"),
        (r"Option '(.*)' does not take a value\.", "選項「{}」後面不能有值"),
    )
)
_KINDS = {"integer": "整數", "float": "數字", "boolean": "true 或 false"}


def translate(error: TyperException) -> str:
    """The parser's error as a Chinese clause that is safe to print."""
    return escape_controls(_translate(error))


def _translate(error: TyperException) -> str:
    message = str(getattr(error, "message", error))
    parameter = getattr(error, "param", None)
    name = _name_parameter(parameter) if parameter is not None else ""
    match type(error).__name__:
        case "NoSuchOption":
            near = next(iter(getattr(error, "possibilities", None) or ()), None)
            return f"沒有選項「{getattr(error, 'option_name', '')}」{f'，最接近的是「{near}」' if near else ''}"
        case "MissingParameter":
            return f"缺少「{name}」"
        case "BadParameter":
            return f"「{name}」的值不能用{_say_wanted(message)}"
    found = ((pattern.fullmatch(message), sentence) for pattern, sentence in _SENTENCES)
    return next((sentence.format(*match.groups()) for match, sentence in found if match), "無法解讀所給的指令與選項")


def _name_parameter(parameter: Any) -> str:
    """An argument as the help shows it, an option as it is typed."""
    return str(parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[-1])


def _say_wanted(message: str) -> str:
    """What a value should have been."""
    choices = re.findall("'([^']+)'", message.partition("is not one of")[2])
    if choices:
        return f"，可用：{'、'.join(choices)}"
    kind = next((word for english, word in _KINDS.items() if f"valid {english}" in message), None)
    return f"，應為{kind}" if kind else ""
