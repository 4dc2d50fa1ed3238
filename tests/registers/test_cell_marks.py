"""What stands for nothing, and dates, flags and identifiers in the dress that other programs and offices give them."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, UnreadableCell
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.registers.cells.identifier_text import is_masked, is_masked_name, show_mask

from .offices import find_column, find_fault, read_cell

FIFTH = dt.date(2024, 1, 5)
EVIDENCE = find_column("evidence", "說明")
SOURCE = find_column("student_drug_cases", "查獲來源")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "－",
            "-",
            "—",
            "─",
            "──",
            "／",
            "/",
            "…",
            "---",
            "N/A",
            "ｎ／ａ",
            "#N/A",
            "＃N/A",
            "null",
            "Null",
            "(NULL)",
            "nan",
            "NaN",
        ),
        *("NaT", "none", "None", "<NA>", "\\N", "無資料", "無", "年  月  日", "　年　月　日", "民國   年   月   日", "年 月"),
        *("/  /", "／　／", "--/--/--", "__/__/____", "- -", "年 月 日（星期 ）", UnreadableCell("#N/A", "公式錯誤")),
    ],
)
@pytest.mark.parametrize("kind", [ColumnType.DATE, ColumnType.IDENTIFIER, ColumnType.COUNT, EVIDENCE, SOURCE])
def test_what_stands_for_nothing(kind: ColumnType, cell: Cell) -> None:
    assert read_cell(kind, cell) is None


@pytest.mark.parametrize("text", ["0", "NA", "年終", "無業", "nano", "?", "-1-", "待補", "NONE OF THESE"])
def test_what_is_something_in_evidence(text: str) -> None:
    assert read_cell(EVIDENCE, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-04T16:00:00Z",
        "2024-01-04T16:00:00.000Z",
        "2024-01-04 16:00:00+00:00",
        "2024-01-04T16:00:00-0000",
        "2024-01-05T00:00:00+08:00",
        "2024-01-05T23:59:59+0800",
        "2024-01-04T11:00:00-05:00",
        "2024-01-05T10:59:59-05:00",
        "2024-01-05T00:59:59+08:30",
        "113/01/04 16:00 Z",
        "2024/1/4 下午4:00 UTC",
        "2024-01-04 04:00:00 PM +0000",
        "2024-01-05 03:59 GMT+8",
        "20240104T160000Z",
        "２０２４－０１－０４Ｔ１６：００：００Ｚ",
    ],
)
def test_a_zone_is_turned_into_taiwans(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == FIFTH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-04T15:59:59Z", dt.date(2024, 1, 4)),
        ("2024-01-04T16:00:00Z", FIFTH),
        ("2024-01-04T16:00:01Z", FIFTH),
        ("2023-12-31T16:00:00Z", dt.date(2024, 1, 1)),
        ("2024-02-28T16:00:00Z", dt.date(2024, 2, 29)),
    ],
)
def test_where_the_day_ends(text: str, day: dt.date) -> None:
    assert read_cell(ColumnType.DATE, text) == day


@pytest.mark.parametrize("text", ["113/1/5 14:00-16:00", "113/1/5 09:00-10:00", "113/1/5 13:30-16:30"])
def test_from_one_time_to_another_is_no_zone(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == FIFTH


@pytest.mark.parametrize(
    ("text", "month"), [("2023-12-31T16:00:00Z", 1), ("2024-01-31T15:59:59Z", 1), ("2024-01-31T16:00:00Z", 2)]
)
def test_months_of_a_zone(text: str, month: int) -> None:
    assert read_cell(ColumnType.MONTH, text) == dt.date(2024, month, 1)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "113/1/5(五)",
            "113/1/5（五）",
            "113/1/5 (週五)",
            "113年1月5日（星期五）",
            "113/1/5 星期五",
            "1130105 禮拜五",
            "113.1.5 周五",
        ),
        *(
            "(五)113/1/5",
            "113/1/5 (Fri)",
            "113/1/5 Friday",
            "113/1/5(五)10:30",
            "113/1/5 10:30 (五)",
            "113年1月5日星期五上午9時30分",
        ),
        *("113‧1‧5", "113·01·05", "１１３．１．５", "113・1・5", "113∕1∕5", "113／1／5", "113–1–5", "113－01－05", "113—1—5"),
        *("113/1／5", "民國113·1·5", "2024‧1‧5", "1130105.0", "20240105.0", "1130105.00", "'113/1/5", "’1130105", "＇2024-01-05"),
    ],
)
def test_one_day_in_every_dress(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == FIFTH


@pytest.mark.parametrize("text", ["113‧01", "113／1", "11301.0", "'113/01", "113–01", "202401.0", "113年1月(份)"])
def test_one_month_in_every_dress(text: str) -> None:
    if text.endswith("(份)"):
        assert find_fault(ColumnType.MONTH, text) != ""
    else:
        assert read_cell(ColumnType.MONTH, text) == dt.date(2024, 1, 1)


@pytest.mark.parametrize("text", ["113/1.5", "113-1/5", "113/1/5五", "2024-06-30Z", "1130105.5", "113.1.5.0"])
def test_no_day(text: str) -> None:
    assert find_fault(ColumnType.DATE, text).startswith("不是看得懂的日期")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("113/1/5 24:00", "沒有這個時刻；請改正，或只留日期"),
        ("113/1/5 23:60", "沒有這個時刻；請改正，或只留日期"),
        ("2024-01-05T10:30:00+15:00", "沒有這個時區；請改正，或只留日期"),
    ],
)
def test_no_time(text: str, reason: str) -> None:
    assert find_fault(ColumnType.DATE, text) == reason


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (dt.date(112, 6, 30), "112/6/30"),
        (dt.datetime(999, 12, 31, 8), "999/12/31"),
        (-652871, "112/6/30"),
        (UnreadableCell("7/1/12", "年份在西元 1000 年以前，是否指民國 112/7/1；請把儲存格改為文字 112/7/1"), "112/7/1"),
    ],
)
def test_date_cells_before_the_year_1000(cell: Cell, said: str) -> None:
    assert find_fault(ColumnType.DATE, cell) == f"年份在西元 1000 年以前，是否指民國 {said}；請把儲存格改為文字 {said}"


@pytest.mark.parametrize(
    "cell", ["√", "✅", "●", "O", "ｏ", "Ｏ", "Yes", "ＹＥＳ", "1.0", "✔️", "■是□否", "☑是 ☐否", "□否■是", "是■否□"]
)
def test_more_signs_of_yes(cell: Cell) -> None:
    assert read_cell(ColumnType.FLAG, cell) == "是"


@pytest.mark.parametrize("cell", ["No", "ｎｏ", "0.0", "□是■否", "是□ 否☑", "[ ]是[v]否", "○是●否", "□有／☑無"])
def test_more_signs_of_no(cell: Cell) -> None:
    assert read_cell(ColumnType.FLAG, cell) == "否"


def test_choices_of_which_none_or_too_many_are_ticked() -> None:
    assert read_cell(ColumnType.FLAG, "□是□否") is None
    assert find_fault(ColumnType.FLAG, "■是■否") == "同時勾選了「是」與「否」；請只留一項"
    assert find_fault(ColumnType.FLAG, "□是").startswith("沒有勾選，也沒有列出其他選項")
    assert find_fault(ColumnType.FLAG, "■是□不詳").startswith("應為 是 或 否")


def test_choices_of_a_category() -> None:
    assert read_cell(SOURCE, "■警察查獲□學校清查") == "警察查獲"
    assert read_cell(SOURCE, "□警察查獲 ☑學校清查") == "學校清查"
    assert read_cell(SOURCE, "□警察查獲□學校清查") is None
    assert find_fault(SOURCE, "■警察查獲■學校清查") == "同時勾選了「警察查獲」與「學校清查」；請只留一項"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1001.0", "1001"),
        ("0012.0", "0012"),
        ("1001.00", "1001"),
        ("1001.5", "1001.5"),
        ("A1.0", "A1.0"),
        ("'0012", "0012"),
        ("’a001", "A001"),
        ("A‐1", "A-1"),
        ("A–1", "A-1"),
        ("A—1", "A-1"),
        ("A－1", "A-1"),
        ("A─1", "A-1"),
        ("A−1", "A-1"),
    ],
)
def test_identifiers_are_compared_without_their_dress(cell: Cell, value: str) -> None:
    assert read_cell(ColumnType.IDENTIFIER, cell) == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            "A12***89",
            "A12*****89",
            "A1○○○89",
            "A1〇〇89",
            "A12●●●89",
            "*****6789",
            "A123*****",
            "A1*9",
            "A12###89",
            "A12XXXXX89",
            "A12□□□89",
            "A12345678*",
            "*123456789",
            "A001*",
            "*A001",
            "**********",
            *(f"A12{sign * 3}89" for sign in "×△▲◇◆✕✖⬤⚫•·‧+~?█★"),
            "A1△9",
            "####1234",
            "A12..89",
            "A12...",
            "A1某某89",
            "A12OOO89",
            "A123OOOO89",
            "A12OO456",
            "AB12XXXX89",
            "XXXXX6789",
            "同上",
            "(略)",
            "保密",
            "遮蔽",
        ),
    ],
)
def test_a_covered_identifier_is_known_as_one(text: str) -> None:
    assert is_masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "A123456789",
        "M-001",
        "113-0001",
        "X0001",
        "XXX-001",
        "TAXXX1",
        "A#1",
        "個案A",
        "A.B",
        "1001",
        "",
        "AXX123",
        "112-----",
        "A-12-34",
        "A·12",
        "A.1.2",
        "A+1",
        "A12+",
        "✔A001",
        "FOOD12",
        "BOO1",
        "A1O2",
        "OO12",
        "保密-001",
        "同上鄉01",
    ],
)
def test_not_masked(text: str) -> None:
    assert not is_masked(text)


COVERED = ("王○明", "王O明", "王*", "王〇〇", "王×明", "王△△", "王某某")


def test_masked_names() -> None:
    assert [
        name for name in (*COVERED, "王小明", "O'Brien", "Ｏ", "王", "瓦歷斯•諾幹", "瓦歷斯·諾幹") if is_masked_name(name)
    ] == [
        *COVERED,
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A12***89", "…***…"),
        ("A12345678*", "…*"),
        ("####1234", "####…"),
        ("A12OOO89", "…OOO…"),
        ("同上", "同上"),
        ("王○明", "…○…"),
        ("王O明", "…O…"),
    ],
)
def test_what_covers_an_identifier_is_shown_and_nothing_else(text: str, shown: str) -> None:
    assert show_mask(text) == shown
