"""Schemas of what is written of many offices, or of many bureaus."""

from __future__ import annotations

from antidrug_kpi.audit.schemas.schema_parts import (
    COUNT,
    COUNT_OR_NULL,
    FIGURES,
    FLAG,
    JUDGED,
    NUMBER,
    TEXT,
    TEXT_OR_NULL,
    make_list,
    make_map,
    make_object,
    or_null,
)

_OFFICE = {"name": TEXT, "exit": COUNT, "complete": FLAG, "error": TEXT_OR_NULL}
_TOGETHER = make_object(
    {**FIGURES, "offices": COUNT_OR_NULL, "left_out": or_null(make_list(TEXT))}, hidden=FLAG, parts=make_map(NUMBER)
)
SUMMARY = make_object(
    {
        "offices": make_list(make_object({**_OFFICE, "measures": make_map(make_object(JUDGED, hidden=FLAG))})),
        "together": make_map(_TOGETHER),
    },
    skipped=make_list(TEXT),
)
