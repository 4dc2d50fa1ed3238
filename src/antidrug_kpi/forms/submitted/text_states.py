"""Whether a text says anything: placeholders, untouched blanks of a form, and the words that there is no case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status
from antidrug_kpi.registers.cells.squeezing import squeeze

# Said in the contract; a plan may name more (`evidence.placeholders`).
_WORDS = (
    "請填寫",
    "待填",
    "待補",
    "辦理中",
    "詳附件",
    "如附件",
    "填寫",
    "請填列",
    "請填",
    "未填",
    "未填寫",
    "未填列",
    "尚未填列",
    "尚未填寫",
    "漏填",
)
_NO_DATA_WORDS = (STATUS_WORDS[Status.NO_DATA], STATUS_WORDS[Status.WITHHELD])
# What is still to come: 統計中, 資料彙整中, 尚待統計, 俟教育處提供.
_WORK = "統計|彙整|彙總|蒐集|計算|核算|整理"
_PENDING = re.compile(
    rf"\D{{0,8}}?(?:{_WORK}|清查|調查|更新)(?:作業)?中"
    rf"|\D{{0,8}}?(?:待|俟|候|[尚仍刻]正?在)\D{{0,10}}?(?:{_WORK}|提供|補[報充正填件齊]?|回復|函復|填報|核定)(?:中|完成|後\D{{0,6}}|資料|數據)?"
    # 衛生局尚未提供資料; without the word 資料 it may be a service that is not provided.
    r"|\D{0,12}?(?:尚|仍|迄)?(?:未|沒有?)能?(?:提供|取得|收到|獲得|回[復覆]|函復|填報|填復|回傳|送交?|提報)(?:相關|統計)?(?:資料|數據|數字)"
)
# That nothing was done yet: of a count nought.
_NOTHING_YET = re.compile(
    r"(?:目前|本期|本年度?|今年|迄今)?(?:(?:均|皆)?(?:尚|仍|迄)?未曾?(?:召開|建立|辦理|發展|開辦|成立|建置|訂定|訂有|執行|推動|設置|舉辦)"
    r"(?!中)(?!\D*(?:統計|彙整|資料|率))\D{0,12}|無|沒有)"
)
# The same of a count of items alone: of a share it may be that the figures are not there.
_NO_ITEM_YET = re.compile(
    r"(?:目前|本期|本年度?|今年|迄今|方案|計畫|要件)?(?:均|皆)?(?:[尚仍迄]無|[尚仍]?未(?:完備|完成|齊備|備齊|產出|提出))"
)
# What a form prints around its blanks.
_FRAME = re.compile(
    r"分子|分母|目標|達成(?:情形|率)|比率|比例|合計|共計|自評進度|超前|符合|落後|未?達成|百分比|[人件案家場校項種次個局處元月]|[\W_○◯〇oO0]|[\uf000-\uf0ff]"
)
_BLANK_MARKS = re.compile(r"[\W_○◯〇\uf000-\uf0ff]*|[oO〇○]+")
_NO_CASE = re.compile(
    r"(?:本(?:期|年度?|縣市?|市|局|項|指標|中心)*)?(?:因|目前|今年|當年度?|期間|期內|尚|轄內|轄區)*"
    r"(?:無(?:適用|符合|相關|此類|該類|是類|應\w{1,4})?(?:之|的)?個案|無個案|不適用|免填|N/A|無(?:此|該)項?業務|無適用對象|無適用)"
)
_NO_CASE_REST = re.compile(r"[\W_]|達成率|分子|分母|本項|本指標|本期|個案|資料|情形|[故因]|達成|通報")


def is_placeholder(text: str, plan: Plan) -> bool:
    """Whether a normalised text only holds the place."""
    if _BLANK_MARKS.fullmatch(text):
        return True
    bare = re.sub(r"[\W_]+", "", text)
    if _PENDING.fullmatch(bare):
        return True
    if bare in _find_words(plan.id, _list_plan_words(plan)) or bare.startswith(_NO_DATA_WORDS):
        return not re.search(r"\d", bare) or bare.startswith(_NO_DATA_WORDS)
    # A template as it was handed out: 分子○人／分母○人＝○%.
    return not re.search(r"[1-9一二三四五六七八九]", text) and _has_open_blank(text) and not _FRAME.sub("", text)


def ends_as_placeholder(text: str, plan: Plan, words: Sequence[str]) -> bool:
    """Whether a text without a figure names the measure, by one of the `words`, and then holds the place: 12個月：____."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "", 1)
    text = re.sub(r"^(?:[\d.、()]|率|比率)+", "", text.strip())
    if is_placeholder(text, plan):
        return True
    if re.search(r"\w[○◯]+[。.]?$", text.strip()):
        return True
    _, colon, rest = text.strip().rpartition(":")
    bracket = re.search(r"[(\[【〔<〈]([^()\[\]【】]*)[)\]】〕>〉][。.]?$", text.strip())
    return bool(colon and is_placeholder(rest, plan)) or (bracket is not None and is_placeholder(bracket[1], plan))


def _has_open_blank(text: str) -> bool:
    if re.search(r"\d", text):
        return False
    ticked = re.search(r"[☑■☒✓✔V√●\uf0fe\uf052](?:超前|符合|落後|未?達成)", text)
    return ticked is None and re.search(r"[○◯〇_□☐]|分子|分母|[=/%]", text) is not None


@lru_cache(maxsize=16)
def _find_words(_plan: str, words: Sequence[str]) -> frozenset[str]:
    return frozenset(re.sub(r"[\W_]+", "", squeeze(word)) for word in (*_WORDS, *words))


def _list_plan_words(plan: Plan) -> tuple[str, ...]:
    evidence = plan.evidence
    return () if evidence is None or evidence.placeholders is None else evidence.placeholders.words


def says_no_case(text: str) -> bool:
    """Whether the text says that there is no case for the measure."""
    return _NO_CASE.search(text) is not None


def begins_with_no_case(text: str) -> bool:
    """Whether the text begins with saying so, and what follows are notes without a figure that is named as one."""
    first, _, rest = re.sub(r"^[\s:：\d.、()]+", "", text).partition("\n")
    said = re.split("[;；。，,(]", first, maxsplit=1)[0]
    return says_only_no_case(said) and not re.search(r"分[子母]\D{0,6}[1-9]|\d/|\d%", f"{first}\n{rest}")


def says_nothing_yet(text: str, *, is_of_items: bool = False) -> bool:
    """Whether the text only says that nothing of it was done, or that there is none: 尚未召開, 無; of items also 尚未完備."""
    bare = re.sub(r"[\W_]+", "", re.sub(r"^\s*\(?\d{1,2}[.、)]", "", text))
    return _NOTHING_YET.fullmatch(bare) is not None or (is_of_items and _NO_ITEM_YET.fullmatch(bare) is not None)


def drop_quoted(text: str) -> str:
    """The text without what it has in quotes, names of items and columns, where figures stand beside."""
    rest = re.sub("「[^「」]*」", " ", text)
    return rest if re.search(r"\d", rest) else text


def says_only_no_case(text: str) -> bool:
    """Whether it says nothing else."""
    return says_no_case(text) and not _NO_CASE_REST.sub("", _NO_CASE.sub("", text))
