"""Workbooks: formulas that were never calculated, rows filled down, merged cells."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from .answers import COUNTY, WORKERS
from .build import Rows, ods_file, ods_formula, save, split, with_cached_zeros, xlsx_file
from .folders import FINES, REPORTS, SESSIONS, URINE
from .instance import Instance

UNCALCULATED = "公式沒有計算結果"
STUDENTS = "案件編號,查獲來源,查獲日期,情資轉送檢警日期"
BY_FORMULA: Rows = [WORKERS.split(","), ["W1", "113/01", "=10+20", 5], ["W2", "113/01", 32, 3]]
FILLED_DOWN = [SESSIONS.split(","), ["113/1/2", "甲", "是"], ["113/1/3", "乙", "否"], *[["=名單!A4", "=名單!B4", "=名單!C4"]] * 3]


def hidden_sheet() -> bytes:
    """A register on a sheet that is hidden: read all the same."""
    tests = split(URINE, "U1,113,113/3/1", "U2,113,")
    workbook = load_workbook(BytesIO(xlsx_file({"說明": [["本表由系統產生"]], "尿液採驗": tests})))
    workbook["尿液採驗"].sheet_state = "hidden"
    return save(workbook)


FORMULAS = (
    Instance(
        "a-day-by-formula-without-a-result",
        {
            "通報.xlsx": xlsx_file(
                {
                    "兒少通報": [
                        REPORTS.split(","),
                        ["R1", date(2024, 3, 1), date(2024, 3, 5), "=B2+2"],
                        ["R2", "113/3/1", "113/3/5", "113/3/6"],
                    ]
                }
            )
        },
        {"2.1": "0/1"},
        3,
        ("派案日期", UNCALCULATED),
    ),
    Instance(
        "a-formula-without-a-result-in-ods",
        {
            "家支.ods": ods_file(
                {"家支社工": [WORKERS.split(","), ["W1", "113/01", ods_formula("10+20"), 5], ["W2", "113/01", 32, 3]]}
            )
        },
        {"2.3.1": "32/1"},
        3,
        ("服務案家數", UNCALCULATED),
        options=COUNTY,
    ),
    Instance(
        "a-zero-in-a-workbook-that-asks-to-be-calculated",
        {"家支.xlsx": with_cached_zeros(xlsx_file({"家支社工": BY_FORMULA}), calculates_on_loading=True)},
        {"2.3.1": "32/1"},
        3,
        ("服務案家數", UNCALCULATED),
        options=COUNTY,
    ),
    Instance(
        "rows-filled-down-with-formulas",
        {"講習.xlsx": with_cached_zeros(xlsx_file({"講習場次": FILLED_DOWN}), calculates_on_loading=False)},
        {"4.7": "1/2"},
        0,
    ),
    Instance(
        "one-row-filled-down-with-formulas",
        {
            "尿.xlsx": with_cached_zeros(
                xlsx_file({"尿液採驗": [*split(URINE, "U1,113,113/3/1", "U2,113,"), ["=甲!A9", "=甲!B9", "=甲!C9"]]}),
                calculates_on_loading=False,
            )
        },
        {"4.9": "1/2"},
        0,
    ),
)

MERGED = (
    Instance(
        "a-category-merged-over-its-rows",
        {
            "學生.xlsx": xlsx_file(
                {"涉毒學生": split(STUDENTS, "D1,學校清查,113/5/1,113/5/9", "D2,,113/5/2,", "D3,,113/6/1,113/6/1")},
                merged=("B2:B4",),
            )
        },
        {"1.4": "2/3"},
        0,
    ),
    Instance(
        "a-flag-merged-over-its-rows",
        {
            "罰鍰.xlsx": xlsx_file(
                {"罰鍰案件": split(FINES, "F1,112/3/1,是,112/6/1", "F2,112/3/2,,", "F3,112/3/3,,112/6/1")}, merged=("C2:C4",)
            )
        },
        {"4.10": "2/3"},
        0,
    ),
    Instance(
        "a-person-merged-over-her-tests",
        {"尿.xlsx": xlsx_file({"尿液採驗": split(URINE, "U1,113,", ",113,113/5/1", "U2,113,")}, merged=("A2:A3",))},
        {"4.9": "1/2"},
        0,
    ),
    Instance(
        "a-day-merged-over-rows-is-blank-below",
        {
            "罰鍰.xlsx": xlsx_file(
                {"罰鍰案件": split(FINES, "F1,112/3/1,是,112/6/1", "F2,112/3/2,是,", "F3,112/3/3,是,")}, merged=("D2:D4",)
            )
        },
        {"4.10": "1/3"},
        0,
    ),
    Instance(
        "a-number-merged-over-rows-is-blank-below",  # and required there: W2 is rejected
        {"家支.xlsx": xlsx_file({"家支社工": split(WORKERS, "W1,113/01,30,5", "W2,113/01,,3")}, merged=("C2:C3",))},
        {"2.3.1": "30/1", "2.3.2": "8/2"},
        3,
        ("服務案家數",),
        options=COUNTY,
    ),
    Instance("a-hidden-sheet", {"尿.xlsx": hidden_sheet()}, {"4.9": "1/2"}, 0),
)

INSTANCES = (*FORMULAS, *MERGED)
