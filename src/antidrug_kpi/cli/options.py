"""The options that several commands share, and the settings that are made of them."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from antidrug_kpi.cli.argument_order import refuse_reversed
from antidrug_kpi.cli.completions import complete_forms, complete_indicators, complete_plans, complete_readings, complete_reports
from antidrug_kpi.cli.manpage import SHARED
from antidrug_kpi.cli.run_log import keep_log
from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import DEFAULT_PLAN, Settings
from antidrug_kpi.stages import Watch, watch_nothing

if TYPE_CHECKING:
    from antidrug_kpi.cli.timings import Stopwatch


class OutputFormat(StrEnum):
    """How `compute` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class ListFormat(StrEnum):
    """How commands print what they list."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class ShortFormat(StrEnum):
    """How commands print what no spreadsheet would take."""

    TABLE = "table"
    JSON = "json"


_FORMAT_HELP = "畫面的格式（預設 table）；檔案依副檔名"
ScreenFormat = Annotated[ListFormat, typer.Option("--format", metavar="table|json|csv", help=_FORMAT_HELP)]
ShortScreenFormat = Annotated[ShortFormat, typer.Option("--format", metavar="table|json", help=_FORMAT_HELP)]
Data = Annotated[Path, typer.Argument(metavar="DATA", help="放清冊的資料夾，或一個活頁簿")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="輸出檔；- 為標準輸出")]
FailOnMiss = Annotated[bool, typer.Option("--fail-on-miss", help="有目標未達成時以 4 結束")]
Replace = Annotated[bool, typer.Option("--replace", help="輸出檔已由人工改過，或不是本程式寫出的，仍以新檔取代")]
ManifestFile = Annotated[
    Path | None,
    typer.Option("--manifest", metavar="FILE.json", help="另寫存證檔：讀入與寫出的檔案、規格、選項與數字，供 verify 重算"),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--form",
        autocompletion=complete_forms,
        metavar="NAME",
        help="表單：indicators（預設；附件十一、附件十二亦可）、full（整份報告）、plan（計畫書）、paste、paste-plan（逐欄貼上）、annex1（附件一）、annex5（附件五）",
    ),
]
To = Annotated[str | None, typer.Option("--to", metavar="docx,odt,…", help="表單的格式，以逗號分隔（預設 docx）")]
ShowIds = Annotated[bool, typer.Option("--show-ids", help="完整顯示編號（預設只顯示末三碼）")]
PlanId = Annotated[
    str | None,
    typer.Option(
        "--plan", autocompletion=complete_plans, metavar="ID", help=f"計畫代號（預設 {DEFAULT_PLAN}）", rich_help_panel=SHARED
    ),
]
Specs = Annotated[list[Path] | None, typer.Option("--specs", metavar="DIR", help="自訂規格資料夾，可重複")]

# The option behind each field of Settings; none of them has a default, so that the office's own settings can hold instead.
_SETTINGS: dict[str, Any] = {
    "plan": PlanId,
    "report": Annotated[
        str | None,
        typer.Option(
            "--report",
            autocompletion=complete_reports,
            metavar="NAME",
            help="midterm 期中或 final 期末（預設 final）",
            rich_help_panel=SHARED,
        ),
    ],
    "jurisdiction": Annotated[
        str | None, typer.Option("--jurisdiction", metavar="NAME", help="縣市名稱，例如 高雄市", rich_help_panel=SHARED)
    ],
    "as_of": Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="基準日，民國或西元，例如 113-06-30", rich_help_panel=SHARED)
    ],
    "year": Annotated[int | None, typer.Option("--year", metavar="YEAR", help="民國年度（預設依計畫）", rich_help_panel=SHARED)],
    "only": Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            autocompletion=complete_indicators,
            metavar="ID",
            help="只算此指標或衡量項目，例如 3.3、三（三）或 '三(三)'、3.3,4.2；可重複",
            rich_help_panel=SHARED,
        ),
    ],
    "readings": Annotated[
        list[str] | None,
        typer.Option(
            "--reading",
            autocompletion=complete_readings,
            metavar="ID=NAME",
            help="採其他判讀，例如 4.2=elapsed，可重複",
            rich_help_panel=SHARED,
        ),
    ],
    "strict": Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="有剔退列的項目不提供數字", rich_help_panel=SHARED)
    ],
    "by": Annotated[str | None, typer.Option("--by", metavar="COLUMN", help="依此欄位分組，例如 機構代碼、需求等級")],
    "mapping": Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="對應檔：本機關的表名、欄名、用語對應到計畫的", rich_help_panel=SHARED),
    ],
    "password_env": Annotated[
        str | None, typer.Option("--password-env", metavar="NAME", help="放活頁簿密碼的環境變數名稱", rich_help_panel=SHARED)
    ],
    "quiet": Annotated[
        bool | None,
        typer.Option("--quiet/--no-quiet", help="不印提示訊息（說明結束狀態 1、2、3 的那一行照印）", rich_help_panel=SHARED),
    ],
    "specs": Specs,
}
_LOG_FILE = Annotated[
    Path | None,
    typer.Option("--log-file", metavar="FILE", help="另把經過逐行記在檔案（JSON，不含編號與姓名）", rich_help_panel=SHARED),
]
_WRITTEN = ("output", "manifest", "into", "submitted", "a", "b")
"""The parameters of commands that name a file which a log must not be."""
_TIMINGS = Annotated[bool, typer.Option("--timings", help="最後在標準錯誤印出各階段花了多少時間", rich_help_panel=SHARED)]
READING = ("plan", "report", "jurisdiction", "as_of", "year", "readings", "mapping", "password_env", "quiet", "specs")
COMPUTING = (*READING[:6], "only", "strict", *READING[6:])

Command = Callable[..., None]


def takes_settings(*names: str, has_timings: bool = False, typed_as: str | None = None) -> Callable[[Command], Command]:
    """A decorator that adds the options of these settings to a command, which gets what the user typed as `settings`; with
    `has_timings` also --timings, which prints at the end where the time went. A log names the command as it is typed: as the
    function, unless it says otherwise.

    Typer reads the options from a function's signature, so the decorated function gets one of the command's own and the shared.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**typed: Any) -> None:
            values = {name: typed.pop(name) for name in names}
            given = {name: _freeze(name, value) for name, value in values.items() if value is not None}
            ask = ask_password if "password_env" in names else None
            data = typed.get("data", typed.get("root"))
            log = keep_log(typed.pop("log_file"), typed_as or command.__name__, data, (data, *map(typed.get, _WRITTEN)))
            with log, _time_command(is_wanted=typed.pop("timings", False)) as watch:
                refuse_reversed(arguments, typed)
                command(**typed, settings=Settings(**given, ask_password=ask, watch=watch))

        own = inspect.signature(command, eval_str=True)
        arguments = [part.name for part in own.parameters.values() if _is_argument(part)]
        signature = _add_options(own, names, has_timings=has_timings)
        run.__signature__ = signature  # type: ignore[attr-defined]
        run.__annotations__ = {name: part.annotation for name, part in signature.parameters.items()}
        return run

    return decorate


