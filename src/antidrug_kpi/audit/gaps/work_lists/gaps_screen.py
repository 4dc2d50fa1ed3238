"""Gaps on a terminal: the days, and each measure with its work list."""

from __future__ import annotations

from rich.console import Console

from antidrug_kpi.audit.gaps.office_gaps import OfficeGaps
from antidrug_kpi.audit.gaps.work_lists.gaps_summary import say_days, say_summary, shorten
from antidrug_kpi.audit.gaps.work_lists.shown_work import HEADERS, ShownWork
from antidrug_kpi.forms.screen.fitting_columns import Fitting, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_fitted_table
from antidrug_kpi.forms.terminal import make_text

_FITTING = Fitting(("步驟數", "工作表", "檔案", "補在何處"), frozenset({"尚缺", "補在何處", "檔案", "對象"}))


def print_gaps(console: Console, gaps: OfficeGaps, shown: ShownWork, command: str, *, most: int | None = None) -> None:
    """Every measure with its work list, nearest first; of a longer one the first `most` entries, and how many more there are,
    which `command` with the measure shows.
    """
    console.print(make_text(say_days(gaps.today, gaps.end)))
    if not gaps.measures:
        console.print(make_text("沒有未達標的項目"))
    hidden: dict[str, None] = {}
    for measure in gaps.measures:
        console.print()
        console.print(make_text(f"{measure.result.id} {measure.result.title}", "bold"))
        console.print(make_text(say_summary(measure)))
        entries, left_out = shorten(measure.entries, most)
        if entries:
            hidden |= dict.fromkeys(print_fitted_table(console, HEADERS, [shown.list_row(entry) for entry in entries], _FITTING))
        if left_out:
            console.print(
                make_text(f"另有 {left_out:,} 筆；請以 {command} --only {measure.result.id} 查看全部，或以 -o 工作清單.xlsx 存檔")
            )
    say_hidden_columns(console, hidden, _FITTING)
