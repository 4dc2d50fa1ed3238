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
_ARGUMENTS = {
    "DATA": "清冊資料夾",
    "CASE": "個案編號",
    "ROOT": "各機關資料夾的上一層",
    "SUBMITTED": "填好的表",
    "MANIFEST": "存證檔",
    "A": "比較的前一份",
    "B": "比較的後一份",
}
"""The words for arguments whose help begins with a longer explanation."""
_CLAUSE_END = re.compile("[，；：。（(]")
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
            return f"缺少{_describe(parameter)}" if parameter is not None else "缺少引數"
        case "BadParameter":
            return f"「{name}」的值不能用{_say_wanted(message)}"
    found = ((pattern.fullmatch(message), sentence) for pattern, sentence in _SENTENCES)
    return next((sentence.format(*match.groups()) for match, sentence in found if match), "無法解讀所給的指令與選項")


def _name_parameter(parameter: Any) -> str:
    """An argument as the help shows it, an option as it is typed."""
    return str(parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[-1])


def say_usage(error: TyperException) -> str:
    """How the command is typed of which a word is missing: 「；用法：antidrug-kpi explain DATA CASE [ID]」; else nothing."""
    context: Any = getattr(error, "ctx", None)
    if type(error).__name__ != "MissingParameter" or context is None:
        return ""
    parameters = context.command.get_params(context)
    words = [str(part.metavar) for part in parameters if part.param_type_name == "argument"]
    words += [
        f"{_name_parameter(part)} {part.metavar}" for part in parameters if part.param_type_name == "option" and part.required
    ]
    return f"；用法：{' '.join([context.command_path, *words])}"


def _describe(parameter: Any) -> str:
    """What is missing in words, and as it is typed: 清冊資料夾（DATA）, 輸出檔（-o）."""
    name = _name_parameter(parameter)
    word = _ARGUMENTS.get(name) or _CLAUSE_END.split(str(parameter.help or ""))[0]
    return f"{word}（{name}）" if word else f"「{name}」"


def _say_wanted(message: str) -> str:
    """What a value should have been."""
    choices = re.findall("'([^']+)'", message.partition("is not one of")[2])
    if choices:
        return f"，可用：{'、'.join(choices)}"
    kind = next((word for english, word in _KINDS.items() if f"valid {english}" in message), None)
    return f"，應為{kind}" if kind else ""
