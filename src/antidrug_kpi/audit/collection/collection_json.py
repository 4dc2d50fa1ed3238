"""A collection as JSON, in the keys of docs/interface.md."""

from __future__ import annotations

from typing import Any

from antidrug_kpi.audit.collection.collected import BureauReturn, Collection
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

SCHEMA = 1


def write_collection_json(collection: Collection) -> str:
    """The collection as indented JSON with a final line break."""
    content = {
        "schema": SCHEMA,
        "due": None if collection.due is None else collection.due.isoformat(),
        "complete": collection.is_complete,
        "bureaus": [_describe_bureau(bureau) for bureau in collection.bureaus],
        "contradictions": [
            {
                "kind": each.kind.value,
                "bureaus": list(each.bureaus),
                "files": list(each.files),
                "register": each.register,
                "text": each.text,
            }
            for each in collection.contradictions
        ],
        "not_collected": [{"file": each.file, "text": each.text} for each in collection.not_collected],
        "notes": list(collection.notes),
    }
    return dump_json(content) + "\n"


def _describe_bureau(bureau: BureauReturn) -> dict[str, Any]:
    return {
        "name": bureau.name,
        "file": None if bureau.file is None else NATIONAL_NUMBERS_ONLY.redact(bureau.file),
        "saved_as": bureau.saved_as,
        "saved_at": None if bureau.saved_at is None else bureau.saved_at.isoformat(timespec="seconds"),
        "late": None if bureau.lateness is None else bureau.lateness.value,
        "untouched": bureau.is_untouched,
        "registers": [
            {"id": each.spec.id, "title": each.spec.title, "state": each.state.value, "rows": each.rows}
            for each in bureau.registers
        ],
        "blanks": list(bureau.blanks),
    }
