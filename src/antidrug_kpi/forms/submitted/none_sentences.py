"""Sentences that say that there was nothing to count, in other words than 無適用個案: 上半年未開課, 轄內無機構, 本縣不填."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from antidrug_kpi.forms.submitted.normal_text import normalise_cell
from antidrug_kpi.forms.submitted.official_texts import DENOMINATOR_MARK, NUMERATOR_MARK, list_words
from antidrug_kpi.plans import measure_specs as m

# What such a sentence is of no plan in particular: 無法計算, 不予列計, 無須填報, 同上.
_UNCOUNTED = re.compile(
    r"無(?:法|從|可供?|由)(?:計算|統計|比較|評估|列?計|$)|無從|無可計|不予?(?:計算|計列|列計|採計|填)|無[須需庸]填|[不毋免][必用需須]?填|免(?:計|列|訪|辦)"
)
# 無逾期, 未達成, 無資料 and the like say something else.
_NEGATION = re.compile(
    r"(?:無|沒有|未有?|免)(?!法|從|誤|異|逾|缺|窒|困|疑|遺|爭|虞|資料|達|提[升供高]|符合目標|來|彙|回[報復]|填|收到|送)"
    r"(?P<what>[^;；。\n，,:]{1,30})"
)
_NONE_DUE = re.compile(r"(?:無|沒有|未有)(?=[應須需可]|適用|符合|列計)(?P<what>[^\d;；。\n，,:]{1,30})(?:$|[;；。\n，,)])")
_THERE_IS_NONE = re.compile(r"(?:本[縣市局處中心年度期]{1,3}|目前|[尚迄]今?)*(?:無|沒有)\D{1,14}")
# A text that is not ready says nothing of the cases.
_NOT_READY = re.compile("資料|系統|彙整|統計中|辦理中|補報|後補|補送")
# 無未完成個案，故無追蹤資料: that there is nothing to tell, because there is no case.
_NOTHING_FOLLOWS = re.compile("[，,]?[故因]此?而?無(?:相關|此項|可供?)?(?:追蹤|統計|輔導|填報)?(?:之|的)?(?:資料|數據)")
_SUBJECTS = re.compile(
    f"{NUMERATOR_MARK}|{DENOMINATOR_MARK}|個案|案件|對象|機構|學校|學生|學員|家屬|人員|人次|場次|件數|業務|訓練|講習|課程|團體|志工|經費|款|^人|^者"
    "|完成|辦理|開[辦課]|通報"
)


def says_nothing_counted(text: str, measure: m.Measure) -> bool:
    """Whether a text without a figure says that there was nothing to count of a measure."""
    text = _NOTHING_FOLLOWS.sub("", text)
    if _NOT_READY.search(text):
        return False
    return _UNCOUNTED.search(text) is not None or _names_subject(_NEGATION, text, measure)


def says_there_is_none(text: str, measure: m.Measure) -> bool:
    """Whether a text says of what is counted that there is none, and nothing else: 本縣無特色方案."""
    bare = re.sub(r"[\W_]+", "", text)
    return (
        _NOT_READY.search(text) is None
        and _THERE_IS_NONE.fullmatch(bare) is not None
        and _names_subject(_NEGATION, bare, measure)
    )


def says_none_due(text: str, measure: m.Measure) -> bool:
    """Whether a text, whatever else it counts, says that nobody was due: 離校2人均未到期，無應追蹤之個案."""
    return _names_subject(_NONE_DUE, text, measure)


def _names_subject(pattern: re.Pattern[str], text: str, measure: m.Measure) -> bool:
    """Whether what the pattern finds absent is something that the measure is about."""
    pairs = {words[place : place + 2] for words in _list_own_words(measure) for place in range(len(words) - 1)}
    for found in pattern.finditer(text):
        what = found["what"]
        if _SUBJECTS.search(what) or any(what[place : place + 2] in pairs for place in range(len(what) - 1)):
            return True
    return False


def _list_own_words(measure: m.Measure) -> Iterator[str]:
    """The plan's words about what a measure counts."""
    called: Sequence[str] = (*measure.called.measure, *measure.called.numerator, *measure.called.denominator)
    yield from list_words(called)
    names = ("title", "numerator_text", "denominator_text", "subject", "numerator_subject")
    yield from (normalise_cell(getattr(measure, name, None) or "").text for name in names)
