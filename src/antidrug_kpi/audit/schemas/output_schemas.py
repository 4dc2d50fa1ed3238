"""JSON Schemas of what commands print with `--format json` or write as JSON, for programs that read it."""

from __future__ import annotations

import json
from typing import Any

from antidrug_kpi.audit.schemas.comparison_schemas import COMPARE, MANIFEST, RECHECK, RECHECKS, VERIFY
from antidrug_kpi.audit.schemas.office_schemas import COLLECT, SUMMARY
from antidrug_kpi.audit.schemas.plan_schemas import DIFF, LIST, SHOW
from antidrug_kpi.audit.schemas.result_schemas import CHECK, GAPS, RESULT, SENSITIVITY
from antidrug_kpi.audit.schemas.trace_schemas import EXPLAIN, TRACE

_SCHEMA_VERSION = 1

OUTPUTS: dict[str, dict[str, Any]] = {
    "result": RESULT,
    "check": CHECK,
    "sensitivity": SENSITIVITY,
    "gaps": GAPS,
    "recheck": RECHECK,
    "compare": COMPARE,
    "verify": VERIFY,
    "summary": SUMMARY,
    "rechecks": RECHECKS,
    "manifest": MANIFEST,
    "collect": COLLECT,
    "list": LIST,
    "show": SHOW,
    "diff": DIFF,
    "trace": TRACE,
    "explain": EXPLAIN,
}
"""What is described → its shape, but for the version that each has first."""


def write_output_schema(name: str) -> str:
    """The schema of one of `OUTPUTS`."""
    shape = OUTPUTS[name]
    properties = {"schema": {"const": _SCHEMA_VERSION}, **shape["properties"]}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"antidrug-kpi {name}"}
    whole = {**head, **shape, "properties": properties, "required": ["schema", *shape["required"]]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
