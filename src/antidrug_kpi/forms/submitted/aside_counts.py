"""Counts that are told beside a figure: what was left out of it and how much is left, what it is the sum of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from antidrug_kpi.forms.submitted.other_numbers import EXCLUDED, NUMBER, take_out_targets
from antidrug_kpi.forms.submitted.typed_values import make_number

_WORDS = r"[^\d;；。\n%/=()]"
_UNIT = r"[^\d()%/=，,、;；。\n:]"
_LEFT_OUT = "不予?列?計|不納入|不計入?|免計|予以(?:排除|扣除|剔除)|已(?:排除|扣除|剔除)"
# In brackets: 另尚未轉介3案、無到期季別2案不列計; 含上年度補課1人. Fractions and what is named there are figures.
_ASIDE = re.compile(
    rf"\((?![^()]*(?:分[子母]|[/\ue001\ue002%]))(?=[^()]*\d)(?:(?:另|內?含|包括|不含|排除|扣除|剔除|未計)[^()]*|[^()]*(?:{_LEFT_OUT})[^()]*)\)"
)
# 10家，排除無應篩檢個案4家，餘6家: the whole, what is left out, and what is left.
_REMAINDER = re.compile(
    rf"{NUMBER}{_WORDS}{{0,10}}?{EXCLUDED}(?:{_WORDS}{{0,20}}?{NUMBER}[^\d;；。\n%/=()，,、]{{0,4}}[，,、及和與]?)+?(?:者|後)*[，,、]?"
    rf"(?:[尚仍]?(?:剩餘|餘下|餘|剩)|分母(?:為|是|:)?)(?={NUMBER}(?P<among>[^\d;；。\n，,、()%/=]{{0,3}}中)?)"
)
# 其中死亡4人次予以排除: the count before the word.
_LEFT_OUT_BEFORE = re.compile(
    rf"(?<=[，,、;；])(?:其中)?(?P<what>[^\d;；。\n，,、%/=()]{{1,16}}{NUMBER}[^\d;；。\n，,、%/=()]{{0,6}}?)(?:予以|業已|均|已)?(?:排除|扣除|剔除)(?=[，,])"
)
# 10家均已訪查: all of them, whatever else is counted.
_ALL_OF = re.compile(
    rf"(?<![\d./])({NUMBER})(?=[^\d;；。\n，,/%]{{0,10}}[，,]?(?:均|皆|全數|全部|悉數)(?!未|尚未|仍未|不|無|沒|非))"
)
# 2家均未訂定: none of them, whatever else is nought.
_NONE_OF = re.compile(
    rf"(?<![\d./]){NUMBER}(?=[^\d;；。\n，,/%]{{0,10}}[，,]?(?:均|皆|全數|全部|悉數)(?:[尚仍迄][無未]|[未無沒])(?!到期|滿|逾|異|違|缺|屆))"
)
_NOBODY = re.compile(r"(?<=中)(?:並)?(?:無人|無[一1]人|沒有人|無[一1]?(?=[家校名件案位]))")
_SUM_ASIDE = re.compile(
    rf"(?P<whole>{NUMBER})(?P<unit>{_UNIT}{{0,4}})\((?P<terms>{NUMBER}{_UNIT}{{0,3}}(?:\+{NUMBER}{_UNIT}{{0,3}})+)\)"
)
_LIST_ASIDE = re.compile(
    rf"(?P<whole>{NUMBER})(?P<unit>{_UNIT}{{0,4}})(?:\((?P<inner>[^()%/=]+)\)|:(?P<behind>[^()%/=:;；。\n]+))"
)
_TOTAL = "(?:合計|總計|共計|總共|(?<![統預估設])計(?![畫算])|(?<![公])共)"
_RUN = re.compile(rf"(?P<run>[^;；。\n()%/=]*\d[^;；。\n()%/=]*?)[，,、;；。\n]{_TOTAL}(?P<whole>{NUMBER})(?![\d.]*[%/])")
_COUNT = re.compile(rf"(?<![\d.]){NUMBER}(?![\d.]*[%/])")
# 受案7件/依限5件: a stroke between two counts with words of their own.
_STROKE = re.compile(
    rf"(?<![\d.])(?P<first>{NUMBER})[^\d/;；。\n，=%()]{{1,8}}/(?P<lead>[^\d/;；。\n，=%()]{{2,12}})(?P<second>{NUMBER})(?![\d.]*%)"
)
_NAMED = re.compile("分[子母]|[\ue001\ue002]|(?:完成|實際|已)[^\\d;；。\n，]{0,8}$")


def drop_asides(text: str, done: Sequence[str]) -> str:
    """The text without what brackets tell of those left out, and without what a count is the sum of, where none of the words that
    make a numerator is there and another count follows; of a whole less what is left out, the rest is the denominator.
    """
    text = _LEFT_OUT_BEFORE.sub(lambda found: f"扣除{found['what']}", _ASIDE.sub("", text))
    text = _REMAINDER.sub(lambda found: "" if found["among"] else "分母", text)
    text = _SUM_ASIDE.sub(
        lambda found: f"{found['whole']}{found['unit']}" if _is_sum(found["whole"], found["terms"]) else found[0], text
    )
    return _LIST_ASIDE.sub(
        lambda found: (
            found[0] if any(word in found[0] for word in done) or not _COUNT.search(text[found.end() :]) else _drop_list(found)
        ),
        text,
    )


def name_none_of(text: str) -> str:
    """The text with a count of which it says that none is done (2家均未訂定，0%) named as the denominator, where all else is
    nought; and with 無人 as nought.
    """
    text = _NOBODY.sub("0人", text)
    found = list(_NONE_OF.finditer(text))
    if len(found) != 1 or "分母" in text:
        return text
    begin, end = found[0].span()
    others = re.findall(NUMBER, take_out_targets(f"{text[:begin]} {text[end:]}"))
    return f"{text[:begin]}分母{text[begin:]}" if not any(make_number(other).exact for other in others) else text


def list_variants(text: str) -> Iterator[str]:
    """Other ways to read a text whose value does not follow from its parts: without the terms of a sum, from its last total on,
    with the two counts around a stroke the other way, and with a count that is called all of them as both.
    """
    without = _RUN.sub(_drop_run, _LIST_ASIDE.sub(_drop_list, text))
    totals = list(re.finditer(rf"{_TOTAL}(?={_WORDS}{{0,4}}{NUMBER})", text))
    begin = totals[-1].start() if totals else 0
    variants = [
        without,
        text if "%" in text[:begin] else text[begin:],  # a percentage before the total is a figure of its own
        _STROKE.sub(_turn, text),
        _ALL_OF.sub(r"\1/\1", text, count=1),
    ]
    yield from (variant for variant in dict.fromkeys(variants) if variant != text)


def _drop_list(found: re.Match[str]) -> str:
    return f"{found['whole']}{found['unit']}" if _is_sum(found["whole"], found["inner"] or found["behind"]) else found[0]


def _drop_run(found: re.Match[str]) -> str:
    """A total without the counts before it that it is the sum of."""
    counts = list(_COUNT.finditer(found["run"]))
    wanted, total = make_number(found["whole"]).exact, Fraction(0)
    for place in range(len(counts) - 1, -1, -1):
        total += make_number(counts[place][0]).exact
        if total == wanted and place < len(counts) - 1:
            return f"{found['run'][: counts[place].start()]}，計{found['whole']}"
    return found[0]


def _is_sum(whole: str, terms: str) -> bool:
    numbers = [make_number(term).exact for term in _COUNT.findall(terms)]
    return len(numbers) > 1 and sum(numbers, Fraction(0)) == make_number(whole).exact


def _turn(found: re.Match[str]) -> str:
    ahead = found.string[: found.start()]
    if _NAMED.search(found[0]) or _NAMED.search(ahead):
        return found[0]
    return f"{found['second']}/{found['first']}"
