"""`plan …`: commands for those who write specs. Of an office's data only `plan diff --data` reads any."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from antidrug_kpi.cli.completions import complete_plans
from antidrug_kpi.cli.exit_messages import print_saved_path
from antidrug_kpi.cli.manpage import Command, Group
from antidrug_kpi.cli.options import COMPUTING, ShowIds, takes_settings
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.printable import escape_lines, show_path
from antidrug_kpi.settings import DEFAULT_PLAN, Settings

PlanFolder = Annotated[Path, typer.Argument(metavar="DIR", help="計畫的規格資料夾，例如 specs/mohw-113")]
plan_app = typer.Typer(cls=Group, help="給撰寫規格的人：另立新計畫、檢查、測試、比較、產生手冊、匯出綱要。", no_args_is_help=True)


_SCHEMA_HELP = (
    "spec 規格檔（預設）；指令的 JSON：result（compute）、check、sensitivity、gaps、recheck、compare、"
    "verify、summary（batch）、rechecks（batch --recheck）、manifest（存證檔）、collect、"
    "list、show、diff（plan diff）、trace、explain"
)


class SchemaSubject(StrEnum):
    """What `plan schema` describes."""

    SPEC = "spec"
    TRACE = "trace"
    EXPLAIN = "explain"
    RESULT = "result"
    CHECK = "check"
    SENSITIVITY = "sensitivity"
    GAPS = "gaps"
    RECHECK = "recheck"
    COMPARE = "compare"
    VERIFY = "verify"
    SUMMARY = "summary"
    RECHECKS = "rechecks"
    MANIFEST = "manifest"
    COLLECT = "collect"
    LIST = "list"
    SHOW = "show"
    DIFF = "diff"


class TextFormat(StrEnum):
    """How `plan diff` prints."""

    TEXT = "text"
    JSON = "json"


@plan_app.command("new", cls=Command)
@takes_settings("quiet", typed_as="plan new")
def start_plan(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="新計畫的資料夾；資料夾名稱即計畫代號")],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="新計畫的民國年度")],
    parent: Annotated[
        str, typer.Option("--from", autocompletion=complete_plans, metavar="ID", help=f"所延伸的計畫代號（預設 {DEFAULT_PLAN}）")
    ] = DEFAULT_PLAN,
    *,
    settings: Settings,
) -> None:
    """以既有計畫為底另立新計畫：寫出 plan.yaml，內附改目標、刪去與增列指標的範例。"""
    from antidrug_kpi import authoring

    plan = authoring.start_plan(folder, parent, year)
    place = f"有更動的指標放進 {show_path(folder / 'indicators')}"
    more = f"（計畫 {plan.id}，延伸 {parent}）；{place}，改寫後請執行 antidrug-kpi plan check {show_path(folder)}"
    print_saved_path(folder / "plan.yaml", more, is_quiet=settings.quiet)


@plan_app.command("diff", cls=Command)
@takes_settings(*(name for name in COMPUTING if name != "plan"), typed_as="plan diff")
def diff_plans(
    old: Annotated[str, typer.Argument(metavar="A", help="原計畫：代號或規格資料夾")],
    new: Annotated[str, typer.Argument(metavar="B", help="新計畫：代號或規格資料夾")],
    text_format: Annotated[
        TextFormat, typer.Option("--format", metavar="text|json", help="輸出格式（預設 text）")
    ] = TextFormat.TEXT,
    *,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DATA", help="另以此資料夾的清冊，並列兩個計畫算出的數字與進出的對象")
    ] = None,
    show_ids: ShowIds = False,
    settings: Settings,
) -> None:
    """逐項列出兩個計畫的差異：指標、目標、統計對象、期間、清冊與判讀；不比較範例與出處。--data 另並列兩者算出的數字。"""
    from antidrug_kpi import authoring
    from antidrug_kpi.cli.commands.plan_figures import diff_in_figures, refuse_idle_options
    from antidrug_kpi.plans.prose.plan_difference import write_changes, write_changes_as_json

    if data is not None:
        diff_in_figures((old, new), data, settings, is_json=text_format is TextFormat.JSON, show_ids=show_ids)
    refuse_idle_options(settings, show_ids=show_ids)
    old_plan, new_plan = (authoring.find_plan(name, settings.specs) for name in (old, new))
    write = write_changes_as_json if text_format is TextFormat.JSON else write_changes
    typer.echo(write(old_plan, new_plan), nl=False)


@plan_app.command("manual", cls=Command)
@takes_settings("specs", "quiet", typed_as="plan manual")
def write_manual(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="放手冊的資料夾")],
    *,
    settings: Settings,
) -> None:
    """由規格產生指標手冊（Markdown）：每組或每個計畫一頁，README.md 為目錄。"""
    from antidrug_kpi import authoring

    pages = authoring.save_manual(output, settings.specs)
    print_saved_path(output, f"：{len(pages)} 頁", is_quiet=settings.quiet)


@plan_app.command("issues", cls=Command)
@takes_settings("quiet", typed_as="plan issues")
def write_catalogue(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="輸出檔（.md）")], *, settings: Settings
) -> None:
    """由訊息目錄產生檢核訊息一覽（Markdown）：每一則的代碼、等級、句子與範例。"""
    from antidrug_kpi import authoring

    count = authoring.save_catalogue(output)
    print_saved_path(output, f"：{count} 則訊息", is_quiet=settings.quiet)


@plan_app.command("vocabulary", cls=Command)
@takes_settings("quiet", typed_as="plan vocabulary")
def write_vocabulary(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="輸出檔（.md）")], *, settings: Settings
) -> None:
    """由運算子的小表產生規格的詞彙（Markdown）：每個條件與衍生欄位的寫法、說法與小表。"""
    from antidrug_kpi import authoring

    count = authoring.save_vocabulary(output)
    print_saved_path(output, f"：{count} 個運算子", is_quiet=settings.quiet)


@plan_app.command("check", cls=Command)
@takes_settings("quiet", typed_as="plan check")
def check_plan(folder: PlanFolder, *, settings: Settings) -> None:
    """檢查規格檔，列出每一處錯誤的檔案與行號，並提醒還沒填的、少了舊數值的目標。"""
    from antidrug_kpi import authoring

    plan = authoring.load_plan_folder(folder)
    if not settings.quiet:
        typer.echo(f"{plan.id}：{len(plan.indicators)} 項指標、{len(plan.measures)} 項衡量項目，規格無誤")
        for remark in authoring.list_plan_remarks(folder, plan):
            typer.echo(escape_lines(f"［請確認］{remark}"), err=True)


@plan_app.command("test", cls=Command)
@takes_settings("quiet", typed_as="plan test")
def run_examples(folder: PlanFolder, *, settings: Settings) -> None:
    """執行規格內的範例，並指出從未成立或從未不成立的條件。"""
    from antidrug_kpi import authoring

    plan = authoring.load_plan_folder(folder)
    with show_progress(settings) as watched:
        problems = authoring.run_plan_examples(plan, watched.watch)
    for problem in problems:
        typer.echo(problem)
    count = authoring.count_examples(plan)
    if problems or not settings.quiet:
        typer.echo(f"{plan.id}：{count} 個範例，{len(problems)} 項不符")
    raise typer.Exit(1 if problems else 0)


@plan_app.command("schema", cls=Command)
@takes_settings("quiet", typed_as="plan schema")
def export_schema(
    what: Annotated[SchemaSubject, typer.Argument(metavar="[NAME]", help=_SCHEMA_HELP)] = SchemaSubject.SPEC,
    *,
    settings: Settings,
) -> None:
    """印出 JSON Schema：規格檔的供編輯器提示與檢查，各指令 --format json 的供讀取其輸出的程式檢查。"""
    from antidrug_kpi import authoring

    typer.echo(authoring.write_json_schema(what.value), nl=False)
