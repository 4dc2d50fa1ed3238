"""A 是/否 column with a further answer."""

import pytest

from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.cell_values import make_parser
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.finding.likeness import suggest_value

VISITED = load_plan("mohw-113").find_register("treatment_institutions").find_column("前次建議追蹤")
PLAIN = Column(name="旗標", type=ColumnType.FLAG)


@pytest.mark.parametrize(
    ("cell", "answer", "plain"),
    [
        ("首次訪查", "首次訪查", "faulty"),
        (" 首次 訪查", "首次訪查", "faulty"),
        ("無前次建議", "首次訪查", "faulty"),
        ("不適用", "首次訪查", "faulty"),
        ("N/A", "首次訪查", None),
        ("ｎ／ａ", "首次訪查", None),
        ("無", "否", "否"),
        ("否", "否", "否"),
        (0, "否", "否"),
        ("是", "是", "是"),
        ("V", "是", "是"),
        (True, "是", "是"),
        ("", None, None),
        (None, None, None),
        ("－", None, None),
        ("初訪", "faulty", "faulty"),
    ],
)
def test_answers(cell: str | int | bool | None, answer: str | None, plain: str | None) -> None:
    assert VISITED is not None

    def read(column: Column) -> object:
        try:
            return make_parser(column)(cell)
        except FaultyCellError:
            return "faulty"

    assert (read(VISITED), read(PLAIN)) == (answer, plain)


def test_what_is_expected_is_said() -> None:
    assert VISITED is not None
    with pytest.raises(FaultyCellError, match=r"或 首次訪查$"):
        make_parser(VISITED)("初訪")


def test_a_near_word_is_taken_for_the_further_answer() -> None:
    assert VISITED is not None
    for text, official in (("首次訪視", "首次訪查"), ("無前次建議事項", "首次訪查"), ("沒有追蹤", "否")):
        near = suggest_value(text, VISITED)
        assert near is not None
        assert near.official == official
