"""What `show` tells of indicators and forms: their text as JSON, and the steps of their measures where there are data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.measures.results import MeasureResult
    from antidrug_kpi.plans.form_specs import PrintedForm
    from antidrug_kpi.plans.plan import Indicator, Plan

_SCHEMA = 1


def compute_shown(indicators: tuple[Indicator, ...], data: Path, settings: Settings) -> tuple[MeasureResult, ...]:
    """The measures of the indicators, computed; registers that none of them needs are not read."""
    from antidrug_kpi.pipeline.run import compute

    only = tuple(each.id for each in indicators)
    return compute(data, replace(settings, only=only), skip_unneeded=True).result.measures


def write_shown(
    plan: Plan, form: PrintedForm | None, indicators: tuple[Indicator, ...], data: Path | None, settings: Settings
) -> str:
    """The form or the indicators as JSON; of data the measures have their steps and figures too."""
    from antidrug_kpi.forms.spreadsheet_safety import dump_json
    from antidrug_kpi.plans.prose.explained_json import describe_form, describe_indicator

    default = load_wanted_plan(replace(settings, readings=())) if plan.chosen else plan
    described = [describe_indicator(plan, default, each) for each in indicators]
    if data is not None and indicators:
        computed = {measure.id: _describe_steps(measure) for measure in compute_shown(indicators, data, settings)}
        for indicator in described:
            indicator["measures"] = [{**measure, **computed[measure["id"]]} for measure in indicator["measures"]]
    forms = [] if form is None else [describe_form(plan, form)]
    return dump_json({"schema": _SCHEMA, "plan": plan.id, "indicators": described, "forms": forms}) + "\n"


def _describe_steps(measure: MeasureResult) -> dict[str, Any]:
    from antidrug_kpi.audit.figure_records import record_figures
    from antidrug_kpi.forms.result_json import write_number

    steps = [{"text": step.text, "count": write_number(step.count), "part": step.is_part} for step in measure.waterfall]
    return {"steps": steps, "figures": record_figures(measure).describe()}
