"""Schemas of what is written of many offices, or of many bureaus."""

from __future__ import annotations

from antidrug_kpi.audit.collection.collected import ContradictionKind, Lateness
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
from antidrug_kpi.registers.returned.returned_workbook import SheetState

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
_REGISTER = make_object({"id": TEXT, "title": TEXT, "state": {"enum": [state.value for state in SheetState]}, "rows": COUNT})
_BUREAU = make_object(
    {
        "name": TEXT,
        **dict.fromkeys(("file", "saved_as", "saved_at"), TEXT_OR_NULL),
        "late": {"enum": [*(lateness.value for lateness in Lateness), None]},
        "untouched": FLAG,
        "registers": make_list(_REGISTER),
        "blanks": make_list(TEXT),
    }
)
_CONTRADICTION = make_object(
    {
        "kind": {"enum": [kind.value for kind in ContradictionKind]},
        "bureaus": make_list(TEXT),
        "files": make_list(TEXT),
        "register": TEXT_OR_NULL,
        "text": TEXT,
    }
)
COLLECT = make_object(
    {
        "due": TEXT_OR_NULL,
        "complete": FLAG,
        "bureaus": make_list(_BUREAU),
        "contradictions": make_list(_CONTRADICTION),
        "not_collected": make_list(make_object({"file": TEXT, "text": TEXT})),
        "notes": make_list(TEXT),
    }
)
