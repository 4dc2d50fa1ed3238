"""Which form a user means: one of the plan's, or the table of attainment by the annex that prints it for one of the reports."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.plans.form_specs import INDICATORS
from antidrug_kpi.settings import Settings

# What may name an annex; any other name needs no plan to be looked at.
_ANNEX = re.compile(r"annex\d+|附件\w+")


def choose_form(name: str | None, settings: Settings, data: Path) -> tuple[str, Settings]:
    """The id of the form, and the settings with the report that the annex is of (附件十一 and annex11: that of 期中).

    Raises UsageError where the command line names another report beside it.
    """
    if name is None or not _ANNEX.fullmatch(name):
        return name or INDICATORS, settings
    from antidrug_kpi.forms.printed.form_names import find_form_id, read_annex
    from antidrug_kpi.pipeline.resolved_settings import find_report, load_wanted_plan, resolve_settings

    plan = load_wanted_plan(resolve_settings(settings, data))
    annexes = {report: read_annex(spec.form.annex) for report, spec in plan.reports.items()}
    report = next((report for report, annex in annexes.items() if annex == read_annex(name)), None)
    if report is None:
        return find_form_id(plan, name), settings
    if settings.report is not None and find_report(plan, settings.report) != report:
        text = plan.reports[report].text
        raise UsageError(f"--form {name} 是{text}報告的表，不能與 --report {settings.report} 並用；請擇一")
    return INDICATORS, replace(settings, report=report)
