"""A plan from its YAML files, checked from end to end."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from antidrug_kpi.errors import SpecError, take_some
from antidrug_kpi.plans.checking.form_checks import find_form_problems
from antidrug_kpi.plans.checking.references import find_problems
from antidrug_kpi.plans.checking.work_item_checks import find_work_item_problems
from antidrug_kpi.plans.loading.extending import read_raw_plan
from antidrug_kpi.plans.loading.joining_rules import join_rule_registers
from antidrug_kpi.plans.loading.known_keys import list_keys
from antidrug_kpi.plans.loading.restating import add_readings
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.yaml_source.author_messages import describe_error
from antidrug_kpi.plans.yaml_source.located import Located, Trail


def read_plan(plan_id: str, folders: tuple[Path, ...] = ()) -> Plan:
    """The plan as its files have it; raises as `load_plan` does."""
    source = add_readings(join_rule_registers(read_raw_plan(plan_id, folders), folders))
    if source.problems:
        raise SpecError(take_some(source.problems))
    try:
        plan = Plan.model_validate(source.data)
    except ValidationError as error:
        # Pydantic also calls a list too short whose items were refused: only an empty one is.
        found = (problem for problem in error.errors() if problem["type"] != "too_short" or not problem["input"])
        raise SpecError(
            list(dict.fromkeys(take_some(describe_error(problem, source, list_keys(Plan, problem["loc"])) for problem in found)))
        ) from None
    misfits = chain(find_problems(plan), find_form_problems(plan), find_work_item_problems(plan))
    # What an alternative leaves as it is would be said once more for each reading.
    problems = take_some(dict.fromkeys(_locate(source, trail, text) for trail, text in misfits))
    if problems:
        raise SpecError(problems)
    return plan


def _locate(source: Located, trail: Trail, text: str) -> str:
    return f"{source.find_place(trail) or 'plan.yaml'}：{text}"
