"""What is read of a cell's text, each worked out by hand: measure, text; numerator, denominator, value, attainment, shortfall."""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.submitted.division.cell_division import divide_cell
from antidrug_kpi.forms.submitted.figure_texts import read_figures
from antidrug_kpi.forms.submitted.read_progress import find_progress
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures, TypedNumber
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")
NOT_SPOKEN_OF = SubmittedFigures()

FIGURES = """
3.3 | 分子66/分母99=66.67% | 66 99 66.67 - -
3.3 | 66÷99＝66.7％ | 66 99 66.7 - -
3.3 | 達成率102.6% | - - - 102.6 -
4.8 | 共 83 人(97.6%) | 83 - 97.6 - -
4.8 | 4/5，100% | 4 5 100 - -
4.9 | 採驗達成率69.75%（505/724） | 505 724 69.75 - -
2.5 | 101人/125人，達成率80.8%，目標達成率101% | 101 125 80.8 101 -
3.3 | 六十六人次／九十九人次，百分之六十六點六七 | 66 99 66.67 - -
3.3 | ９９人次中有６６人次留置，留置率６６．６７％ | 66 99 66.67 - -
3.3 | 99分之66 | 66 99 - - -
3.3 | 66／99 ＝ 0.6667 | 66 99 66.67 - -
3.3 | (66/99)×100% = 66.67 %，達成率 102.56 %，超前 | 66 99 66.67 102.56 -
3.3 | 分子/分母：66/99=66.67% | 66 99 66.67 - -
3.3 | 66.67%（66/99），達成率=66.67%/65%=102.57% | 66 99 66.67 102.57 -
3.3 | 112年7月1日至113年6月30日新收103人次，扣除死亡4人次，分母99人次，留置66人次，留置率66.67% | 66 99 66.67 - -
3.3 | 留置率66.67%(66/99)，較去年(60/90=66.6%)增加0.07個百分點 | 66 99 66.67 - -
3.3 | 112年60/90=66.67%，113年66/99=66.67% | 66 99 66.67 - -
3.3 | 留置率66.67%（目標65%以上），已達成目標。 | - - 66.67 - -
3.3 | 分子 168 人次／分母 259 人次＝64.86%；排除 死亡 5 人次、遷出 8 人次（原有 272 人次）；尚差 1 人次 | 168 259 64.86 - 1
4.9 | 應採驗724人，實際採驗505人，採驗率69.75%，未達目標70%，尚差2人 | 505 724 69.75 - 2
4.9 | 依「毒品危害防制條例」第25條，應採驗724人，實際採驗505人，69.75%，較112年度68.2%提升1.55個百分點 | 505 724 69.75 - -
4.8 | 完成4小時繼續教育志工人數83人÷志工人數85人×100%＝97.65% | 83 85 97.65 - -
2.9 | 應轉介499人、實際轉介487人(97.6%)；無需轉介：移案46人、死亡33人 | 487 499 97.6 - -
2.1 | 通報308件，扣除尚未到期4件，計304件，依限派案302件，99.34% | 302 304 99.34 - -
4.10 | 前年度應移送287件，已移送237件，82.58% | 237 287 82.58 - -
1.3 | 3/26=11.54%，未超過15%，達成率100% | 3 26 11.54 100 -
3.3 | 60/99=60.61%，再5人次即達標 | 60 99 60.61 - 5
3.3 | 60/99=60.61%，差 5 人次達標 | 60 99 60.61 - 5
3.3 | 60/99=60.61%，尚差5人 | 60 99 60.61 - 5
3.3 | 留置60人次，新收99人次，60.61%，若再增加5人次就能達成目標 | 60 99 60.61 - 5
3.3 | 60/99=60.61%，只要再5人次即達65% | 60 99 60.61 - 5
3.3 | 60/99=60.61%，距目標5人次 | 60 99 60.61 - 5
3.3 | 60/99=60.61%，短缺5人次 | 60 99 60.61 - 5
3.3 | 66/99=66.67%，再犯2人達半數 | 66 99 66.67 - -
4.3.1 | 1.追輔總人數12人，頻次達成率65%以上者9人，75%，再1次追輔即達標 | 9 12 75 - -
4.4 | 已發展1項，再1項即達標 | 1 - 1 - 1
2.3.1 | 平均服務31.99案(2,271案/71人月)；新進26.83案 | 2271 71 31.99 - -
4.3.2 | 1.涵蓋率96.16% 2.平均追輔10.07次/人(17,629人次/1,751人) | 17629 1751 10.07 - -
4.12.2 | 1.已置於網站1項 2.透過電視、廣播、報紙3種媒體，0800-770-885專線 | 3 - 3 - -
4.4 | 已發展處遇方案1項，辦理團體12場次、服務35人次 | 1 - 1 - -
4.4 | 一項 | 1 - 1 - -
1.6 | 應追蹤個案計5人，完成追蹤者0人，達成率0%（另有2人未到期季別） | 0 5 0 - -
1.6 | 應追蹤7人，完成7人，追蹤率100%。無到期季別3人不予計列。 | 7 7 100 - -
1.6 | 應追蹤6人，均尚未完成當季追蹤（0人），追蹤率0.00%。尚未轉介1人及無到期季別4人不列計。 | 0 6 0.00 - -
1.6 | 應追蹤100人，已追蹤50人，追蹤率50% | 50 100 50 - -
2.5 | 符合參加團體者31人，其中請假2次（含）以內者0人，0% | 0 31 0 - -
2.5 | 符合參加團體者31人，其中請假二次以內者25人，80.65% | 25 31 80.65 - -
4.3.1 | 1.追輔總人數12人，頻次達成率65%（含）以上者0人，涵蓋率0.0% | 0 12 0.0 - -
4.3.1 | 1.追輔總人數12人，頻次達成率65%以上者9人，涵蓋率75% | 9 12 75 - -
2.1 | 通報308件，依限派案302件，補件6件不列計，98.05% | 302 308 98.05 - -
3.3 | 新收99人次，另有2人次死亡不計，留置66人次，66.67% | 66 99 66.67 - -
3.3 | 新收99人次、轉院2人次不計，留置66人次，66.67% | 66 99 66.67 - -
2.9 | 應轉介12人，已轉介3人，轉介率25%，其餘9人媒合中 | 3 12 25 - -
2.9 | 應轉介20人，已轉介5人，轉介率25%，尚有15人未轉介 | 5 20 25 - -
4.12.1 | 1.本局網站設有反毒專區一處，每季更新 | 1 - 1 - -
4.12.1 | ①網站0處，未達標 | 0 - 0 - -
4.12.1 | （１）已置於官網與臉書簡介，共３頁，113年12月2日更新。 | 3 - 3 - -
4.12.1 | 網站兩處（毒防中心、社會局），達成 | 2 - 2 - -
4.12.1 | 網站簡介2項，連結5處 | 2 - 2 - -
3.4 | 分子１家、分母１０家，完成率１０．０％ | 1 10 10.0 - -
3.4 | 應訪30家，完成率100.00%，訪查30家 | 30 30 100.00 - -
"""


