"""How somebody types a measure's figures who saw only annex 12 and the figures: other words, digits, widths and orders."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from oracle.results import half_up

PARTS_MEASURES = ("1.2", "4.1.3", "4.6.2")
MEANS = ("2.3.1", "2.3.2", "4.3.2")
ITEMS = ("2.2", "2.4", "2.6", "3.2", "4.4", "4.5", "4.6.1.0", "4.11", "4.12.1", "4.12.2")
# The words with which a measure's part of a cell is begun, where an indicator has several.
LEADS: Mapping[str, tuple[str, ...]] = {
    "1.1.1": ("1.家長知能研習：", "1.研習場次", "1、", "(1)"),
    "1.1.2": ("2.學校日宣導：", "2.利用學校日宣導", "2、", "(2)"),
    "2.3.1": ("1.每月平均服務案量：", "1.", "⑴"),
    "2.3.2": ("2.當年新進案：", "2.", "⑵"),
    "2.11.1": ("1.教育訓練：", "1. ", "①"),
    "2.11.2": ("2.家庭支持性服務：", "2. ", "②"),
    "3.6.1": ("1.C肝篩檢率達90%以上之機構：", "1.", "(1)"),
    "3.6.2": ("2.訂有轉介機制之機構：", "2.", "(2)"),
    "4.1.1": ("1.專責人力：", "1. ", "①"),
    "4.1.2": ("2.聯繫會議由秘書長主持：", "2. ", "②"),
    "4.1.3": ("3.自籌款：", "3. ", "③"),
    "4.2.1": ("12個月：", "1.滿12個月留任率：", "1. 12 個月："),
    "4.2.2": ("18個月：", "2.滿18個月留任率：", "2. 18 個月："),
    "4.3.1": ("1.個案管理服務涵蓋率：", "1.涵蓋率", "1."),
    "4.3.2": ("2.每位個案平均追蹤輔導次數：", "2.平均追輔次數", "2."),
    "4.6.1.0": ("1.", "1.提供不同講習課程：", "1. "),
    "4.6.1.1": ("(1)", "(1)初次查獲：", "⑴"),
    "4.6.1.2": ("(2)", "(2)二次以上：", "⑵"),
    "4.6.2": ("2.", "2.分流處遇比率：", "2. "),
    "4.12.1": ("1.網站：", "1.", "①"),
    "4.12.2": ("2.媒體宣導：", "2.", "②"),
}


@dataclass(frozen=True)
class Figures:
    """A measure's figures as they are to be typed; `attainment` and `value` are exact. `digits` are those of percentages."""

    measure: str
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    attainment: Fraction | None = None
    shortfall: int | None = None
    status: str = "reported"
    parts: Mapping[str, Any] | None = None
    value_text: str | None = None  # in place of the value, rightly rounded

    def show_value(self, digits: int) -> str:
        assert self.value is not None
        return self.value_text or half_up(self.value, digits)


def type_figures(rng: Random, figures: Figures, *, must_have_parts: bool = False) -> str:
    """The figures in one of many ways."""
    if figures.status == "not_applicable" and figures.value is None:
        text = rng.choice(("無適用個案", "本期無個案", "不適用", "免填", "無適用個案。", "本縣無適用個案"))
        return dress(rng, text)
    if figures.measure in ITEMS:
        return dress(rng, _type_items(rng, figures))
    if figures.measure in PARTS_MEASURES:
        return dress(rng, _type_named_parts(rng, figures))
    if figures.value is None:
        return dress(rng, f"分子{figures.numerator}、分母{figures.denominator}")
    text = _type_ratio(rng, figures, must_have_parts=must_have_parts)
    if figures.attainment is not None and rng.random() < 0.4:
        text += rng.choice(("，達成率{}%", "；達成率為{}％", "，目標達成率 {} %", "（達成率{}%）")).format(
            half_up(figures.attainment, rng.choice((1, 2)))
        )
    if figures.shortfall and rng.random() < 0.4:
        text += rng.choice(
            ("；尚差{}", "，尚差 {} 件", "，還差{}人", "，再{}名即達標", "，差 {} 人達標", "，再增加{}件才達目標", "，距目標{}件")
        ).format(figures.shortfall)
    if figures.status in ("met", "missed") and rng.random() < 0.3:
        text += "，" + rng.choice(
            ("已達成", "達成目標", "已達標") if figures.status == "met" else ("未達成", "尚未達成", "未達標")
        )
    return dress(rng, text + rng.choice(("", "", "。")))


