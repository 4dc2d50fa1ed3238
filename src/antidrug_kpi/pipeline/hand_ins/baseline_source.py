"""The results of the year before, for the plan of a year: from a result file, or from data computed now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.files import SUFFIXES
from antidrug_kpi.forms.printed.baseline import Baseline
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_folder, is_there
from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.outputs.shown_result import find_shown
from antidrug_kpi.pipeline.resolved_settings import normalise_jurisdiction
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.pipeline.status_reasons import join_reasons
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings, read_office_settings

RESULT_SUFFIX = ".json"
_FINAL = "final"
_WANTED = f"前一年度期末的結果檔（{RESULT_SUFFIX}）、放清冊的資料夾或活頁簿"
_READABLE = "、".join(sorted(SUFFIXES))


@dataclass(frozen=True)
class ReadBaseline:
    """The baseline as it was read; `run` where it was computed now, and `doubt` says in what it is incomplete."""

    baseline: Baseline
    run: Run | None = None
    doubt: str = ""


def read_baseline(path: Path, plan: Plan, year: int, typed: Settings, resolved: Settings, *, show_ids: bool) -> ReadBaseline:
    """The final results of the ROC `year` at a path; `typed` are the settings of the command line, `resolved` the office's.

    Raises UsageError where they are of another year, report, day or county, UserError where they cannot be read.
    """
    if not is_there(path):
        raise UserError(f"找不到 --baseline「{show_path(path)}」{name_nearest(path)}；應為{_WANTED}，請確認路徑")
    if not (is_folder(path) or path.suffix.lower() in {RESULT_SUFFIX, *SUFFIXES}):
        raise UserError(f"--baseline「{show_path(path)}」不是可讀的檔案；應為{_WANTED}（{_READABLE}），請確認路徑")
    is_result = path.suffix.lower() == RESULT_SUFFIX and not is_folder(path)
    read = _read_result(path, plan) if is_result else _compute(path, year, typed, resolved, show_ids=show_ids)
    _refuse_misfit(path, read.baseline.result, plan, year, resolved)
    return read


def _read_result(path: Path, plan: Plan) -> ReadBaseline:
    from antidrug_kpi.audit.baseline.past_result import read_past_result

    past = read_past_result(path, plan)
    if not past.result.measures:
        raise UsageError(f"--baseline「{show_path(path)}」沒有計畫 {plan.id} 的衡量項目；請改用同一計畫的結果檔")
    doubt = "" if past.is_complete else f"--baseline「{show_path(path)}」的結果不完整，基準值請再核對"
    return ReadBaseline(Baseline(past.result, past.duties), doubt=doubt)


def _compute(path: Path, year: int, typed: Settings, resolved: Settings, *, show_ids: bool) -> ReadBaseline:
    """The data computed as the final report of that year; what they say themselves of another year is refused."""
    own = read_office_settings(path)
    if own.year not in (None, year):
        raise _refuse_time(path, f" {own.year} 年度", year)
    county = typed.jurisdiction or own.jurisdiction or resolved.jurisdiction
    settings = replace(typed, plan=resolved.plan, report=_FINAL, year=year, jurisdiction=county)
    run = compute(path, settings, with_duties=True)
    doubt = "" if is_complete(run) else f"--baseline「{show_path(path)}」不完整（{join_reasons(run)}），基準值請再核對"
    return ReadBaseline(Baseline(find_shown(run, show_ids=show_ids), run.duties, run.reading.registers), run, doubt)


def _refuse_misfit(path: Path, result: OfficeResult, plan: Plan, year: int, resolved: Settings) -> None:
    if result.year != year or result.report != _FINAL:
        raise _refuse_time(path, f" {result.year} 年度{plan.reports[result.report].text}", year)
    end = plan.reports[_FINAL].as_of.resolve(year)
    if result.as_of != end:
        raise _refuse_time(path, f"基準日 {result.as_of}", year, end)
    county = normalise_jurisdiction(resolved.jurisdiction)
    before = normalise_jurisdiction(result.jurisdiction)
    if county is not None and before is not None and county != before:
        raise UsageError(f"--baseline「{show_path(path)}」是{before}的結果，計畫書是{county}的；請改用同一縣市的結果")


def _refuse_time(path: Path, found: str, year: int, end: dt.date | None = None) -> UsageError:
    wanted = f" {year} 年度期末{'' if end is None else f'（基準日 {end}）'}的結果"
    plan = f"{year + 1} 年度計畫書的基準應為{wanted}"
    return UsageError(f"--baseline「{show_path(path)}」是{found}的結果；{plan}，請改用該年度的，或以 --year 指定計畫年度")
