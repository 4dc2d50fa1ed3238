"""The command line: options, exit statuses, and the only place that prints errors."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from antidrug_kpi import __version__
from antidrug_kpi.errors import WRONG_USAGE, UserError
from antidrug_kpi.settings import DEFAULT_PLAN, Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline import Run

COMPLETE, INCOMPLETE, TARGET_MISSED = 0, 3, 4
FORM_SUFFIXES = (".xlsx",)
TRACE_SUFFIXES = (".xlsx", ".csv")

app = typer.Typer(
    name="antidrug-kpi",
    help="毒品危害防制中心衡量指標：讀取各機關清冊，計算、說明並填入報表。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class OutputFormat(StrEnum):
    """How `compute` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


Data = Annotated[Path, typer.Argument(metavar="DATA", help="放清冊的資料夾，或一個活頁簿")]
PlanId = Annotated[str | None, typer.Option("--plan", help=f"計畫代號（預設 {DEFAULT_PLAN}）")]
Report = Annotated[str | None, typer.Option("--report", help="midterm 期中或 final 期末（預設 final）")]
Jurisdiction = Annotated[str | None, typer.Option("--jurisdiction", help="縣市名稱，例如 高雄市")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="基準日，民國或西元，例如 113-06-30")]
Year = Annotated[int | None, typer.Option("--year", help="民國年度（預設依計畫）")]
Only = Annotated[list[str] | None, typer.Option("--only", help="只算此指標或衡量項目，可重複")]
Strict = Annotated[bool | None, typer.Option("--strict/--no-strict", help="有剔退列的項目不提供數字")]
Quiet = Annotated[bool | None, typer.Option("--quiet/--no-quiet", help="不印提示訊息")]
Specs = Annotated[list[Path] | None, typer.Option("--specs", help="自訂規格資料夾，可重複")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="輸出檔")]
FailOnMiss = Annotated[bool, typer.Option("--fail-on-miss", help="有目標未達成時以 4 結束")]
ShowIds = Annotated[bool, typer.Option("--show-ids", help="完整顯示編號（預設只顯示末三碼）")]


def _gather(
    plan: str | None,
    report: str | None,
    jurisdiction: str | None,
    as_of: str | None,
    year: int | None,
    only: list[str] | None,
    strict: bool | None,
    quiet: bool | None,
    specs: list[Path] | None,
) -> Settings:
    """The options of the command line as settings."""
    return Settings(plan, report, jurisdiction, as_of, year, tuple(only or ()), strict, quiet, tuple(specs or ()))


@app.command("list")
def list_command(plan: PlanId = None, specs: Specs = None) -> None:
    """列出計畫；指定 --plan 時列出該計畫的指標、目標與所需清冊。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_table
    from antidrug_kpi.plans.columns import find_columns_read
    from antidrug_kpi.plans.loader import load_plan

    folders = tuple(specs or ())
    console = make_console()
    if plan is None:
        plans = pipeline.list_plans(folders)
        rows = [(each.id, str(each.year), each.title, str(len(each.indicators)), str(len(each.measures))) for each in plans]
        print_table(console, ("計畫", "年度", "名稱", "指標數", "衡量項目數"), rows)
        return
    loaded = load_plan(plan, folders)
    print_table(
        console,
        ("指標", "項目", "名稱", "目標", "清冊"),
        [
            (
                indicator.label,
                measure.id,
                measure.title,
                measure.target.text if measure.target else "統計填報",
                "、".join(loaded.find_register(name).title for name in find_columns_read(loaded, measure)),
            )
            for indicator, measure in loaded.measures
        ],
    )


@app.command()
def show(
    indicator: Annotated[str, typer.Argument(metavar="ID", help="指標或衡量項目，例如 3.3 或 三(三)")],
    plan: PlanId = None,
    specs: Specs = None,
) -> None:
    """說明一個指標：算式、目標、排除、判讀、出處、所需清冊與欄位。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_lines
    from antidrug_kpi.plans.explain import explain_indicator, explain_measure
    from antidrug_kpi.plans.loader import load_plan

    loaded = load_plan(plan or DEFAULT_PLAN, tuple(specs or ()))
    found = pipeline.find_indicator(loaded, indicator)
    console = make_console()
    print_lines(console, explain_indicator(loaded, found))
    for measure in found.measures:
        console.print()
        print_lines(console, explain_measure(loaded, measure))


