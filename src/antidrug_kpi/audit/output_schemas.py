"""JSON Schemas of what commands print with `--format json`, for programs that read it; those of `trace` and `explain` beside."""

from __future__ import annotations

import json
from typing import Any

from antidrug_kpi.audit.recheck.findings import Cause
from antidrug_kpi.measures.results import Status

_SCHEMA_VERSION = 1
_TEXT, _COUNT, _FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
_TEXT_OR_NULL, _COUNT_OR_NULL, _FLAG_OR_NULL = ({"type": [each["type"], "null"]} for each in (_TEXT, _COUNT, _FLAG))
_NUMBER = {"type": ["integer", "string", "null"]}
"""An integer, or a decimal as a string; null where it is not known or hidden."""
_STATUS = {"enum": [status.value for status in Status]}
_ADDRESS_KEYS = {"file": _TEXT, "sheet": _TEXT_OR_NULL, "row": _COUNT_OR_NULL}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _map(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": item}


def _object(properties: dict[str, Any], **optional: dict[str, Any]) -> dict[str, Any]:
    """An object with these properties and no others; the `optional` may be absent."""
    every = {**properties, **optional}
    return {"type": "object", "properties": every, "required": list(properties), "additionalProperties": False}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "type": [schema["type"], "null"]}


_FIGURES = {"numerator": _NUMBER, "denominator": _NUMBER, "value": _TEXT_OR_NULL}
_JUDGED = {"status": _STATUS, **_FIGURES}
_TARGETED = {"attainment": _TEXT_OR_NULL, "progress": _TEXT_OR_NULL, "shortfall": _NUMBER}
_HEAD = {
    "plan": _TEXT,
    "report": _TEXT,
    "jurisdiction": _TEXT_OR_NULL,
    "period": _list(_TEXT),
    "as_of": _TEXT,
    "tool": _object({"version": _TEXT}),
    "plan_sha256": _TEXT,
    "readings": _map(_list(_TEXT)),
    "complete": _FLAG,
    "inputs": _list(
        _object(
            {"file": _TEXT, "sha256": _TEXT_OR_NULL, "register": _TEXT_OR_NULL, "read": _FLAG},
            **dict.fromkeys(("rows", "accepted", "rejected", "skipped", "warnings"), _COUNT_OR_NULL),
            sheet=_TEXT,
            why={"enum": ["copy", "not_needed", "unreadable"]},
            hidden=_FLAG,
        )
    ),
}
_STRATUM = _object({"stratum": _TEXT_OR_NULL, **_FIGURES}, hidden=_FLAG)
_MEASURE = _object(
    {
        "id": _TEXT,
        "indicator": _TEXT,
        "title": _TEXT,
        **_JUDGED,
        "unit": _TEXT,
        "comparator": _TEXT_OR_NULL,
        "target": _TEXT_OR_NULL,
        **_TARGETED,
        "excluded": _or_null(_list(_object({"reason": _TEXT, "count": _COUNT_OR_NULL}))),
        "rejected": _COUNT_OR_NULL,
        "source": {"enum": ["register", "figures", None]},
        "reading": _list(_TEXT),
        "issues": _list(_object({"code": _TEXT, "level": _TEXT, "count": _COUNT_OR_NULL})),
        "notes": _or_null(_list(_TEXT)),
    },
    parts=_or_null(_map(_NUMBER)),
    strata=_list(_STRATUM),
    hidden=_FLAG,
)
_TIE_OUT = _object(
    {
        "id": _TEXT,
        "relation": {"enum": ["=", "<="]},
        "holds": _FLAG_OR_NULL,
        **dict.fromkeys(("left", "right", "difference"), _NUMBER),
        "rows": _list(_TEXT),
        "question": _TEXT_OR_NULL,
    },
    subject=_TEXT,
)
_STATISTIC = _object(
    {"id": _TEXT, "demand": _TEXT_OR_NULL, "kind": _TEXT, "status": _TEXT, "rejected": _COUNT, "notes": _list(_TEXT)},
    **dict.fromkeys(("value", "numerator", "denominator", "total"), _NUMBER),
    **dict.fromkeys(("rows", "columns"), _or_null(_list({}))),
    **dict.fromkeys(("row_totals", "column_totals"), _or_null(_list(_NUMBER))),
    cells=_or_null(_list(_list(_NUMBER))),
    parts=_or_null(_map(_NUMBER)),
)
_DEMAND = _object({"number": _TEXT, "reports": _list(_TEXT), "statistics": _list(_TEXT), "state": _TEXT})
_MONTH = _object({"as_of": _TEXT, "measures": _list(_object({"id": _TEXT, **_JUDGED, "progress": _TEXT_OR_NULL}, hidden=_FLAG))})
_RESULT = _object(
    {**_HEAD, "measures": _list(_MEASURE)},
    rules=_list(_MEASURE),
    statistics=_list(_STATISTIC),
    tie_outs=_list(_TIE_OUT),
    demands=_list(_DEMAND),
    months=_list(_MONTH),
)
_ISSUE = {
    "code": _TEXT,
    "level": _TEXT,
    "register": _TEXT_OR_NULL,
    **_ADDRESS_KEYS,
    "column": _TEXT_OR_NULL,
    "value": _TEXT_OR_NULL,
    "message": _TEXT,
    "indicators": _list(_TEXT),
}
_MISSING = _object({"register": _TEXT, "title": _TEXT, "column": _TEXT_OR_NULL, "measures": _list(_TEXT)})
_CHECK = _object({**_HEAD, "missing": _list(_MISSING), "issues": _list(_object(_ISSUE))}, tie_outs=_list(_TIE_OUT))
_READ = _object({"reading": _list(_TEXT), **_JUDGED, "progress": _TEXT_OR_NULL})
_SENSITIVITY = _object(
    {"plan": _TEXT, "report": _TEXT, "measures": _list(_object({"id": _TEXT, "readings": _list(_READ), "turns": _FLAG}))}
)
_ADDRESS = _object(_ADDRESS_KEYS)
_STEP = {"register": _TEXT, "column": _TEXT_OR_NULL, "address": _or_null(_ADDRESS), "count": _COUNT, "amount": _TEXT_OR_NULL}
_WORK = {"subject": _TEXT_OR_NULL, "address": _or_null(_ADDRESS), "lacks": _list(_TEXT)}
_GAP = {
    "id": _TEXT,
    "status": _STATUS,
    "shortfall": _COUNT_OR_NULL,
    "reachable": _FLAG_OR_NULL,
    "best": _TEXT_OR_NULL,
    "best_numerator": _NUMBER,
    "best_denominator": _NUMBER,
    "lost": _COUNT_OR_NULL,
    "work": _list(
        _object(
            {
                **_WORK,
                "steps": _list(_object({**_STEP, "by": _TEXT_OR_NULL})),
                "by": _TEXT_OR_NULL,
                "done_by_one_step": _FLAG_OR_NULL,
            }
        )
    ),
}
_GAPS = _object({"plan": _TEXT, "report": _TEXT, "today": _TEXT, "end": _TEXT, "measures": _list(_object(_GAP))})
_CAUSES = [cause.value for cause in Cause]
_STATED = _or_null(_object({**_FIGURES, **_TARGETED, "text": _TEXT_OR_NULL}, parts=_map(_NUMBER)))
_RECHECKED = {
    "id": _TEXT,
    "cause": {"enum": _CAUSES},
    "submitted": _STATED,
    "computed": _STATED,
    "place": _TEXT_OR_NULL,
    "detail": {"type": "object"},
    "also": _list({}),
}
_RECHECK = _object(
    {
        **dict.fromkeys(("submitted", "form", "plan", "report"), _TEXT_OR_NULL),
        "summary": _object({}, **dict.fromkeys(_CAUSES, _COUNT)),
        "measures": _list(_object(_RECHECKED)),
    }
)
_COMPARED = _object({"status": _or_null({**_STATUS, "type": "string"}) | {"enum": [*_STATUS["enum"], None]}, **_FIGURES})
_CHANGED = _object({"subject": _TEXT_OR_NULL, "column": _TEXT, "a": _TEXT_OR_NULL, "b": _TEXT_OR_NULL})
_SIDE = _object(dict.fromkeys(("source", "plan", "report", "as_of"), _TEXT_OR_NULL))
_COMPARE = _object(
    {
        "a": _SIDE,
        "b": _SIDE,
        "measures": _list(
            _object(
                {"id": _TEXT, "a": _or_null(_COMPARED), "b": _or_null(_COMPARED), "change": _TEXT_OR_NULL, "fell": _FLAG},
                entered=_list(_ADDRESS),
                left=_list(_ADDRESS),
                changed=_list(_CHANGED),
            )
        ),
    }
)
_VERIFY = _object(
    {
        "identical": _FLAG,
        "inputs": _list(_object({"file": _TEXT, "state": {"enum": ["same", "changed", "gone", "new"]}})),
        "plan": {"enum": ["same", "changed"]},
        "readings": {"enum": ["same", "changed"]},
        "tool": _object({"then": _TEXT, "now": _TEXT}),
        "measures": _list(_object({"id": _TEXT, "then": _or_null(_object(_JUDGED)), "now": _or_null(_object(_JUDGED))})),
    }
)
_OFFICE = {"name": _TEXT, "exit": _COUNT, "complete": _FLAG, "error": _TEXT_OR_NULL}
_TOGETHER = _object(
    {**_FIGURES, "offices": _COUNT_OR_NULL, "left_out": _or_null(_list(_TEXT))}, hidden=_FLAG, parts=_map(_NUMBER)
)
_SUMMARY = _object(
    {
        "offices": _list(_object({**_OFFICE, "measures": _map(_object(_JUDGED, hidden=_FLAG))})),
        "together": _map(_TOGETHER),
    },
    skipped=_list(_TEXT),
)
_LISTED = {"indicator": _TEXT, "id": _TEXT, "title": _TEXT, "target": _TEXT_OR_NULL, "registers": _list(_TEXT)}
_COUNTED = {"id": _TEXT, "year": _COUNT, "title": _TEXT, "indicators": _COUNT, "measures": _COUNT}
_LIST = _object({}, plan=_TEXT, plans=_list(_object(_COUNTED)), measures=_list(_object(_LISTED)))

OUTPUTS: dict[str, dict[str, Any]] = {
    "result": _RESULT,
    "check": _CHECK,
    "sensitivity": _SENSITIVITY,
    "gaps": _GAPS,
    "recheck": _RECHECK,
    "compare": _COMPARE,
    "verify": _VERIFY,
    "summary": _SUMMARY,
    "list": _LIST,
}
"""What is described → its shape, but for the version that each has first."""


def write_output_schema(name: str) -> str:
    """The schema of one of `OUTPUTS`."""
    shape = OUTPUTS[name]
    properties = {"schema": {"const": _SCHEMA_VERSION}, **shape["properties"]}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"antidrug-kpi {name}"}
    whole = {**head, **shape, "properties": properties, "required": ["schema", *shape["required"]]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
