"""What counts as blank in an office's form: nothing, our marked blank, and what we said earlier of a measure without data."""

import pytest

from antidrug_kpi.forms.into.own_blanks import is_own_blank


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 　\n",
        "（請填寫）",
        "資料未備",
        "資料未備；剔退 1,203 列\n「志工」的資料列全數剔退，沒有可採計的資料",
        "資料未備\n缺清冊「安置結案」",
        "資料未備\n「志工」缺欄位「繼續教育時數」、「備註」",
        "資料未備\n「填報數據」缺可用的「分子」",
        "資料未備\n「志工」的「志工編號」經過遮蔽，分不出誰是誰；請改用完整的編號",
        "暫不提供\n嚴格模式：有 3 列剔退，不提供數字",
        "1.教育訓練之比率：資料未備\n缺清冊「安置機構」\n2.達成率：資料未備\n缺清冊「安置結案」",
        "1.教育訓練之比率：（請填寫）\n(1)出席率：（請填寫）",
        "1.教育訓練之比率：\n2.達成率：",
    ],
)
def test_what_is_ours_and_says_nothing_is_blank(text: str) -> None:
    assert is_own_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "無適用個案",
        "資料未備，預計 8 月底前補送",
        "資料未備\n承辦人：社會處另行函復",
        "資料未備\n分子 3／分母 5＝60.00%",
        "缺清冊「安置結案」",
        "1.教育訓練之比率：分子 3 家／分母 5 家＝60.00%\n2.達成率：資料未備\n缺清冊「安置結案」",
        "0",
    ],
)
def test_what_an_office_wrote_is_not(text: str) -> None:
    assert not is_own_blank(text)
