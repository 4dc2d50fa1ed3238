"""Identifiers as they are compared, and those of which somebody covered a part (contract, What a cell may look like)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from antidrug_kpi.files import NumberedColumn
from antidrug_kpi.registers.cells.squeezing import APOSTROPHES, is_missing, unify_dashes

_WHOLE = re.compile(r"(\d+)\.0+")
# Signs that no number holds: stars, circles, boxes, triangles, crosses, blocks; and the word for somebody.
_COVERS = r"*○〇◯\u2580-\u2604\u2607-\u2610\u2612\u2616-\u26ff\u2715-\u2718\u2b00-\u2bff×╳某"
_DOTS = r".·‧・∙⋅"
# Others cover something only where several stand within it or before it.
_MASKED = re.compile(
    rf"[{_COVERS}•]+|(?<=\w)(?:[{_DOTS}]{{2,}}|[☆★※]+|_{{3,}}|-{{3,}}|[#?~+=^%@&$!|]{{2,}})(?=\w)"
    rf"|[☆★※]{{2,}}|[#?+]{{3,}}|(?<=\w)[{_DOTS}]{{3,}}|(?<![{_DOTS}])[{_DOTS}]{{3,}}+(?=\w)"
)
# An X or O is a letter like any other, unless a run of them stands where a national identifier has digits; O's between two
# digits, and two X's in a text just as long as such an identifier.
_CROSSED = re.compile(
    r"(?=.*(?:X{3}|O{3}))[A-Z][\dXO]{5,9}"
    r"|(?=.{10}$)(?=.*(?:XX|OO))[A-Z]{1,2}\d[\dXO]+"
    r"|(?=.{7,10}$)[A-Z]\d+O{2,}\d+"
    r"|(?:X{4,}|O{4,})\d{3,6}"
)
# What is written in the place of an identifier.
_WITHHELD = re.compile(
    r"[(\[【<]?(?:同上|同前|如上|〃|″|略|從略|省略|保密|遮蔽|已遮蔽|遮罩|隱藏|匿名|不公開|不提供|去識別化?)[)\]】>]?"
)
# What an identifier holds, begins with or is that has to be looked at by itself.
_SIGN_OF_MORE = re.compile(r"[^A-Za-z0-9\n-]|^(?:-|(?i:null|nan|nat|none)$)", re.MULTILINE)
# A dot stands within the names of indigenous people: 瓦歷斯•諾幹.
_NAME_COVER = rf"[{_COVERS}OX#?_]+"
_NAME_MASKED = re.compile(rf"[\u3400-\u9fff]{_NAME_COVER}+[\u3400-\u9fff]*")  # a cover gives nothing back: 某 is a word too
_RUN = re.compile(_NAME_COVER)
_SIGN_OF_MASK = re.compile(r"[^A-Za-z0-9\n-]|--|XX|OO")
_RUN_OF_LETTERS = re.compile(r"X{2,}|O{2,}")


def read_identifier(squeezed: str) -> str | None:
    """What an identifier is compared by: upper case, every dash the plain one, no apostrophe before it, no .0 behind digits."""
    text = squeezed.lstrip(APOSTROPHES)
    if is_missing(text):
        return None
    text = unify_dashes(text).upper()
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def read_plain_identifiers(column: NumberedColumn) -> list[str | None] | None:
    """What the distinct cells of a column are compared by, read all at once; None where one is more than plain letters, digits
    and hyphens, or may be a missing mark.
    """
    if not len(column) or column.can_hold(_SIGN_OF_MORE) or column.lines is None:
        return None
    return [text or None for text in column.lines.upper().split("\n")]


def is_masked(text: str) -> bool:
    """Whether an identifier stands for all those that are covered alike."""
    # Most identifiers, single hyphens included, are told at a glance.
    if text.isascii() and "--" not in text and text.replace("-", "").isalnum():
        return ("XX" in text or "OO" in text) and _CROSSED.fullmatch(text) is not None
    return _MASKED.search(text) is not None or _WITHHELD.fullmatch(text) is not None


def is_masked_name(text: str) -> bool:
    """Whether a person's name is covered: 王○明."""
    return _NAME_MASKED.fullmatch(text) is not None


def holds_masked(words: Iterable[str], *, are_names: bool) -> bool:
    """Whether one of many identifiers or names may be covered, told by one search over all of them."""
    sign = _RUN if are_names else _SIGN_OF_MASK
    return sign.search("\n".join(words)) is not None


def show_mask(text: str) -> str:
    """What covers an identifier or a name, and nothing of what it leaves open: …***…; 同上 as it stands."""
    if _WITHHELD.fullmatch(text):
        return text
    run = _MASKED.search(text) or _RUN_OF_LETTERS.search(text) or _RUN.search(text)
    if run is None:
        return "…"
    return f"{'…' if run.start() else ''}{run[0]}{'…' if run.end() < len(text) else ''}"
