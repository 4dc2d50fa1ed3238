"""Texts of a fifth set of forms: numbers broken by lines, blanks and wide commas, parts the other way round, figures of one kind
that contradict each other. Each worked out by hand; what cannot be read must never be left out in silence.
"""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.forms.submitted.normal_text import normalise_cell
from antidrug_kpi.forms.submitted.submitted_form import Filling

from .test_typed_texts import PLAN, read, show


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("完成1,\n127人次", "完成1,127人次"),
        ("講習1,2\n34人次", "講習1,234人次"),
        ("講習1,23\n4人次", "講習1,234人次"),
        ("比率：91.\n33%", "比率:91.33%"),
        ("比率為9.\n33%", "比率為9.33%"),
        ("1.\n33%", "1.\n33%"),  # an item's number in a line of its own
        ("共3場，詳附件2.\n33%", "共3場，詳附件2.\n33%"),
        ("31 38", "31 38"),
        ("31 380%", "31 380%"),
        ("１３，２００", "13，200"),  # by the contract a comma of full width is punctuation
        ("４／５，１００％", "4/5，100%"),
        ("4/5，100%", "4/5，100%"),
        ("12，120校", "12，120校"),
    ],
)
def test_a_number_in_pieces(typed: str, wanted: str) -> None:
    assert normalise_cell(typed).text == wanted


# measure | text | numerator, denominator, value, attainment
FIGURES = """
3.3 | 分母／分子：259／168，64.86% | 168 259 64.86 -
3.3 | 分母/分子（人次）=259人次/168人次 | 168 259 - -
3.3 | 分子／分母：168／259，64.86% | 168 259 64.86 -
3.3 | 分母及分子分別為259、168，64.86% | 168 259 64.86 -
2.7 | 家屬支持修復關係意願提高人數／完成前後測之總人數＝53／72＝73.6％ | 53 72 73.6 -
2.7 | 完成前後測之總人數／家屬支持修復關係意願提高人數＝72／53，73.6％ | 53 72 73.6 -
3.3 | <分母>259人次⏎<分子>168人次⏎64.86% | 168 259 64.86 -
2.3.1 | 1.平均服務案量：全年累計服務2,271案，社工人員71人月，每名社工人員每月平均服務31.99案 | 2271 71 31.99 -
1.6 | 實際值：39.4%⏎計算式：4/11*100%⏎達成率：36% | 4 11 39.4 36
1.6 | 男生10人、女生20人，計30人，應追蹤40人，75% | 30 40 75 -
3.3 | 達成率：64.86%，目標達成率：99.8% | - - 64.86 99.8
3.2 | 一份 | 1 - 1 -
3.3 | 分子168人次，分母259人次，○．○○％ | 168 259 - -
3.3 | ○．九六％ | - - 0.96 -
"""


@pytest.mark.parametrize("line", FIGURES.strip().splitlines())
def test_figures_of_a_text(line: str) -> None:
    measure, text, wanted = (part.strip() for part in line.replace("⏎", "\n").split(" | "))
    found = read(measure, text)
    figures = (found.numerator, found.denominator, found.value, found.attainment)
    assert (" ".join(map(show, figures)), found.filling) == (wanted, Filling.FIGURES)


CONTRADICTIONS = """
4.10 | 237/287=82.58%，達成率117.97%，達成率118.97% | 117.97、118.97
2.9 | 158/321=49.22%，達成率49.22%，達成率94.22% | 49.22、94.22
3.3 | 達成率99.79%，達成率98% | 99.79、98
2.3.1 | 1.每月平均2,271案/71人月=31.99案，達成率106.6%；達成率103% | 106.6、103
3.3 | 實際值39.4%⏎計算式：4/11=36.36% | 39.4、36.36
1.2 | 113年：934/87,188=1.07%⏎112年：849/87,990=1.02% | 849/87990、1.02%
4.6.2 | 2.B/A=38/63=61.32%；D/C=39/62=62.90%；60.32%－62.90%＝－2.59% | 38/63、61.32%
4.1.3 | 3.自籌款3,750,000元，中央補助20,612,000元，自籌比率16.39%，差0.39個百分點 | 3750000/(20612000+3750000)、16.39%
"""


@pytest.mark.parametrize("line", CONTRADICTIONS.strip().splitlines())
def test_two_figures_of_one_kind_are_never_one(line: str) -> None:
    measure, text, said = (part.strip() for part in line.replace("⏎", "\n").split(" | "))
    found = read(measure, text)
    assert (found.filling, found.contradiction) == (Filling.UNREADABLE, said)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.A=103、B=85、C=153、D=69，B/A－D/C＝37.43%。", "37.43"),
        ("2. B/A=14/27、D/C=39/62，-11.05%", "-11.05"),
        ("2.B/A=38/63=60.32%；D/C=39/62=62.90%；60.32%－62.90%＝－2.59%", "-2.59"),
        ("2.B/A=38/63=60.32%；D/C=39/62=62.90%", "-"),
    ],
)
def test_the_difference_of_two_shares_without_a_word(text: str, value: str) -> None:
    found = read("4.6.2", text)
    assert (show(found.value), found.filling) == (value, Filling.FIGURES)


# The text, and below it the measures' parts.
DIVIDED = """
2.3 | 每名社工每月平均：1,149案/36人月=31.92案⏎每名社工當年新進案：78案/6人=13.00案
| 2.3.1=每名社工每月平均：1,149案/36人月=31.92案 2.3.2=每名社工當年新進案：78案/6人=13.00案
2.11 | 機構5家，已辦理訓練3家，60.0%⏎辦理中
| 2.11.1=機構5家，已辦理訓練3家，60.0%⏎辦理中
2.3 | 18. 平均服務案量：31.99案⏎19. 新進案：26.83案
| 2.3.1=18.平均服務案量：31.99案 2.3.2=19.新進案：26.83案
4.6 | 二次以上：84/131=64.12%⏎A=54、B=34、C=153、D=69
| 4.6.1.2=二次以上：84/131=64.12% 4.6.2=A=54、B=34、C=153、D=69
4.12 | 1.已置於網站。2.3種媒體，達成率150%。
| 4.12.1=1.已置於網站。 4.12.2=2.3種媒體，達成率150%。
"""


@pytest.mark.parametrize("case", DIVIDED.strip().replace("\n|", " |").splitlines())
def test_whose_part_of_a_cell_is_which(case: str) -> None:
    number, text, wanted = (part.strip() for part in case.split(" | "))
    indicator = next(indicator for indicator in PLAN.indicators if indicator.id == number)
    parts = divide_cell(indicator, text.replace("⏎", "\n"))
    shown = " ".join(f"{name}={parts[name].original}" for name in (measure.id for measure in indicator.measures) if name in parts)
    assert shown.replace("\n", "⏎").replace(" ", "") == wanted.replace(" ", "")


def test_an_items_number_right_before_a_count() -> None:
    found = read("4.12.2", "1.已置於網站。2.3種媒體，達成率150%。")
    assert (show(found.numerator), show(found.attainment)) == ("3", "150")
