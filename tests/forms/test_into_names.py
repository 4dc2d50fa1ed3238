"""`fill --into`: which indicator a cell names, whatever number stands before it and whatever target behind it."""

import pytest

from antidrug_kpi.forms.into.named_indicators import Names, find_measures
from antidrug_kpi.plans.plan import Indicator

from .filling import compute
from .own_forms import RETENTION, VISITS

PLAN = compute("final").plan
NAMES = Names(PLAN.indicators)

NUMBERS = (
    *("", "1", "1-1", "3.3", "3.3.", "（三）", "(三)", "三、", "三(三)", "三、（三）", "參、三、", "㈢", "⒊", "③", "第3項："),
    *("第三項、", "A1.", "指標3-3：", "★", "●", "3－3", "3—3、", "衡量指標三（三）　", "1-1\n", "KPI-3 "),
)


def find(text: str) -> str:
    """The id of what a text names; 3.3 and whether it was taken for it without being written so."""
    named = NAMES.find(text)
    if named is None:
        return ""
    return " ".join([*(sorted(named.measures) or [named.indicator.id]), *([] if named.is_exact else ["視為"])])


def get(indicator_id: str) -> Indicator:
    return next(each for each in PLAN.indicators if each.id == indicator_id)


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_before_every_name(number: str) -> None:
    for indicator in PLAN.indicators:
        assert find(f"{number}{indicator.title}") == indicator.id


def test_the_target_behind_every_name() -> None:
    for indicator in PLAN.indicators:
        for text in (f"{indicator.title}\n{indicator.target_text}", f"{indicator.title}（目標值：{indicator.target_text}）"):
            assert find(text) == indicator.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{RETENTION} 65%以上", "3.3"),
        (f"{RETENTION}達65%", "3.3"),
        (f"{RETENTION}目標值65%", "3.3"),
        (f"{VISITS}\n計算公式：訪查家數／機構家數", "3.4"),
        (f"{VISITS}註1", "3.4"),
        (f"{VISITS}提升幅度", ""),
        (f"{VISITS}目標達成率", ""),
        (f"{VISITS}說明會場次", ""),
        (f"{VISITS}單位數", ""),
        (f"{VISITS}2", ""),
        (f"{VISITS}（本府自訂）", ""),
        (f"（自訂）{VISITS}", ""),
        (f"（新增指標）{VISITS}率", ""),
        (f"【衛生局】(四){VISITS}", "3.4"),
        (f"3-4（衛生局）{VISITS}【心理健康司】", "3.4"),
        (f"本府{VISITS}", ""),
        ("指定藥癮戒治機構及替代治療機構訪查完成率", ""),
        ("當年度志工接受繼續教育４小時之涵蓋率", "4.8"),
        ("當年度志工接受繼續教育四小時之涵蓋率", ""),
        ("未完成春暉輔導之畢業∕轉學個案,依『學生轉銜輔導及服務辦法』召開轉銜評估會議情形", "1.5"),
        ("兒少施用毒品通報案件依限完成派案的比率", "2.1"),
        ("兒少施用毒品通報案件依限完成派案之比率", "2.1 視為"),
        ("公立就業服務機構推介就業率", "2.10 視為"),
        ("針對女性藥癮個案發展符合其需求特性之處遇方案", "4.4 視為"),
        ("1.個案管理服務涵蓋率達95%", "4.3.1"),
        ("2、每位個案平均追蹤輔導次數", "4.3.2"),
        ("個案管理服務落實情形", "4.3"),
        ("本府自訂指標：反毒宣講場次", ""),
        ("三、醫療服務組", ""),
        ("3.3", ""),
        ("", ""),
    ],
)
def test_what_a_text_names(text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("indicator", "text", "expected"),
    [
        ("4.2", "1.12 個月：80%", ["4.2.1"]),
        ("4.2", "18個月", ["4.2.2"]),
        ("4.2", "80%", []),
        ("4.2", "1.12 個月：80%；2.18 個月：70%", []),
        ("4.3", "2.統計每位個案平均追蹤輔導次數", ["4.3.2"]),
        ("4.3", "（2）統計", ["4.3.2"]),
        ("4.6", "1.針對初次查獲及查獲二次（含）以上個案", ["4.6.1.0", "4.6.1.1", "4.6.1.2"]),
        ("4.6", "2.遭查獲二次", ["4.6.2"]),
        ("4.6", "1.針對初次；2.遭查獲二次", ["4.6.1.0", "4.6.1.1", "4.6.1.2", "4.6.2"]),
        ("4.6", "3.其他", []),
        ("3.6", "訂有C肝陽性者轉介治療與追蹤機制之機構比率", ["3.6.2"]),
        ("3.6", "12", []),
        ("4.1", "召開跨局處毒品防制聯繫會議，且有一半以上之會議", ["4.1.2"]),
        ("4.1", "召開跨局處毒品防制聯繫會議（指所轄毒品防制跨局處協商機制），且有一半以上", ["4.1.2"]),
        ("4.1", "召開跨局處會議", []),
        ("4.1", "辦理本計畫之自籌款比率，高於最低自籌款編列比率。", ["4.1.3"]),
    ],
)
def test_which_measures_a_cell_speaks_of(indicator: str, text: str, expected: list[str]) -> None:
    assert sorted(find_measures(get(indicator), text)) == expected
