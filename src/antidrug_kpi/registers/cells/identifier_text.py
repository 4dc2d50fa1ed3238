"""Identifiers: the text that they are compared by, and whether one is masked (A12***89) (docs/registers.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from antidrug_kpi.files import NumberedColumn
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.squeezing import APOSTROPHES, unify_dashes

_WHOLE = re.compile(r"(\d+)\.0+")
# Signs that only a mask has: stars, circles, boxes, triangles, crosses, blocks; and 某, somebody.
_COVERS = r"*○〇◯\u2580-\u2604\u2607-\u2610\u2612\u2616-\u26ff\u2715-\u2718\u2b00-\u2bff×╳某"
_DOTS = r".·‧・∙⋅"
# One of _COVERS masks; other signs, which identifiers may have, mask only where several stand in a row: dots and # inside or
# before a text, hyphens and _ from three on.
_MASKED = re.compile(
    rf"[{_COVERS}•]+|(?<=\w)(?:[{_DOTS}]{{2,}}|[☆★※]+|_{{3,}}|-{{3,}}|[#?~+=^%@&$!|]{{2,}})(?=\w)"
    rf"|[☆★※]{{2,}}|[#?+]{{3,}}|(?<=\w)[{_DOTS}]{{3,}}|(?<![{_DOTS}])[{_DOTS}]{{3,}}+(?=\w)"
)
# X and O are letters like any other. They mask where a national identifier (a letter and nine digits) has digits: three in a row;
# two in a text of exactly its length; O's between two digits; or four before the last three to six digits.
_CROSSED = re.compile(
    r"(?=.*(?:X{3}|O{3}))[A-Z][\dXO]{5,9}"
    r"|(?=.{10}$)(?=.*(?:XX|OO))[A-Z]{1,2}\d[\dXO]+"
    r"|(?=.{7,10}$)[A-Z]\d+O{2,}\d+"
    r"|(?:X{4,}|O{4,})\d{3,6}"
)
# Words that are written in place of an identifier: as above, withheld.
_WITHHELD = re.compile(
    r"[(\[【<]?(?:同上|同前|如上|〃|″|略|從略|省略|保密|遮蔽|已遮蔽|遮罩|隱藏|匿名|不公開|不提供|去識別化?)[)\]】>]?"
)
# A prefilter over all identifiers of a column: matched by any that is not plain, or may be a missing mark.
_PLAIN_PREFILTER = re.compile(r"[^A-Za-z0-9\n-]|^(?:-|(?i:null|nan|nat|none)$)", re.MULTILINE)
# A dot stands within the names of indigenous people: 瓦歷斯•諾幹.
_NAME_COVER = rf"[{_COVERS}OX#?_]+"
_NAME_MASKED = re.compile(rf"[\u3400-\u9fff]{_NAME_COVER}+[\u3400-\u9fff]*")  # a cover gives nothing back: 某 is a word too
_RUN = re.compile(_NAME_COVER)
_MASK_PREFILTER = re.compile(r"[^A-Za-z0-9\n-]|--|XX|OO")
_RUN_OF_LETTERS = re.compile(r"X{2,}|O{2,}")


def read_identifier(squeezed: str) -> str | None:
    """The identifier of a squeezed text: in upper case, every dash as -, without a leading apostrophe, and 1.0 as 1. None for a
    missing mark.
    """
    text = squeezed.lstrip(APOSTROPHES)
    if is_missing(text):
        return None
    text = unify_dashes(text).upper()
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def read_plain_identifiers(column: NumberedColumn) -> list[str | None] | None:
    """The identifiers of a column's distinct cells, read all at once as one text; None where some cell is more than letters,
    digits and hyphens, or may be a missing mark, so that each must be read by `read_identifier`.
    """
    if not len(column) or column.can_hold(_PLAIN_PREFILTER) or column.lines is None:
        return None
    return [text or None for text in column.lines.upper().split("\n")]


def is_masked(text: str) -> bool:
    """Whether an identifier is masked, so that it stands for every person whose covered part differs."""
    # Most identifiers are letters, digits and single hyphens, for which no pattern is needed.
    if text.isascii() and "--" not in text and text.replace("-", "").isalnum():
        return ("XX" in text or "OO" in text) and _CROSSED.fullmatch(text) is not None
    return _MASKED.search(text) is not None or _WITHHELD.fullmatch(text) is not None


def is_masked_name(text: str) -> bool:
    """Whether a person's name is masked: 王○明."""
    return _NAME_MASKED.fullmatch(text) is not None


def holds_masked(words: Iterable[str], *, are_names: bool) -> bool:
    """Whether one of many identifiers or names may be masked, by one search over all of them; False is certain."""
    sign = _RUN if are_names else _MASK_PREFILTER
    return sign.search("\n".join(words)) is not None


def show_mask(text: str) -> str:
    """The mask of an identifier or a name without what it leaves open: …***…; words such as 同上 as they stand."""
    if _WITHHELD.fullmatch(text):
        return text
    run = _MASKED.search(text) or _RUN_OF_LETTERS.search(text) or _RUN.search(text)
    if run is None:
        return "…"
    return f"{'…' if run.start() else ''}{run[0]}{'…' if run.end() < len(text) else ''}"
