"""The spec files as JSON Schema, for completion and checks in an editor."""

from __future__ import annotations

import json
from typing import Any

from antidrug_kpi.plans.duties.statistic_specs import StatisticGroup
from antidrug_kpi.plans.form_specs import PrintedForm
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.register_specs import Register


def write_schema() -> str:
    """A schema whose definitions `Plan`, `Indicator`, `PrintedForm`, `StatisticGroup` and `Register` describe plan.yaml, a
    file of indicators/, of forms/ and of statistics/, and registers.yaml.

    In plan.yaml `registers`, `indicators` and `forms` may be left out, since they stand in files of their own.
    """
    definitions: dict[str, Any] = {}
    for model in (Plan, Indicator, PrintedForm, StatisticGroup, Register):
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        definitions[model.__name__] = schema
    documents: list[dict[str, Any]] = [
        {"$ref": f"#/$defs/{model.__name__}"} for model in (Indicator, PrintedForm, StatisticGroup, Plan)
    ]
    documents.append({"type": "array", "items": {"$ref": "#/$defs/Register"}})
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "anyOf": documents, "$defs": definitions}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
