"""Schemas of what is computed of one office's registers."""

from __future__ import annotations

from antidrug_kpi.audit.schemas.schema_parts import (
    ADDRESS,
    ADDRESS_KEYS,
    COUNT,
    COUNT_OR_NULL,
    FIGURES,
    FLAG,
    FLAG_OR_NULL,
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

_HEAD = {
    "plan": TEXT,
    "report": TEXT,
    "jurisdiction": TEXT_OR_NULL,
    "period": make_list(TEXT),
    "as_of": TEXT,
    "tool": make_object({"version": TEXT}),
    "plan_sha256": TEXT,
    "readings": make_map(make_list(TEXT)),
    "complete": FLAG,
    "inputs": make_list(
        make_object(
            {"file": TEXT, "sha256": TEXT_OR_NULL, "register": TEXT_OR_NULL, "read": FLAG},
            **dict.fromkeys(("rows", "accepted", "rejected", "skipped", "warnings"), COUNT_OR_NULL),
            sheet=TEXT,
            why={"enum": ["copy", "not_needed", "unreadable"]},
            hidden=FLAG,
        )
    ),
}
_STRATUM = make_object({"stratum": TEXT_OR_NULL, **FIGURES}, hidden=FLAG)
_MEASURE = make_object(
    {
        "id": TEXT,
        "indicator": TEXT,
        "title": TEXT,
        **JUDGED,
        "unit": TEXT,
        "comparator": TEXT_OR_NULL,
        "target": TEXT_OR_NULL,
        **TARGETED,
        "excluded": or_null(make_list(make_object({"reason": TEXT, "count": COUNT_OR_NULL}))),
        "rejected": COUNT_OR_NULL,
        "source": {"enum": ["register", "figures", None]},
        "reading": make_list(TEXT),
        "issues": make_list(make_object({"code": TEXT, "level": TEXT, "count": COUNT_OR_NULL})),
        "notes": or_null(make_list(TEXT)),
    },
    parts=or_null(make_map(NUMBER)),
    strata=make_list(_STRATUM),
    hidden=FLAG,
)
_TIE_OUT = make_object(
    {
        "id": TEXT,
        "relation": {"enum": ["=", "<="]},
        "holds": FLAG_OR_NULL,
        **dict.fromkeys(("left", "right", "difference"), NUMBER),
        "rows": make_list(TEXT),
        "question": TEXT_OR_NULL,
    },
    subject=TEXT,
)
_STATISTIC = make_object(
    {"id": TEXT, "demand": TEXT_OR_NULL, "kind": TEXT, "status": TEXT, "rejected": COUNT, "notes": make_list(TEXT)},
    **dict.fromkeys(("value", "numerator", "denominator", "total"), NUMBER),
    **dict.fromkeys(("rows", "columns"), or_null(make_list({}))),
    **dict.fromkeys(("row_totals", "column_totals"), or_null(make_list(NUMBER))),
    cells=or_null(make_list(make_list(NUMBER))),
    parts=or_null(make_map(NUMBER)),
)
_DEMAND = make_object({"number": TEXT, "reports": make_list(TEXT), "statistics": make_list(TEXT), "state": TEXT})
_AT_MONTH_END = make_object({"id": TEXT, **JUDGED, "progress": TEXT_OR_NULL}, hidden=FLAG)
_MONTH = make_object({"as_of": TEXT, "measures": make_list(_AT_MONTH_END)})
RESULT = make_object(
    {**_HEAD, "measures": make_list(_MEASURE)},
    rules=make_list(_MEASURE),
    statistics=make_list(_STATISTIC),
    tie_outs=make_list(_TIE_OUT),
    demands=make_list(_DEMAND),
    months=make_list(_MONTH),
)
_ISSUE = {
    "code": TEXT,
    "level": TEXT,
    "register": TEXT_OR_NULL,
    **ADDRESS_KEYS,
    "column": TEXT_OR_NULL,
    "value": TEXT_OR_NULL,
    "message": TEXT,
    "indicators": make_list(TEXT),
}
_MISSING = make_object({"register": TEXT, "title": TEXT, "column": TEXT_OR_NULL, "measures": make_list(TEXT)})
CHECK = make_object(
    {**_HEAD, "missing": make_list(_MISSING), "issues": make_list(make_object(_ISSUE))}, tie_outs=make_list(_TIE_OUT)
)
_READ = make_object({"reading": make_list(TEXT), **JUDGED, "progress": TEXT_OR_NULL})
SENSITIVITY = make_object(
    {"plan": TEXT, "report": TEXT, "measures": make_list(make_object({"id": TEXT, "readings": make_list(_READ), "turns": FLAG}))}
)
_STEP = {"register": TEXT, "column": TEXT_OR_NULL, "address": or_null(ADDRESS), "count": COUNT, "amount": TEXT_OR_NULL}
_WORK = {"subject": TEXT_OR_NULL, "address": or_null(ADDRESS), "lacks": make_list(TEXT)}
_GAP = {
    "id": TEXT,
    "status": STATUS,
    "shortfall": COUNT_OR_NULL,
    "reachable": FLAG_OR_NULL,
    "best": TEXT_OR_NULL,
    "best_numerator": NUMBER,
    "best_denominator": NUMBER,
    "lost": COUNT_OR_NULL,
    "work": make_list(
        make_object(
            {
                **_WORK,
                "steps": make_list(make_object({**_STEP, "by": TEXT_OR_NULL})),
                "by": TEXT_OR_NULL,
                "done_by_one_step": FLAG_OR_NULL,
            }
        )
    ),
}
GAPS = make_object({"plan": TEXT, "report": TEXT, "today": TEXT, "end": TEXT, "measures": make_list(make_object(_GAP))})
