"""What `--help` prints: Chinese headings, options in groups, and lines that break by the width of Chinese characters."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from rich.console import Console

SHARED = "共用選項"
_MOST_COLUMNS = 110
_Entries = list[tuple[str, str]]


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page that `--help` prints."""
        formatter.write(_write_page(self, ctx, {}))


class Group(TyperGroup):
    """A command of commands whose help is Chinese throughout."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the page that `--help` prints."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        formatter.write(_write_page(self, ctx, {"指令": [(name, command.help or "") for name, command in found if command]}))


def _write_page(command: TyperCommand | TyperGroup, ctx: Any, commands: dict[str, _Entries]) -> str:
    from rich.console import Console

    arguments, options = _list_parameters(command, ctx)
    words = ["指令"] if commands else [name for name, _ in arguments]
    groups = {title: entries for title, entries in {"引數": arguments, **commands, **options}.items() if entries}
    page = StringIO()
    console = Console(file=page, width=min(Console().width, _MOST_COLUMNS), highlight=False, color_system=None)
    console.print(f"用法：{' '.join([ctx.command_path, *words, '[選項]'])}\n\n{command.help}", markup=False, overflow="fold")
    for title, entries in groups.items():
        console.print(f"\n{title}：", markup=False)
        _print_entries(console, entries, max(len(name) for group in groups.values() for name, _ in group))
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _list_parameters(command: TyperCommand | TyperGroup, ctx: Any) -> tuple[_Entries, dict[str, _Entries]]:
    """The arguments, and the options by their group, each with what its help says."""
    arguments: _Entries = []
    options: dict[str, _Entries] = {"選項": []}
    parameters: list[Any] = list(command.get_params(ctx))  # typer's public types lack help and group
    for parameter in parameters:
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar, parameter.help))
            continue
        is_help = parameter.name == "help"
        help_text = "印出這份說明" if is_help else f"{parameter.help}{'（必填）' if parameter.required else ''}"
        group = options.setdefault(parameter.rich_help_panel or "選項", [])
        group.append((_name_option(parameter), help_text))
    return arguments, options


def _name_option(parameter: Any) -> str:
    """`-o, --output FILE`: the short name first, as one types it."""
    names: Iterable[str] = sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: name.startswith("--"))
    return " ".join([", ".join(names), *([parameter.metavar] if parameter.metavar else [])])


def _print_entries(console: Console, entries: _Entries, width: int) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=width + 2, no_wrap=True)
    table.add_column(overflow="fold")
    for name, help_text in entries:
        table.add_row(Text(f"  {name}"), Text(help_text))
    console.print(table)
