"""Tables and lines for a terminal: coloured where one reads, plain where it is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from antidrug_kpi import roc
from antidrug_kpi.forms.words import STATUS_WORDS, say_excluded, say_figures, say_number, say_target, say_value
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Status
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.plan import Plan

if TYPE_CHECKING:  # pandas comes with it, and `list` and `show` must not wait for that
    from antidrug_kpi.registers.register import Reading

# Lines that are piped are never broken, so that an address can be searched for.
PIPED_WIDTH = 2000
COLOURS = {Status.MET: "green", Status.MISSED: "bold red", Status.NO_DATA: "yellow", Status.WITHHELD: "yellow"}
LEVEL_COLOURS = {Level.FILE: "bold red", Level.FAULT: "red", Level.WARNING: "yellow", Level.NOTE: "dim"}


def make_console(*, is_error: bool = False) -> Console:
    """A console as wide as the terminal, or wide enough for a table where the output is piped."""
    console = Console(stderr=is_error, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(stderr=is_error, highlight=False, width=PIPED_WIDTH)
    return console


def print_results(console: Console, result: OfficeResult, *, show_ids: bool = False) -> None:
    """The table of results, and below it what each measure notes."""
    first, last = (roc.format_roc_date(day) for day in result.period)
    place = f"{result.jurisdiction} " if result.jurisdiction else ""
    console.print(Text(f"{place}{result.plan}（{result.report}）　{first}至{last}", style="bold"))
    table = Table(show_lines=False, pad_edge=False)
    for header, justify in (("指標", "left"), ("項目", "left"), ("名稱", "left"), ("分子", "right"), ("分母", "right")):
        table.add_column(header, justify=justify, no_wrap=header != "名稱", min_width=12 if header == "名稱" else None)  # type: ignore[arg-type]
    for header in ("數值", "目標", "狀態", "達成率", "進度", "尚差", "剔退"):
        table.add_column(header, justify="right" if header in {"數值", "達成率", "尚差", "剔退"} else "left", no_wrap=True)
    for measure in result.measures:
        table.add_row(*_list_cells(measure))
    console.print(table)
    print_strata(console, result, show_ids=show_ids)
    for measure in result.measures:
        lines = [text for text in (say_excluded(measure), *measure.notes) if text]
        for line in lines:
            console.print(Text.assemble((f"{measure.id}　", "bold"), line))


def print_strata(console: Console, result: OfficeResult, *, show_ids: bool = False) -> None:
    """A table of the strata of each measure that has any."""
    for measure in result.measures:
        if measure.strata:
            rows = [
                (
                    stratum.show_key(show_ids),
                    say_number(stratum.numerator),
                    "" if stratum.denominator is None else say_number(stratum.denominator),
                    "無適用個案" if stratum.value is None else f"{show_value(stratum.value)} {measure.unit}",
                )
                for stratum in measure.strata
            ]
            console.print(Text(f"{measure.id} {measure.title}，依「{result.by}」", style="bold"))
            print_table(console, (str(result.by), "分子", "分母", "數值"), rows)


def _list_cells(measure: MeasureResult) -> list[Text | str]:
    colour = COLOURS.get(measure.status, "")
    return [
        measure.indicator,
        measure.id,
        measure.title,
        "" if measure.numerator is None else say_number(measure.numerator),
        "" if measure.denominator is None else say_number(measure.denominator),
        "" if measure.value is None else say_value(measure),
        say_target(measure),
        Text(STATUS_WORDS[measure.status], style=colour),
        "" if measure.attainment is None else f"{show_value(measure.attainment)}%",
        measure.progress.value if measure.progress else "",
        "" if measure.shortfall is None else f"{measure.shortfall:,}",
        str(measure.rejected) if measure.rejected else "",
    ]


def print_check(console: Console, plan: Plan, reading: Reading, result: OfficeResult, *, show_ids: bool = False) -> None:
    """What was found and what is missing, the four counts of every register, and every issue with its address."""
    table = Table(title="讀到的清冊", title_justify="left", pad_edge=False)
    for header in ("清冊", "檔案"):
        table.add_column(header, overflow="fold")
    for header in ("讀入", "採計", "剔退", "略過", "警告"):
        table.add_column(header, justify="right", no_wrap=True)
    for summary in result.inputs:
        counts = (summary.rows, summary.accepted, summary.rejected, summary.skipped, summary.warnings)
        table.add_row(summary.title, summary.file, *(f"{count:,}" for count in counts))
    console.print(table)
    missing = [register.title for register in plan.registers if register.id not in reading.registers]
    if missing:
        console.print(Text(f"未提供的清冊：{'、'.join(missing)}", style="yellow"))
    idle = [measure for measure in result.measures if measure.status is Status.NO_DATA]
    for measure in idle:
        console.print(f"無法計算：{measure.indicator} {measure.id}　{'；'.join(measure.notes)}")
    print_issues(console, result.issues, show_ids=show_ids)


def print_issues(console: Console, issues: Sequence[Issue], *, show_ids: bool = False) -> None:
    """Every issue on a line, the weightiest first, then a count by level."""
    for level in Level:
        for issue in issues:
            if issue.level is level:
                console.print(Text(f"［{level.value}］{issue.address}：{issue.tell(show_ids)}", style=LEVEL_COLOURS[level]))
    counts = [f"{level.value} {sum(issue.level is level for issue in issues):,} 項" for level in Level]
    console.print(f"共計：{'、'.join(counts)}")


def print_lines(console: Console, lines: Iterable[tuple[str, str]]) -> None:
    """Labelled lines, the labels in one column."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for label, text in lines:
        table.add_row(label, text)
    console.print(table)


def print_table(console: Console, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table of texts."""
    table = Table(pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def print_waterfall(console: Console, measure: MeasureResult) -> None:
    """The steps from the register's rows to the numerator, and where they lead."""
    console.print(Text(f"{measure.id} {measure.title}", style="bold"))
    for step in measure.waterfall:
        console.print(f"{'　－ ' if step.is_part else ''}{step.text}：{step.count:,}")
    console.print(f"結果：{say_figures(measure)}")


def say_incomplete(result: OfficeResult) -> str:
    """One line that says why a run is incomplete."""
    rejected = sum(summary.rejected for summary in result.inputs)
    idle = [measure.id for measure in result.measures if measure.status is Status.NO_DATA]
    files = sum(issue.level is Level.FILE for issue in result.issues)
    parts = [f"剔退 {rejected:,} 列" if rejected else "", f"{files} 份檔案或工作表無法讀取" if files else ""]
    parts.append(f"資料未備：{'、'.join(idle)}" if idle else "")
    return f"計算完成但不完整（{'；'.join(part for part in parts if part)}）；請以 antidrug-kpi check 查看每一項的位置"
