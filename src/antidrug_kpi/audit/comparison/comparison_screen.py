"""A comparison on a terminal or in a pipe: the measures that differ, and the first of what came, went and changed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from antidrug_kpi import roc
from antidrug_kpi.audit.comparison.compared_figures import Comparison, MeasureComparison
from antidrug_kpi.audit.comparison.compared_sources import ComparedSource
from antidrug_kpi.audit.comparison.comparison_tables import FELL, say_compared, say_verdict
from antidrug_kpi.audit.comparison.movements import ChangedCell
from antidrug_kpi.forms.screen.fitting_columns import Fitting, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_fitted_table
from antidrug_kpi.forms.terminal import make_text
from antidrug_kpi.measures.rounding import show_value

ROWS_NAMED = 5
IN_FULL = "-o 檔名.xlsx 或 --format json"
_HEADERS = ("衡量項目", "名稱", "A", "B", "變化", "同異")
_FITTING = Fitting(("同異", "名稱", "變化"), frozenset({"名稱", "A", "B"}))


def print_comparison(console: Console, comparison: Comparison, *, all_by: str = IN_FULL) -> None:
    """What the sides are, the measures that differ, and what moved in each measure; then how many there are of each kind.
    `all_by` are the options that list everything.
    """
    for letter, source in (("A", comparison.a), ("B", comparison.b)):
        console.print(make_text(f"{letter}　{_say_source(source)}", "bold"))
    different = [measure for measure in comparison.measures if measure.differs or measure.fell]
    if different:
        rows = [tuple(_list_cells(measure)) for measure in different]
        say_hidden_columns(console, print_fitted_table(console, _HEADERS, rows, _FITTING), _FITTING)
    for measure in comparison.measures:
        for line in _list_movements(measure, all_by):
            console.print(make_text(line))
    console.print(make_text(say_difference_counts(comparison)))


def say_difference_counts(comparison: Comparison) -> str:
    """相同 40、不同 8、不應減少而減少 1."""
    fell = sum(measure.fell for measure in comparison.measures)
    differing = sum(measure.differs for measure in comparison.measures)
    more = f"；其中 {fell} 項只會累加卻減少（{FELL}），請查明" if fell else ""
    return f"相同 {len(comparison.measures) - differing}、不同 {differing}{more}"


def _say_source(source: ComparedSource) -> str:
    report = source.plan.reports.get(source.report)  # type: ignore[call-overload]  # a result file may name any
    name = source.report if report is None else report.text
    readings = [f"{owner}={chosen}" for owner, names in source.plan.chosen.items() for chosen in names]
    more = f"　其他判讀 {'、'.join(readings)}" if readings else ""
    return f"{source.name}　{source.plan.short_title}　{name}　基準日 {roc.format_roc_date(source.as_of)}{more}"


def _list_cells(measure: MeasureComparison) -> Iterator[str]:
    yield from (measure.name, measure.title)
    yield from (say_compared(figures, measure.unit) for figures in (measure.a, measure.b))
    yield "" if measure.change is None else show_value(measure.change)
    yield say_verdict(measure)


def _list_movements(measure: MeasureComparison, all_by: str) -> Iterator[str]:
    movements = measure.movements
    if movements is None:
        return
    for word, places in (("新計入", movements.entered), ("不再計入", movements.left)):
        if places:
            yield f"{measure.name}　{word} {len(places):,}：{_join([str(place) for place in places], all_by)}"
    if movements.changed:
        cells = [_say_cell(cell) for cell in movements.changed]
        yield f"{measure.name}　異動 {len(cells):,}：{_join(cells, all_by)}"


def _say_cell(cell: ChangedCell) -> str:
    return f"{cell.subject} {cell.column} {cell.a or '（空白）'}→{cell.b or '（空白）'}"


def _join(texts: list[str], all_by: str) -> str:
    more = f"……（以 {all_by} 列出全部）" if len(texts) > ROWS_NAMED else ""
    return "；".join(texts[:ROWS_NAMED]) + more
