"""One plain function per command, usable from Python without the command line. Everything that fails by a user's doing is a
UserError.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.plans.loader import find_shipped_folder, load_plan
from antidrug_kpi.plans.measures import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.windows import Periods, resolve_periods
from antidrug_kpi.settings import DEFAULT_PLAN, DEFAULT_REPORT, Settings, check_year, read_office_settings

if TYPE_CHECKING:  # pandas comes with these, and a command that needs no data must not wait for it
    from antidrug_kpi.measures.compute import Computation
    from antidrug_kpi.measures.results import OfficeResult
    from antidrug_kpi.registers.register import Reading

Wanted = tuple[tuple[Indicator, Measure], ...]
SAMPLE_OFFICE = "office"


@dataclass(frozen=True)
class Run:
    """An office computed: the plan, what was read, the results, and the computations behind them."""

    plan: Plan
    reading: Reading
    result: OfficeResult
    computations: tuple[Computation, ...]
    quiet: bool = False


def find_indicator(plan: Plan, name: str) -> Indicator:
    """The indicator with this id or label, or the one whose measure has it; UsageError names the closest otherwise."""
    for indicator in plan.indicators:
        if _fold(name) in {
            _fold(word) for word in (indicator.id, indicator.label, *(measure.id for measure in indicator.measures))
        }:
            return indicator
    raise _refuse_name(plan, name)


def select_measures(plan: Plan, only: Sequence[str] = ()) -> Wanted:
    """The measures that are wanted, in the plan's order: all of them, or those of the named indicators and measures."""
    if not only:
        return plan.measures
    chosen: set[str] = set()
    for name in only:
        found = {
            measure.id
            for indicator, measure in plan.measures
            if _fold(name) in {_fold(indicator.id), _fold(indicator.label), _fold(measure.id)}
        }
        if not found:
            raise _refuse_name(plan, name)
        chosen |= found
    return tuple((indicator, measure) for indicator, measure in plan.measures if measure.id in chosen)


def _fold(name: str) -> str:
    return name.replace("（", "(").replace("）", ")").replace(" ", "")


def _refuse_name(plan: Plan, name: str) -> UsageError:
    known = [word for indicator, measure in plan.measures for word in (indicator.id, indicator.label, measure.id)]
    near = get_close_matches(_fold(name), known, n=1)
    hint = f"，最接近的是「{near[0]}」" if near else ""
    return UsageError(f"計畫 {plan.id} 沒有指標「{name}」{hint}；請以 antidrug-kpi list --plan {plan.id} 查看全部指標")


def resolve_settings(settings: Settings, data: Path) -> Settings:
    """The settings of a run: the command line's, then the office's, then the program's own."""
    own = settings.or_else(read_office_settings(data))
    return own.or_else(Settings(plan=DEFAULT_PLAN, report=DEFAULT_REPORT, strict=False, quiet=False))


def find_periods(plan: Plan, settings: Settings) -> Periods:
    """The report's windows; UsageError where report, year or as-of date do not fit."""
    from antidrug_kpi.registers.dates import parse_date
    from antidrug_kpi.registers.faults import FaultyCellError
    from antidrug_kpi.registers.words import squeeze

    report = settings.report or DEFAULT_REPORT
    if report not in plan.reports:
        raise UsageError(f"--report「{report}」不在可用範圍；請用 {' 或 '.join(plan.reports)}")
    year = plan.year if settings.year is None else settings.year
    check_year(year)
    try:
        as_of = parse_date(squeeze(settings.as_of)) if settings.as_of else None
    except FaultyCellError as error:
        raise UsageError(f"--as-of「{settings.as_of}」{error}") from None
    periods = resolve_periods(plan.windows, plan.reports, year, report, as_of)
    if periods.as_of < periods.spans["period"][0]:
        raise UsageError(
            f"--as-of「{settings.as_of}」早於 {year} 年度的首日，統計期間是空的；請改用年度內的日期，或以 --year 指定年度"
        )
    return periods


def normalise_jurisdiction(name: str | None) -> str | None:
    """The official spelling: 台北市 is 臺北市."""
    return name.strip().replace("台", "臺") if name and name.strip() else None


def suggest_jurisdiction(plan: Plan, name: str | None) -> str | None:
    """The county that a name which is none of the plan's was probably meant for (高雄 → 高雄市); none where nothing is close."""
    if name is None or name in plan.jurisdictions:
        return None
    near = get_close_matches(name, plan.jurisdictions, n=1, cutoff=0.6)
    return near[0] if near else None


