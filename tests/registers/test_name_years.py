"""Which year a name is of, and which numbers in names are no years."""

import pytest

from antidrug_kpi.registers.oddities.name_years import find_other_year


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("學校清冊112年度", " 112 年"),
        ("112年", " 112 年"),
        ("１１２年度資料", " 112 年"),
        ("志工 112 年度", " 112 年"),
        ("志工3 112年", " 112 年"),
        ("民國112年志工", " 112 年"),
        ("一一二年度志工", " 112 年"),
        ("99年度", " 99 年"),
        ("2023年志工", " 112 年"),
        ("志工_2023", " 112 年"),
        ("2023", " 112 年"),
        ("112", " 112 年"),
        ("志工112", " 112 年"),
        ("志工_1121231", " 112 年"),
        ("美沙冬收案1121231", " 112 年"),
        ("志工_20231231", " 112 年"),
        ("志工_20231231235959", " 112 年"),
        ("志工_2023-12-31", " 112 年"),
        ("志工 112.12.31", " 112 年"),
        ("截至112年12月31日", " 112 年"),
        ("志工_202312", " 112 年"),
        ("志工_11212", " 112 年"),
        ("志工112-12", " 112 年"),
        ("111-112年", " 111、112 年"),
        ("111年7月至112年6月", " 111、112 年"),
        ("1110701-1120630", " 111、112 年"),
        ("114年度", " 114 年"),
        ("志工_1141231", " 114 年"),
        ("111學年度", " 111、112 年"),
        ("去年", "「去年」"),
        ("上年度志工", "「上年度」"),
    ],
)
def test_another_year_is_told(name: str, said: str) -> None:
    assert find_other_year(name, 113) == said


@pytest.mark.parametrize(
    "name",
    [
        *("志工", "03_志工", "A110", "版本2", "第2版", "1100 版", "110報案", "113保護專線", "志工(1)", "志工 - 複製", "v1.112.3"),
        *(
            "113年",
            "113年度",
            "2024",
            "志工_1131231",
            "志工_1130630",
            "113年1-6月",
            "1-6月",
            "12月",
            "第4季",
            "Q4",
            "上半年",
            "11312",
        ),
        *(
            "112-113年",
            "112年7月至113年6月",
            "112~113",
            "2023-2024",
            "1120701-1130630",
            "111-114年",
            "112年底及113年",
            "108至113年度",
        ),
        *("112學年度", "113學年度第1學期", "112-2", "10年計畫", "12年國教", "滿18年", "工作表1", "Sheet112", "機構11099"),
        *("(含前一年同期)學校清冊", "本年度", "第112號"),
        *("1121331", "1120230123", "0912345678", "4.6.1.0", "08-13次", "990105a"),
    ],
)
def test_no_other_year_is_seen(name: str) -> None:
    assert find_other_year(name, 113) is None


@pytest.mark.parametrize(
    ("name", "is_other"), [("志工_1121231", True), ("志工_1130101", False), ("志工_1131231", False), ("志工_1140101", True)]
)
def test_a_date_is_of_its_year(name: str, is_other: bool) -> None:
    assert (find_other_year(name, 113) is not None) is is_other


@pytest.mark.parametrize(("year", "is_other"), [(111, True), (112, False), (113, True)])
def test_the_year_is_that_of_the_report(year: int, is_other: bool) -> None:
    assert (find_other_year("志工112年度", year) is not None) is is_other


@pytest.mark.parametrize(("name", "is_other"), [("107", False), ("108", True), ("114", True), ("115", False)])
def test_a_bare_number_is_a_year_near_the_report_only(name: str, is_other: bool) -> None:
    assert (find_other_year(name, 113) is not None) is is_other
