"""`help`: the page of a command, as `COMMAND --help` prints it."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from antidrug_kpi.cli.manpage import refuse_command
from antidrug_kpi.cli.options import takes_settings
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import Settings


@takes_settings("quiet", typed_as="help")
def show_help(
    context: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="[COMMAND]", help="指令，例如 compute、plan new；不寫則列出全部")
    ] = None,
    *,
    settings: Settings,
) -> None:
    """說明一個指令怎麼用，與該指令的 --help 相同。"""
    del settings  # a page is the output itself, and nothing beside it is said
    found: Any = context.find_root()
    for name in command or ():
        group = found.command
        if not isinstance(group, TyperGroup):
            raise UsageError(f"用法錯誤：多出的參數「{name}」；請以 {found.command_path} --help 查看用法")
        inner = group.get_command(found, name)
        if inner is None:
            raise refuse_command(name, group, found)
        found = inner.context_class(inner, info_name=name, parent=found)
    typer.echo(found.get_help())
