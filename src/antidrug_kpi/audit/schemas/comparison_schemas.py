"""Schemas of what is held against something else: a form, another office, a run of before."""

from __future__ import annotations

from antidrug_kpi.audit.recheck.findings import Cause
from antidrug_kpi.audit.schemas.schema_parts import (
    ADDRESS,
    COUNT,
    COUNT_OR_NULL,
    FIGURES,
    FLAG,
    JUDGED,
    NUMBER,
    STATUS,
    TARGETED,
    TEXT,
    TEXT_OR_NULL,
    make_list,
    make_map,
    make_object,
    or_null,
)

_CAUSES = [cause.value for cause in Cause]
_STATED = or_null(make_object({**FIGURES, **TARGETED, "text": TEXT_OR_NULL}, parts=make_map(NUMBER)))
_RECHECKED = {
    "id": TEXT,
    "cause": {"enum": _CAUSES},
    "submitted": _STATED,
    "computed": _STATED,
    "place": TEXT_OR_NULL,
    "detail": {"type": "object"},
    "also": make_list({}),
}
_RECHECK = {
    **dict.fromkeys(("submitted", "form", "plan", "report"), TEXT_OR_NULL),
    "summary": make_object({}, **dict.fromkeys(_CAUSES, COUNT)),
    "measures": make_list(make_object(_RECHECKED)),
}
RECHECK = make_object(_RECHECK)
RECHECKS = make_object(
    {
        "offices": make_list(make_object({"name": TEXT, "exit": COUNT, "error": TEXT_OR_NULL, **_RECHECK})),
        "unknown": make_list(TEXT),
    }
)
"""Of the forms of many offices: `batch --recheck`."""
_COMPARED = make_object({"status": or_null({**STATUS, "type": "string"}) | {"enum": [*STATUS["enum"], None]}, **FIGURES})
_CHANGED = make_object({"subject": TEXT_OR_NULL, "column": TEXT, "a": TEXT_OR_NULL, "b": TEXT_OR_NULL})
_SIDE = make_object(dict.fromkeys(("source", "plan", "report", "as_of"), TEXT_OR_NULL))
_MEASURE = {"id": TEXT, "a": or_null(_COMPARED), "b": or_null(_COMPARED), "change": TEXT_OR_NULL, "fell": FLAG}
_MOVEMENTS = {"entered": make_list(ADDRESS), "left": make_list(ADDRESS), "changed": make_list(_CHANGED)}
COMPARE = make_object({"a": _SIDE, "b": _SIDE, "measures": make_list(make_object(_MEASURE, **_MOVEMENTS))})
UNDER_PLANS = make_list(make_object({**_MEASURE, **_MOVEMENTS}, other_id=TEXT))
"""The measures of one office under two plans: `plan diff --data`."""
_DIFFERING = {"id": TEXT, "then": or_null(make_object(JUDGED)), "now": or_null(make_object(JUDGED))}
VERIFY = make_object(
    {
        "identical": FLAG,
        "inputs": make_list(make_object({"file": TEXT, "state": {"enum": ["same", "changed", "gone", "new"]}})),
        "plan": {"enum": ["same", "changed"]},
        "readings": {"enum": ["same", "changed"]},
        "tool": make_object({"then": TEXT, "now": TEXT}),
        "measures": make_list(make_object(_DIFFERING)),
    }
)
_FILES = make_list(make_object({"file": TEXT, "sha256": TEXT_OR_NULL}))
_OPTIONS = make_object(
    {
        **dict.fromkeys(("command", "report", "as_of"), TEXT),
        "year": COUNT,
        "only": make_list(TEXT),
        "strict": FLAG,
        **dict.fromkeys(("jurisdiction", "by", "mapping", "readings_sha256"), TEXT_OR_NULL),
    }
)
_BATCH = make_object(
    {
        "key": TEXT_OR_NULL,
        "exit": COUNT,
        "complete": FLAG,
        **dict.fromkeys(("reason", "jurisdiction"), TEXT_OR_NULL),
        "rejected": COUNT,
        "rows": COUNT_OR_NULL,
        "terms": or_null(make_list({})),
        "figures": make_map(make_list({})),
    }
)
"""What `batch --resume` goes by; for no other program."""
MANIFEST = make_object(
    {
        "tool": make_object({"version": TEXT}),
        "plan": make_object({"id": TEXT, "sha256": TEXT}),
        "readings": make_map(make_list(TEXT)),
        "options": _OPTIONS,
        "inputs": _FILES,
        "outputs": _FILES,
        "measures": make_list(make_object({"id": TEXT, **JUDGED})),
    },
    batch=_BATCH,
)
