"""The cells and sheets that the readers hand on."""

import copy
import pickle

from antidrug_kpi.files import Sheet, ShownNumber, UnreadableCell, number_rows


def test_numbers_shown_differently_stay_apart_in_a_set() -> None:
    cells = {ShownNumber(4.1, "4.10"), ShownNumber(4.1, "4.1"), 4.1, ShownNumber(4.1, "4.10")}
    assert len(cells) == 3
    assert ShownNumber(4.1, "4.10") != 4.1
    assert ShownNumber(4.1, "4.10") != ShownNumber(4.1, "4.1")
    assert ShownNumber(4.1, "4.10") + 0.0 == 4.1


def test_a_shown_number_survives_copying_and_pickling() -> None:
    cell = ShownNumber(0.6549, "65%")
    for twin in (copy.copy(cell), copy.deepcopy(cell), pickle.loads(pickle.dumps(cell))):  # noqa: S301
        assert twin == cell
        assert twin.text == "65%"
    assert repr(cell) == "ShownNumber(0.6549, '65%')"


def test_addresses_name_file_sheet_row_and_column() -> None:
    sheet = Sheet("甲/清冊.xlsx", "追蹤", number_rows([["a"]]), [7])
    assert str(sheet.address()) == "甲/清冊.xlsx 工作表「追蹤」"
    assert str(sheet.address(7, "追輔日期")) == "甲/清冊.xlsx 工作表「追蹤」 第 7 列 欄「追輔日期」"
    assert str(Sheet("a.csv", None, number_rows([["a"]]), [1]).address(1)) == "a.csv 第 1 列"


def test_an_unreadable_cell_says_what_it_shows_and_why() -> None:
    cell = UnreadableCell("#N/A", "儲存格是錯誤值")
    assert (cell.shown, cell.reason) == ("#N/A", "儲存格是錯誤值")
