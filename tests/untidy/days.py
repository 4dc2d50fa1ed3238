"""What a date may look like."""

from __future__ import annotations

from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .build import csv_file, ods_date, ods_file, save, split, tsv_file, xlsx_file
from .folders import CLOSURES, FINES, REPORTS, SESSIONS, URINE, WORKSHOPS, schools
from .instance import Instance

TRAININGS = "辦理日期,名稱,出席"
STUDENTS = "案件編號,查獲來源,查獲日期,情資轉送檢警日期"
LEAVERS = "個案編號,離校類型,離校日期,轉銜評估會議日期"

FORMS = (
    Instance(
        "separators",  # five of six in the period, one of them absent
        {
            "本部教育訓練.csv": csv_file(
                TRAININGS,
                *(
                    "113‧3‧5,甲,是",
                    "113·03·05,乙,是",
                    "113∕3∕5,丙,是",
                    "113–3–5,丁,否",
                    "１１３．３．５,戊,是",
                    "112／12／31,己,是",
                ),
            )
        },
        {"2.8": "4/5"},
        0,
    ),
    Instance(
        "separators-in-a-workbook",
        {
            "追.xlsx": xlsx_file(
                {"春暉離校個案": split(LEAVERS, "A,畢業,113·6·20,113－6－30", "B,轉學,１１３∕６∕２０,", "C,畢業,112–6–20,")}
            )
        },
        {"1.5": "1/2"},
        0,
    ),
    Instance(
        "weekdays",
        {
            "講習場次.tsv": tsv_file(
                SESSIONS, "113/1/5（五）,甲,是", "113年1月6日 星期六,乙,是", "2024-01-08(一),丙,否", "112.12.31 (日),丁,是"
            )
        },
        {"4.7": "2/3"},
        0,
    ),
    Instance(
        "weekdays-of-fines",
        {
            "罰鍰案件.csv": csv_file(
                FINES, "F1,112/12/31(日),是,113/1/2 (星期二)", "F2,113/1/1（一）,是,", "F3,112年5月1日(一),是,"
            )
        },
        {"4.10": "1/2"},
        0,
    ),
    Instance(
        "a-date-without-its-numbers",
        {"罰鍰案件.csv": csv_file(FINES, "F1,112/3/1,是,112/6/1", "F2,112/3/2,是,  /  /  ", "F3,112/3/3,是,年   月   日")},
        {"4.10": "1/3"},
        0,
    ),
    Instance(
        "a-date-without-its-numbers-in-a-sheet",
        {
            "學生.xlsx": xlsx_file(
                {
                    "涉毒學生": split(
                        STUDENTS,
                        "D1,學校清查,113/5/1,-  -",
                        "D2,學校清查,113/5/2,民國　年　月　日",
                        "D3,學校清查,113/5/3,113/5/9",
                    )
                }
            )
        },
        {"1.4": "1/3"},
        0,
    ),
    Instance(
        "whole-numbers-with-point-zero",
        {"罰鍰案件.csv": csv_file(FINES, "F1,1120301.0,是,1120601.0", "F2,20230401.0,是,", "F3,1130101.0,是,")},
        {"4.10": "1/2"},
        0,
    ),
    Instance(
        "whole-numbers-with-point-zero-of-leavers",
        {"春暉離校個案.tsv": tsv_file(LEAVERS, "A,畢業,1130620.0,1130630.0", "B,轉學,1130620.0,")},
        {"1.5": "1/2"},
        0,
    ),
    Instance(
        "a-bare-serial-in-text",
        {"講習場次.csv": csv_file(SESSIONS, "113/2/1,甲,是", "45356,乙,是", "113/4/1,丙,否")},
        {"4.7": "1/2"},
        3,
        ("45356",),
    ),
    Instance(
        "an-impossible-day",
        {"安置結案.csv": csv_file(CLOSURES, "K1,113/2/29,是", "K2,112/2/29,是", "K3,113/2/30,否")},
        {"2.11.2": "1/1"},
        3,
        ("結案日期", "112/2/29"),
    ),
)

ZONES = (
    Instance(
        "moments-around-the-turn-of-the-year",  # in: the first (midnight of 113/1/1) and the third (a second before 114)
        {
            "講習.xlsx": xlsx_file(
                {
                    "講習場次": split(
                        SESSIONS,
                        *("2023-12-31T16:00:00Z,甲,是", "2023-12-31T15:59:59Z,乙,是"),
                        *("2024-12-31T15:59:59.000Z,丙,否", "2024-12-31T16:00:00.000Z,丁,是"),
                    )
                }
            )
        },
        {"4.7": "1/2"},
        0,
    ),
    Instance(
        "midnights-in-greenwich-time",  # F1 is fined on 112/1/1, F2 on 113/1/1, F3 on 112/7/1
        {
            "罰鍰案件.csv": csv_file(
                FINES,
                *("F1,2022-12-31T16:00:00+00:00,是,112/5/1", "F2,2023-12-31T16:00:00+00:00,是,"),
                "F3,2023-06-30T16:00:00+00:00,是,",
            )
        },
        {"4.10": "1/2"},
        0,
    ),
    Instance(
        "taiwans-own-zone",  # nothing to turn: the 31st of December
        {"尿液採驗.csv": csv_file(URINE, "U1,113,2024-12-31T23:30:00+08:00", "U2,113,2023-12-31T23:30:00+08:00")},
        {"4.9": "1/2"},
        0,
    ),
)


