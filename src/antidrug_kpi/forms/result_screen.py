"""The results of an office on a terminal: as many columns as fit, a bar beside each figure; plain in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from antidrug_kpi import roc
from antidrug_kpi.forms.figure_words import HIDDEN, say_excluded, say_fraction, say_publishing, say_stratum, say_target, say_value
from antidrug_kpi.forms.month_tables import print_months
from antidrug_kpi.forms.reading_notes import say_readings
from antidrug_kpi.forms.screen_table import print_table
from antidrug_kpi.forms.terminal import PIPED_WIDTH, make_text
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Status
from antidrug_kpi.measures.rounding import show_value
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS

COLOURS = {Status.MET: "green", Status.MISSED: "bold red", Status.NO_DATA: "yellow", Status.WITHHELD: "yellow"}
BAR_LENGTH = 10
TITLE_WIDTH = 16


@dataclass(frozen=True)
class ResultColumn:
    """A column of the screen: from which width of the terminal on there is room for it."""

    header: str
    show: Callable[[MeasureResult], str]
    justify: Literal["left", "right"] = "left"
    from_width: int = 0


def _show_attainment(measure: MeasureResult) -> str:
    return "" if measure.attainment is None else f"{show_value(measure.attainment)}%"


COLUMNS = (
    ResultColumn("指標", lambda measure: measure.indicator, from_width=150),
    ResultColumn("項目", lambda measure: measure.id),
    ResultColumn("名稱", lambda measure: measure.title),
    ResultColumn("分子／分母", say_fraction, "right", from_width=100),
    ResultColumn("數值", lambda measure: say_value(measure) if measure.value is not None or measure.is_hidden else "", "right"),
    ResultColumn("目標", say_target),
    ResultColumn("狀態", lambda measure: STATUS_WORDS[measure.status]),
    ResultColumn("達成率", _show_attainment, "right", from_width=115),
    ResultColumn("進度", lambda measure: measure.progress.value if measure.progress else "", from_width=125),
    ResultColumn("尚差", lambda measure: f"{measure.shortfall:,}" if measure.shortfall else "", "right", from_width=135),
    ResultColumn("剔退", lambda measure: f"{measure.rejected:,}" if measure.rejected else "", "right", from_width=140),
)


def print_results(console: Console, plan: Plan, result: OfficeResult, *, show_ids: bool = False) -> None:
    """A heading, the counts by status, the table by group, the strata, and what each measure notes."""
    place = f"{result.jurisdiction}　" if result.jurisdiction else ""
    console.print(make_text(f"{place}{plan.title}　{plan.reports[result.report].text}", "bold"))
    console.print(Text.assemble(f"統計期間 {roc.format_roc_period(result.period)}　", *_count_statuses(result)))
    for note in say_readings(plan, result.measures):
        console.print(make_text(note, "yellow"))
    for note in say_publishing(result.largest_hidden_count):
        console.print(make_text(note, "yellow"))
    console.print(_make_table(console, plan, result))
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


def _make_table(console: Console, plan: Plan, result: OfficeResult) -> Table:
    """The table; a terminal shows the groups as lines of their own and a bar, a pipe gets every column and one line a measure."""
    is_piped = _is_piped(console)
    columns = [column for column in COLUMNS if console.width >= column.from_width]
    table = Table(box=box.ASCII if is_piped else box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        is_title = column.header == "名稱"
        table.add_column(
            column.header,
            justify=column.justify,
            no_wrap=is_piped or not is_title,
            overflow="fold",
            min_width=TITLE_WIDTH if is_title else None,
            ratio=1 if is_title and not is_piped else None,
        )
        if column.header == "目標" and not is_piped:
            table.add_column("達成度", no_wrap=True, min_width=BAR_LENGTH)
    groups = {indicator.id: plan.groups[indicator.group] for indicator in plan.indicators}
    indicators = {known.id: indicator.id for indicator, known in plan.measures}
    printed = ""
    for measure in result.measures:
        group = groups[indicators[measure.id]]
        if group != printed and not is_piped:
            printed = group
            table.add_row("", make_text(group, "bold cyan"))
        table.add_row(*_list_cells(console, columns, measure, has_bar=not is_piped))
    return table


def _list_cells(console: Console, columns: list[ResultColumn], measure: MeasureResult, *, has_bar: bool) -> Iterator[Text]:
    colour = COLOURS.get(measure.status, "")
    for column in columns:
        yield make_text(column.show(measure), colour if column.header in {"數值", "狀態"} else "")
        if column.header == "目標" and has_bar:
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
            if _is_piped(console):
                console.print(make_text(f"{measure.id}　{line}"))
            else:
                table.add_row("" if number else measure.id, make_text(line))
    if table.row_count:
        console.print(table)


def _is_piped(console: Console) -> bool:
    return console.width >= PIPED_WIDTH
