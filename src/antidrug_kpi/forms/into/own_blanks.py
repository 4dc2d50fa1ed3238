"""Whether a cell of a form holds nothing but what this program itself wrote of measures without data."""

from __future__ import annotations

import re

from antidrug_kpi.forms.attainment_cell import TO_WRITE
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status

_LONGEST = 4_000
_WORDS = "|".join(STATUS_WORDS[status] for status in (Status.NO_DATA, Status.WITHHELD))
# A measure's line: where there are several, its number and title; then the marked blank, of which a control's text is not read,
# or the status as earlier forms said it.
_SAID = rf"{re.escape(TO_WRITE)}|(?:{_WORDS})(?:；剔退 [\d,]+ 列)?"
_MEASURE = re.compile(rf"(?:(?:\d+\.|\(\d+\)).+[：:](?:{_SAID})?|{_SAID})")
# Below it the reasons, as `measures` says them.
_REASON = re.compile(
    r"缺清冊「[^」]+」|「[^」]+」缺(?:欄位|可用的)?「.+」"
    r"|「.+」的資料列全數剔退，沒有可採計的資料|「[^」]+」有無法讀取的部分（.+）.*"
    r"|「[^」]+」的「[^」]+」經過遮蔽，.+|本項視縣市而定，請以 --jurisdiction 指定縣市|嚴格模式：有 [\d,]+ 列剔退，不提供數字"
)


def is_own_blank(text: str) -> bool:
    """Whether a cell is empty, or each of its lines is a measure's marked blank, 資料未備, or one of the reasons for it."""
    lines = [line.strip() for line in text[:_LONGEST].splitlines() if line.strip()]
    if not lines:
        return not text.strip()
    is_measure = [_MEASURE.fullmatch(line) is not None for line in lines]
    return (
        len(text) <= _LONGEST
        and is_measure[0]
        and all(known or _REASON.fullmatch(line) is not None for known, line in zip(is_measure, lines, strict=True))
    )
