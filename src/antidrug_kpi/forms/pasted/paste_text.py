"""paste.txt: every field with its number, where it stands, and its exact text."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.pasted.pasted_field import PastedField

BETWEEN = " › "


def write_paste_text(fields: Sequence[PastedField]) -> str:
    """A line that says which field it is, its text as it is pasted, and an empty line; of a blank field the first line alone."""
    return "\n".join(
        f"{name_field(number, field)}\n{field.text}\n" if field.text else f"{name_field(number, field)}\n"
        for number, field in enumerate(fields, start=1)
    )


def name_field(number: int, field: PastedField) -> str:
    """[3] part › row › column."""
    return f"[{number}] {BETWEEN.join(field.place)}"
