"""A Typer program with as many commands as the product, and nothing in them: what `--help` costs at least."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="A program with nothing in it.")


def add_command(name: str) -> None:
    @app.command(name, help=f"Does nothing, as {name}.")
    def run(data: str, only: Annotated[str, typer.Option(help="A part.")] = "") -> None:
        typer.echo(f"{name} {data} {only}")


for each in ("demo", "template", "check", "compute", "fill", "trace", "show", "list", "map", "plan"):
    add_command(each)

if __name__ == "__main__":
    app()
