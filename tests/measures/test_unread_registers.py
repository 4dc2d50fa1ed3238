"""What is said of registers that are there and could not be read."""

from antidrug_kpi.issues import Address
from antidrug_kpi.measures.unread_registers import drop_unread, find_unread, say_unread
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")
SHEET, COLUMN = Address("個案.xlsx", "1月"), Address("個案.xlsx", "1月", column="開案日期")


def test_an_unread_column_concerns_the_measures_that_read_it() -> None:
    unread = {"cases": (COLUMN,), "contacts": (SHEET,)}
    assert find_unread({"cases": frozenset({"開案日期"})}, unread) == {"cases": (COLUMN,)}
    assert find_unread({"cases": frozenset({"結案日期"}), "contacts": frozenset({"追輔日期"})}, unread) == {"contacts": (SHEET,)}


def test_figures_entered_by_hand_stand_in_for_no_unread_register_nor_for_themselves() -> None:
    places = "個案.xlsx 工作表「1月」；個案.xlsx 工作表「1月」 欄「開案日期」"
    assert say_unread(PLAN, {"cases": (SHEET, COLUMN), "figures": (SHEET,)}) == (
        f"「追蹤輔導個案」有無法讀取的部分（{places}），不予採計，也不以「填報數據」代替",
        "「填報數據」有無法讀取的部分（個案.xlsx 工作表「1月」），不予採計",
    )


def test_what_could_not_be_read_is_not_missing() -> None:
    missing = ("缺清冊「追蹤輔導個案」", "缺清冊「志工」")
    assert drop_unread(PLAN, missing, {"cases": (SHEET,)}) == ("缺清冊「志工」",)
