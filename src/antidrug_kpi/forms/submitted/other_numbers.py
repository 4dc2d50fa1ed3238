"""Takes out of a text the numbers that are no figures of the measure: dates, articles, targets, exclusions, another year's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHINESE = "一二三四五六七八九十"

_DATES = re.compile(
    r"(?:民國)?\d{2,4}年(?:度)?(?:\d{1,2}月(?:\d{1,2}日|[底份止]|上旬|中旬|下旬)?)?"
    r"|(?<![\d/])\d{2,4}[/.\-]\d{1,2}[/.\-]\d{1,2}(?![\d/])"
    r"|\d{1,2}[-至~]\d{1,2}月[底份]?|(?<!人)\d{1,2}月(?:\d{1,2}日|[底份止])?|\d{1,2}/\d{1,2}[-至~]\d{1,2}/\d{1,2}"
    rf"|第(?:\d+|[{_CHINESE}]+)(?:季|期|次|屆|梯)"
)
_DURATIONS = re.compile(r"\d+(?:\.\d+)?(?:個月|天|小時|分鐘|週|周|歲|日(?!期)|年(?!度)|級)(?:[\(（]?含[\)）]?)?(?:以[上下內])?")
_ARTICLES = re.compile(
    rf"第\d+(?:-\d+)?(?:條|項|款|點|目|類|章|節|頁|號)(?:之\d+)?(?:第\d+[項款目])?|字第?\d+號|(?:附件|附表|附錄|表|圖)\d+(?:-\d+)?"
    rf"|\d+-\d+條|\d+[-、]\d+級|[{_CHINESE}]、[{_CHINESE}]級"
)
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|[\w.]+@[\w.]+|\(0\d{1,2}\)\d{3,4}-?\d{3,4}|0\d{1,3}-\d{3,4}-?\d{3,4}")
_ITEMS = re.compile(
    rf"(?:(?<=\n)|(?<=^)|(?<=[;；。:]))(?:\d{{1,2}}[.、)](?!\d)|\(\d{{1,2}}\)|[{_CHINESE}]{{1,3}}、|\([{_CHINESE}]{{1,3}}\)|\d(?:\.\d{{1,2}}){{2,3}}|\d\.(?=\d{{1,3}}[家校所])|[A-Z]-?\d?[.、:)]?(?=\D))"
)
_TIMES = re.compile(r"(?:(?:\d+|[二兩三四])次(?:\(含\)|含)?以[上下內]|[初首二兩三四]次(?=查獲)|查獲\d次)")
_HUNDRED = re.compile(r"[*xX]100(?:\.0+)?%?(?!\d)")
_TARGETS = re.compile(
    rf"(?:達?目標(?!(?:之|的)?(?:達成|完成))(?:值|數)?(?:為|是|係|訂為|應達|須達|需達|:|=|\(|≥|>=|>|達|之|至少)*{NUMBER}(?:%|\w{{0,2}})?(?:\(含\)|含)?(?:以[上下])?\)?)"
    rf"|目標(?:值|數)?(?:為|是|係|訂為|:)(?:(?!達成|實際|完成)[^\d\W]){{0,20}}?{NUMBER}(?:%|\w)?(?!\d|[\w()]{{0,4}}/)"
    rf"|(?:[≥≤><]=?){NUMBER}%?|{NUMBER}(?:%|[次人名件場])?(?:\(含\)|含)?以[上下內]|(?:應|須|需)達(?:到|成)?{NUMBER}%?"
    rf"|{NUMBER}%?(?:之|的)?(?:目標|標準|門檻)(?:值)?|(?:標準|門檻|基準)(?:(?:值|為|:|=|\()+{NUMBER}%?|{NUMBER}[%次場])"
    rf"|(?:高於|低於|大於|小於|未達|不到|已逾|逾){NUMBER}%|至少{NUMBER}|{NUMBER}%/{NUMBER}%(?!=)"
)
_RATE_NAME = r"[^;；。\n，,、\d]{0,6}率(?:為|是|達|約|:)?\d"  # 提高率75%
_CHANGES = re.compile(
    rf"(?:較(?!前測)|(?<!分)比(?![率例重值]))[^;；。\n，,、]*?(?:{NUMBER}(?:個?百分點|%|\w)?)(?=$|[^\d])"
    rf"|(?:高出|高於|低於|多出|增加|減少|成長|下降|提高|提升|上升|降低|超出|超過|超前|落後|優於|差距|相差|尚?差|增|減)(?!至|到|為|{_RATE_NAME})"
    rf"[^;；。\n，,、\d]{{0,8}}{NUMBER}(?:個?百分點|%)"
)
EXCLUDED = "(?:已|另|可|業)?(?:排除|扣除|剔除|扣減|剔退|不列計|不計入?|不納入|免計|不含)"
_TOTAL_AFTER = "[，,](?:實際?|合|總|共|僅)?計(?!畫)"  # 不列計，實計0項: what counts, not what was left out
_PRIOR_WORDS = ("去年", "前一年", "前1年", "上一年", "上年", "前年", "上期", "前期", "前一期")
_YEAR_ASIDE = re.compile(r"(?<=[去今本前當])\(\d{2,3}\)(?=年)")
# What is left over or left out is neither numerator nor denominator: 餘9人持續媒合, 另有4人尚未到期, 無到期季別2人不計.
_LEFT_OVER = re.compile(
    rf"(?:(?<![\d十百千])(?:餘|剩餘?)下?|(?:其餘|另有|另計|尚有)[^\d;；。\n，,、()%/=]{{0,8}}){NUMBER}(?![\d.]*[\d%/])[^\d;；。\n，,、()%/=]{{0,3}}"
)
_NOT_COUNTED = re.compile(
    r"(?<![^;；。\n，、(])[^;；。\n，、()%/=]*\d[^;；。\n，、()%/=]*(?P<word>不予?列?計|不納入|[不未]予?列入|未納入|免計|予以(?:扣除|排除|剔除)|無[需須庸][^\d;；。\n，、()%/=]{0,4})(?:入|算|計算|列計)?(?=$|[;；。\n，、)])"
)
_EACH = re.compile(r"每(?:(?!完成|均)[^;；。\n，,\d]){0,8}\d+[次場案回]")


def take_out(text: str, own_texts: Iterable[str], reasons: Sequence[str], year: int, *, is_mean: bool = False) -> str:
    """The text with every number blanked that is no figure of the measure. `own_texts` are the measure's official ones: what they
    say of a year before is meant. `reasons` are those of its exclusions, `year` is the form's.
    """
    text = _blank_numbering(_ADDRESSES.sub(" ", text))
    text = _blank_prior(text, "".join(own_texts), year)
    text = _compile_exclusions(tuple(reasons)).sub(" ", text)
    for pattern in (_DATES, _ARTICLES, _ITEMS, _TIMES, _DURATIONS, _HUNDRED, *(() if is_mean else (_EACH,))):
        text = pattern.sub(" ", text)
    return text


def has_numbers(text: str) -> bool:
    """Whether a text holds a digit that is of no date."""
    return re.search(r"\d", _DATES.sub(" ", text)) is not None


def take_out_targets(text: str) -> str:
    """The text without targets, and without by how much a figure is above or below something."""
    return _CHANGES.sub(" ", _TARGETS.sub(" ", text))


def take_out_left_over(text: str, own_texts: Iterable[str]) -> str:
    """The text without the counts of who is left over, and of clauses that say of themselves that they do not count: by words
    that are none of the measure's own, as 未列入 is of 1.3.
    """
    own = "".join(own_texts)
    return _LEFT_OVER.sub(" ", _NOT_COUNTED.sub(lambda found: found[0] if found["word"] in own else " ", text))


def join_years(text: str) -> str:
    """The text with 去(112)年 as 去年."""
    return _YEAR_ASIDE.sub("", text)


def _blank_numbering(text: str) -> str:
    """The text without the numbers of lines that are counted from 1 on, also where a figure follows at once: 3.11/15."""
    lines = text.split("\n")
    numbers = [found and int(found[1]) for found in (re.match(r"(\d)[.、)]", line) for line in lines)]
    if len(lines) < 2 or numbers != list(range(1, len(lines) + 1)):
        return text
    return "\n".join(f"  {line[2:]}" for line in lines)


@lru_cache(maxsize=256)
def _compile_exclusions(reasons: tuple[str, ...]) -> re.Pattern[str]:
    """Counts of what was left out: 排除 死亡 4 人次、遷出 8 人次（原有 103 人次）."""
    count = rf"{NUMBER}(?:[^\d;；。\n，,、()=/]{{0,4}})"
    known = "|".join(sorted(map(re.escape, reasons), key=len, reverse=True)) or "(?!)"
    more = rf"(?:[、及和與](?!分[子母])[^\d;；。\n，,、=/]{{1,20}}{count}|[，,](?:{known})[^\d;；。\n，,、=/]{{0,6}}{count})"
    return re.compile(
        rf"{EXCLUDED}(?:(?!{_TOTAL_AFTER})[^\d;；。\n()]|\([^()\d]*\)){{0,30}}?{count}{more}*(?:者|後)?|\(?原有{count}\)?|(?:{known})[^\d;；。\n，,、=/%]{{0,3}}{count}"
    )


def _blank_prior(text: str, own: str, year: int) -> str:
    """The text without the clauses that speak of a year before, and those that go on with them."""
    # Of a form that tells both, the midterm's figures are the earlier ones.
    known = (*_PRIOR_WORDS, "期中") if "期末" in text else _PRIOR_WORDS
    words = [word for word in known if word not in own.replace(" ", "")]
    # 112年 of a span that ends in 113年, or as a date with its month, is no label of a figure.
    is_span = rf"(?!.{{0,8}}{year}年)(?!\d{{1,2}}(?:月|/\d{{1,2}}(?:日|起|至|-|~|\D{{0,2}}{year})))"
    # Where the measure is itself about the year before, its label says that the figure is meant.
    last = rf"{year - 1}年度?{is_span}" if len(words) == len(known) else rf"{year - 1}年度?(?:之|的)?同期"
    named = re.compile(rf"{'|'.join(words) or '(?!)'}|{last}|{year - 2}年度?(?!\d)")
    kept: list[str] = []
    position = 0
    is_prior = False
    for clause in re.finditer(r"[^;；。\n，、():]+", text):
        between = text[position : clause.start()]
        opens = bool(re.search(r"[;；。\n)]", between))
        if named.search(clause[0]):
            is_prior = True
        elif (
            opens
            or ("，" in between and not re.match(r"分[子母]", clause[0]))
            or re.search(rf"[今本當]年|本期|{year}年", clause[0])
        ):
            is_prior = False
        kept.append(between)
        kept.append(" " * len(clause[0]) if is_prior else clause[0])
        position = clause.end()
    return "".join(kept) + text[position:]
