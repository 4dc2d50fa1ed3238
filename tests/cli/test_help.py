"""Help on terminals of every width, by every way of asking; and what is typed beside it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from antidrug_kpi.cli.command_examples import EXAMPLES
from antidrug_kpi.cli.program import app
from antidrug_kpi.forms.line_breaks import break_lines
from antidrug_kpi.forms.text_widths import measure_text

from .running import check_refused, run

ROOT: Any = typer.main.get_command(app)
WIDTHS = (40, 72, 80, 110)


def walk(group: Any = ROOT, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from walk(command, (*path, name))


COMMANDS = [pytest.param(path, command, id=" ".join(path) or "antidrug-kpi") for path, command in walk()]


def write_page(path: tuple[str, ...], command: Any, width: int, patch: pytest.MonkeyPatch) -> list[str]:
    patch.setenv("COLUMNS", str(width))
    root = ROOT.context_class(ROOT, info_name="antidrug-kpi", **ROOT.context_settings)
    context, found = root, ROOT
    for name in path:
        found = found.commands[name]
        context = found.context_class(found, info_name=name, parent=context)
    page: list[str] = command.get_help(context).splitlines()
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_a_page_breaks_where_a_reader_would(
    path: tuple[str, ...], command: Any, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = write_page(path, command, width, monkeypatch)
    text = lines[: lines.index("範例：")]
    assert [line for line in text if measure_text(line) > width and len(line.split()) > 3] == []
    assert [line for line in text if re.match(r"\s*[，。；：、）」』％！？…]", line)] == []
    assert [line for line in text if line.endswith(("（", "「", "『", "("))] == []
    for option in ("--help", *(name for part in command.params for name in part.opts if name.startswith("-"))):
        assert any(option in line for line in text), option


def test_every_command_ends_with_its_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    assert EXAMPLES.keys() == {" ".join(path) for path, _ in walk()}
    for path, command in walk():
        lines = write_page(path, command, 80, monkeypatch)
        assert lines[lines.index("範例：") + 1 :] == [f"  antidrug-kpi {example}" for example in EXAMPLES[" ".join(path)]]
        assert max(map(measure_text, lines)) <= 80


@pytest.mark.parametrize("example", sorted({example for examples in EXAMPLES.values() for example in examples}))
def test_an_example_is_a_command_that_is_understood(example: str) -> None:
    name, *words = shlex.split(example)
    command = ROOT.commands[name]
    if name == "plan":
        inner, *words = words
        command = command.commands[inner]
    assert command.make_context(name, words).params


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("甲乙丙丁，戊己庚辛", 8, ["甲乙丙", "丁，戊己", "庚辛"]),
        ("甲乙（丙丁）戊己庚辛", 8, ["甲乙（丙", "丁）戊己", "庚辛"]),
        ("甲乙丙（丁）戊己庚", 8, ["甲乙丙", "（丁）戊", "己庚"]),
        ("另存成 -o 檢核結果.xlsx 等檔案", 20, ["另存成", "-o 檢核結果.xlsx 等", "檔案"]),
        ("請以 --report midterm 計算", 18, ["請以", "--report midterm", "計算"]),
        ("拿掉 --only 只留所需的", 16, ["拿掉 --only 只留", "所需的"]),
        ("指標三(三)、三(四)", 12, ["指標三(三)、", "三(四)"]),
        ("甲乙丙丁戊己庚", 12, ["甲乙丙丁戊", "己庚"]),
        ("甲\n乙", 12, ["甲", "乙"]),
    ],
)
def test_lines_break_between_characters_and_within_no_word(text: str, width: int, lines: list[str]) -> None:
    assert break_lines(text, width) == lines


@pytest.mark.parametrize("words", [("compute", "--help"), ("compute", "-h"), ("help", "compute")])
def test_three_ways_to_one_page(words: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0] == "用法：antidrug-kpi compute DATA [選項]"


def test_help_alone_is_the_page_of_all_commands(tmp_path: Path) -> None:
    assert run("help", cwd=tmp_path).out == run("-h", cwd=tmp_path).out == run("--help", cwd=tmp_path).out
    assert run("help", "plan", "new", cwd=tmp_path).out.startswith("用法：antidrug-kpi plan new DIR [選項]\n")


def test_what_the_screen_prints_is_typed_in_quotes(tmp_path: Path) -> None:
    assert "例如 3.3、三（三）或 '三(三)'、3.3,4.2" in "".join(
        map(str.strip, run("help", "compute", cwd=tmp_path).out.splitlines())
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("comput", "x"), "沒有指令「comput」，最接近的是「compute」；請以 antidrug-kpi --help 查看用法"),
        (("COMPUTE", "x"), "沒有指令「COMPUTE」，最接近的是「compute」；請以 antidrug-kpi --help 查看用法"),
        (("help", "chek"), "沒有指令「chek」，最接近的是「check」；請以 antidrug-kpi --help 查看用法"),
        (("plan", "nwe"), "沒有指令「nwe」，最接近的是「new」；請以 antidrug-kpi plan --help 查看用法"),
        (("help", "plan", "nwe"), "沒有指令「nwe」，最接近的是「new」；請以 antidrug-kpi plan --help 查看用法"),
        (("help", "show", "3.3"), "多出的參數「3.3」；請以 antidrug-kpi show --help 查看用法"),
        (("compute",), "缺少清冊資料夾（DATA）；用法：antidrug-kpi compute DATA；請以 antidrug-kpi compute --help 查看用法"),
        (
            ("plan", "new"),
            "缺少新計畫的資料夾（DIR）；用法：antidrug-kpi plan new DIR --year YEAR；請以 antidrug-kpi plan new --help 查看用法",
        ),
        (("fill", ".", "--fom", "plan"), "沒有選項「--fom」，最接近的是「--form」；請以 antidrug-kpi fill --help 查看用法"),
    ],
)
def test_a_slip_gets_the_nearest_and_the_page_to_read(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    check_refused(run(*words, cwd=tmp_path), 2, f"用法錯誤：{said}")
