"""Damage to XML and HTML at the level of tags, attributes and texts; the text around the change stays as it was."""

import re
from random import Random
from xml.sax.saxutils import escape, quoteattr

from fuzz.mutate_bytes import Mutator
from fuzz.odd_values import ODD_FORMATS, ODD_NUMBERS, ODD_TEXTS
from fuzz.text_mutators import as_mutator

_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]+)=("[^"<]*"|'[^'<]*')""")
_TEXT = re.compile(r">([^<>]+)<")
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?(?<!/)>")
MOST_ADDED = 200_000
"""Characters that doubling may add: enough for work that grows faster than the file, little enough to be quick."""


def replace_attribute(text: str, chance: Random) -> str:
    found = _choose(_ATTRIBUTE, text, chance)
    if found is None:
        return text
    return f"{text[: found.start(2)]}{_quote(_choose_value(chance))}{text[found.end(2) :]}"


def replace_text(text: str, chance: Random) -> str:
    found = _choose(_TEXT, text, chance)
    if found is None:
        return text
    value = chance.choice(ODD_NUMBERS if chance.random() < 0.4 else ODD_TEXTS)
    return f"{text[: found.start(1)]}{value if chance.random() < 0.1 else escape(value)}{text[found.end(1) :]}"


def drop_attribute(text: str, chance: Random) -> str:
    found = _choose(_ATTRIBUTE, text, chance)
    return text if found is None else text[: found.start()] + text[found.end() :]


def add_attribute(text: str, chance: Random) -> str:
    """An attribute from elsewhere in the file, with an odd value, in some tag."""
    found, tag = _choose(_ATTRIBUTE, text, chance), _choose(_OPENING, text, chance)
    if found is None or tag is None:
        return text
    at = tag.end(1)
    return f"{text[:at]} {found[1]}={_quote(_choose_value(chance))}{text[at:]}"


def swap_attributes(text: str, chance: Random) -> str:
    """The values of two attributes change places, so that a plausible one stands in the wrong place."""
    one, other = _choose(_ATTRIBUTE, text, chance), _choose(_ATTRIBUTE, text, chance)
    if one is None or other is None or one.start() == other.start():
        return text
    first, last = sorted((one, other), key=lambda match: match.start())
    return f"{text[: first.start(2)]}{last[2]}{text[first.end(2) : last.start(2)]}{first[2]}{text[last.end(2) :]}"


def drop_tag(text: str, chance: Random) -> str:
    found = _choose(_TAG, text, chance)
    return text if found is None else text[: found.start()] + text[found.end() :]


def rename_tag(text: str, chance: Random) -> str:
    """A tag becomes another one of the file, at its end too where that is found."""
    one, other = _choose(_OPENING, text, chance), _choose(_OPENING, text, chance)
    if one is None or other is None:
        return text
    tail = text[one.end(1) :].replace(f"</{one[1]}>", f"</{other[1]}>", 1)
    return f"{text[: one.start(1)]}{other[1]}{tail}"


def drop_element(text: str, chance: Random) -> str:
    start, end = _choose_element(text, chance)
    return text[:start] + text[end:]


def double_element(text: str, chance: Random) -> str:
    start, end = _choose_element(text, chance)
    times = min(chance.choice((1, 2, 40, 3_000)), MOST_ADDED // max(1, end - start))
    return text[:end] + text[start:end] * times + text[end:]


def move_element(text: str, chance: Random) -> str:
    """An element stands behind or within another one."""
    start, end = _choose_element(text, chance)
    element, rest = text[start:end], text[:start] + text[end:]
    tag = _choose(_TAG, rest, chance)
    at = tag.end() if tag else 0
    return rest[:at] + element + rest[at:]


def nest_element(text: str, chance: Random) -> str:
    start, end = _choose_element(text, chance)
    name = _OPENING.match(text, start)
    if name is None:
        return text
    depth = chance.choice((1, 5, 300, 5_000))
    return f"{text[:start]}{f'<{name[1]}>' * depth}{text[start:end]}{f'</{name[1]}>' * depth}{text[end:]}"


def insert_piece(text: str, chance: Random) -> str:
    """What XML allows or forbids between two tags: comments, instructions, entities, a second root."""
    tag = _choose(_TAG, text, chance)
    at = tag.end() if tag else 0
    pieces = (
        "<!-- x -->", "<!---->" * 500, "<?x y?>", "<![CDATA[x]]>", "<![CDATA[", "&undefined;", "&#0;", "&#27;", "&#x110000;",
        "&amp;", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "<x:y/>", "</x>", "<", ">", "\x00", "\ufeff", " " * 2_000,
        "<a xmlns='urn:b'/>", "]]>",
    )  # fmt: skip
    return text[:at] + chance.choice(pieces) + text[at:]


def change_declaration(text: str, chance: Random) -> str:
    heads = (
        "", " " * 2_000, "\ufeff", '<?xml version="1.0" encoding="utf-16"?>', '<?xml version="1.1"?>', '<?xml encoding="x"?>',
        "<?xml " + " " * 2_000, '<?xml version="1.0" encoding="big5"?>', '<?xml version="1.0"?><?xml version="1.0"?>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    )  # fmt: skip
    return chance.choice(heads) + re.sub(r"^<\?xml[^>]*\?>", "", text)


def _choose_value(chance: Random) -> str:
    return chance.choice(chance.choice((ODD_NUMBERS, ODD_NUMBERS, ODD_TEXTS, ODD_FORMATS)))


def _quote(value: str) -> str:
    """Comments and character references of the odd values stay as they are."""
    return f'"{value}"' if value.startswith("&#") else quoteattr(value)


def _choose(pattern: re.Pattern[str], text: str, chance: Random) -> re.Match[str] | None:
    """The next match from a place that chance gives, the first one where there is none behind it."""
    return pattern.search(text, chance.randrange(len(text) + 1)) or pattern.search(text)


def _choose_element(text: str, chance: Random) -> tuple[int, int]:
    """Where a whole element begins and ends; of one of the same name within it the end that comes first."""
    tag = _choose(_OPENING, text, chance)
    if tag is None:
        return 0, 0
    closing = f"</{tag[1]}>"
    end = text.find(closing, tag.end())
    return tag.start(), tag.end() if end < 0 else end + len(closing)


MARKUP_MUTATORS: tuple[Mutator, ...] = tuple(
    as_mutator(change)
    for change in (
        *(replace_attribute, replace_text) * 4,  # what files of the world get wrong most
        *(drop_attribute, add_attribute, swap_attributes, drop_tag, rename_tag, drop_element, double_element),
        *(move_element, nest_element, insert_piece, change_declaration),
    )
)
