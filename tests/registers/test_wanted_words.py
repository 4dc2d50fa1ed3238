"""What a cell may hold, as the message about another one lists it: a Latin word stands apart from the Chinese before it."""

import pytest

from antidrug_kpi.registers.cells.faults import say_wanted
from antidrug_kpi.registers.kinds.cell_kinds import BLANK_OF_DUTIES, BLANK_UNUSED


@pytest.mark.parametrize(
    ("names", "said"),
    [(("低", "中"), "應為低、中"), (("APGAR", "其他"), "應為 APGAR、其他"), (("其他", "APGAR"), "應為其他、APGAR")],
)
def test_a_latin_word_stands_apart(names: tuple[str, ...], said: str) -> None:
    assert say_wanted(names) == said


def test_what_to_do_stands_before_the_bracket() -> None:
    assert BLANK_UNUSED.template == "必填欄位空白，請補填（沒有衡量項目讀取此欄，不因此剔退）"
    why = "只有報告的統計、勾稽與附件規定讀取，該列不列入其中；衡量項目不受影響"
    assert BLANK_OF_DUTIES.template == f"必填欄位空白，請補填（{why}）"
