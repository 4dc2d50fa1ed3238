"""What the settings of a run mean: which plan, which of its reports and periods, which county.

`settings` reads them, from the command line and `office.yaml`; what they mean is known once the plan is.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from antidrug_kpi import roc
from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.county_names import say_meant_county
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.loading.folders import refuse_specs
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import Periods, ReportName, resolve_periods
from antidrug_kpi.printable import escape_controls
from antidrug_kpi.settings import DEFAULT_PLAN, DEFAULT_REPORT, Settings, check_year, read_office_settings

_DEFAULTS = Settings(plan=DEFAULT_PLAN, report=DEFAULT_REPORT, strict=False, quiet=False)


def resolve_settings(settings: Settings, data: Path) -> Settings:
    """The settings of a run: the command line's, where it is silent those of `office.yaml`, then the program's defaults. To those
    that are settled `office.yaml` adds nothing that changes a figure.
    """
    own = read_office_settings(data)
    if settings.is_settled:
        own = Settings(password_env=own.password_env, answers=own.answers, quiet=own.quiet)
    return settings.with_defaults(own).with_defaults(_DEFAULTS)


def list_apart(settings: Settings) -> frozenset[Path]:
    """The files, by their real paths, that may lie in the data folder and are none of the data: the answered questions."""
    return frozenset() if settings.answers is None else frozenset({Path(os.path.realpath(settings.answers))})


def load_wanted_plan(settings: Settings, *, with_duties: bool = False) -> Plan:
    """The plan that the settings name, or the default one, under the chosen readings; its work items, statistics and tie-outs
    only where they are wanted. Raises UserError where there is no such plan or folder of plans, its files are wrong, or it has no
    such reading.
    """
    refuse_specs(settings.specs)
    with settings.locate_errors("plan"):
        plan = load_plan(settings.plan or DEFAULT_PLAN, settings.specs, with_duties=with_duties)
    if "readings" in settings.places and not any(indicator.alternatives for indicator in plan.indicators):
        return plan  # an office's standing choice is about its own plan, and keeps no other from being computed
    with settings.locate_errors("readings", "--reading"):
        return choose_readings(plan, settings.readings)


def load_rules(plan: Plan, settings: Settings) -> Plan | None:
    """The plan of the annexes' rules, which no reading restates; None where the plan has none."""
    return None if plan.rules is None else load_plan(plan.rules.plan, settings.specs, with_duties=False)


def find_periods(plan: Plan, settings: Settings) -> Periods:
    """The plan's windows as dates, for the settings' report, year and as-of date; UsageError where these do not fit together."""
    from antidrug_kpi.registers.cells.dates import read_day
    from antidrug_kpi.registers.cells.faults import FaultyCellError

    with settings.locate_errors("report"):
        report = find_report(plan, settings.report or DEFAULT_REPORT)
    year = plan.year if settings.year is None else settings.year
    with settings.locate_errors("year"):
        check_year(year)
    with settings.locate_errors("as_of"):
        try:
            as_of = read_day(settings.as_of) if settings.as_of else None
        except FaultyCellError as error:
            raise UsageError(f"--as-of「{settings.as_of}」{error}") from None
        periods = resolve_periods(plan.windows, plan.reports, year, report, as_of)
        last = find_last_day(plan, year)
        if as_of is not None and as_of > last:
            beyond = f"晚於 {year} 年度的末日 {last}，統計期間會超出年度"
            raise UsageError(f"--as-of「{settings.as_of}」{beyond}；請改用年度內的日期，或以 --year 指定年度")
        if periods.as_of < periods.spans["period"][0]:
            raise UsageError(
                f"--as-of「{settings.as_of}」早於 {year} 年度的首日，統計期間是空的；請改用年度內的日期，或以 --year 指定年度"
            )
    return periods


def find_last_day(plan: Plan, year: int) -> dt.date:
    """The latest as-of date of a ROC year: its last day, or a later as-of date that a report of the plan has by itself."""
    days = [report.as_of.resolve(year) for report in plan.reports.values()]
    return max(find_year_end(year), *days)


def find_year_end(year: int) -> dt.date:
    """The last day of a ROC year."""
    return dt.date(roc.to_gregorian_year(year), 12, 31)


def find_report(plan: Plan, name: str) -> ReportName:
    """The report of that name, or of that name on paper (期中); UsageError where the plan has none."""
    for report, spec in plan.reports.items():
        if name in {report, spec.text}:
            return report
    known = "或 ".join(f"{report}（{spec.text}）" for report, spec in plan.reports.items())
    raise UsageError(f"--report「{name}」不在可用範圍；請用 {known}")


def normalise_jurisdiction(name: str | None) -> str | None:
    """The county in the official spelling (台北市 → 臺北市), safe to print since all outputs show it; None where it is blank."""
    return escape_controls(name.strip()).replace("台", "臺") if name and name.strip() else None


def say_unknown_jurisdiction(plan: Plan, name: str | None, settings: Settings = _DEFAULTS) -> str | None:
    """A question about a county that is not in the plan's list, with the one that is probably meant (高雄 → 高雄市).

    None where the county is in the list, where the plan has no list, and where the `office.yaml` that names the county says that
    it is invented.
    """
    if settings.invented and "jurisdiction" in settings.places:
        return None
    if name is None or not plan.jurisdictions or name in plan.jurisdictions:
        return None
    typed = settings.jurisdiction or ""
    shown = escape_controls(typed.strip()) if normalise_jurisdiction(typed) == name else name
    return f"縣市「{shown}」{say_meant_county(name, plan.jurisdictions)}；視縣市而定的項目可能因此有誤，請確認"
