"""Damage to YAML at the level of its tokens: odd scalars, tags, anchors, aliases, merge keys, doubled and shifted lines."""

import re
from random import Random

import yaml

from fuzz.mutate_bytes import Mutator
from fuzz.odd_values import ODD_SCALARS, ODD_TEXTS
from fuzz.text_mutators import as_mutator

_WORD = re.compile(r"[^\s:#\-][^\n:#]*")
TAGS = (
    "!!int",
    "!!float",
    "!!bool",
    "!!null",
    "!!str",
    "!!binary",
    "!!timestamp",
    "!!set",
    "!!omap",
    "!!map",
    "!!seq",
    "!own",
    "!",
)


def replace_scalar(text: str, chance: Random) -> str:
    start, end = _choose_scalar(text, chance)
    return text[:start] + chance.choice(ODD_SCALARS) + text[end:]


def quote_odd_text(text: str, chance: Random) -> str:
    start, end = _choose_scalar(text, chance)
    value = "".join(
        rf"\U{ord(character):08x}" if not character.isalnum() else character for character in chance.choice(ODD_TEXTS)[:4_000]
    )
    return f'{text[:start]}"{value}"{text[end:]}'


def add_tag(text: str, chance: Random) -> str:
    start, _ = _choose_scalar(text, chance)
    return f"{text[:start]}{chance.choice(TAGS)} {text[start:]}"


def add_alias(text: str, chance: Random) -> str:
    """A scalar is anchored, another one is its alias; which comes first is left to chance."""
    start, end = _choose_scalar(text, chance)
    text = f"{text[:start]}&a {text[start:]}"
    start, end = _choose_scalar(text, chance)
    return f"{text[:start]}*a{text[end:]}"


def add_merge(text: str, chance: Random) -> str:
    """Merge keys, of aliases too, and doubled keys behind them."""
    lines, at, indent = _choose_line(text, chance)
    pieces = (
        ["<<: {a: b}"], ["<<: [1, 2]"], ["<<: x"], ["<<: *nobody"], ["<<: &m {<<: *m}"],
        ["<<: [{a: b}, {a: c}]", "<<: {a: d}"],
        ["x0: &x0 {a: 1, a: 1}", *(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 9))],
        ["m0: &m0 {a: 1}", *(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, 9))],
        ["big: &b {" + ", ".join(f"k{n}: 1" for n in range(300)) + "}", *(["- *b"] * 300)],
    )  # fmt: skip
    lines[at:at] = [indent + line for line in chance.choice(pieces)]
    return "\n".join(lines)


def double_lines(text: str, chance: Random) -> str:
    lines, at, _ = _choose_line(text, chance)
    count = chance.choice((1, 1, 5))
    lines[at:at] = lines[at : at + count] * chance.choice((1, 2, 500))
    return "\n".join(lines)


def drop_lines(text: str, chance: Random) -> str:
    lines, at, _ = _choose_line(text, chance)
    del lines[at : at + chance.choice((1, 1, 5))]
    return "\n".join(lines)


def move_line(text: str, chance: Random) -> str:
    lines, at, _ = _choose_line(text, chance)
    lines.insert(chance.randrange(len(lines)), lines.pop(at))
    return "\n".join(lines)


def shift_line(text: str, chance: Random) -> str:
    lines, at, _ = _choose_line(text, chance)
    lines[at] = chance.choice(
        (lines[at].lstrip(), "  " + lines[at], "\t" + lines[at], "- " + lines[at].lstrip(), "? " + lines[at].lstrip())
    )
    return "\n".join(lines)


def insert_line(text: str, chance: Random) -> str:
    lines, at, indent = _choose_line(text, chance)
    extra = (
        "---", "...", "%YAML 9.9", "%TAG ! x:", "? - a", "? [a, b]: c", "[" * 500, "{a: " * 500, "- " * 300, "'", '"',
        "#" * 9_000, "\x00", "\x85", "1: 2", "null: x", "~: x", "true: x", "2024-01-01: x", "!!int 'x': y", '"\\e[31m": x',
        "constructor: x", "__class__: x", "名: 字",
    )  # fmt: skip
    lines.insert(at, indent + chance.choice(extra))
    return "\n".join(lines)


def _choose_scalar(text: str, chance: Random) -> tuple[int, int]:
    """Where a scalar stands, a key or a value; where YAML objects to the text, a word of it."""
    found = []
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken):
                found.append((token.start_mark.index, token.end_mark.index))
    except (yaml.YAMLError, ValueError):  # what stands before the error is enough
        pass
    found = found or [match.span() for match in _WORD.finditer(text)] or [(0, 0)]
    return chance.choice(found)


def _choose_line(text: str, chance: Random) -> tuple[list[str], int, str]:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return lines, at, lines[at][: len(lines[at]) - len(lines[at].lstrip())]


YAML_MUTATORS: tuple[Mutator, ...] = tuple(
    as_mutator(change)
    for change in (
        *(replace_scalar,) * 6,
        *(quote_odd_text, add_tag, add_alias, add_merge, double_lines, drop_lines, move_line, shift_line, insert_line),
    )
)