def read_office(data: Path, plan: Plan) -> Reading:
    """The registers of a folder or workbook. Raises UserError where there is nothing to read."""
    from antidrug_kpi.files import read_data
    from antidrug_kpi.registers.read import read_registers

    files = read_data(data)
    reading = read_registers(files, plan)
    if not reading.registers:
        reasons = [str(issue) for issue in reading.issues][:3]
        detail = f"；{'；'.join(reasons)}" if reasons else ""
        raise UserError(f"{data}：沒有任何一份看得懂的清冊{detail}；請確認資料夾，或以 antidrug-kpi show 查看所需清冊")
    return reading


def compute(data: Path, settings: Settings) -> Run:
    """An office's registers read and its wanted measures computed."""
    from antidrug_kpi.measures.compute import Terms
    from antidrug_kpi.measures.office import compute_office

    settings = resolve_settings(settings, data)
    plan = load_plan(settings.plan or DEFAULT_PLAN, settings.specs)
    wanted = select_measures(plan, settings.only)
    periods = find_periods(plan, settings)
    if settings.by is not None:
        check_strata_column(plan, settings.by)
    reading = read_office(data, plan)
    jurisdiction = normalise_jurisdiction(settings.jurisdiction)
    terms = Terms(plan, reading.registers, periods, jurisdiction, bool(settings.strict), by=settings.by)
    result, computations = compute_office(reading, terms, wanted)
    return Run(plan, reading, result, computations, bool(settings.quiet))


def check_strata_column(plan: Plan, column: str) -> None:
    """UsageError, naming the closest, where no register of the plan can be broken down by this column."""
    from antidrug_kpi.measures.strata import list_strata_columns

    known = list_strata_columns(plan)
    if column not in known:
        near = get_close_matches(column, known, n=1, cutoff=0.4)
        hint = f"，最接近的是「{near[0]}」" if near else ""
        raise UsageError(f"--by「{column}」不是可分組的欄位{hint}；請用清冊中的編號、名稱或類別欄位，例如 {'、'.join(known[:3])}")


def is_complete(run: Run) -> bool:
    """Whether nothing is missing: no row rejected, no file unread, data for every wanted measure."""
    from antidrug_kpi.issues import Level
    from antidrug_kpi.measures.results import Status

    has_gap = any(measure.rejected or measure.status in {Status.NO_DATA, Status.WITHHELD} for measure in run.result.measures)
    return not has_gap and not any(issue.level is Level.FILE for issue in run.result.issues)


def has_missed(run: Run) -> bool:
    """Whether a target was missed."""
    from antidrug_kpi.measures.results import Status

    return any(measure.status is Status.MISSED for measure in run.result.measures)


def write_results(run: Run, form: str, *, show_ids: bool = False) -> str:
    """The results as text: json, csv or markdown."""
    from antidrug_kpi.forms.delimited import write_csv, write_markdown
    from antidrug_kpi.forms.jsontext import write_json

    if form == "json":
        return write_json(run.result, show_ids=show_ids)
    return write_csv(run.result, show_ids=show_ids) if form == "csv" else write_markdown(run.result)


def fill_form(run: Run, path: Path) -> None:
    """Write the filled table of attainment; the kind is told by the suffix. Raises UsageError for an unknown one."""
    from antidrug_kpi.forms.saving import save_bytes
    from antidrug_kpi.forms.table import build_table
    from antidrug_kpi.forms.workbook import write_table

    save_bytes(path, write_table(build_table(run.plan, run.result)))


def check_suffix(path: Path, allowed: Sequence[str]) -> None:
    """UsageError where an output's suffix names no kind of file that can be written."""
    if path.suffix.lower() not in allowed:
        raise UsageError(f"輸出檔「{path.name}」的副檔名不支援；請用 {'、'.join(allowed)}")


def copy_sample(target: Path) -> None:
    """Copy the sample office into a new or empty folder. Raises UserError where it holds something already."""
    from antidrug_kpi.forms.saving import refuse_existing

    source = find_shipped_folder("sample_data") / SAMPLE_OFFICE
    refuse_existing(target)
    try:
        shutil.copytree(source, target, dirs_exist_ok=True)
    except OSError as error:
        raise UserError(f"無法建立 {target}：{error.strerror or error}；請確認路徑與權限") from None


def list_trace(run: Run, *, show_ids: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Headers and rows of the trace of the run's measures."""
    from antidrug_kpi.audit import trace

    return trace.list_trace(run.computations, run.reading.registers, show_ids=show_ids)


def save_trace(run: Run, path: Path, *, show_ids: bool) -> None:
    """Write the trace of the run's measures to a file that its owner alone can read."""
    from antidrug_kpi.audit.trace import write_trace_csv, write_trace_workbook
    from antidrug_kpi.forms.saving import save_bytes

    headers, rows = list_trace(run, show_ids=show_ids)
    is_csv = path.suffix.lower() == ".csv"
    content = write_trace_csv(headers, rows) if is_csv else write_trace_workbook(run.computations, headers, rows)
    save_bytes(path, content, is_private=True)