def read(measure_id: str, text: str) -> SubmittedFigures:
    indicator, measure = next((indicator, measure) for indicator, measure in PLAN.measures if measure.id == measure_id)
    part = divide_cell(indicator, text).get(measure_id)
    return NOT_SPOKEN_OF if part is None else read_figures(PLAN, indicator, measure, part, 113)


def show(number: TypedNumber | None) -> str:
    return "-" if number is None else number.text


@pytest.mark.parametrize("line", FIGURES.strip().splitlines())
def test_figures_of_a_text(line: str) -> None:
    measure, text, wanted = (part.strip() for part in line.split(" | "))
    found = read(measure, text)
    figures = (found.numerator, found.denominator, found.value, found.attainment, found.shortfall)
    assert " ".join(map(show, figures)) == wanted
    assert found.filling is Filling.FIGURES


BLANKS = (
    "",
    "－",
    "—",
    "○",
    "（請填寫）",
    "【待填】",
    "待補",
    "辦理中",
    "詳附件",
    "如附件",
    "資料未備",
    "____",
    "分子○人/分母○人=○%",
    "持續治療滿6個月者○",
)


@pytest.mark.parametrize("text", BLANKS)
def test_a_text_that_only_holds_the_place(text: str) -> None:
    assert read("3.3", text).filling is Filling.BLANK


@pytest.mark.parametrize(
    "text", ["依計畫辦理，成效良好", "分子66、分母99，分子67", "66.67%；70%", "66/99=66.67%；70/99=70.71%", "66.67%（70.00%）"]
)
def test_a_text_without_a_figure_or_with_two(text: str) -> None:
    assert read("3.3", text).filling is Filling.UNREADABLE


@pytest.mark.parametrize("text", ["無適用個案", "本期無個案", "不適用", "免填", "本縣無適用個案。"])
def test_no_case(text: str) -> None:
    assert read("3.3", text).filling is Filling.NO_CASE


