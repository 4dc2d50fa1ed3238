"""What is said of the target in the words of an office: 達成率102.56%, 達目標值之99.79%, 尚差2人, 再1名即達標, 距目標3件."""

from __future__ import annotations

import re

from antidrug_kpi.forms.submitted.other_numbers import NUMBER

_RATE = "達成(?:率|度|比率|比例|百分比)"
ATTAINMENT = re.compile(
    rf"(?:目標值?(?:之|的)?)?(?:{_RATE}|(?:目標)(?:完成)率|達成目標(?:值)?(?:之|的)?)[^\d;；。\n，,/]{{0,14}}"
    rf"(?P<number>-?{NUMBER})(?:%(?!(?:\(含\)|含)?以[上下內])(?:[/*]{NUMBER}%?)*(?:=(?P<result>{NUMBER})%?)?|(?![\d.%]|[^\d;；。\n，,%=]{{0,6}}/|\w))"
)
# 66.67%÷65%=102.57%: what a value over its target comes to.
OVER_TARGET = re.compile(rf"(?<=%)/{NUMBER}%=(?P<number>{NUMBER})%")
# 達目標15案之174.07%: of the target, whose number stands before it.
OF_TARGET = re.compile(rf"達?[成到]?目標(?:值|數)?為?{NUMBER}(?:%|[^\W\d之的]{{0,3}})[之的](?P<number>{NUMBER})%")
# 達目標值之99.79%: the attainment, unless it is the target itself that was reached.
TOWARDS_TARGET = re.compile(rf"達[到成]?目標(?:值|數)?[之的](?P<number>{NUMBER})%")

_COUNT = rf"(?P<number>(?<![\d.]){NUMBER})(?![\d.,]*(?:\d|%|個?百分點))"
_APART = r"[^\d;；。\n，,%]"
_UNIT = r"[^\d;；。\n，,、()%/=]"
_TARGET = "(?:目標值?|標準)"
# 再犯, 再次 and the like speak of other things than what is yet to come.
_MORE = "再(?![犯次度入用施吸查受])"
# 再1次追輔即達標 counts no subjects.
_NO_TIMES = "(?!次)"

SHORTFALLS = (
    re.compile(
        rf"{_MORE}{_APART}{{0,8}}?{_COUNT}{_NO_TIMES}{_UNIT}{{0,12}}?(?:[即就便才始方可能會]+達(?:[到成至])?|達[到成]?(?=標|{_TARGET}))"
        rf"(?:標|{_TARGET})?(?:{NUMBER}%(?:以上)?)?"
    ),
    re.compile(rf"(?:距離?|離)(?:達[成到]?)?{_TARGET}(?:[尚還仍]?(?:有|差|缺|需|少))?{_APART}{{0,4}}?{_COUNT}{_UNIT}{{0,3}}"),
    re.compile(
        rf"(?:(?:尚|還|仍|再)(?:差|缺|不足|少|需|須|欠|待|短少|短缺)(?:再|要)?(?:增加|減少|完成|補)?|短少|短缺|差額|不足|差距|相差|差|減少"
        rf"|(?<![^;；。\n，,、(])缺(?![席課勤失乏額曠])){_APART}{{0,10}}?{_COUNT}{_UNIT}{{0,3}}"
    ),
)
"""What stands around the number, the surest first; each has the group `number`."""
