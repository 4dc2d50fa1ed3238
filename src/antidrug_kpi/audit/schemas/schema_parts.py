"""What schemas are made of: texts, counts, lists, objects, and the figures of a measure."""

from __future__ import annotations

from typing import Any

from antidrug_kpi.measures.results import Status

TEXT, COUNT, FLAG = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
TEXT_OR_NULL, COUNT_OR_NULL, FLAG_OR_NULL = ({"type": [each["type"], "null"]} for each in (TEXT, COUNT, FLAG))
NUMBER = {"type": ["integer", "string", "null"]}
"""An integer, or a decimal as a string; null where it is not known or hidden."""
STATUS = {"enum": [status.value for status in Status]}
ADDRESS_KEYS = {"file": TEXT, "sheet": TEXT_OR_NULL, "row": COUNT_OR_NULL}


def make_list(item: dict[str, Any]) -> dict[str, Any]:
    """A list of such items."""
    return {"type": "array", "items": item}


def make_map(item: dict[str, Any]) -> dict[str, Any]:
    """An object of such items under any names."""
    return {"type": "object", "additionalProperties": item}


def make_object(properties: dict[str, Any], **optional: dict[str, Any]) -> dict[str, Any]:
    """An object with these properties and no others; the `optional` may be absent."""
    every = {**properties, **optional}
    return {"type": "object", "properties": every, "required": list(properties), "additionalProperties": False}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


FIGURES = {"numerator": NUMBER, "denominator": NUMBER, "value": TEXT_OR_NULL}
JUDGED = {"status": STATUS, **FIGURES}
TARGETED = {"attainment": TEXT_OR_NULL, "progress": TEXT_OR_NULL, "shortfall": NUMBER}
ADDRESS = make_object(ADDRESS_KEYS)
