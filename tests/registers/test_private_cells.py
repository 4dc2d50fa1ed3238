"""Cells that hold a character which an encoding leaves to the user: faulty in a column that is read, elsewhere a warning."""

import pytest

from antidrug_kpi.files import number_cells
from antidrug_kpi.registers.cells.private_cells import find_private_characters

from .offices import Rows, make_sheet, read_sheets


def list_issues(name: str, rows: Rows) -> list[tuple[str, str, str | None]]:
    return [(issue.code, str(issue.level), issue.address.column) for issue in read_sheets(make_sheet(f"{name}.csv", rows)).issues]


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\uee00", "\U000f0000", "\U0010fffd"])
def test_a_private_character_is_found_with_its_number(character: str) -> None:
    found = find_private_characters(number_cells(["王", f"王{character}明", 1, None, "A1"]))
    assert found == {1: f"含造字（U+{ord(character):04X}），無法辨認是哪一個字；請改用正式的字"}


def test_the_characters_beside_them_are_ordinary_ones() -> None:
    assert find_private_characters(number_cells(["\ud7ff", "\uf900", "堃喆", "𠮷", "\U000effff"])) == {}


@pytest.mark.parametrize(
    ("register", "header", "row", "expected"),
    [
        ("志工", ["志工編號", "繼續教育時數"], ["V\ue000", "4"], ("cell-unreadable", "錯誤", "志工編號")),
        (
            "美沙冬收案",
            ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"],
            ["A1", "H1", "113/1/5", "113/2/1", "死\ue000"],
            ("cell-unreadable", "錯誤", "結案原因"),
        ),
        (
            "美沙冬收案",
            ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"],
            ["A1", "H\ue000", "113/1/5", "", ""],
            ("cell-unused", "警告", "機構代碼"),
        ),
        ("本部教育訓練", ["辦理日期", "名稱", "出席"], ["113/1/5", "訓練\ue000", "是"], ("cell-unused", "警告", "名稱")),
        ("主責局處", ["組別", "局處名稱", "專責人力數"], ["甲", "衛生\ue000局", "1"], ("cell-unreadable", "錯誤", "局處名稱")),
    ],
)
def test_a_cell_with_one_is_faulty_where_its_column_is_read(
    register: str, header: list[str], row: list[str], expected: tuple[str, str, str]
) -> None:
    assert list_issues(register, [header, row]) == [expected]


def test_in_a_column_that_is_none_of_the_registers_nothing_is_said() -> None:
    issues = list_issues("志工", [["志工編號", "繼續教育時數", "姓名"], ["V1", "4", "王\ue000"]])
    assert [code for code, _, _ in issues] == ["column-unknown"]