def _is_argument(parameter: inspect.Parameter) -> bool:
    return any(type(part).__name__ == "ArgumentInfo" for part in getattr(parameter.annotation, "__metadata__", ()))


def _add_options(signature: inspect.Signature, names: Sequence[str], *, has_timings: bool) -> inspect.Signature:
    """The signature with the options of these settings, --log-file and, where it is wanted, --timings in place of `settings`."""
    own = [part.replace(kind=part.KEYWORD_ONLY) for part in signature.parameters.values() if part.name != "settings"]
    added: dict[str, tuple[bool | None, Any]] = {name: (None, _SETTINGS[name]) for name in names}
    added["log_file"] = (None, _LOG_FILE)
    if has_timings:
        added["timings"] = (False, _TIMINGS)
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (default, annotation) in added.items()
    ]
    return inspect.Signature([*own, *shared])


@contextmanager
def _time_command(*, is_wanted: bool) -> Iterator[Watch]:
    """Gives what the command reports its steps to. A command that ends, with any status, gets its timings printed; one that fails
    with an error does not.
    """
    if not is_wanted:
        yield watch_nothing
        return
    from antidrug_kpi.cli.timings import Stopwatch

    stopwatch = Stopwatch()
    try:
        yield stopwatch.watch
    except typer.Exit:
        _print_timings(stopwatch)
        raise
    _print_timings(stopwatch)


def _print_timings(stopwatch: Stopwatch) -> None:
    sys.stdout.flush()
    for line in stopwatch.list_lines():
        typer.echo(line, err=True)


def ask_password() -> str | None:
    """Ask for the password at the terminal, the prompt on standard error; None where there is no terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return str(typer.prompt("加密活頁簿的密碼", default="", show_default=False, hide_input=True, err=True))


def _freeze(name: str, value: Any) -> Any:
    """What the command line gives, as settings hold it: the values of a repeated option as a tuple.

    UsageError for an empty value: a script whose variable is empty means a value, not the default.
    """
    if value in ("", Path()):
        raise _refuse_empty(name.replace("_", "-"))
    if name == "readings" and "" in value:
        raise _refuse_empty("reading")
    return tuple(value) if isinstance(value, list) else value


def _refuse_empty(option: str) -> UsageError:
    return UsageError(f"--{option} 的值是空的；請填值，或不要寫這個選項")
