"""Texts of forms that eight offices' clerks could have typed: prose, bullets, Chinese numerals, labelled lines, tabs, 母數.
Each worked out by hand; of each kind also a text with one figure changed, which must be read as it was typed.
"""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.forms.submitted.submitted_form import Filling

from .test_typed_texts import PLAN, read, show

# measure | text | numerator, denominator, value, attainment
TEXTS = """
2.5 | 本年度參加家屬團體計125人，其中出席達標準101人，參與達成率為80.80%，達目標值之101.00% | 101 125 80.80 101.00
2.5 | 本年度參加家屬團體計125人，其中出席達標準102人，參與達成率為80.80%，達目標值之101.00% | 102 125 80.80 101.00
2.5 | 本年度參加家屬團體計125人，其中出席達標準101人，參與達成率為82.55%，達目標值之101.00% | 101 125 82.55 101.00
2.7 | 完成前測及後測之家屬計104人，其中後測較前測提升53人，意願達成率為50.96% | 53 104 50.96 -
2.7 | ◎意願達成率：後測較前測提升 54 人 ／ 完成前測及後測之家屬 104 人 ＝ 50.96 ％ | 54 104 50.96 -
3.3 | 留置率64.86%，達目標值之99.79% | - - 64.86 99.79
3.3 | 168/259=64.86%，已達目標之65% | 168 259 64.86 -
3.3 | 分子一百六十八人次，分母二百五十九人次，六四．八六％ | 168 259 64.86 -
3.3 | 留置率百分之六五．二 | - - 65.2 -
3.3 | 廿一人次／卅五人次，六○％ | 21 35 60 -
3.7 | 毒品施用者一千二百三十四人，接受愛滋病毒篩檢諮詢一千一百二十七人，篩檢諮詢率百分之九十一點三三。 | 1127 1234 91.33 -
4.7 | 講習課程十八場，納入藥愛及愛滋防治內容十七場，納入比率百分之一百點零零。 | 17 18 100.00 -
4.6.1.2 | （二）二次以上查獲二次（含）以上應講習131人次，實際參與講習85人次，出席率64.12％。 | 85 131 64.12 -
4.6.1.2 | A-2 二次以上：查獲二次（含）以上應講習	1人次	實際參與講習	0人次	出席率	0.0% | 0 1 0.0 -
3.3 | 168人次¹／259人次²＝64.86%³ | 168 259 64.86 -
3.3 | 168／（272－13）＝64.86％ | 168 259 64.86 -
3.3 | 168／（272－12）＝64.86％ | 168 260 64.86 -
3.3 | 新收259人次、留置168人次、離開91人次，留置率64.86%、流失率35.14% | 168 259 64.86 -
3.4 | 應訪查19家，已訪查17家(89.47%)，未訪查2家(10.53%) | 17 19 89.47 -
2.1 | 通報304件，逾期2件，依限派案率99.34% | - 304 99.34 -
2.1 | 通報304件，逾期3件，依限派案率99.34% | 3 304 99.34 -
2.1 | 通報304件，依限派案2件，依限派案率99.34% | 2 304 99.34 -
"""


@pytest.mark.parametrize("line", TEXTS.strip().splitlines())
def test_figures_of_a_clerks_text(line: str) -> None:
    measure, text, wanted = (part.strip() for part in line.replace("\\t", "\t").split(" | "))
    found = read(measure, text)
    figures = (found.numerator, found.denominator, found.value, found.attainment)
    assert (" ".join(map(show, figures)), found.filling) == (wanted, Filling.FIGURES)


@pytest.mark.parametrize("text", ["留置率64.86%、流失率36.14%，168/259", "留置率○．○％，流失率35.14%，168/259，64.86%、70%"])
def test_a_share_of_something_else_contradicts_where_the_two_are_not_the_whole(text: str) -> None:
    assert read("3.3", text).filling is Filling.UNREADABLE


@pytest.mark.parametrize("text", ["○％", "分子○人次／分母○人次＝○．○％", "尚未取得資料", "尚未收到資料"])
def test_blanks_and_what_is_yet_to_come(text: str) -> None:
    assert read("3.3", text).filling is Filling.BLANK


# The text, and below it the measures' parts.
DIVIDED = """
4.12 | 【目標1】件數：1項⏎辦理情形：已完成⏎【目標2】件數：3種⏎辦理情形：已完成媒體通路宣導
| 4.12.1=【目標1】件數：1項⏎辦理情形：已完成 4.12.2=【目標2】件數：3種⏎辦理情形：已完成媒體通路宣導
4.1 | 2.63.64%⏎3.高出27.58個百分點
| 4.1.2=2.63.64% 4.1.3=3.高出27.58個百分點
4.6 | 1) 1項⏎1-1) 初次 75.0％⏎1-2) 再次 100.0％⏎2) 減少4.44個百分點
| 4.6.1.0=1) 1項 4.6.1.1=1-1) 初次 75.0％ 4.6.1.2=1-2) 再次 100.0％ 4.6.2=2) 減少4.44個百分點
"""


@pytest.mark.parametrize("case", DIVIDED.strip().replace("\n|", " |").splitlines())
def test_whose_part_of_a_cell_is_which(case: str) -> None:
    indicator_id, text, wanted = (part.strip() for part in case.split("|"))
    indicator = next(part for part in PLAN.indicators if part.id == indicator_id)
    found = divide_cell(indicator, text.replace("⏎", "\n"))
    assert " ".join(f"{name}={found[name].original}" for name in sorted(found)).replace("\n", "⏎") == wanted
