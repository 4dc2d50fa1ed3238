"""Figures entered by hand, worked by hand."""

from .calculate import calculate, count_rows
from .rows import table


def test_figures_by_hand() -> None:
    header = "指標代碼 項目 數值 資料來源"
    rows = table(header, "3.7 完成愛滋篩檢人次 1,080 疾管署", "３.７ 分母 1200 _", "4.10 分子 7 _", "四(十) 分母 0 _")
    results = calculate({"填報數據": rows})
    assert (results["3.7"]["value"], results["3.7"]["source"], results["3.7"]["status"]) == ("90.00", "figures", "met")
    assert (results["4.10"]["status"], results["4.10"]["denominator"]) == ("not_applicable", 0)
    assert results["4.7"]["status"] == "no_data"


def test_figures_that_contradict_each_other() -> None:
    header = "指標代碼 項目 數值"
    rows = table(header, "3.7 分子 10", "3.7 完成愛滋篩檢人次 11", "3.7 分母 20", "4.1 分子 3", "4.7 分母 1.5")
    results = calculate({"填報數據": rows})
    assert (results["3.7"]["status"], results["3.7"]["rejected"]) == ("no_data", 3)  # both and the unreadable 4.1
    assert (results["4.7"]["rejected"], results["4.8"]["rejected"], results["1.2"]["rejected"]) == (2, 1, 0)
    assert count_rows({"填報數據": rows})["填報數據"]["rejected"] == 4


def test_register_wins_over_figures_unless_a_column_lacks() -> None:
    sessions = table("辦理日期 含藥愛及愛滋防治", "113/1/1 是", "113/1/1 否")
    figures = table("指標代碼 項目 數值", "4.7 分子 9", "4.7 分母 10")
    both = {"講習場次": sessions, "填報數據": figures}
    assert calculate(both)["4.7"]["value"] == "50.00"
    lacking = calculate(both, columns={"講習場次": ["辦理日期"]})["4.7"]
    assert (lacking["value"], lacking["source"]) == ("90.00", "figures")
    spoilt = table("辦理日期 含藥愛及愛滋防治", "113/2/30 是", "113/1/1 _")
    assert calculate({"講習場次": spoilt, "填報數據": figures})["4.7"]["status"] == "no_data"