def _type_items(rng: Random, figures: Figures) -> str:
    unit = "種" if figures.measure == "4.12.2" else "項"
    number = figures.numerator
    return rng.choice((f"計 {number} {unit}", f"共{number}{unit}", f"{number}{unit}", f"已辦理 {number} {unit}，達成率如右"))


def _type_named_parts(rng: Random, figures: Figures) -> str:
    parts = figures.parts or {}
    if figures.measure == "1.2":
        now, whole = f"{parts['current_numerator']:,}", f"{parts['current_denominator']:,}"
        before, whole_before = parts["prior_numerator"], parts["prior_denominator"]
        value = "" if figures.value is None else f"={figures.show_value(2)}%"
        return rng.choice(
            (
                f"分子{now}／分母{whole}{value}",
                f"特定人員 {now} 人／學生數 {whole} 人{value}",
                f"113年 {now}/{whole}{value}；112年 {before}/{whole_before}",
                f"{now}÷{whole}{value}，前一年同期 {before}/{whole_before}",
            )
        )
    if figures.measure == "4.1.3":
        own, state, least = parts["self_funded"], parts["subsidy"], parts["minimum_rate"]
        value = (
            ""
            if figures.value is None
            else f"，高出{figures.show_value(2)}個百分點"
            if figures.value >= 0
            else f"，差{figures.show_value(2)}個百分點"
        )
        return rng.choice(
            (
                f"自籌金額{own}元、中央補助金額{state}元、最低自籌比率{least}%{value}",
                f"自籌款 {own} 元，中央補助款 {state} 元，最低自籌款編列比率 {least} %{value}",
            )
        )
    first, second, third, fourth = (parts[name] for name in "ABCD")
    value = "" if figures.value is None else f"，差 {figures.show_value(2)} 個百分點"
    return rng.choice(
        (
            f"A={first}、B={second}、C={third}、D={fourth}{value}",
            f"B/A={second}/{first}，D/C={fourth}/{third}{value}",
            f"當年 {second}/{first}、前一年 {fourth}/{third}{value}",
            f"本年完成{first}件、分流{second}件；去年完成{third}件、分流{fourth}件{value}",
            f"113年完成裁罰 {first} 件，其中屬分流課程 {second} 件；112年完成裁罰 {third} 件，分流處遇 {fourth} 件{value}",
        )
    )


def _type_ratio(rng: Random, figures: Figures, *, must_have_parts: bool) -> str:
    top, bottom = figures.numerator, figures.denominator
    is_mean = figures.measure in MEANS
    value = figures.show_value(rng.choice((1, 2, 2, 2)))
    unit = ("案" if figures.measure.startswith("2.3") else "次") if is_mean else "%"
    ways: list[str] = [
        f"分子{top}/分母{bottom}={value}{unit}",
        f"分子：{top}；分母：{bottom}；{value}{unit}",
        f"{top}÷{bottom}＝{value}{unit}",
        f"{top}/{bottom}={value} {unit}",
        f"{value}{unit}（{top}/{bottom}）",
        f"分子 {top:,}／分母 {bottom:,}＝{value}{unit}",
        f"{bottom}分之{top}，{value}{unit}",
        f"分母{bottom}，分子{top}，比率{value}{unit}" if not is_mean else f"分母{bottom}，分子{top}，平均{value}{unit}",
    ]
    if not is_mean:
        ways += [
            f"({top}/{bottom})×100%={value}%",
            f"分子/分母：{top}/{bottom}={value}%",
            f"百分比為{value}％，分子{top}，分母{bottom}",
        ]
    if not must_have_parts:
        ways += [f"{value}{unit}", f"為{value}{unit}"] if not is_mean else [f"平均{value}{unit}"]
        ways += [f"共 {top} 人({value}%)"] if not is_mean and bottom != top else []
    return rng.choice(ways)


def dress(rng: Random, text: str) -> str:
    """The text in full width, with blanks between its words, or as it is."""
    way = rng.random()
    if way < 0.15:
        return widen(text)
    if way < 0.25:
        return text.replace("、", "、\u3000").replace("，", "， ").replace("／", " ／ ")
    return text


def widen(text: str) -> str:
    """Digits and marks in full width; thousands separators, which of full width are punctuation, left out."""
    pairs: Callable[[str], str] = lambda letter: chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter  # noqa: E731
    return "".join(map(pairs, text.replace(",", "")))


def narrow(text: str) -> str:
    """The text as NFKC has it."""
    return unicodedata.normalize("NFKC", text)
