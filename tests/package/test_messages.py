"""Every message has the four: what is wrong, where, what was expected, what to do; and a command that it gives can be pasted."""

import ast
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import antidrug_kpi
from antidrug_kpi.cli.command_examples import EXAMPLES
from antidrug_kpi.issues import Address, IssueKind, Level, report_issue
from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.plans.yaml_source.located import Place
from antidrug_kpi.printable import quote_argument
from antidrug_kpi.registers.catalogue import KINDS
from antidrug_kpi.registers.cells.faults import add_advice
from antidrug_kpi.settings import Settings

PACKAGE = Path(antidrug_kpi.__file__).parent
CHINESE = re.compile("[\u4e00-\u9fff]")
# What is expected, or what to do about it. A note needs neither: nothing is wrong.
ADVICE = re.compile("請|應為|應放|可用")
# What a message takes its advice from: another sentence, which is walked where it stands.
TAKEN = {"reason", "error", "how", "advice", "near", "known", "_INSTEAD", "_say_near"}
# The reason of a cell says what was expected of it.
REASONED = {"cell-unreadable", "cell-unused", "cell-of-duties"}
ERRORS = {"UserError", "UsageError", "UnfitFormError", "FaultyCellError"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_an_issue_says_what_and_where_and_what_to_do(kind: IssueKind) -> None:
    facts = dict(kind.example)
    value = facts.pop("value", None)
    issue = report_issue(kind, Address("志工.csv", None, 3, "時數"), value, facts=facts)
    assert str(issue).startswith("志工.csv 第 3 列 欄「時數」：")
    assert CHINESE.search(issue.write_message())
    assert "{" not in issue.write_message()
    # What is expected and what to do stands in the reason of a cell, elsewhere in the sentence itself.
    assert kind.level is Level.NOTE or "請" in issue.write_message()
    assert kind.level is Level.NOTE or "請" in kind.template or kind.code in REASONED
    assert kind.code not in REASONED or "{reason}" in kind.template


def test_the_reason_of_a_cell_says_what_to_do() -> None:
    assert add_advice("應為 0 以上的整數") == "應為 0 以上的整數；請改正"
    assert add_advice("沒有這一天；請確認月份與日數") == "沒有這一天；請確認月份與日數"


def walk_errors() -> Iterator[tuple[str, ast.Call]]:
    """Each place where the program makes an error for a user, as file and line."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}", node


def test_every_error_of_a_user_says_what_to_do() -> None:
    silent = []
    for place, call in walk_errors():
        parts = [part for argument in call.args for part in ast.walk(argument)]
        text = "".join(
            part.value
            for part in parts
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and isinstance(part.value, str)
        )
        names = {part.id for part in parts if isinstance(part, ast.Name)}
        if CHINESE.search(text) and not ADVICE.search(text) and not names & TAKEN:
            silent.append(f"{place} {text}")
    assert silent == []


def test_no_error_asks_to_look_with_a_command_that_lacks_what_it_needs() -> None:
    """`antidrug-kpi check` alone is no command: it wants a folder."""
    bare = re.compile("antidrug-kpi (check|compute|show|questions|trace|gaps|fill) *(查看|產生|重新|加上|）|$)")
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}: {part.value!r}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant)
        and (part is node.values[-1] or not str(part.value).endswith(" "))
        and bare.search(str(part.value))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("data", "settings", "command"),
    [
        ("縣資料", Settings(), "antidrug-kpi check 縣資料"),
        ("甲 縣", Settings(report="期中"), "antidrug-kpi check '甲 縣' --report 期中"),
        ("a'b", Settings(only=("三(三)", "4.2")), "antidrug-kpi check 'a'\\''b' --only '三(三)' --only 4.2"),
        ("x", Settings(year=113, mapping=Path("對應,檔.yaml")), "antidrug-kpi check x --year 113 --mapping '對應,檔.yaml'"),
        # What office.yaml says the next command reads again.
        ("x", Settings(report="期中", plan="p", places={"report": Place("office.yaml", 1)}), "antidrug-kpi check x --plan p"),
        # Of so many the command shows all.
        ("x", Settings(only=tuple("123456")), "antidrug-kpi check x"),
        ("x", Settings(strict=True, quiet=True), "antidrug-kpi check x"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="quoted as a POSIX shell asks for")
def test_a_command_to_paste_is_what_was_typed(data: str, settings: Settings, command: str) -> None:
    assert say_command("check", Path(data), settings) == command
    assert shlex.split(command)[2] == data


@pytest.mark.parametrize("text", ["", "a b", "a'b", 'a"b', "甲(乙)", "$HOME", "a;b", "*", "甲，乙", "三（三）", "-o"])
@pytest.mark.skipif(os.name == "nt", reason="quoted as a POSIX shell asks for")
def test_a_quoted_word_is_one_word(text: str) -> None:
    assert shlex.split(quote_argument(text)) == [text]


def test_the_commands_of_examples_are_quoted_for_every_shell() -> None:
    plain = re.compile(r"[\w./:=-]+|'[^']*'|\d{4}")
    for example in (example for examples in EXAMPLES.values() for example in examples):
        assert all(plain.fullmatch(word) or word == "三（三）" for word in example.split()), example
