"""What can still be done for the targets: which days it is asked for, which measures are shown, and in which formats."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.pipeline.resolved_settings import find_periods, load_wanted_plan, resolve_settings
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import Watch, watch_nothing

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.audit.gaps.office_gaps import OfficeGaps
    from antidrug_kpi.audit.gaps.work_lists.shown_work import ShownWork

MOST_SHOWN = 10
"""Entries of a measure on the screen, where no single one was asked for."""


@dataclass(frozen=True)
class RunGaps:
    """The gaps of a run, and how they may be shown."""

    run: Run
    gaps: OfficeGaps
    shown: ShownWork


def choose_today(data: Path, settings: Settings, typed: str | None) -> dt.date:
    """The first day of any act: the one that is typed, else the computer's where it lies in the period, else the report's end.

    UsageError where the day is none, or not between the period's first day and the report's end.
    """
    settings = resolve_settings(settings, data)
    periods = find_periods(load_wanted_plan(settings), settings)
    if typed is None:
        now = dt.date.today()
        return now if _is_inside(now, periods) else periods.as_of
    from antidrug_kpi.registers.cells.dates import read_day
    from antidrug_kpi.registers.cells.faults import FaultyCellError

    try:
        today = read_day(typed)
    except FaultyCellError as error:
        raise UsageError(f"--today「{typed}」{error}") from None
    if not _is_inside(today, periods):
        first, end = periods.spans["period"][0], periods.as_of
        raise UsageError(f"--today「{typed}」不在統計期間內；請用 {first} 至 {end} 之間的日期，或以 --as-of、--year 改期間")
    return today


def _is_inside(day: dt.date, periods: Periods) -> bool:
    return periods.spans["period"][0] <= day <= periods.as_of


def find_gaps(run: Run, today: dt.date, *, is_all: bool, show_ids: bool, watch: Watch = watch_nothing) -> RunGaps:
    """What can still be done about the run's measures from this day on: all of them, or those that are missed at the end."""
    from antidrug_kpi.audit.gaps.office_gaps import find_office_gaps
    from antidrug_kpi.audit.gaps.work_lists.shown_work import ShownWork, list_texts
    from antidrug_kpi.measures.compute import Terms
    from antidrug_kpi.measures.results import Status
    from antidrug_kpi.registers.redaction import NO_REDACTION, make_redaction

    registers = run.reading.registers
    computations = [each for each in run.computations if is_all or each.result.status is Status.MISSED]
    ids = {computation.result.id for computation in computations}
    wanted = [(indicator, measure) for indicator, measure in run.plan.measures if measure.id in ids]
    terms = Terms(run.plan, registers, run.periods, run.result.jurisdiction, unread=run.reading.unread)
    gaps = find_office_gaps(wanted, computations, terms, today, watch)
    texts = () if show_ids else set().union(*(list_texts(measure, registers) for measure in gaps.measures))
    redaction = NO_REDACTION if show_ids else make_redaction(texts, registers)
    return RunGaps(run, gaps, ShownWork(registers, redaction))


def print_gaps(found: RunGaps, *, is_whole: bool) -> None:
    """Print the measures and their work lists on the terminal; long lists whole only where `is_whole`."""
    from antidrug_kpi.audit.gaps.work_lists import gaps_screen
    from antidrug_kpi.forms.terminal import make_console

    command = say_command("gaps", found.run.data, replace(found.run.typed, only=()))
    gaps_screen.print_gaps(make_console(), found.gaps, found.shown, command, most=None if is_whole else MOST_SHOWN)


def write_gaps(found: RunGaps, text_format: str) -> str:
    """The gaps as json or csv."""
    return _TEXTS[text_format](found)


def save_gaps(found: RunGaps, path: Path) -> None:
    """Write the gaps in the format of the path's suffix, one of `GAPS_SUFFIXES`, to a file that its owner alone can read."""
    from antidrug_kpi.forms.output.saving import save_bytes, save_document

    if path.suffix.lower() in _MARKED_TEXTS:
        save_bytes(path, _MARKED_TEXTS[path.suffix.lower()](found), is_private=True)
        return
    from antidrug_kpi.audit.gaps.work_lists.gaps_workbook import write_gaps_workbook

    save_document(path, lambda: write_gaps_workbook(found.gaps, found.shown), is_private=True)


def _write_json(found: RunGaps) -> str:
    from antidrug_kpi.audit.gaps.work_lists.gaps_json import write_gaps_json

    return write_gaps_json(found.run.result.plan, found.run.result.report, found.gaps, found.shown)


def _write_csv(found: RunGaps) -> str:
    from antidrug_kpi.audit.gaps.work_lists.gaps_summary import list_rows
    from antidrug_kpi.forms.spreadsheet_safety import write_field

    headers, rows = list_rows(found.gaps, found.shown)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([write_field(cell) for cell in row] for row in rows)
    return text.getvalue()


_TEXTS: Mapping[str, Callable[[RunGaps], str]] = {"json": _write_json, "csv": _write_csv}
_MARKED_TEXTS: Mapping[str, Callable[[RunGaps], bytes]] = {
    ".csv": lambda found: ("\ufeff" + _write_csv(found)).encode(),
    ".json": lambda found: _write_json(found).encode(),
}

GAPS_SUFFIXES = (".xlsx", *_MARKED_TEXTS)
"""The suffixes of a gaps file, in the order in which messages list them."""
