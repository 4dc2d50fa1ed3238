"""Counts beside the figures, in an office's words: what is left out, sums and their terms, all of them, a lone one.
Each worked out by hand; of each kind also a text with one figure changed, which must be read as it was typed.
"""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.submitted.submitted_form import Filling

from .test_typed_texts import read, show

# measure | text | numerator, denominator, value, attainment
COUNTS = """
3.1 | 機構共6家（凱旋醫院等），均可實際提供戒癮治療服務，達成率100%。 | 6 6 100 -
3.1 | 機構共7家（凱旋醫院等），均可實際提供戒癮治療服務，達成率100%。 | 7 7 100 -
2.11.1 | 4家安置機構（○○之家等）全數辦理教育訓練，達成率100% | 4 4 100 -
2.1 | 2件均依限完成派案(100%) | 2 2 100 -
2.1 | 2件均依限完成派案(90%) | 2 - 90 -
3.1 | 6家均未提供，0% | 6 - 0 -
3.5 | 登載治療紀錄1人（分母為緩起訴附命戒癮治療個案1人）。⏎達成率：100.00% | 1 1 100.00 -
3.5 | 登載治療紀錄1人（分母為緩起訴附命戒癮治療個案2人）。⏎達成率：50.00% | 1 2 50.00 -
4.1.2 | 2.召開9次，均由秘書長主持，達成率100% | 9 9 100 -
4.1.2 | 2.召開9次，均由秘書長主持，8/9 | 8 9 - -
2.5 | 共辦理2團體（A團體6/8人、B團體5/7人），合計11/15＝73.33% | 11 15 73.33 -
2.5 | 共辦理2團體（A團體6/8人、B團體5/7人），合計12/15＝80% | 12 15 80 -
2.5 | A團體：8人中6人⏎B團體：7人中5人⏎合計：15人中11人，73.33% | 11 15 73.33 -
2.5 | A團體：8人中6人⏎B團體：7人中5人⏎合計：15人中10人，66.67% | 10 15 66.67 -
2.5 | 團體1：10人中8人；團體2：10人中8人；計20人中16人，80% | 16 20 80 -
2.5 | 團體1：10人中8人；團體2：10人中7人；計20人中15人，75% | 15 20 75 -
2.5 | A團體6/8、B團體5/7；11/15 | 11 15 - -
1.6 | 轉介後應追蹤4案（另尚未轉介3案、無到期季別2案不列計），每季均完成追蹤者0案，0%。 | 0 4 0 -
1.6 | 轉介後應追蹤4案（另尚未轉介3案、無到期季別2案不列計），每季均完成追蹤者1案，25%。 | 1 4 25 -
1.6 | 應追蹤1案（另2案無到期季別，予以排除），完成0案，0% | 0 1 0 -
1.6 | 應追蹤2案（另1案無到期季別，予以排除），完成0案，0% | 0 2 0 -
1.6 | 9案中扣除尚未轉介3案、無到期季別2案，餘4案，完成0案，0% | 0 4 0 -
1.6 | 9案中扣除尚未轉介3案、無到期季別2案，餘5案，完成1案，20% | 1 5 20 -
1.6 | 9案中扣除尚未轉介3案、無到期季別2案，餘4案，完成1案，0% | 1 4 0 -
3.6.1 | 1.替代治療機構10家，排除無應篩檢個案4家，餘6家中5家達90%以上，83.33% | 5 6 83.33 -
3.6.1 | 1.替代治療機構10家，排除無應篩檢個案4家，餘6家中4家達90%以上，66.67% | 4 6 66.67 -
3.3 | 新收4人次，扣除死亡1人次，分母3人次，滿180天3人次，留置率100% | 3 3 100 -
3.3 | 新收4人次，扣除死亡1人次，分母3人次，滿180天2人次，留置率66.67% | 2 3 66.67 -
3.3 | 新收4人次，其中轉院者1人次予以扣除，新收人次為3人次，2人次持續治療滿6個月，66.67% | 2 3 66.67 -
1.3 | 查獲6人，1人未列入、5人已列入，16.67% | 1 6 16.67 -
1.3 | 查獲6人，2人未列入、4人已列入，33.33% | 2 6 33.33 -
4.9 | 應受採驗人15人，定期採驗2人，達成率13.33%；未到驗13人中，行方不明8人、在監5人 | 2 15 13.33 -
4.9 | 應受採驗人15人，定期採驗3人，達成率20%；未到驗12人中，行方不明8人、在監4人 | 3 15 20 -
3.5 | 14人（6＋8）中8人登載，57.14% | 8 14 57.14 -
3.5 | 14人（6＋8）中7人登載，50% | 7 14 50 -
3.5 | 57.14%。個案14人：前一年度未結案6人、當年度新收8人；已登載8人 | 8 14 57.14 -
3.5 | 57.14%。個案14人：前一年度未結案6人、當年度新收8人；已登載9人 | 9 14 57.14 -
3.3 | 新收15人(留置9人、中斷6人)，60% | 9 15 60 -
4.10 | 112年應移送17件；112年已移送8件，113年已移送2件，計10件，58.82% | 10 17 58.82 -
4.10 | 112年應移送17件；112年已移送8件，113年已移送3件，計11件，64.71% | 11 17 64.71 -
2.5 | 1.篩選符合15人。⏎2.請假0次6人、1次3人、2次2人，合計11人。⏎3.11÷15＝73.33% | 11 15 73.33 -
2.5 | 1.篩選符合15人。⏎2.請假0次6人、1次3人、2次1人，合計10人。⏎3.10÷15＝66.67% | 10 15 66.67 -
1.5 | 應召開1人，尚未召開，0% | - 1 0 -
1.5 | 召開1人，0% | 1 - 0 -
2.1 | 6件通報案件，依限完成派案率83.33% | - 6 83.33 -
2.1 | 依限完成派案5件，派案率83.33% | 5 - 83.33 -
2.1 | 受案7件/依限5件/71.43% | 5 7 71.43 -
2.1 | 受案7件/依限5件/85.71% | 7 5 85.71 -
2.1 | 完成7件/應辦5件/71.43% | 7 5 71.43 -
2.9 | 應轉介10人，轉介率80%，2人失聯 | - 10 80 -
2.9 | 應轉介10人，已轉介2人，轉介率80% | 2 10 80 -
3.1 | 去（112）年同期為61.3%；本年機構10家，實際提供5家，比率50.00%。 | 5 10 50.00 -
3.1 | 達成率69.57%（116%） | - - 69.57 116
3.3 | 新收103人次，其中死亡4人次予以排除，尚餘99人次，留置66人次，66.67% | 66 99 66.67 -
3.3 | 新收103人次，其中死亡4人次予以排除，尚餘98人次，留置66人次，67.35% | 66 98 67.35 -
3.4 | 10家均已訪查，其中2家有改善建議，100% | 10 10 100 -
3.4 | 10家均已訪查，其中2家有改善建議，20% | 2 10 20 -
2.8 | 應辦8次、已辦6次，75% | 6 8 75 -
2.8 | 應辦8次、已辦4次，75% | 4 8 75 -
2.7 | 完成前後測8人，其中6人提高，提高率75% | 6 8 75 -
2.7 | 完成前後測8人，其中6人提高，提高率76% | 6 8 76 -
2.7 | 6/8=75%，較去年提高5% | 6 8 75 -
2.8 | 6/8，四分之三 | 6 8 - -
2.8 | 八場次出席六場次，七成五 | 6 8 75 -
"""


