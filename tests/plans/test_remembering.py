"""What is found out about a part of a plan is found out once, and of that very part."""

from antidrug_kpi.plans.base import Citation
from antidrug_kpi.plans.reads.remembering import remember

asked: list[str] = []


@remember
def say(part: Citation, word: str = "") -> str:
    asked.append(part.place + word)
    return part.place + word


def test_a_part_is_asked_once_and_an_equal_one_for_itself() -> None:
    first, equal = (Citation(document="計畫", place="四") for _ in range(2))
    assert first == equal
    assert [say(first), say(first), say(first, "甲"), say(equal)] == ["四", "四", "四甲", "四"]
    assert asked == ["四", "四甲", "四"]
