"""Whether a text calls the target met: 達成, 已達標, 未達目標, ☑達成 ☐未達成."""

from __future__ import annotations

import re

_TICKED = "☑■☒✓✔V√●◉\uf0fe\uf0fd\uf052"
_EMPTY = "☐□▢○◯〇\uf0a8\uf06f\uf071\uf072"
_MET = "(?:已?達成(?:目標值?)?|已?達標|已?達(?:到|成)?目標值?|符合目標值?)"
_MISSED = "(?:(?:尚|仍)?未(?:能)?達(?:成|到|標)?(?:目標值?|標準)?|不達標|未符合目標值?)"
_END = r"(?=$|[\s，,；;。、)\]】〉!！/.\n]|[☐□■☑V])"
_PLANNED = "(?<!預計)(?<![可能期將以俾否未尚不力達率即就便才方])"
_BOXED = re.compile(rf"(?:([{_TICKED}])|([{_EMPTY}])|[(\[]\s*([{_TICKED}Vv]?)\s*[)\]])\s*({_MISSED}|{_MET})")
_ANSWER = re.compile(r"(?:是否)?達(?:成|標)(?:目標)?[:=]?(是|否|V)")
_SAID_MET = re.compile(f"{_PLANNED}{_MET}{_END}")
_SAID_MISSED = re.compile(f"{_MISSED}{_END}")


# 再1名即達標, 只差2件達標: what is yet to come.
_WANTING = re.compile(rf"(?:再|[只僅尚還]?差|[尚還仍][需須])[^;；。\n，,、\d]{{0,6}}\d+[^;；。\n，,]{{0,10}}?{_MET}{_END}")


def find_verdict(text: str) -> bool | None:
    """True for met, False for missed; None where a normalised text says neither, or both."""
    boxes = list(_BOXED.finditer(text))
    if boxes and any(found[2] or found[3] == "" for found in boxes):
        ticked = {"未" not in found[4] and "不" not in found[4] for found in boxes if found[1] or found[3]}
        return ticked.pop() if len(ticked) == 1 else None
    answered = _ANSWER.search(text)
    if answered is not None:
        return answered[1] != "否"
    missed = _SAID_MISSED.search(text) is not None
    met = _SAID_MET.search(_WANTING.sub(" ", _SAID_MISSED.sub(" ", text))) is not None
    return met if met != missed else None