@pytest.mark.parametrize("line", COUNTS.strip().splitlines())
def test_counts_beside_the_figures(line: str) -> None:
    measure, text, wanted = (part.strip() for part in line.split(" | "))
    found = read(measure, text.replace("⏎", "\n"))
    figures = (found.numerator, found.denominator, found.value, found.attainment)
    assert (" ".join(map(show, figures)), found.filling) == (wanted, Filling.FIGURES)


@pytest.mark.parametrize("text", ["A團體6/8人、B團體5/7人", "A團體6/8、B團體5/7；12/15", "6/8，四分之一"])
def test_fractions_of_which_none_is_the_total(text: str) -> None:
    assert read("2.5", text).filling is Filling.UNREADABLE


PENDING = ("資料彙整中", "尚待統計", "統計中", "（俟教育處提供）", "目前尚在統計", "待教育處提供資料", "數據蒐集中")


@pytest.mark.parametrize("text", PENDING)
def test_figures_that_are_yet_to_come(text: str) -> None:
    assert read("3.3", text).filling is Filling.BLANK
    assert read("4.2.1", f"12個月：{text}\n18個月：1/20").filling is Filling.BLANK


@pytest.mark.parametrize(
    ("measure", "text", "wanted"),
    [
        ("4.1.2", "2.尚未召開", "0 - -"),
        ("2.2", "尚未建立", "0 - 0"),
        ("4.11", "無", "0 - 0"),
        ("4.4", "尚未發展處遇方案。", "0 - 0"),
        ("3.2", "本縣無特色方案", "0 - 0"),
        ("4.3.2", "1.5/6\n2.無", "0 - -"),
    ],
)
def test_that_nothing_was_done_yet_is_nought(measure: str, text: str, wanted: str) -> None:
    found = read(measure, text)
    assert " ".join(map(show, (found.numerator, found.denominator, found.value))) == wanted
    assert found.says_none


@pytest.mark.parametrize("text", ["無異常", "無資料", "無窒礙難行之處", "特色方案資料彙整中"])
def test_that_something_else_is_absent_is_no_nought_of_items(text: str) -> None:
    assert read("3.2", text).numerator is None


@pytest.mark.parametrize("text", ["尚未完成統計", "無異常", "尚未達成", "尚未召開3次", "均已召開"])
def test_that_something_else_is_not_done_is_no_nought(text: str) -> None:
    found = read("4.1.2", f"2.會議{text}")
    assert found.numerator is None or found.numerator.text != "0"


def test_nothing_due_and_no_case() -> None:
    assert read("2.9", "本期追蹤輔導１人，就學中１人無需轉介，應轉介０人，不適用。").says_none
    assert not read("2.9", "本期追蹤輔導１人，應轉介1人，不適用。").says_none
    assert not read("2.9", "分子：1；分母：0\n無個案").says_none
    assert not read("2.9", "本期追蹤輔導１人，就學中１人無需轉介，應轉介1人，不適用。").says_none
    assert read("4.3.2", "目標值1：5/6\n目標值2：無（本期無符合條件對象）").says_none
