"""The command line program: its commands, and a user's error as one line with its exit status."""

from __future__ import annotations

import gc
from typing import Annotated

import typer
from typer.exceptions import TyperException

from antidrug_kpi import __version__
from antidrug_kpi.cli import INTERRUPTED
from antidrug_kpi.cli.commands import plan_commands
from antidrug_kpi.cli.commands.batch_command import batch
from antidrug_kpi.cli.commands.check_command import check
from antidrug_kpi.cli.commands.collect_command import collect
from antidrug_kpi.cli.commands.compare_command import compare
from antidrug_kpi.cli.commands.compute_command import compute
from antidrug_kpi.cli.commands.demo_command import demo
from antidrug_kpi.cli.commands.explain_command import explain
from antidrug_kpi.cli.commands.fill_command import fill
from antidrug_kpi.cli.commands.gaps_command import gaps
from antidrug_kpi.cli.commands.help_command import show_help
from antidrug_kpi.cli.commands.list_command import list_command
from antidrug_kpi.cli.commands.map_command import propose_mapping
from antidrug_kpi.cli.commands.questions_command import questions
from antidrug_kpi.cli.commands.recheck_command import recheck
from antidrug_kpi.cli.commands.run_command import run_all
from antidrug_kpi.cli.commands.sensitivity_command import sensitivity
from antidrug_kpi.cli.commands.show_command import show
from antidrug_kpi.cli.commands.template_command import template
from antidrug_kpi.cli.commands.trace_command import trace
from antidrug_kpi.cli.commands.verify_command import verify
from antidrug_kpi.cli.exit_messages import COMPLETE
from antidrug_kpi.cli.manpage import PROGRAM, Command, Group
from antidrug_kpi.cli.misplaced_words import suggest_option
from antidrug_kpi.cli.parser_errors import say_usage, translate
from antidrug_kpi.cli.process_end import end_process
from antidrug_kpi.cli.signals import unwind_on_signals
from antidrug_kpi.cli.streams import flush_output, prepare_streams
from antidrug_kpi.errors import WRONG_USAGE, UserError
from antidrug_kpi.forms.output.temporary import remove_left_folders
from antidrug_kpi.printable import escape_lines

app = typer.Typer(
    name=PROGRAM,
    cls=Group,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

for _command in (
    demo,
    template,
    collect,
    check,
    compute,
    sensitivity,
    fill,
    trace,
    explain,
    gaps,
    questions,
    compare,
    recheck,
    verify,
    show,
):
    app.command(cls=Command)(_command)
app.command("run", cls=Command)(run_all)
app.command(cls=Command)(batch)
app.command("list", cls=Command)(list_command)
app.command("map", cls=Command)(propose_mapping)
app.add_typer(plan_commands.plan_app, name="plan")
app.command("help", cls=Command)(show_help)


@app.callback(invoke_without_command=True)
def _start(version: Annotated[bool, typer.Option("--version", help="印出版本")] = False) -> None:
    """毒品危害防制中心衡量指標：讀取各機關清冊，計算、說明並填入報表。

    初次使用請執行 antidrug-kpi demo；各指令的選項見 antidrug-kpi help 指令。共用選項可寫在資料夾的 office.yaml，每次照用。
    結束狀態：0 完成、1 無法計算、2 用法錯誤、3 不完整或有疑義、4 有目標未達成（--fail-on-miss）、5 有差異、130 中斷。
    """
    if version:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def run_program() -> None:
    """Run the command line; a user's error is one line on standard error, anything else keeps its traceback."""
    # A command makes few reference cycles and ends soon; searching for them takes a tenth of its time.
    gc.disable()
    prepare_streams()
    unwind_on_signals()
    remove_left_folders()
    end_process(_run())


def _run() -> int:
    """Run the command; returns its exit status, after printing the line that explains an error."""
    try:
        status = app(standalone_mode=False, prog_name=PROGRAM)
        flush_output()
    except UserError as error:
        typer.echo(escape_lines(str(error)), err=True)
        return error.exit_status
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(str(getattr(error, "message", error)), err=True)
            return WRONG_USAGE
        command = getattr(getattr(error, "ctx", None), "command_path", PROGRAM)
        typer.echo(
            f"用法錯誤：{translate(error)}{suggest_option(error)}{say_usage(error)}；請以 {command} --help 查看用法", err=True
        )
        return WRONG_USAGE
    except typer.Abort:
        typer.echo("已中止", err=True)
        return INTERRUPTED
    return status if isinstance(status, int) else COMPLETE
