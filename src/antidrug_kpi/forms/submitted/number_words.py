"""Numbers written in Chinese, turned into digits where a figure is meant: 六十六人, 百分之六十六點七, 三六．八四％."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DIGITS = {
    word: value
    for value, words in enumerate(("〇零", "一壹", "二貳兩", "三參叁", "四肆", "五伍", "六陸", "七柒", "八捌", "九玖"))
    for word in words
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TWENTIES = {"廿": "二十", "卅": "三十"}
# A circle is nought between other digits alone: 三○％ is a share, ○％ a blank.
_CIRCLE = "○"
_WORD = f"[{''.join([*_DIGITS, *_TENS, *_TWENTIES])}萬]"
_POINT = f"[點.][{''.join(_DIGITS)}]+"
_SHARE_WORD = f"[{''.join([*_DIGITS, *_TENS, *_TWENTIES])}{_CIRCLE}]"
_SHARE = re.compile(rf"(?<!{_SHARE_WORD})(?<![\d.第])({_SHARE_WORD}+(?:[點.][{''.join(_DIGITS)}{_CIRCLE}]+)?)(?=%|個?百分點)")
# Of any measure: a number of several words before a counting word, and one word before a counting word that ends its phrase.
_COUNTING = "(?:人|名|位|件|案|家|場|校|所|個(?!月|百分)|次|項|種|戶)"
_SHORT_COUNTING = "(?:[人名位件案家場校所]|個)(?=$|[，,、;；。\n()/=])"
_PERCENT = re.compile(rf"百分之({_SHARE_WORD}+(?:[點.][{''.join(_DIGITS)}{_CIRCLE}]+)?|\d+(?:\.\d+)?)")
_PARTS = re.compile(rf"(?<!百)({_WORD}+)分之({_WORD}+)")
_TENTHS = re.compile(
    "(?<![一二兩三四五六七八九十百千])([一二兩三四五六七八九])成([一二三四五六七八九])?(?![立果效員功長癮就分績])"
)
_LABELLED = re.compile(rf"(分子|分母)([^\d;；。\n，,一二三四五六七八九十百千]{{0,3}})({_WORD}+)(?![級年季條項組])")
# What makes of a number word no figure: 第三級, 每一季, 至少一項, 前一年.
_NO_FIGURE = "(?<![第每前近任同至少初逾某各另單])"


def spell_digits(text: str, units: Sequence[str]) -> str:
    """The text with percentages, parts, and numbers before one of the units, in digits."""
    text = _PERCENT.sub(lambda found: f"{_read(found[1])}%", text)
    text = _SHARE.sub(lambda found: _read(found[1]) if _has_digit(found[1]) else found[0], text)
    text = _TENTHS.sub(lambda found: f"{_read(found[1])}{_read(found[2]) if found[2] else 0}%", text)
    text = _PARTS.sub(lambda found: f"{_read(found[1])}分之{_read(found[2])}", text)
    text = _LABELLED.sub(lambda found: f"{found[1]}{found[2]}{_read(found[3])}", text)
    known = "|".join(sorted(map(re.escape, filter(None, units)), key=len, reverse=True))
    for word, unit in ((f"{_WORD}+", known), (f"{_WORD}{{2,}}", _COUNTING), (_WORD, _SHORT_COUNTING)):
        if unit:
            counted = rf"{_NO_FIGURE}(?<!{_WORD})(?<![\d.])((?!萬){word}(?:{_POINT})?)(?=(?:{unit})(?!以[上下內]|\(含\)))"
            text = re.sub(counted, lambda found: _read(found[1]), text)
    return text


def _has_digit(word: str) -> bool:
    """Whether a word of circles and digits is a number, and no blank to be filled in."""
    return any(_DIGITS.get(letter) or letter in _TENS or letter in _TWENTIES for letter in word)


def _read(word: str) -> str:
    """A number word in digits; digits stay."""
    word = word.replace(_CIRCLE, "〇")
    for short, long in _TWENTIES.items():
        word = word.replace(short, long)
    whole, point, rest = word.replace("點", ".").partition(".")
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
