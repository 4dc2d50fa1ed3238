"""Choices printed in a cell of which one is ticked: ■是□否, 是☑ 否☐, ■警察查獲□學校清查."""

from __future__ import annotations

import re

_TICKED = "■☑✅✔✓√●"
_EMPTY = "□☐"
# An empty circle is a choice not taken beside a full one only: alone it means yes.
_CIRCLE = "○"
_BRACKET_TICKED = re.compile(r"[(\[](?:[VX✓✔√■●*])[)\]]")
_BRACKET_EMPTY = re.compile(r"[(\[][)\]]")
_SIGN = rf"[{_TICKED}{_EMPTY}]"
_LABEL = rf"[^{_TICKED}{_EMPTY}]+"
_BEFORE = re.compile(rf"(?P<sign>{_SIGN})(?P<label>{_LABEL})")
_BEHIND = re.compile(rf"(?P<label>{_LABEL})(?P<sign>{_SIGN})")
_BETWEEN = "/、,;|"


def read_ticks(text: str) -> dict[str, bool]:
    """Label → whether it is ticked, for a squeezed text in upper case; empty where the text is no list of choices."""
    plain = _BRACKET_EMPTY.sub("□", _BRACKET_TICKED.sub("■", text))
    if "●" in plain:
        plain = plain.replace(_CIRCLE, "□")
    if not any(sign in plain for sign in _TICKED + _EMPTY):
        return {}
    signs = _TICKED + _EMPTY
    if plain[0] not in signs and plain[-1] not in signs:
        return {}  # a long label that no sign ends would be searched from each of its characters
    pattern = _BEFORE if plain[0] in signs else _BEHIND
    found = list(pattern.finditer(plain))
    if "".join(match[0] for match in found) != plain:
        return {}
    labels = [match["label"].strip(_BETWEEN) for match in found]
    if len(set(labels)) < len(labels) or not all(labels):
        return {}
    return {label: match["sign"] in _TICKED for label, match in zip(labels, found, strict=True)}
