"""`compare`: two results, offices' data or submitted forms, read and laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder, is_there
from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.resolved_settings import find_periods, load_wanted_plan
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.audit.comparison.compared_figures import Comparison
    from antidrug_kpi.audit.comparison.compared_sources import ComparedSource

RESULT_SUFFIX = ".json"
FORM_SUFFIXES = frozenset({".docx", ".odt"})
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".ods"})
"""Workbooks are forms or registers, whichever they hold."""

_IDLE_ON_RESULTS = {
    "plan": "plan",
    "report": "report",
    "jurisdiction": "jurisdiction",
    "as_of": "as-of",
    "year": "year",
    "readings": "reading",
    "strict": "strict",
    "mapping": "mapping",
}
"""Setting → the option that has no effect where both sides are results."""


@dataclass(frozen=True)
class ReadSource:
    """A side that was read, and the run behind it where it is an office's data."""

    source: ComparedSource
    run: Run | None = None


def refuse_idle_options(a: Path, b: Path, settings: Settings) -> None:
    """UsageError where both sides are results, whose figures stand, and an option asks for others."""
    if all(path.suffix.lower() == RESULT_SUFFIX and not is_folder(path) for path in (a, b)):
        for name, option in _IDLE_ON_RESULTS.items():
            if getattr(settings, name) not in (None, ()):
                raise UsageError(f"--{option} 對兩份結果檔沒有作用：數字已經算好；請拿掉，或改為比較資料夾")


def read_source(path: Path, settings: Settings, own: Mapping[str, str | int], side: str) -> ReadSource:
    """One side of a comparison: a result (.json), an office's data (a folder or a workbook), or a submitted form.

    `settings` are those of the side, and `own` those of them that were given for it alone, `side` being its letter. Raises
    UsageError where an option has no effect on what the path is, and UserError where it is none of these.
    """
    if not is_there(path):
        raise UserError(
            f"找不到「{show_path(path)}」{name_nearest(path)}；應為結果檔（.json）、填好的表、資料夾或活頁簿，請確認路徑"
        )
    suffix = path.suffix.lower()
    if not is_folder(path) and suffix == RESULT_SUFFIX:
        return _read_result(path, settings, own, side)
    if not is_folder(path) and suffix in (*FORM_SUFFIXES, *WORKBOOK_SUFFIXES):
        form = _read_form(path, settings, is_form=suffix in FORM_SUFFIXES)
        if form is not None:
            return form
    run = compute(path, settings, keep="files")
    return ReadSource(make_source(str(path), run), run)


def _read_form(path: Path, settings: Settings, *, is_form: bool) -> ReadSource | None:
    """A filled form; None for a workbook that is none, and so holds registers. UserError for a document that is no form."""
    from antidrug_kpi.audit.comparison.submitted_source import make_form_source
    from antidrug_kpi.forms.submitted.submitted_reading import read_submitted

    plan = load_wanted_plan(settings)
    named = find_periods(plan, settings) if settings.report is not None else None
    try:
        form = read_submitted(
            path, plan, year=settings.year, report=named.report if named is not None else None, ask=make_password_source(settings)
        )
    except UserError:
        if is_form:
            raise
        return None
    periods = find_periods(plan, replace(settings, report=settings.report or form.report, year=settings.year or form.year))
    wanted = {measure.id for _, measure in select_measures(plan, settings.only)}
    source = make_form_source(str(path), form, plan, periods)
    return ReadSource(replace(source, figures={name: own for name, own in source.figures.items() if name in wanted}))


def _read_result(path: Path, settings: Settings, own: Mapping[str, str | int], side: str) -> ReadSource:
    from antidrug_kpi.audit.comparison.result_reading import read_result

    if own:
        options = "、".join(f"--{name}-{side}" for name in own)
        raise UsageError(f"{options} 對結果檔「{show_path(path)}」沒有作用：數字已經算好；請拿掉，或改為比較資料夾")
    source = read_result(
        path, lambda plan_id, readings: load_wanted_plan(replace(settings, plan=plan_id, readings=readings, places={}))
    )
    if settings.only:
        wanted = {measure.id for _, measure in select_measures(source.plan, settings.only)}
        source = replace(source, figures={name: own for name, own in source.figures.items() if name in wanted})
    return ReadSource(source)


def make_source(name: str, run: Run) -> ComparedSource:
    """An office's data, computed, as one side of a comparison."""
    from antidrug_kpi.audit.comparison.compared_sources import ComparedSource, OfficeData, SourceKind
    from antidrug_kpi.audit.figure_records import record_figures

    result = run.result
    data = OfficeData(
        {computation.result.id: computation for computation in run.computations}, run.reading.registers, run.reading.files
    )
    figures = {measure.id: record_figures(measure) for measure in result.measures}
    return ComparedSource(name, SourceKind.DATA, run.plan, result.report, result.year, result.as_of, figures, data)


def compare_sources(a: ReadSource, b: ReadSource, *, show_ids: bool = False) -> Comparison:
    """The comparison as it may be shown; identifiers of persons are masked unless they are to be shown."""
    from antidrug_kpi.audit.comparison.compared_figures import compare
    from antidrug_kpi.audit.comparison.shown_movements import cover_comparison

    return cover_comparison(compare(a.source, b.source), show_ids=show_ids)


def print_comparison(comparison: Comparison) -> None:
    """Print the comparison as a table."""
    from antidrug_kpi.audit.comparison import comparison_screen
    from antidrug_kpi.forms.terminal import make_console

    comparison_screen.print_comparison(make_console(), comparison)


def write_comparison(comparison: Comparison, text_format: str) -> str:
    """The comparison as json or csv."""
    return _TEXTS[f".{text_format}"](comparison)


def save_comparison(comparison: Comparison, path: Path) -> None:
    """Write the comparison in the format of the path's suffix, to a file that its owner alone can read."""
    from antidrug_kpi.forms.output.saving import save_bytes, save_document

    suffix = path.suffix.lower()
    if suffix in _TEXTS:
        save_bytes(path, _TEXTS[suffix](comparison).encode("utf-8"), is_private=True)
        return
    from antidrug_kpi.audit.comparison.comparison_workbook import write_comparison_workbook

    save_document(path, lambda: write_comparison_workbook(comparison), is_private=True)


def _write_json(comparison: Comparison) -> str:
    from antidrug_kpi.audit.comparison.comparison_json import write_comparison_json

    return write_comparison_json(comparison)


def _write_csv(comparison: Comparison) -> str:
    from antidrug_kpi.audit.comparison.comparison_tables import write_comparison_csv

    return write_comparison_csv(comparison)


_TEXTS: Mapping[str, Callable[[Comparison], str]] = {".json": _write_json, ".csv": _write_csv}

COMPARISON_SUFFIXES = (".xlsx", *_TEXTS)
"""The suffixes of a comparison's file, in the order in which messages list them."""