@app.command()
def check(
    data: Data,
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    only: Only = None,
    quiet: Quiet = None,
    show_ids: ShowIds = False,
    specs: Specs = None,
) -> None:
    """檢核清冊：找到什麼、缺什麼、每一列剔退與警告的位置；不計算數字。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_check

    run = pipeline.compute(data, _gather(plan, report, jurisdiction, as_of, year, only, None, quiet, specs))
    print_check(make_console(), run.plan, run.reading, run.result, show_ids=show_ids)
    raise typer.Exit(COMPLETE if pipeline.is_complete(run) else INCOMPLETE)


@app.command()
def compute(
    data: Data,
    form: Annotated[OutputFormat, typer.Option("--format", help="輸出格式")] = OutputFormat.TABLE,
    output: Output = None,
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    only: Only = None,
    strict: Strict = None,
    quiet: Quiet = None,
    fail_on_miss: FailOnMiss = False,
    specs: Specs = None,
) -> None:
    """計算衡量指標，印出結果表，或輸出 json、csv、markdown。"""
    from antidrug_kpi import pipeline

    run = pipeline.compute(data, _gather(plan, report, jurisdiction, as_of, year, only, strict, quiet, specs))
    text = _render_table(run, output) if form is OutputFormat.TABLE else pipeline.write_results(run, form.value)
    if output is not None:
        from antidrug_kpi.forms.saving import save_bytes

        save_bytes(output, text.encode("utf-8"))
        _tell(run, f"已寫入 {output}")
    elif form is not OutputFormat.TABLE:
        sys.stdout.write(text)
    _finish(run, fail_on_miss)


def _render_table(run: Run, output: Path | None) -> str:
    """Print the table on the terminal, or give its plain text for a file."""
    from antidrug_kpi.forms.screen import PIPED_WIDTH, make_console, print_results

    console = make_console()
    if output is None:
        print_results(console, run.result)
        return ""
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    print_results(Console(file=text, width=PIPED_WIDTH, highlight=False), run.result)
    return text.getvalue()


@app.command()
def fill(
    data: Data,
    output: Annotated[Path, typer.Option("--output", "-o", help="輸出檔（.xlsx）")],
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    only: Only = None,
    strict: Strict = None,
    quiet: Quiet = None,
    fail_on_miss: FailOnMiss = False,
    specs: Specs = None,
) -> None:
    """填妥「衡量指標達成情形」表（期中：附件十一；期末：附件十二）。"""
    from antidrug_kpi import pipeline

    pipeline.check_suffix(output, FORM_SUFFIXES)
    run = pipeline.compute(data, _gather(plan, report, jurisdiction, as_of, year, only, strict, quiet, specs))
    pipeline.fill_form(run, output)
    _tell(run, f"已寫入 {output}")
    _finish(run, fail_on_miss)


@app.command()
def trace(
    data: Data,
    indicator: Annotated[str, typer.Argument(metavar="ID", help="指標或衡量項目，例如 3.3")],
    output: Output = None,
    plan: PlanId = None,
    report: Report = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    year: Year = None,
    quiet: Quiet = None,
    show_ids: ShowIds = False,
    specs: Specs = None,
) -> None:
    """列出每一個對象歸入分子、分母或排除，及其檔案、工作表與列號。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_table, print_waterfall

    if output is not None:
        pipeline.check_suffix(output, TRACE_SUFFIXES)
    run = pipeline.compute(data, _gather(plan, report, jurisdiction, as_of, year, [indicator], None, quiet, specs))
    if output is not None:
        pipeline.save_trace(run, output, show_ids=show_ids)
        _tell(run, f"已寫入 {output}（僅擁有者可讀）")
    else:
        console = make_console()
        for computation in run.computations:
            print_waterfall(console, computation.result)
        print_table(console, *pipeline.list_trace(run, show_ids=show_ids))
    _finish(run, fail_on_miss=False)


@app.command()
def demo(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="放範例的資料夾（預設：此處的 antidrug-kpi-demo）")
    ] = None,
) -> None:
    """複製範例縣市的清冊，計算並填妥報表，讓新手看到完整流程。"""
    from antidrug_kpi import pipeline
    from antidrug_kpi.forms.screen import make_console, print_results, say_incomplete

    target = directory or Path("antidrug-kpi-demo")
    pipeline.copy_sample(target)
    run = pipeline.compute(target, Settings())
    form = target / "期末成果報告_衡量指標達成情形.xlsx"
    pipeline.fill_form(run, form)
    console = make_console()
    print_results(console, run.result)
    console.print(f"清冊已複製到 {target}；報表已寫入 {form}")
    if not pipeline.is_complete(run):
        console.print(f"範例清冊刻意含有錯誤：{say_incomplete(run.result)}")


@app.callback(invoke_without_command=True)
def _start(version: Annotated[bool, typer.Option("--version", help="印出版本")] = False) -> None:
    """毒品危害防制中心衡量指標：讀取各機關清冊，計算、說明並填入報表。"""
    if version:
        typer.echo(f"antidrug-kpi {__version__}")
        raise typer.Exit


def _tell(run: Run, text: str) -> None:
    """A message for a person, on standard error so that pipes work."""
    if not run.quiet:
        typer.echo(text, err=True)


def _finish(run: Run, fail_on_miss: bool) -> NoReturn:
    """Leave with the status that tells a script how it went."""
    from antidrug_kpi import pipeline

    if not pipeline.is_complete(run):
        from antidrug_kpi.forms.screen import say_incomplete

        _tell(run, say_incomplete(run.result))
        raise typer.Exit(INCOMPLETE)
    raise typer.Exit(TARGET_MISSED if fail_on_miss and pipeline.has_missed(run) else COMPLETE)


def main() -> None:
    """Run the command line; a user's error is one line on standard error, anything else keeps its traceback."""
    try:
        status = app(standalone_mode=False)
    except UserError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_status)
    except TyperException as error:
        typer.echo(f"用法錯誤：{_translate(error)}；請以 antidrug-kpi --help 查看用法", err=True)
        sys.exit(WRONG_USAGE)
    except typer.Abort:
        typer.echo("已中止", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else COMPLETE)


def _translate(error: TyperException) -> str:
    """The command line parser's complaint in Chinese."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    name = parameter.metavar or parameter.opts[-1] if parameter is not None else ""
    match type(error).__name__:
        case "NoSuchOption":
            return f"沒有選項「{option}」"
        case "MissingParameter":
            return f"缺少「{name}」"
        case "BadParameter":
            choices = "、".join(OutputFormat) if "--format" in getattr(parameter, "opts", []) else ""
            return f"「{name}」的值不能用{f'，可用：{choices}' if choices else ''}"
        case "NoSuchCommand":
            return f"沒有指令「{getattr(error, 'command_name', '')}」"
        case _:
            return str(getattr(error, "message", error))