NOTHING_COUNTED = """
3.3 | 統計期間無新收人次
3.3 | 112年7月1日至12月31日無新收個案，無從計算
2.8 | 本部上半年尚未開訓，無法計算出席率
4.7 | 113年第1季起才開課，本期未開設講習
3.4 | 轄區內沒有指定藥癮戒治機構
2.10 | 由直轄市填報，本縣毋須填列
2.7 | 沒有家屬完成前測及後測
4.8 | 本中心未招募志工，不予計列
3.5 | 依衛生福利部113年3月1日衛部心字第1131760001號函，查無緩起訴附命戒癮治療者
1.6 | 離校3人均未到期，無應追蹤學生。
"""


@pytest.mark.parametrize("line", NOTHING_COUNTED.strip().splitlines())
def test_a_sentence_that_says_that_there_was_nothing_to_count(line: str) -> None:
    measure, text = (part.strip() for part in line.split(" | "))
    assert read(measure, text).says_none


SOMETHING_ELSE = """
3.3 | 依計畫辦理，成效良好
3.3 | 未達成
3.3 | 辦理情形無異常
3.3 | 無逾期個案資料
3.3 | 資料彙整中，無法計算
3.3 | 新收12人次，無死亡
3.3 | 66/99=66.67%，無未留置個案
1.6 | 應追蹤3人，完成2人，無應追蹤未追蹤者
4.7 | 尚未達到目標
"""


@pytest.mark.parametrize("line", SOMETHING_ELSE.strip().splitlines())
def test_a_sentence_that_says_something_else(line: str) -> None:
    measure, text = (part.strip() for part in line.split(" | "))
    assert not read(measure, text).says_none


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("66.67%，已達成目標", True), ("66.67%，達標", True), ("☑達成 □未達成 66.67%", True), ("60%（未達成）", False),
        ("60%，尚未達標", False), ("□達成 ■未達成 60%", False), ("66.67%，預計年底可達成", None), ("66.67%，達成率102.56%", None),
        ("60%，再6人即達標", None), ("60%，僅差6人次達標", None), ("60%，尚需6人次才達成目標", None),
        ("60%，再2人即可達標，未達成", False),
    ],
)  # fmt: skip
def test_verdicts(text: str, verdict: bool | None) -> None:
    assert read("3.3", text).verdict is verdict


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("☑超前 ☐符合 ☐落後", "超前"), ("□超前\n■符合\n□落後", "符合"), ("□超前 □符合 V落後", "落後"),
        ("(V)超前 ( )符合 ( )落後", "超前"), ("符合", "符合"), ("☐超前 ☐符合 ☐落後", None),
        ("■超前 ■符合 □落後", None), ("超前V 符合 落後", "超前"),
    ],
)  # fmt: skip
def test_boxes(text: str, progress: str | None) -> None:
    found = find_progress(text)
    assert (None if found is None else found.value) == progress


DIVIDED = """
4.2 | 12個月：31/38；18個月：28/38 | 4.2.1=12個月：31/38； 4.2.2=18個月：28/38
4.2 | 1.31/38⏎2.28/38 | 4.2.1=1.31/38 4.2.2=2.28/38
4.2 | 12個月留任率31/38、18個月留任率28/38 | 4.2.1=12個月留任率31/38、 4.2.2=18個月留任率28/38
4.2 | 12個月：31/38 | 4.2.1=12個月：31/38
4.6 | 1.提供1項⏎(1)311/475⏎(2)161/257⏎2.提升20% | 4.6.1.0=1.提供1項 4.6.1.1=(1)311/475 4.6.1.2=(2)161/257 4.6.2=2.提升20%
4.6 | 初犯311/475；再犯161/257 | 4.6.1.1=初犯311/475； 4.6.1.2=再犯161/257
1.1 | ①27場÷120校 ②73校÷120校 | 1.1.1=①27場÷120校 1.1.2=②73校÷120校
4.6 | (1)1項⏎初次5/6⏎二次3/7⏎(2)提升0個百分點 | 4.6.1.0=(1)1項 4.6.1.1=初次5/6 4.6.1.2=二次3/7 4.6.2=(2)提升0個百分點
4.6 | ①分流課程1項⏎初次8/9⏎二次3/7⏎②本年4/4 | 4.6.1.0=①分流課程1項 4.6.1.1=初次8/9 4.6.1.2=二次3/7 4.6.2=②本年4/4
4.6 | 1.分流課程1項⏎(1)31/47⏎(2)16/25⏎2.20% | 4.6.1.0=1.分流課程1項 4.6.1.1=(1)31/47 4.6.1.2=(2)16/25 4.6.2=2.20%
4.6 | 1.初次及二次課程1項⏎(1)31/47⏎(2)16/25 | 4.6.1.0=1.初次及二次課程1項 4.6.1.1=(1)31/47 4.6.1.2=(2)16/25
4.6 | 1、分流課程1項⏎2、完成2件，屬分流課程2件 | 4.6.1.0=1、分流課程1項 4.6.2=2、完成2件，屬分流課程2件
4.2 | 1.31/38，12個月⏎2.28/38，非12個月 | 4.2.1=1.31/38，12個月 4.2.2=2.28/38，非12個月
4.2 | 依計畫辦理 |
4.6 | 2.本年裁罰3件、屬分流課程2件，去年裁罰4件 | 4.6.2=2.本年裁罰3件、屬分流課程2件，去年裁罰4件
4.6 | 1.1項⏎2.113年完成3件 | 4.6.1.0=1.1項 4.6.2=2.113年完成3件
"""


