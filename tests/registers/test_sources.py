"""A register knows where it came from: by what its sheets were recognised, and where their headers stand."""

from dataclasses import replace

import pytest

from antidrug_kpi.registers.register import MatchedBy, Source

from .offices import Rows, list_issues, make_sheet, read_sheets

HEADERS = ["志工編號", "繼續教育時數", "電話"]
ROWS: Rows = [["113 年度"], HEADERS, ["V1", 4, None], ["合計", 4, None]]


@pytest.mark.parametrize(
    ("file", "sheet", "match"),
    [
        ("志工.csv", None, MatchedBy.NAME),
        ("03_志工113年度.csv", None, MatchedBy.NAME),
        ("志工清冊.csv", None, MatchedBy.ALIAS),
        ("綜合.xlsx", "工作表1", MatchedBy.HEADERS),
    ],
)
def test_a_sheet_is_taken_for_a_register_by_name_alias_or_headers(file: str, sheet: str | None, match: MatchedBy) -> None:
    sheets = [make_sheet(file, ROWS, sheet)] + ([make_sheet(file, [], "工作表2")] if sheet else [])
    (source,) = read_sheets(*sheets).registers["volunteers"].sources
    columns = {"志工編號": 1, "繼續教育時數": 2, "電話": 3}
    assert source == Source(file, sheet, rows=2, skipped=1, match=match, header=2, columns=columns)


def test_columns_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    sheet = replace(make_sheet("志工.xlsx", [HEADERS, ["V1", 4, None]], "志工", numbers=[5, 6]), columns_left_out=2)
    (source,) = read_sheets(sheet).registers["volunteers"].sources
    assert (source.header, source.columns) == (5, {"志工編號": 3, "繼續教育時數": 4, "電話": 5})


def test_of_two_columns_alike_the_first_is_marked_and_both_are_said() -> None:
    rows: Rows = [["學校代碼", "學生數", "學生人數", "特定人員數"], ["001", 10, 11, 1]]
    reading = read_sheets(replace(make_sheet("學校清冊.xlsx", rows, "學校清冊"), columns_left_out=1))
    assert reading.registers["schools"].sources[0].columns["學生數"] == 3
    (issue,) = list_issues(reading.issues, "column-twice")
    assert "欄位「學生數」出現兩次（C 欄「學生數」與 D 欄「學生人數」）" in issue
