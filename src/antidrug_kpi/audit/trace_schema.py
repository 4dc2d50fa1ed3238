"""JSON Schema of the JSON of `trace` and `explain`, for programs that read it."""

from __future__ import annotations

import json
from typing import Any

from antidrug_kpi.audit.subjects.subject_blocks import POPULATIONS
from antidrug_kpi.audit.trace_json import SCHEMA_VERSION

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}


def write_trace_schema() -> str:
    """The schema of `trace --format json`."""
    subject = _make_object({"subject": _TEXT_OR_NULL, **_describe_entry()})
    measure = _make_object({"id": _TEXT, "subjects": {"type": "array", "items": subject}})
    return _write("antidrug-kpi trace", {"measures": {"type": "array", "items": measure}})


def write_explanation_schema() -> str:
    """The schema of `explain --format json`."""
    measure = _make_object({"id": _TEXT, **_describe_entry()})
    return _write("antidrug-kpi explain", {"case": _TEXT, "measures": {"type": "array", "items": measure}})


def _describe_entry() -> dict[str, Any]:
    """What is said of a subject."""
    row = _make_object(
        {
            "file": _TEXT,
            "sheet": _TEXT_OR_NULL,
            "row": {"type": "integer", "minimum": 1},
            "values": {"type": "object", "additionalProperties": _TEXT},
        }
    )
    clause = _make_object({"text": _TEXT, "result": {"type": ["boolean", "null"]}})
    return {
        "population": {"enum": list(POPULATIONS)},
        "reason": _TEXT_OR_NULL,
        "rows": {"type": "array", "items": row, "minItems": 1},
        "clauses": {"type": "array", "items": clause},
        "sentence": _TEXT,
    }


def _make_object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _write(title: str, properties: dict[str, Any]) -> str:
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_make_object({"schema": {"const": SCHEMA_VERSION}, **properties}),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