@pytest.mark.parametrize("line", DIVIDED.strip().splitlines())
def test_whose_part_of_a_cell_is_which(line: str) -> None:
    indicator_id, text, wanted = (part.strip() for part in line.split("|"))
    indicator = next(part for part in PLAN.indicators if part.id == indicator_id)
    found = divide_cell(indicator, text.replace("⏎", "\n"))
    assert " ".join(f"{name}={found[name].original}" for name in sorted(found)).replace("\n", "⏎") == wanted


PARTS = """
1.2 | 113年：934/87188=1.07%；112年：900/88000=1.02% | 934 87188 900 88000 1.07 -
1.2 | 本年1.07%（去年同期1.02%） | - - - - 1.07 -
4.1.3 | 自籌375萬元，補助20,612,000元，自籌比率15.39%，高於最低自籌比率15% | 3750000 20612000 15 - 15.39
4.1.3 | 自籌款3,750,000元/總經費24,362,000元=15.39% | 3750000 20612000 - - 15.39
4.1.3 | 計5,000/(20,000+5,000)-15%=5.00%>0 | 5000 20000 15 5.00 -
4.1.3 | （自籌5,000千元÷（補助20,000千元＋自籌5,000千元））×100%＝20%－15%＝5%，大於0 | 5000000 20000000 15 5 -
4.1.3 | 計5,000/25,000=20.00%-最低自籌比率15%=5.00個百分點 | 5000 20000 15 5.00 -
4.1.3 | 計2,000/(18,000+2,000)-15%=-5.00% | 2000 18000 15 -5.00 -
4.6.2 | B/A=85/130=65.38%，D/C=69/153=45.10%，提升20.29個百分點 | 130 85 153 69 20.29 -
4.6.2 | 本年完成1件、分流1件 | 1 1 - - - -
4.6.2 | 完成2件，屬分流課程2件 | 2 2 - - - -
4.6.2 | 113年完成裁罰130件，其中分流處遇85件；112年完成裁罰153件，分流處遇69件 | 130 85 153 69 - -
4.6.2 | 本年完成130件，分流85件，65.38%；前一年完成153件，分流69件，45.10%，提升20.29個百分點 | 130 85 153 69 20.29 -
4.6.2 | 去年裁罰153件、分流課程69件，今年裁罰130件、分流85件 | 130 85 153 69 - -
4.6.2 | A=130、B=85、C=153、D=69，下降2.5% | 130 85 153 69 -2.5 -
4.6.2 | 113年0.00%（0件/1件），112年為100.00%（2件/2件），下降100.00個百分點。 | 1 0 2 2 -100.00 -
4.6.2 | 113年100.00%（1件/1件），112年為50.00%（1件/2件），提升50.00個百分點。 | 1 1 2 1 50.00 -
4.1.3 | +25.75%（40.75%－15%） | - - 15 25.75 -
4.1.3 | +26.75%（41.75%－15%） | - - 15 26.75 -
"""


@pytest.mark.parametrize("line", PARTS.strip().splitlines())
def test_named_parts(line: str) -> None:
    measure, text, wanted = (part.strip() for part in line.split(" | "))
    indicator, spec = next((indicator, spec) for indicator, spec in PLAN.measures if spec.id == measure)
    lead = {"4.1.3": "3.", "4.6.2": "2.分流處遇比率"}.get(measure, "")
    part = divide_cell(indicator, f"{lead}{text}")[measure]
    found = read_figures(PLAN, indicator, spec, part, 113)
    assert " ".join(map(show, (*(found.parts or {}).values(), found.value, found.share))) == wanted
