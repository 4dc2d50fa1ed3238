"""Schemas of what is said of plans: `list`, `show`, `plan diff`."""

from __future__ import annotations

from antidrug_kpi.audit.schemas.comparison_schemas import UNDER_PLANS
from antidrug_kpi.audit.schemas.schema_parts import (
    COUNT,
    FLAG,
    JUDGED,
    NUMBER,
    TEXT,
    TEXT_OR_NULL,
    make_list,
    make_object,
)

_LISTED = {"indicator": TEXT, "id": TEXT, "title": TEXT, "target": TEXT_OR_NULL, "registers": make_list(TEXT)}
_COUNTED = {"id": TEXT, "year": COUNT, "title": TEXT, "indicators": COUNT, "measures": COUNT}
LIST = make_object({}, plan=TEXT, plans=make_list(make_object(_COUNTED)), measures=make_list(make_object(_LISTED)))

_LINES = make_list(make_object({"label": TEXT, "text": TEXT}))
_TOLD = {"title": TEXT, "citation": TEXT, "interpretation": make_list(TEXT)}
_MEASURE = make_object(
    {
        "id": TEXT,
        "title": TEXT,
        "formula": TEXT,
        "unit": TEXT,
        "comparator": TEXT_OR_NULL,
        "target": TEXT_OR_NULL,
        "targets": make_list(make_object({"value": TEXT, "from": TEXT, "jurisdictions": make_list(TEXT), "citation": TEXT})),
        "exclusions": make_list(TEXT),
        "registers": make_list(make_object({"register": TEXT, "title": TEXT, "columns": make_list(TEXT)})),
        "lines": _LINES,
    },
    steps=make_list(make_object({"text": TEXT, "count": NUMBER, "part": FLAG})),
    figures=make_object(JUDGED),
)
_ALTERNATIVE = make_object(
    {
        **dict.fromkeys(("reading", "title", "default", "source", "question"), TEXT),
        "excludes": make_list(TEXT),
        "chosen": FLAG,
        "changes": make_list(TEXT),
    }
)
_INDICATOR = {"id": TEXT, "indicator": TEXT, **_TOLD, "group": TEXT, "target": TEXT}
SHOW = make_object(
    {
        "plan": TEXT,
        "indicators": make_list(
            make_object({**_INDICATOR, "measures": make_list(_MEASURE), "alternatives": make_list(_ALTERNATIVE)})
        ),
        "forms": make_list(make_object({"id": TEXT, **_TOLD, "lines": _LINES})),
        "duties": make_list(make_object({"lines": _LINES})),
    }
)

_CHANGE = make_object({"subject": TEXT, "label": TEXT, "old": TEXT_OR_NULL, "new": TEXT_OR_NULL})
DIFF = make_object(
    {"old_plan": TEXT, "new_plan": TEXT, "changes": make_list(_CHANGE)},
    year=COUNT,
    report=TEXT,
    as_of=TEXT,
    measures=UNDER_PLANS,
)
