"""Which alternative readings can be chosen, and what a choice touches."""

from datetime import date

import pytest

from .calculate import calculate
from .readings import ALTERNATIVES, list_choices, touched, touching
from .rows import contacts, schools, table

CASES = {
    "追蹤輔導個案": table(
        "個案編號 開案日期 初評完成日期 結案日期 結案原因 需求等級",
        "A 113/1/5 113/1/5 113/3/1 死亡 低",
        "B 113/12/5 113/12/5 _ _ 高",
    )
}


def test_contradicting_readings_are_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        calculate({}, readings={"3.3": ["inclusive", "calendar-months"]})
    with pytest.raises(ValueError, match="no such reading"):
        calculate({}, readings={"4.2.1": ["elapsed"]})
    with pytest.raises(ValueError, match="no such reading"):
        calculate({}, readings={"4.2": ["elapse"]})


def test_what_can_be_chosen() -> None:
    choices = list_choices()
    assert sum(len(names) for names in ALTERNATIVES.values()) == 14
    assert [(place, names) for choice in choices[14:] for place, names in choice.items()] == [
        ("2.9", ("referral-keeps", "closing-reason")),
        ("4.2", ("elapsed", "each-post")),
        ("4.3.1", ("home-visits", "drop-short")),
    ]
    assert touched({"4.2": ["elapsed"], "1.6": ["calendar-quarters"]}) == ["1.6", "4.2.1", "4.2.2"]
    assert touched({"4.3.1": ["drop-short"]}) == ["4.3.1"]
    assert touching("2.9", {"2.9": ["closing-reason", "referral-keeps"]}) == ["referral-keeps", "closing-reason"]
    assert touching("4.3.2", {"4.3.1": ["drop-short"]}) == []


def test_a_reading_touches_no_other_measure() -> None:
    tables = {**CASES, "學校清冊": schools(3), "追蹤輔導紀錄": contacts("A", ["113/2/1"])}
    default = calculate(tables, as_of=date(2024, 12, 31))
    for choice in list_choices():
        found = calculate(tables, as_of=date(2024, 12, 31), readings=choice)
        assert {name for name in found if found[name] != default[name]} <= set(touched(choice))
