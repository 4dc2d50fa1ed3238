"""How many are wanting for the target, in the words of an office: 尚差2人, 短缺5人次, 再1名即達標, 距目標3件."""

from __future__ import annotations

import re

from antidrug_kpi.forms.submitted.other_numbers import NUMBER

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