def moments(odd: int, hour: int) -> list[list[datetime | str]]:
    """Ten days, so many of them with one time of day."""
    return [[datetime(2024, 2, 1 + n, hour if n < odd else 0), "甲", f"講座{n}"] for n in range(10)]


ODD_TIMES = (
    Instance(
        "nine-of-ten-at-four-in-the-afternoon",
        {"親職.xlsx": xlsx_file({"家長研習場次": [WORKSHOPS.split(","), *moments(9, 16)]}), "學校清冊.csv": schools(40)},
        {"1.1.1": "10/40"},
        3,
        ("辦理日期",),
    ),
    Instance(
        "eight-of-ten-at-four-in-the-afternoon",
        {"親職.xlsx": xlsx_file({"家長研習場次": [WORKSHOPS.split(","), *moments(8, 16)]}), "學校清冊.csv": schools(40)},
        {"1.1.1": "10/40"},
        0,
    ),
    Instance(
        "seconds-before-midnight",
        {"尿液採驗.csv": csv_file(URINE, *(f"U{n},113,2024-03-{n:02d} 23:59:17" for n in range(1, 11)), "U11,113,")},
        {"4.9": "10/11"},
        3,
        ("實際採驗日期",),
    ),
    Instance(
        "sessions-in-the-morning",  # an ordinary time of day is no sign of anything
        {"講習場次.csv": csv_file(SESSIONS, *(f"2024-03-{n:02d} 09:00:00,甲,{'否' if n == 1 else '是'}" for n in range(1, 11)))},
        {"4.7": "9/10"},
        0,
    ),
)


def mac_workbook() -> bytes:
    """Days and a serial counted from 1904: 43830 is 2024-01-01 there (45292 - 1462)."""
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    sheet = workbook.worksheets[0]
    sheet.title = "講習場次"
    days: tuple[date | int, ...] = (date(2024, 1, 1), date(2024, 12, 31), date(2023, 12, 31), 43830)
    sheet.append(SESSIONS.split(","))
    for day, flag in zip(days, "是否是是", strict=True):
        sheet.append([day, "甲", flag])
    return save(workbook)


SPREADSHEETS = (
    Instance(
        "numbers-in-date-columns",  # 45000 is 2023-03-15, 45300 is 2024-01-09
        {
            "罰鍰.xlsx": xlsx_file(
                {
                    "罰鍰案件": [
                        FINES.split(","),
                        ["F1", 1120301, "是", 45000],
                        ["F2", 20230501, "是", None],
                        ["F3", 1130101, "是", 45300],
                    ]
                }
            )
        },
        {"4.10": "1/2"},
        0,
    ),
    Instance("the-system-of-1904", {"講習.xlsx": mac_workbook()}, {"4.7": "2/3"}, 0),
    Instance(
        "a-date-cell-of-the-year-113",
        {
            "講習.ods": ods_file(
                {
                    "講習場次": [
                        SESSIONS.split(","),
                        ["113/2/1", "甲", "是"],
                        [ods_date("0113-03-05", "113/3/5"), "乙", "是"],
                        ["113/4/1", "丙", "否"],
                    ]
                }
            )
        },
        {"4.7": "1/2"},
        3,
        ("113/3/5",),
    ),
    Instance(
        "a-negative-serial",
        {
            "罰鍰.xlsx": xlsx_file(
                {
                    "罰鍰案件": [
                        FINES.split(","),
                        ["F1", "112/3/1", "是", "112/6/1"],
                        ["F2", "112/4/1", "是", -652871],
                        ["F3", "112/5/1", "是", None],
                    ]
                },
                formats={"D3": "yyyy/m/d"},
            )
        },
        {"4.10": "1/2"},
        3,
        ("移送執行日期",),
    ),
)

MONTH_FIRST = (
    Instance(
        "month-first-in-one-cell",  # R1 and R2 are faulty, R3 was in time
        {
            "兒少通報.csv": csv_file(
                REPORTS, "R1,113/3/1,113/3/5,03/04/24", "R2,113/3/20,113/3/28,03/25/24", "R3,113/4/1,113/4/5,113/4/2"
            )
        },
        {"2.1": "1/1"},
        3,
        ("派案日期",),
    ),
    Instance(
        "month-first-in-a-sheet",
        {"結案.xlsx": xlsx_file({"安置結案": split(CLOSURES, "K1,07/13/24,是", "K2,07/01/24,是", "K3,113/5/1,是")})},
        {"2.11.2": "1/1"},
        3,
        ("結案日期",),
    ),
)

INSTANCES = (*FORMS, *ZONES, *ODD_TIMES, *SPREADSHEETS, *MONTH_FIRST)
