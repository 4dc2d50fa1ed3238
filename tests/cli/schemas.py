"""Holds JSON against the part of JSON Schema that our own schemas use; any other keyword fails."""

from typing import Any

TYPES = {"string": str, "integer": int, "boolean": bool, "null": type(None), "array": list, "object": dict}
KNOWN = {"$schema", "title", "type", "const", "enum", "properties", "required", "additionalProperties", "items"}
LIMITS = {"minItems", "minimum"}


def check_schema(value: Any, schema: dict[str, Any], place: str = "$") -> None:
    """AssertionError where the value is not as the schema says."""
    assert schema.keys() <= KNOWN | LIMITS, place
    if "const" in schema:
        assert value == schema["const"], place
    if "enum" in schema:
        assert value in schema["enum"], place
    wanted = schema.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    assert not names or type(value) in [TYPES[name] for name in names], place
    if isinstance(value, dict):
        known = schema.get("properties", {})
        assert value.keys() >= set(schema.get("required", [])), place
        for key, item in value.items():
            other = schema.get("additionalProperties", True)
            assert key in known or other is not False, f"{place}.{key}"
            check_schema(item, known.get(key, other if isinstance(other, dict) else {}), f"{place}.{key}")
    if isinstance(value, list):
        assert len(value) >= schema.get("minItems", 0), place
        for number, item in enumerate(value):
            check_schema(item, schema.get("items", {}), f"{place}[{number}]")
