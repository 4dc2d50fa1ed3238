"""What `show` tells of what a name stands for: in JSON, and with the steps of its measures where there are data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.measures.results import MeasureResult
    from antidrug_kpi.plans.form_specs import PrintedForm
    from antidrug_kpi.plans.plan import Indicator, Plan
    from antidrug_kpi.plans.prose.explain import Line

_SCHEMA = 1


@dataclass(frozen=True)
class Shown:
    """What a name stands for: a form, or indicators and what a report owes beside them, told in lines."""

    form: PrintedForm | None
    indicators: tuple[Indicator, ...] = ()
    duties: tuple[Sequence[Line], ...] = ()


def find_shown(plan: Plan, name: str) -> Shown:
    """What the name stands for in a plan that was loaded with its duties. Raises UsageError where it is the name of nothing."""
    from antidrug_kpi.pipeline.selection import find_indicators
    from antidrug_kpi.plans.prose.duty_sentences import explain_duties

    form = next((form for form in plan.forms if form.id == name), None)
    if form is not None:
        return Shown(form)
    duties = explain_duties(plan, name)
    return Shown(None, find_indicators(plan, name, is_known=bool(duties)), tuple(duties))


def compute_shown(indicators: tuple[Indicator, ...], data: Path, settings: Settings) -> tuple[MeasureResult, ...]:
    """The measures of the indicators, computed; registers that none of them needs are not read."""
    from antidrug_kpi.pipeline.run import compute

    only = tuple(each.id for each in indicators)
    return compute(data, replace(settings, only=only), skip_unneeded=True).result.measures


def write_shown(plan: Plan, shown: Shown, data: Path | None, settings: Settings) -> str:
    """All of it as JSON; of data the measures have their steps and figures too."""
    from antidrug_kpi.forms.spreadsheet_safety import dump_json
    from antidrug_kpi.plans.prose.explained_json import describe_form, describe_indicator, describe_lines

    default = load_wanted_plan(replace(settings, readings=())) if plan.chosen else plan
    described = [describe_indicator(plan, default, each) for each in shown.indicators]
    if data is not None and shown.indicators:
        computed = {measure.id: _describe_steps(measure) for measure in compute_shown(shown.indicators, data, settings)}
        for indicator in described:
            indicator["measures"] = [{**measure, **computed[measure["id"]]} for measure in indicator["measures"]]
    content = {
        "schema": _SCHEMA,
        "plan": plan.id,
        "indicators": described,
        "forms": [] if shown.form is None else [describe_form(plan, shown.form)],
        "duties": [{"lines": describe_lines(lines)} for lines in shown.duties],
    }
    return dump_json(content) + "\n"


def _describe_steps(measure: MeasureResult) -> dict[str, Any]:
    from antidrug_kpi.audit.figure_records import record_figures
    from antidrug_kpi.forms.result_json import write_number

    steps = [{"text": step.text, "count": write_number(step.count), "part": step.is_part} for step in measure.waterfall]
    return {"steps": steps, "figures": record_figures(measure).describe()}
