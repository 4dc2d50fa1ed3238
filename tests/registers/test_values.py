"""Flags, categories, identifiers, names, texts and codes."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, ShownNumber, UnreadableCell
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.cell_values import Codes, make_parser, show_cell
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.codes import list_codes

from .offices import find_column, find_fault, get_plan, read_cell

MARKS = ["", " ", "　", None, "－", "-", "—", "——", "…", "……", "---", "N/A", "n/a", "Ｎ／Ａ", "無資料", " 無 資料 "]
CONTACT = find_column("contacts", "追輔方式")
REASON = find_column("cases", "無需轉介就業原因")


@pytest.mark.parametrize(
    "cell",
    [
        "是",
        "\u3000是 ",
        "Y",
        "y",
        "Ｙ",
        "V",
        "v",
        "ｖ",
        "✓",
        "✔",
        "☑",
        "■",
        "○",
        "有",
        "1",
        "１",
        1,
        1.0,
        True,
        "true",
        "TRUE",
        "Ｔｒｕｅ",
        ShownNumber(1, "1.00"),
    ],
)
def test_every_way_to_write_yes_is_read(cell: Cell) -> None:
    assert read_cell(ColumnType.FLAG, cell) == "是"


@pytest.mark.parametrize(
    "cell",
    [
        "否",
        "N",
        "n",
        "Ｎ",
        "X",
        "x",
        "ｘ",
        "✗",
        "☐",
        "□",
        "無",
        " 無",
        "0",
        "０",
        0,
        0.0,
        False,
        "false",
        "FALSE",
        "Ｆａｌｓｅ",
        ShownNumber(0, "0.00"),
    ],
)
def test_every_way_to_write_no_is_read(cell: Cell) -> None:
    assert read_cell(ColumnType.FLAG, cell) == "否"


@pytest.mark.parametrize("cell", MARKS)
def test_blank_flags(cell: Cell) -> None:
    assert read_cell(ColumnType.FLAG, cell) is None


@pytest.mark.parametrize("cell", ["2", 2, -1, 0.5, "是否", "○○", "不詳", "?", "有無", dt.date(2024, 1, 1)])
def test_faulty_flags(cell: Cell) -> None:
    assert find_fault(ColumnType.FLAG, cell) == "應為 是 或 否（亦可用 Y／N、V、○、1／0）"


@pytest.mark.parametrize("cell", [*MARKS, "無"])
@pytest.mark.parametrize("kind", [kind for kind in ColumnType if kind not in {ColumnType.FLAG, ColumnType.CATEGORY}])
def test_missing_marks_are_blank(kind: ColumnType, cell: Cell) -> None:
    assert read_cell(kind, cell) is None


@pytest.mark.parametrize("cell", [*MARKS, "無"])
def test_missing_marks_are_blank_in_a_category(cell: Cell) -> None:
    assert read_cell(CONTACT, cell) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [(ColumnType.COUNT, 0), (ColumnType.NUMBER, 0), (ColumnType.MONEY, 0), (ColumnType.IDENTIFIER, "0"), (ColumnType.TEXT, "0")],
)
@pytest.mark.parametrize("cell", ["0", 0, 0.0])
def test_zero_is_no_missing_mark(kind: ColumnType, value: object, cell: Cell) -> None:
    assert read_cell(kind, cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("A123456789", "A123456789"),
        ("a123456789", "A123456789"),
        ("ａ１２３４５６７８９", "A123456789"),
        (" A 123　456789 ", "A123456789"),
        ("007", "007"),
        ("12345678901234567890", "12345678901234567890"),
        (1, "1"),
        (1.0, "1"),
        (ShownNumber(1.0, "1.0"), "1"),
        (ShownNumber(1.0, "1.00"), "1"),
        (ShownNumber(7, "007"), "007"),
        (123456789012345, "123456789012345"),
        (123456789012345.0, "123456789012345"),
        ("h-001", "H-001"),
    ],
)
def test_identifiers(cell: Cell, value: str) -> None:
    assert read_cell(ColumnType.IDENTIFIER, cell) == value


@pytest.mark.parametrize("cell", [dt.date(2024, 1, 5), dt.datetime(2024, 1, 5), dt.time(1, 5)])
def test_identifiers_that_became_dates(cell: Cell) -> None:
    assert find_fault(ColumnType.IDENTIFIER, cell) == "編號被試算表存成日期；請把儲存格格式改為文字後重新輸入"


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (CONTACT, "電訪", "電訪"),
        (CONTACT, " 電　訪\n", "電訪"),
        (REASON, "出境（外籍人士遣返）", "出境（外籍人士遣返）"),
        (REASON, "出境(外籍人士遣返)", "出境（外籍人士遣返）"),
        (REASON, "出境", "出境（外籍人士遣返）"),
        (REASON, "其他", "其他經評估無法轉介就業服務"),
        (REASON, "其他經評估無法轉介", "其他經評估無法轉介就業服務"),
    ],
)
def test_categories_and_aliases(column: Column, cell: Cell, value: str) -> None:
    assert read_cell(column, cell) == value


@pytest.mark.parametrize(
    ("cell", "near"),
    [("電話訪", "，最接近的是「電訪」"), ("家庭訪視", "，最接近的是「家訪」"), ("面訪1次", "，最接近的是「面訪」"), ("書信", "")],
)
def test_faulty_categories_name_the_closest(cell: str, near: str) -> None:
    assert find_fault(CONTACT, cell) == f"不在可用的值之內，應為電訪、家訪、面訪之一{near}"


def test_closest_alias_is_named_by_its_value() -> None:
    assert find_fault(REASON, "出境者").endswith("，最接近的是「出境（外籍人士遣返）」")


@pytest.mark.parametrize(("cell", "value"), [("衛生 局", "衛生局"), ("ＡＢ中心", "AB中心"), ("Ab中心", "Ab中心")])
def test_names_lose_their_blanks_and_wide_letters(cell: Cell, value: str) -> None:
    assert read_cell(ColumnType.NAME, cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (UnreadableCell("#REF!", "公式錯誤"), "#REF!"),
        ("死忘", "死忘"),
        (" 自行 中斷 ", "自行 中斷"),
        (12.0, "12"),
        (dt.date(2024, 1, 5), "2024-01-05"),
    ],
)
def test_free_text_is_never_faulty(cell: Cell, value: str) -> None:
    assert read_cell(find_column("methadone_admissions", "結案原因"), cell) == value


@pytest.mark.parametrize("kind", [kind for kind in ColumnType if kind is not ColumnType.TEXT])
def test_error_cells_say_what_is_wrong(kind: ColumnType) -> None:
    assert find_fault(kind, UnreadableCell("#DIV/0!", "公式錯誤，沒有值")) == "公式錯誤，沒有值"


def read_code(register: str, cell: Cell) -> object:
    plan = get_plan()
    labels = {indicator.id: indicator.label for indicator in plan.indicators}
    return make_parser(find_column(register, "指標代碼"), Codes(list_codes(plan, register), labels))(cell)


@pytest.mark.parametrize(
    ("register", "cell", "measure"),
    [
        ("evidence", "3.2", "3.2"),
        ("evidence", 3.2, "3.2"),
        ("evidence", "三(二)", "3.2"),
        ("evidence", "三（二）", "3.2"),
        ("evidence", " ３．２ ", "3.2"),
        ("evidence", "4.6.1.0", "4.6.1.0"),
        ("evidence", "4.6", "4.6.1.0"),
        ("evidence", 4.6, "4.6.1.0"),
        ("figures", "4.10", "4.10"),
        ("figures", ShownNumber(4.1, "4.10"), "4.10"),
        ("figures", "四（十）", "4.10"),
        ("figures", 3.7, "3.7"),
        ("figures", "1.1.1", "1.1.1"),
    ],
)
def test_codes(register: str, cell: Cell, measure: str) -> None:
    assert read_code(register, cell) == measure


@pytest.mark.parametrize("register", ["figures", "evidence"])
@pytest.mark.parametrize("cell", [4.1, ShownNumber(4.1, "4.1")])
def test_the_number_4_1_may_be_the_tenth_indicator(cell: Cell, register: str) -> None:
    with pytest.raises(FaultyCellError) as caught:
        read_code(register, cell)
    assert str(caught.value) == "是數值，沒有對應的衡量項目；若指 4.10，請把儲存格改為文字「4.10」或「四(十)」"


@pytest.mark.parametrize(
    ("register", "cell", "near"),
    [("figures", "4.1", "，最接近的是「4.10」"), ("evidence", "3.22", "，最接近的是「3.2」"), ("evidence", "九", "")],
)
def test_unknown_codes_name_the_closest(register: str, cell: Cell, near: str) -> None:
    with pytest.raises(FaultyCellError) as caught:
        read_code(register, cell)
    assert str(caught.value) == f"不是可在此填列的指標代碼{near}；請改正"


@pytest.mark.parametrize(
    ("register", "cell"), [("evidence", "3.3"), ("figures", "3.2"), ("figures", "1.2"), ("figures", "4.1.3")]
)
def test_codes_of_measures_that_take_no_such_facts(register: str, cell: Cell) -> None:
    with pytest.raises(FaultyCellError, match="不是可在此填列的指標代碼"):
        read_code(register, cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (" 1 ", " 1 "),
        (True, "TRUE"),
        (False, "FALSE"),
        (3.0, "3"),
        (0.5, "0.5"),
        (dt.datetime(2024, 1, 5), "2024-01-05"),
        (dt.datetime(2024, 1, 5, 9, 30), "2024-01-05 09:30:00"),
        (ShownNumber(0.65, "65%"), "65%"),
        (UnreadableCell("#N/A", "查無資料"), "#N/A"),
    ],
)
def test_cells_as_messages_show_them(cell: Cell, text: str) -> None:
    assert show_cell(cell) == text
