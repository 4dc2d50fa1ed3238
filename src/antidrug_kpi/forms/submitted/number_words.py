"""Numbers written in Chinese, turned into digits where a figure is meant: 六十六人, 百分之六十六點七, 分母九十九."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DIGITS = {
    word: value
    for value, words in enumerate(("〇零", "一壹", "二貳兩", "三參叁", "四肆", "五伍", "六陸", "七柒", "八捌", "九玖"))
    for word in words
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WORD = f"[{''.join([*_DIGITS, *_TENS])}萬]"
_POINT = f"點[{''.join(_DIGITS)}]+"
_PERCENT = re.compile(rf"百分之({_WORD}+(?:{_POINT})?|\d+(?:\.\d+)?)")
_PARTS = re.compile(rf"(?<!百)({_WORD}+)分之({_WORD}+)")
_TENTHS = re.compile(
    "(?<![一二兩三四五六七八九十百千])([一二兩三四五六七八九])成([一二三四五六七八九])?(?![立果效員功長癮就分績])"
)
_LABELLED = re.compile(rf"(分子|分母)([^\d;；。\n，,一二三四五六七八九十百千]{{0,3}})({_WORD}+)(?![級年季條項組])")
# What makes of a number word no figure: 第三級, 每一季, 至少一項, 前一年.
_NO_FIGURE = "(?<![第每前近任同至少初逾某各另])"


def spell_digits(text: str, units: Sequence[str]) -> str:
    """The text with percentages, parts, and numbers before one of the units, in digits."""
    text = _PERCENT.sub(lambda found: f"{_read(found[1])}%", text)
    text = _TENTHS.sub(lambda found: f"{_read(found[1])}{_read(found[2]) if found[2] else 0}%", text)
    text = _PARTS.sub(lambda found: f"{_read(found[1])}分之{_read(found[2])}", text)
    text = _LABELLED.sub(lambda found: f"{found[1]}{found[2]}{_read(found[3])}", text)
    known = "|".join(sorted(map(re.escape, filter(None, units)), key=len, reverse=True))
    if not known:
        return text
    counted = rf"{_NO_FIGURE}(?<!{_WORD})(?<![\d.])((?!萬){_WORD}+(?:{_POINT})?)(?=(?:{known})(?!以上|\(含\)))"
    return re.sub(counted, lambda found: _read(found[1]), text)


def _read(word: str) -> str:
    """A number word in digits; digits stay."""
    whole, point, rest = word.partition("點")
    if whole[:1].isdigit() and whole[:1].isascii():
        return word
    behind = f".{''.join(str(_DIGITS[letter]) for letter in rest)}" if point else ""
    if not any(letter in _TENS or letter == "萬" for letter in whole):
        return "".join(str(_DIGITS[letter]) for letter in whole) + behind
    total = section = digit = 0
    for letter in whole:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter == "萬":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _TENS[letter], 0
    return f"{total + section + digit}{behind}"
