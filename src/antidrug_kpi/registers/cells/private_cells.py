"""Cells with private characters (造字, U+E000 and others): each computer shows another character for them, or none.

A cell that holds one is faulty (docs/registers.md): an identifier or name of which a part is unknown would be
joined with the wrong one.
"""

from __future__ import annotations

import re

from antidrug_kpi.files import NumberedColumn

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def find_private_characters(column: NumberedColumn) -> dict[int, str]:
    """Position of a distinct cell with a private character → why it is faulty; empty for most columns."""
    found: dict[int, str] = {}
    if not column.can_hold(_PRIVATE):
        return found
    for position, cell in enumerate(column.distinct):
        if type(cell) is str and not cell.isascii() and (private := _PRIVATE.search(cell)):
            found[position] = f"含造字（U+{ord(private[0]):04X}），無法辨認是哪一個字；請改用正式的字"
    return found
