"""The results of an office on a terminal: as many columns as fit, and bars where there is room; plain in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from antidrug_kpi import roc
from antidrug_kpi.forms.figure_words import HIDDEN, say_excluded, say_fraction, say_publishing, say_stratum, say_target, say_value
from antidrug_kpi.forms.month_tables import print_months
from antidrug_kpi.forms.reading_notes import say_readings
from antidrug_kpi.forms.screen.fitting_columns import Fitting, choose_columns, measure_column, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_table
from antidrug_kpi.forms.terminal import is_piped, make_text, print_broken
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Status
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS
from antidrug_kpi.printable import escape_controls

COLOURS = {Status.MET: "green", Status.MISSED: "bold red", Status.NO_DATA: "yellow", Status.WITHHELD: "yellow"}
BAR_LENGTH = 10
LEAST_FOR_BAR = 140
EDGES = 2


@dataclass(frozen=True)
class ResultColumn:
    """A column of the screen. Where they do not all fit, those of the lowest `rank` go first; without one a column stays."""

    header: str
    show: Callable[[MeasureResult], str]
    justify: Literal["left", "right"] = "left"
    rank: int | None = None


def _show_attainment(measure: MeasureResult) -> str:
    return "" if measure.attainment is None else f"{show_value(measure.attainment)}%"


TITLE_HEADER = "名稱"
COLUMNS = (
    ResultColumn("指標", lambda measure: measure.indicator, rank=1),
    ResultColumn("項目", lambda measure: measure.id),
    ResultColumn(TITLE_HEADER, lambda measure: measure.title),
    ResultColumn("分子／分母", say_fraction, "right", rank=6),
    ResultColumn("數值", lambda measure: say_value(measure) if measure.value is not None or measure.is_hidden else "", "right"),
    ResultColumn("目標", say_target, rank=7),
    ResultColumn("狀態", lambda measure: STATUS_WORDS[measure.status]),
    ResultColumn("達成率", _show_attainment, "right", rank=5),
    ResultColumn("進度", lambda measure: measure.progress.value if measure.progress else "", rank=3),
    ResultColumn("尚差", lambda measure: f"{measure.shortfall:,}" if measure.shortfall else "", "right", rank=4),
    ResultColumn("剔退", lambda measure: f"{measure.rejected:,}" if measure.rejected else "", "right", rank=2),
)
_RANKED = sorted((column.rank, column.header) for column in COLUMNS if column.rank is not None)
_FITTING = Fitting(tuple(header for _, header in _RANKED), frozenset({TITLE_HEADER}), "-o 結果.xlsx 或 --format csv")


def print_results(console: Console, plan: Plan, result: OfficeResult, *, show_ids: bool = False) -> None:
    """A heading, the counts by status, the table by group, the strata, and what each measure notes."""
    place = f"{result.jurisdiction}　" if result.jurisdiction else ""
    print_broken(console, f"{place}{plan.title}　{plan.reports[result.report].text}", "bold")
    console.print(Text.assemble(f"統計期間 {roc.format_roc_period(result.period)}　", *_count_statuses(result)))
    for note in say_readings(plan, result.measures):
        print_broken(console, note, "yellow")
    for note in say_publishing(result.largest_hidden_count):
        print_broken(console, note, "yellow")
    _print_measures(console, plan, result)
    _print_strata(console, result, show_ids)
    if result.months is not None:
        print_months(console, result)
    _print_notes(console, result)


def _count_statuses(result: OfficeResult) -> Iterator[str | tuple[str, str]]:
    counts = Counter(measure.status for measure in result.measures)
    for status, words in STATUS_WORDS.items():
        if counts[status]:
            yield (f"{words} {counts[status]}", COLOURS.get(status, ""))
            yield "　"


def _print_measures(console: Console, plan: Plan, result: OfficeResult) -> None:
    """The table; a terminal shows the groups as lines of their own, a pipe gets every column and one line a measure."""
    cells = {column.header: [column.show(measure) for measure in result.measures] for column in COLUMNS}
    if is_piped(console):
        console.file.write(_join_piped(cells))
        console.file.writelines(map(_join_piped, zip(*cells.values(), strict=True)))
        return
    shown = _choose_shown(cells, console.width)
    console.print(_make_table(console, plan, result, {header: cells[header] for header in shown}))
    say_hidden_columns(console, [header for header in cells if header not in shown], _FITTING)


def _join_piped(texts: Iterable[str]) -> str:
    return f"|{'|'.join(map(escape_controls, texts))}|\n"


def _choose_shown(cells: Mapping[str, Sequence[str]], width: int) -> list[str]:
    """The headers of the columns that fit beside the names of the measures, in their order."""
    headers = list(cells)
    widths = {header: max(map(cell_len, (header, *texts))) for header, texts in cells.items()}
    needed = [measure_column(header, widths[header], _FITTING) + (header != TITLE_HEADER) for header in headers]
    return [headers[at] for at in choose_columns(headers, needed, width - EDGES, _FITTING)]


def _make_table(console: Console, plan: Plan, result: OfficeResult, cells: Mapping[str, Sequence[str]]) -> Table:
    has_bar = console.width >= LEAST_FOR_BAR and "目標" in cells
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    for column in COLUMNS:
        if column.header in cells:
            is_title = column.header == TITLE_HEADER
            table.add_column(
                column.header, justify=column.justify, no_wrap=not is_title, overflow="fold", ratio=1 if is_title else None
            )
        if column.header == "目標" and has_bar:
            table.add_column("達成度", no_wrap=True, min_width=BAR_LENGTH)
    groups = {known.id: plan.groups[indicator.group] for indicator, known in plan.measures}
    title = list(cells).index(TITLE_HEADER)
    printed = ""
    for measure, texts in zip(result.measures, zip(*cells.values(), strict=True), strict=True):
        if groups[measure.id] != printed:
            printed = groups[measure.id]
            table.add_row(*[""] * title, make_text(printed, "bold cyan"))
        table.add_row(*_list_cells(console, dict(zip(cells, texts, strict=True)), measure, has_bar=has_bar))
    return table


def _list_cells(console: Console, texts: Mapping[str, str], measure: MeasureResult, *, has_bar: bool) -> Iterator[Text]:
    colour = COLOURS.get(measure.status, "")
    for header, text in texts.items():
        yield make_text(text, colour if header in {"數值", "狀態"} else "")
        if header == "目標" and has_bar:
            yield draw_bar(measure, has_colour=console.color_system is not None and not console.no_color)


def draw_bar(measure: MeasureResult, *, has_colour: bool) -> Text:
    """How much of the target is attained, full where it is met; empty without a target.

    Coloured blanks have the same width in every font, which block characters in Chinese terminals have not.
    """
    if measure.is_hidden:
        return Text(HIDDEN)
    if measure.status not in {Status.MET, Status.MISSED}:
        return Text()
    if measure.status is Status.MET:
        filled = BAR_LENGTH
    else:
        # Rounded down: a target that was nearly met is not drawn as met.
        share = max(Fraction(0), measure.attainment or Fraction(0)) / 100
        filled = min(BAR_LENGTH - 1, int(share * BAR_LENGTH))
    if not has_colour:
        return Text("#" * filled + "." * (BAR_LENGTH - filled))
    colour = "green" if measure.status is Status.MET else "red"
    return Text.assemble((" " * filled, f"on {colour}"), (" " * (BAR_LENGTH - filled), "on grey30"))


def _print_strata(console: Console, result: OfficeResult, show_ids: bool) -> None:
    """A table of the strata of each measure that has any."""
    for measure in result.measures:
        if measure.strata:
            rows = [(stratum.show_key(show_ids), *say_stratum(stratum, measure.unit)) for stratum in measure.strata]
            console.print(make_text(f"{measure.id} {measure.title}，依「{result.by}」", "bold"))
            print_table(console, (str(result.by), "分子", "分母", "數值"), rows)


def _print_notes(console: Console, result: OfficeResult) -> None:
    """What each measure excludes and notes: on a terminal beside its id, in a pipe with the id on every line."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for measure in result.measures:
        lines = [text for text in (say_excluded(measure), *measure.notes_and_questions) if text]
        for number, line in enumerate(lines):
            if is_piped(console):
                console.print(make_text(f"{measure.id}　{line}"))
            else:
                table.add_row("" if number else measure.id, make_text(line))
    if table.row_count:
        console.print(table)
