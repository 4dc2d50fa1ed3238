"""What `--help` prints: Chinese headings, options in groups, and lines that break by the width of Chinese characters."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from antidrug_kpi.cli.command_examples import EXAMPLES
from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.forms.line_breaks import break_lines
from antidrug_kpi.forms.text_widths import measure_text

PROGRAM = "antidrug-kpi"
SHARED = "共用選項"
_MOST_COLUMNS, _LEAST_COLUMNS = 110, 30
_LEAST_FOR_HELP = 24
"""Where less is left beside the names, what they mean stands below them."""
_TYPERS_OWN = {
    "--help": "印出這份說明",
    "--install-completion": "在這個 shell 安裝補全：按 Tab 補指令、選項、指標、計畫、表單與判讀",
    "--show-completion": "印出補全的指令稿，供自行安裝",
}
_Entries = list[tuple[str, str]]


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; an error knows the command, whose page one is pointed to."""
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # the parser's own errors come without
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page that `--help` prints."""
        formatter.write(_write_page(self, ctx, {}))


class Group(TyperGroup):
    """A command of commands whose help is Chinese throughout."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page that `--help` prints."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        formatter.write(_write_page(self, ctx, {"指令": [(name, command.help or "") for name, command in found if command]}))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named first; UsageError with the nearest where there is none."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise refuse_command(args[0], self, ctx)
        return super().resolve_command(ctx, args)


def refuse_command(name: str, group: TyperGroup, ctx: Any) -> UsageError:
    """What is said about a word that is no command of a group."""
    hint = name_closest(name.lower(), group.list_commands(ctx))
    return UsageError(f"用法錯誤：沒有指令「{name}」{hint}；請以 {ctx.command_path} --help 查看用法")


def _write_page(command: TyperCommand | TyperGroup, ctx: Any, commands: dict[str, _Entries]) -> str:
    arguments, options = _list_parameters(command, ctx)
    words = ["指令"] if commands else [name for name, _ in arguments]
    groups = {title: entries for title, entries in {"引數": arguments, **commands, **options}.items() if entries}
    width = max(_LEAST_COLUMNS, min(shutil.get_terminal_size().columns, _MOST_COLUMNS))
    names = max(measure_text(name) for group in groups.values() for name, _ in group)
    lines = [*break_lines(f"用法：{' '.join([ctx.command_path, *words, '[選項]'])}", width), ""]
    lines += break_lines(command.help or "", width)
    for title, entries in groups.items():
        lines += ["", f"{title}：", *(line for entry in entries for line in _lay_out(*entry, names, width))]
    lines += _list_examples(ctx.command_path.removeprefix(PROGRAM).strip())
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _list_parameters(command: TyperCommand | TyperGroup, ctx: Any) -> tuple[_Entries, dict[str, _Entries]]:
    """The arguments, and the options by their group, each with what its help says."""
    arguments: _Entries = []
    options: dict[str, _Entries] = {"選項": []}
    parameters: list[Any] = list(command.get_params(ctx))  # typer's public types lack help and group
    for parameter in parameters:
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar, parameter.help))
            continue
        # The names of --help come from a set, in another order each time.
        own = next((_TYPERS_OWN[name] for name in parameter.opts if name in _TYPERS_OWN), None)
        help_text = own or f"{parameter.help}{'（必填）' if parameter.required else ''}"
        group = options.setdefault(parameter.rich_help_panel or "選項", [])
        group.append((_name_option(parameter), help_text))
    return arguments, options


def _name_option(parameter: Any) -> str:
    """`-o, --output FILE`: the short name first, as one types it."""
    names: Iterable[str] = sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: name.startswith("--"))
    return " ".join([", ".join(names), *([parameter.metavar] if parameter.metavar else [])])


def _lay_out(name: str, help_text: str, names: int, width: int) -> Iterator[str]:
    """The lines of an entry: what it means beside its name, or below it on a narrow terminal."""
    indent = names + 4
    is_beside = width - indent >= _LEAST_FOR_HELP
    if not is_beside:
        indent = 6
        yield f"  {name}"
    for number, line in enumerate(break_lines(help_text, width - indent)):
        start = f"  {name}" if is_beside and number == 0 else ""
        yield start + " " * (indent - measure_text(start)) + line


def _list_examples(path: str) -> Iterator[str]:
    """The examples that a page ends with; whoever copies one wants it whole."""
    examples = EXAMPLES.get(path, ())
    if examples:
        yield ""
        yield "範例："
    for example in examples:
        yield f"  {PROGRAM} {example}"
