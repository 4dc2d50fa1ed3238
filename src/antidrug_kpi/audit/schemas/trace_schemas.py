"""Schemas of the JSON of `trace` and `explain`."""

from __future__ import annotations

from antidrug_kpi.audit.schemas.schema_parts import FLAG_OR_NULL, TEXT, TEXT_OR_NULL, make_list, make_map, make_object
from antidrug_kpi.audit.subjects.subject_blocks import POPULATIONS

_ROW = make_object(
    {"file": TEXT, "sheet": TEXT_OR_NULL, "row": {"type": "integer", "minimum": 1}, "values": make_map(TEXT)},
)
_ENTRY = {
    "population": {"enum": list(POPULATIONS)},
    "reason": TEXT_OR_NULL,
    "rows": {**make_list(_ROW), "minItems": 1},
    "clauses": make_list(make_object({"text": TEXT, "result": FLAG_OR_NULL})),
    "sentence": TEXT,
}
_TRACED = make_object({"id": TEXT, "subjects": make_list(make_object({"subject": TEXT_OR_NULL, **_ENTRY}))})
TRACE = make_object({"measures": make_list(_TRACED)})
EXPLAIN = make_object({"case": TEXT, "measures": make_list(make_object({"id": TEXT, **_ENTRY}))})
