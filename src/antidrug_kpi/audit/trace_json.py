"""The trace as JSON, in pieces: a measure may have hundreds of thousands of subjects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace
from antidrug_kpi.audit.subjects.subject_entries import SubjectEntries
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.forms.spreadsheet_safety import dump_json

SCHEMA_VERSION = 1
_BATCH = 500


def write_trace_json(traces: Iterable[MeasureTrace], terms: TraceTerms) -> Iterator[str]:
    """JSON with a line for each subject and a final line break; the same input gives the same bytes."""
    yield f'{{\n  "schema": {SCHEMA_VERSION},\n  "measures": ['
    between = ""
    for trace in traces:
        yield f'{between}\n    {{\n      "id": {json.dumps(trace.measure.id)},\n      "subjects": ['
        yield from _write_items(_describe(trace, terms))
        yield "]\n    }"
        between = ","
    yield "\n  ]\n}\n"


def _describe(trace: MeasureTrace, terms: TraceTerms) -> Iterator[dict[str, Any]]:
    entries = SubjectEntries(trace, terms)
    for block, at in trace.subjects:
        yield {"subject": block.names[at], **entries.describe((block, at))}


def _write_items(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    """The items of a list between its brackets, a line each: whole lines are written ten times as fast as indented ones."""
    between = ""
    while batch := list(islice(items, _BATCH)):
        yield between + ",".join(f"\n        {dump_json(item, indent=None)}" for item in batch)
        between = ","
    if between:
        yield "\n      "
