"""Statistics of an office made by hand, one of each kind, for forms that print them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from antidrug_kpi.measures.duties.duty_results import CrossTable, Duties, RowListing, StatisticResult, StatisticStatus
from antidrug_kpi.measures.results import Number

AGES = ("未滿18歲", "18–29", "30–39", "40–49", "50–59", "60歲以上")


def make_ratio(name: str, numerator: int, denominator: int, unit: str = "%") -> StatisticResult:
    value = Fraction(numerator * 100, denominator) if denominator else None
    status = StatisticStatus.COMPUTED if denominator else StatisticStatus.NOT_APPLICABLE
    return StatisticResult(name, "", "ratio", "", status, unit, value, numerator, denominator)


def make_value(name: str, kind: str, value: Fraction | int, **parts: Number | None) -> StatisticResult:
    return StatisticResult(name, "", kind, "", StatisticStatus.COMPUTED, "人", Fraction(value), parts=parts or None)


def make_crossed(name: str, rows: tuple[str, ...], columns: tuple[str, ...], *cells: tuple[int, ...]) -> StatisticResult:
    """A table of counts with its totals, everyone counted once."""
    table = CrossTable(
        rows,
        columns,
        cells,
        tuple(map(sum, cells)),
        tuple(map(sum, zip(*cells, strict=True))),
        sum(map(sum, cells)),
    )
    return StatisticResult(name, "", "table", "", StatisticStatus.COMPUTED, table=table)


def make_columns(
    name: str, rows: tuple[str, ...], columns: tuple[str, ...], *cells: tuple[Number | None, ...]
) -> StatisticResult:
    """A table of numbers under headings of their own, the last row of which is the same of all rows where there are several."""
    totals = cells[len(rows)] if len(cells) > len(rows) else None
    table = CrossTable(rows, columns, cells[: len(rows)], None, totals, None, frozenset({"%"}))
    return StatisticResult(name, "", "table", "", StatisticStatus.COMPUTED, table=table)


def make_list(name: str, columns: tuple[str, ...], *rows: tuple[str | int | None, ...], private: str = "") -> StatisticResult:
    listing = RowListing(columns, rows, frozenset(private.split()))
    return StatisticResult(name, "", "list", "", StatisticStatus.COMPUTED, listing=listing)


def make_duties() -> Duties:
    """What an office with most registers owes; 三(六), 四(四)3 and 四(七)1 have none."""
    visits = ("藥癮醫療服務供、需情形", "藥癮醫療與其他醫療科別之轉介、照會機制", "藥癮醫療個案管理機制")
    caseload = CrossTable(
        ("王小明", "李大同"), ("一級", "二級", "未填"), ((5, 3, 0), (4, 6, 1)), (8, 11), (9, 9, 1), 19, is_row_private=True
    )
    mean = StatisticResult(
        *("S4.6.3c", "", "mean", "", StatisticStatus.COMPUTED, "人", Fraction(19, 2), 19, 2),
        parts={"最少": 8, "最多": 11, "無個管員": 3},
        table=caseload,
        notes=("另有 2 列沒有個管員",),
    )
    ways: dict[str, Number | None] = {"電訪": Fraction(31, 10), "家訪": Fraction(2), "面訪": Fraction(1, 3)}
    statistics = (
        make_value("S1.3.2a", "mean", Fraction(25, 2)),
        make_value("S1.3.2b", "mean", Fraction(14)),
        make_value("S1.3.2c", "difference", Fraction(-3, 2)),
        make_columns("S1.3.2d", ("安非他命試劑", "K 他命試劑"), ("數量",), (120,), (1080,), (1200,)),
        make_value("S1.3.2e", "sum", 1234),
        make_ratio("S1.3.2f", 7, 1234),
        make_ratio("S1.4.2.1a", 3, 8),
        make_columns("S1.4.2.1b", ("是", "否"), ("人", "已召開"), (5, 3), (3, 0), (8, 3)),
        make_value("S1.4.2.2a", "count", 4),
        make_ratio("S1.4.2.2b", 0, 0),
        make_crossed("S3.4.1a", ("男", "女"), AGES, (0, 2, 14, 30, 22, 9), (0, 1, 3, 5, 2, 0)),
        make_crossed("S3.4.1b", ("海洛因", "安非他命", "未填"), ("男", "女"), (70, 9), (5, 2), (2, 0)),
        make_columns("S3.4.1c", ("合計",), ("C肝陽性", "C肝治療", "HIV陽性", "HIV治療", "兩者皆陽性"), (40, 31, 6, 6, 4)),
        make_value("S3.4.1d3", "count", 12),
        make_value("S3.4.1e", "sum", 342, 機構數=5, 自費人數=61, 總人數=342),
        make_value("S3.4.2a", "count", 6),
        make_crossed("S3.4.2b", visits, ("符合", "部分符合", "不符合", "不適用"), (5, 1, 0, 0), (3, 2, 1, 0), (6, 0, 0, 0)),
        make_ratio("S3.4.2c", 7, 9),
        make_ratio("S3.4.2d", 41, 44),
        make_columns("S4.1.1a", ("網絡聯繫會議", "專題討論會議"), ("場",), (3,), (1,), (4,)),
        make_list(
            "S4.1.1b",
            ("會議日期", "會議類別", "毒防中心出席", "討論主題", "重要決議", "應辦事項", "辦理情形"),
            ("2024-02-21", "網絡聯繫會議", "是", "藥癮與自殺共案", "建立單一窗口", "毒防中心彙整名冊", None),
            ("2024-05-15", "專題討論會議", "是", "兒少施用毒品", None, None, "已完成"),
            private="討論主題 重要決議 應辦事項 辦理情形",
        ),
        make_crossed("S4.1.3a", ("男", "女"), AGES, (1, 40, 88, 120, 61, 12), (0, 12, 20, 18, 9, 1)),
        make_columns("S4.1.3b", ("望海市", "青嵐鄉", "未填"), ("人",), (210,), (140,), (32,), (382,)),
        make_crossed(
            "S4.1.4",
            ("預防宣導組", "保護扶助組", "醫療服務組", "綜合規劃組"),
            tuple(f"職稱{n}" for n in range(1, 13)),
            *[tuple((n + m) % 3 for n in range(12)) for m in range(4)],
        ),
        make_columns(
            "S4.2.3a",
            ("A2.1", "A2.2"),
            ("應完成", "完成", "未完成", "%"),
            (8, 6, 2, Fraction(75)),
            (None, None, None, None),
        ),
        make_list("S4.2.3b", ("規定", "姓名", "缺時數"), ("A2.1", "王小明", 4), private="姓名"),
        make_columns("S4.3.1a", ("陪伴型志工",), ("人", "招募", "服務時數"), (12, 3, Decimal("96.5")), (12, 3, Decimal("96.5"))),
        make_crossed("S4.6.2b", (), ("人次",)),
        StatisticResult(*("S4.6.3a", "", "mean", "", StatisticStatus.COMPUTED, "次", Fraction(163, 30), 163, 30), parts=ways),
        mean,
    )
    return Duties(statistics=statistics)
