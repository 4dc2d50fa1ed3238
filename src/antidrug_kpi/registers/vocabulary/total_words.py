"""The vocabulary of totals: 合計, 總 計, —小計—, 承上頁, 全縣, 東區小計. Patterns are for squeezed text (NFKC, no blanks)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from antidrug_kpi.registers.cells.squeezing import is_plain, squeeze


class TotalWord(Enum):
    """How surely a text is the word of a total."""

    CORE = "nothing else is ever called so: 合計, 小計, Total"
    LOOSE = "a remark may be called so too: 累計, 計, 承上頁"
    SCOPE = "what a total is about, or an event: 全縣, 全校"
    NUMBER = "how many there are: 共3校"
    ENDING = "the total of somebody or something: 東區小計"


_UNITS = r"(?:[人件筆次場案家校名位項元所間列戶班]|人次|場次)"
_ENGLISH_TOTAL = r"(?i:(?:grand|sub)-?totals?|totals?|sum|totalsum|sumtotal)"
_CORE_TOTAL = r"(?:合計|總計|小計|總和|加總|核總計|總合計|合總計)"
_LOOSE_TOTAL = r"(?:總數|計數?|累計|共計|總共|[承接轉過續][上前次下後][頁面])"
_WHOLE = r"(?:(?:全|本|各)(?:縣市?|市|國|校|區|鄉|鎮|所|院|頁|月|季|年度?|期|單位|機構|局處|表|案|組)|以上|上列|總)"
_SCOPE = r"(?:全(?:縣市?|市|國|省|台|臺|校|區|鄉|鎮|體)|本(?:縣|市))"
# A total may bear its figure and what it is about: 合計12人, 總計(三校). An identifier 合計01 is none.
_FIGURE = rf":?(?:(?!0\d)[\d,.]+{_UNITS}?)?(?:\(.*\))?"
# A word that is added here must match `_PREFILTER` below as well, or it is never asked.
_FORMS = {
    TotalWord.CORE: re.compile(
        rf"(?:{_WHOLE}?{_CORE_TOTAL}數?/?{_ENGLISH_TOTAL}?|{_ENGLISH_TOTAL}/?{_CORE_TOTAL}?)[)〕\]]?{_FIGURE}"
    ),
    TotalWord.LOOSE: re.compile(rf"(?:{_WHOLE}?{_LOOSE_TOTAL}數?/?{_ENGLISH_TOTAL}?)[)〕\]]?{_FIGURE}"),
    TotalWord.SCOPE: re.compile(rf"{_SCOPE}{_FIGURE}"),
    TotalWord.NUMBER: re.compile(rf"(?:總?共|合共)[\d,]+{_UNITS}"),
    TotalWord.ENDING: re.compile(
        rf".+(?:合計|總計|小計|(?i:(?:grand|sub)?total))[)〕\]]?{_FIGURE}|(?:合計|總計|小計)[-–—:_/].+", re.DOTALL
    ),
}
# Every word of a total matches it and few other texts do; tried first, since every text of a register is asked.
_PREFILTER = re.compile(rf"[計共]|總[和數]|加總|{_SCOPE}|頁|面|(?i:total|sum)")
# The same for texts before squeezing, many joined by line ends: any character beyond ASCII may become such a word.
TOTAL_PREFILTER = re.compile(r"[^\x21-\x7e\n]|(?i:total|sum)")
_LATIN_WORDS = ("total", "sum", "average")
_LATIN = re.compile(f"(?i:{'|'.join(_LATIN_WORDS)})")
# What `squeeze` drops of a text in ASCII; the separator is neither dropped nor a part of any such word.
_UNSEEN_ASCII = {code: None for code in range(128) if squeeze(chr(code)) == ""}
_SEPARATOR = "|"
# What offices set around the word: —合計—, 【合計】, *合計*.
_DRESSING = " -‐‑‒–—―─━=#*+※◎●○■□◆◇★☆·‧.、:,;~_|/\\<>《》〈〉「」『』【】〔〕[]()\"'"
# No name is so long, and no pattern is tried on what is longer.
_LONGEST = 40
# What may well be a total, since it ends like one: 全市平均, 全部. It counts until the office takes it out.
_LIKE_TOTAL = re.compile(
    rf"(?:合計|總計|小計|總數|總和|總人數|總校數|總家數|全部|平均值?|(?i:average)|(?i:(?:grand|sub)?total))[)〕\]]?:?"
    rf"(?:[\d,.]+{_UNITS}?)?$"
)


def classify_total(text: str) -> TotalWord | None:
    """The kind of total that a text is the word of, with or without its figure; None where it is no such word."""
    squeezed = squeeze(text)
    if len(squeezed) > _LONGEST or _PREFILTER.search(squeezed) is None:
        return None
    bare = squeezed.strip(_DRESSING)
    for word, form in _FORMS.items():
        if form.fullmatch(squeezed) or form.fullmatch(bare):
            return word
    return None


def is_total(text: str) -> bool:
    """Whether a text is surely the word of a total, with or without its figure; 全縣 and 東區小計 are not."""
    return classify_total(text) in {TotalWord.CORE, TotalWord.LOOSE}


def list_totals(texts: Sequence[str]) -> dict[int, str]:
    """Position of a text → what `find_total` finds in it, for those of many texts that are or end in the word of a total.

    A million identifiers are searched as one text, and one by one only where that has such a word anywhere.
    """
    joined = _SEPARATOR.join(texts)
    is_plain_text = joined.isascii()
    plain = (joined if is_plain_text else _SEPARATOR.join(filter(str.isascii, texts))).translate(_UNSEEN_ASCII).lower()
    has_word = any(word in plain for word in _LATIN_WORDS)
    if is_plain_text and not has_word:
        return {}
    asked = (place for place, text in enumerate(texts) if has_word or not text.isascii())
    return {place: total for place in asked if (total := find_total(texts[place])) is not None}


def find_total(text: str) -> str | None:
    """The word of a total that a text is or ends in, with what follows it: 合計 of 全市合計. None where there is none."""
    if is_plain(text) and _LATIN.search(text) is None:
        return None
    squeezed = squeeze(text)
    if classify_total(text) not in {None, TotalWord.ENDING}:
        return squeezed
    found = _LIKE_TOTAL.search(squeezed)
    return found[0] if found else None
