"""The headings of an office's form: which column is meant, with certainty or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from antidrug_kpi.forms.into.form_words import normalise
from antidrug_kpi.plans.windows import FormColumn
from antidrug_kpi.registers.cells.squeezing import squeeze

_AND = "[及與暨和]"
_RATE = "(?:目標)?達成(?:率|比率|比例|百分比)"
# What an office calls the annex's columns in other words that leave no doubt, without brackets, marks and the report's own time.
_SURE = {
    "indicator": "(?:年度|工作|計畫)?(?:衡量|績效|評估|評核|考核|評鑑|關鍵)*指標(?:名稱|內容|項目|內涵)?"
    f"(?:{_AND}(?:目標值?|計算公式|計算方式|公式|說明))*|衡量項目|KPI(?:指標)?",
    "attainment": "(?:目標值?|衡量|績效|指標|實際|整體)*(?:達成|完成)(?:情形|情況|狀況|成果|結果)(?:說明)?"
    f"(?:{_AND}?{_RATE})?(?:{_AND}?說明)?|{_RATE}{_AND}(?:目標)?達成(?:情形|情況)(?:說明)?"
    f"|(?:辦理|執行|實施)(?:情形|情況|成果|成效|結果){_AND}{_RATE}",
    "progress": "(?:執行|辦理|達成|目標|指標|目前)?(?:進度)?自(?:我)?評(?:估|核|量)?(?:執行)?(?:進度|結果|情形)?",
}
# What says it only in a table that has 自評進度 beside it.
_LIKELY = re.compile(
    f"(?:實際|整體)?(?:辦理|執行|推動|實施)(?:情形|情況|成果|成效|結果|狀況)(?:{_AND}?(?:成果|成效|結果|說明))?|(?:執行|辦理)進度{_AND}(?:成果|成效)"
)
# Columns of an office's own table that hold one figure each. 達成率 may be the value; which of the two it is its number tells.
_COUNTED = "(?:數值?|值|人[次數]|件數|場次|家數|校數)?(?:[A-Z])?"
_FIGURES = {
    "numerator": f"分子{_COUNTED}|[^分]{{1,12}}[(（]分子[)）]",
    "denominator": f"分母{_COUNTED}|[^分]{{1,12}}[(（]分母[)）]",
    "counts": f"分子{_AND}?分母(?:數值?|值)?",
    "turned": f"分母{_AND}?分子(?:數值?|值)?",
    "rate": "(?:目標|實際|指標)*達成(?:率|度|比率|比例|百分比)",
    "value": "(?:實際|指標)(?:達成|完成|執行)?(?:數?值|數|百分比|比率|比例)|(?:實際|指標)(?:完成|執行)率"
    "|(?:目標)?達成(?:數值?|值)|(?:完成|計算)(?:率|比率|比例|百分比|值|結果)|百分比|百分率|比率|比例|數值",
}
_REMARK = re.compile("(?:補充|達成情形|辦理情形|數據|計算|填報)?(?:說明|備註|附註|備考)")
# Brackets that tell how to fill a column, and change nothing of which column it is.
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_GUIDANCE = re.compile(
    "$|含|包含|包括|請|應|如|需|須|單位|%|以|敘明|說明|勾選|擇一|單選|填|量化|質化|分子|分母|達成率|計算|公式|詳|參|見|依|附|累計|超前|註|[A-Z\\d]$"
)
# No heading is longer; what is longer is read no further.
LONGEST = 200
_HALF_YEAR = 6
# A part of the report's time over columns of figures: 1-6月, 上半年, 第3季.
_MONTHS = re.compile(r"(?:(?P<first>\d{1,2})月?[-至到~～–—])?(?P<last>\d{1,2})月")
_OTHER_PART = re.compile("下半年|第[一二三四1-4]季|Q[1-4]")
_OTHER_SPAN = "[上前去]一?(?:年|期|次|季|半年)|\\d季|第.季"


@dataclass(frozen=True)
class Headings:
    """The annex's columns; the plan's year, the report's name and last month, which headings repeat; the other reports' names."""

    columns: Sequence[FormColumn]
    year: int
    report: str
    month: int
    others: Sequence[str] = ()
    reads_figures: bool = False
    """Whether columns of one figure each are looked for, beside the annex's."""
    takes_figures: bool = False
    """Whether such columns alone make a table of attainment."""

    @cached_property
    def time(self) -> str:
        """A pattern of the words for the report's own time: 113年度, 期末, 截至12月底."""
        this_time = f"{self.year}年度?|{re.escape(self.report)}|(?:1月?至?)?{self.month}月(?:底|份|止)?"
        return f"截至|{this_time}|本年度?|本期|當年度?|全年度|(?<!\\d)年度"

    @cached_property
    def _exact(self) -> dict[str, str]:
        return {normalise(column.text): column.role for column in self.columns}

    @cached_property
    def _sure(self) -> dict[str, re.Pattern[str]]:
        return {role: re.compile(pattern) for role, pattern in _SURE.items() if self.has(role)}

    @cached_property
    def _other(self) -> str:
        return "|".join((_OTHER_SPAN, *map(re.escape, self.others)))

    def read_role(self, text: str) -> str | None:
        """The role of the column under a heading; none where it is another one, or not certain."""
        if not text or len(text) > LONGEST:
            return None
        if text not in self._roles:
            self._roles[text] = self._find_role(text)
        return self._roles[text]

    @cached_property
    def _roles(self) -> dict[str, str | None]:
        """What was found before: every cell of a form is looked at, and many say the same."""
        return {}

    def _find_role(self, text: str) -> str | None:
        exact = self.read_exact(text)
        if exact is not None:
            return exact
        bare = self._strip(text)
        if bare in self._exact:
            return self._exact[bare]
        return next((role for role, pattern in self._sure.items() if pattern.fullmatch(bare)), None)

    def read_exact(self, text: str) -> str | None:
        """The role of a column whose heading is the annex's own."""
        return self._exact.get(normalise(text)) if len(text) <= LONGEST else None

    def read_figure(self, text: str) -> str | None:
        """The figure that alone stands in the column under a heading: numerator, denominator, counts (both), value, rate."""
        if not text or len(text) > LONGEST or self.read_role(text) is not None or self.is_other_time(text):
            return None
        whole = re.sub(rf"^(?:{self.time})+", "", squeeze(text))
        writings = (normalise(whole), whole, self._strip(text))
        return next((role for role, words in _FIGURES.items() if any(re.fullmatch(words, each) for each in writings)), None)

    def is_remark(self, text: str) -> bool:
        """Whether a heading is that of remarks, in which figures may be told beside the annex's column."""
        return len(text) <= LONGEST and _REMARK.fullmatch(self._strip(text)) is not None

    def is_target(self, text: str) -> bool:
        """Whether a heading is the target's, so that what stands under it is none of the office's figures."""
        return re.match("(?:年度|預期|預定)?目標(?!達成|完成)", self._strip(text[:LONGEST])) is not None

    def is_likely(self, text: str) -> bool:
        """Whether a heading means the attainment in a table that has 自評進度 beside it."""
        return len(text) <= LONGEST and _LIKELY.fullmatch(self._strip(text)) is not None

    def is_like_progress(self, text: str) -> bool:
        """Whether a heading could mean 自評進度; only boxes in the column below make it certain."""
        return len(text) <= LONGEST and re.search("進度|自評|自我評", self._strip(text)) is not None

    def is_other_time(self, text: str) -> bool:
        """Whether a table's title names another report or year and not this one."""
        whole = normalise(text[:LONGEST])
        rest = re.sub(self.time, "", whole)
        other_year = re.search("\\d{2,3}年", rest) is not None and f"{self.year}年" not in whole
        return other_year or (re.search(self._other, rest) is not None and self.report not in whole)

    def is_apart(self, text: str) -> bool:
        """Whether columns under a heading are none of this report's figures: the target's, another time's or a part's."""
        return self.is_target(text) or self.is_other_time(text) or self._is_part_of_time(squeeze(text[:LONGEST]))

    def is_share(self, text: str) -> bool:
        """Whether a heading that may be the attainment's calls its figure a share."""
        return re.search("比率|比例|百分比", text[:LONGEST]) is not None

    def _is_part_of_time(self, text: str) -> bool:
        if "上半年" in text:
            return self.month > _HALF_YEAR
        months = [(int(found["first"] or 0), int(found["last"])) for found in _MONTHS.finditer(text)]
        is_whole = any(last == self.month and first in {0, 1} for first, last in months)
        return _OTHER_PART.search(text) is not None or (bool(months) and not is_whole)

    def has(self, role: str) -> bool:
        """Whether the annex's table has such a column."""
        return any(column.role == role for column in self.columns)

    def name(self, role: str) -> str:
        """The annex's heading of a column."""
        return next(column.text for column in self.columns if column.role == role)

    def _strip(self, text: str) -> str:
        """A heading without the time that the report is about anyway, and without brackets that only guide."""
        bare = normalise(_BRACKETS.sub(self._keep_meaning, squeeze(text)))
        return re.sub(f"^(?:{self.time})+", "", bare)

    def _keep_meaning(self, bracket: re.Match[str]) -> str:
        rest = re.sub(self.time, "", normalise(bracket[1]) or bracket[1])
        return "" if _GUIDANCE.match(rest) and not re.search(f"\\d年|{self._other}", rest) else bracket[0]
