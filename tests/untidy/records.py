"""Which rows are records: totals, notes, headings of groups, subtotals, and what is wrong with a row."""

from __future__ import annotations

from .answers import COUNTY, WORKERS
from .build import csv_file, ods_file, split, tsv_file, xlsx_file
from .folders import CLOSURES, FINES, REPORTS, SCORES, SESSIONS, THREE_TESTS, URINE
from .instance import Instance

STUDENTS = "案件編號,查獲來源,查獲日期,情資轉送檢警日期"
STAFF = "人力來源,職稱,姓名,到職日期,離職日期,異動別"
BUREAUS = "局處名稱,組別,專責人力數"
VOLUNTEERS = "志工編號,繼續教育時數"
LOAD = ("W1,113/01,30,5", "W2,113/01,20,3")

TOTALS = (
    Instance(
        "a-total-of-persons",
        {"尿液採驗.csv": csv_file(URINE, *THREE_TESTS, "合計,3,2")},
        {"4.9": "2/3"},
        0,
        rows={"尿液採驗.csv": (4, 3, 0, 1)},
    ),
    Instance(
        "a-total-in-the-middle-column",
        {"講習.xlsx": xlsx_file({"講習場次": split(SESSIONS, "113/1/2,甲,是", "113/1/3,乙,否", ",總　計,2")})},
        {"4.7": "1/2"},
        0,
        rows={"講習.xlsx": (3, 2, 0, 1)},
    ),
    Instance(
        "an-added-total-under-a-category",
        {"涉毒學生.tsv": tsv_file(STUDENTS, "D1,學校清查,113/5/1,113/5/2", "D2,學校清查,113/5/1,", "2,加總,,1")},
        {"1.4": "1/2"},
        0,
        rows={"涉毒學生.tsv": (3, 2, 0, 1)},
    ),
    Instance(
        "a-count-under-the-last-column",
        {"結案.ods": ods_file({"安置結案": split(CLOSURES, "K1,113/3/1,是", "2,,計數")})},
        {"2.11.2": "1/1"},
        0,
        rows={"結案.ods": (2, 1, 0, 1)},
    ),
    Instance(
        "the-whole-county-beside-means",
        {"家屬前後測.csv": csv_file(SCORES, "P1,60,70", "P2,50,50", "全縣,55.0,60.00")},
        {"2.7": "1/2"},
        0,
        rows={"家屬前後測.csv": (3, 2, 0, 1)},
    ),
    Instance(
        "a-subtotal-between-months",
        {"家支社工.csv": csv_file(WORKERS, *LOAD, "小計,2,50,8", "W1,113/02,40,2", "總計,3,90,10")},
        {"2.3.1": "90/3 =30.00"},
        0,
        rows={"家支社工.csv": (5, 3, 0, 2)},
        options=COUNTY,
    ),
    Instance(
        "notes-below-the-staff",
        {
            "人力.xlsx": xlsx_file(
                {
                    "人力清冊": split(
                        STAFF,
                        "本部補助,個管,王一,113/1/1,,在職",
                        ",,,,,",
                        "備註：113年底之名冊,,,,,",
                        "註：不含約聘,,,,,",
                        "製表：陳二,,,,,",
                    )
                }
            )
        },
        {"4.2.1": "1/1"},
        0,
        rows={"人力.xlsx": (5, 1, 0, 4)},
    ),
)

HEADINGS = (
    Instance(
        "districts-above-their-reports",
        {
            "兒少通報.csv": csv_file(
                REPORTS, "士林區,,,", "R1,113/2/1,113/2/5,113/2/4", "R2,113/2/1,113/2/5,", "北投區,,,", "R3,113/2/1,113/2/5,"
            )
        },
        {"2.1": "1/3"},
        0,
        rows={"兒少通報.csv": (5, 3, 0, 2)},
    ),
    Instance(
        "a-heading-among-workers-in-a-sheet",
        {"家支.xlsx": xlsx_file({"家支社工": split(WORKERS, "（東）區,,,", *LOAD, "西　區,,,", "W3,113/01,40,2")})},
        {"2.3.1": "90/3"},
        0,
        rows={"家支.xlsx": (5, 3, 0, 2)},
        options=COUNTY,
    ),
    Instance(
        "a-name-where-all-are-names",  # a bureau whose number is blank
        {"主責局處.csv": csv_file(BUREAUS, "衛生局,一,1", "觀光局,,", "教育局,一,0")},
        {"4.1.1": "1/2"},
        3,
        ("專責人力數",),
        rows={"主責局處.csv": (3, 2, 1, 0)},
    ),
    Instance(
        "a-code-alone-is-no-heading",
        {"尿液採驗.csv": csv_file(URINE, *THREE_TESTS, "U9,,")},
        {"4.9": "2/3"},
        3,
        ("應採驗年度",),
        rows={"尿液採驗.csv": (4, 3, 1, 0)},
    ),
)

SUBTOTALS = (
    Instance(
        "sums-under-a-blank-key-and-under-a-name",  # 30 + 20, 5 + 3; then 31 + 19, 2 + 1
        {"家支社工.csv": csv_file(WORKERS, *LOAD, ",,50,8", "W1,113/02,31,2", "W2,113/02,19,1", "北區,,50,3")},
        {"2.3.1": "100/4 =25.00", "2.3.2": "11/2"},
        0,
        rows={"家支社工.csv": (6, 4, 0, 2)},
        options=COUNTY,
    ),
    Instance(
        "a-sum-of-five-hours",
        {
            "志工.xlsx": xlsx_file(
                {"志工": [["志工編號", "繼續教育時數"], ["V1", 4], ["V2", 4], ["V3", 0], ["V4", 5], ["V5", 6], [None, 19]]}
            )
        },
        {"4.8": "4/5"},
        0,
        rows={"志工.xlsx": (6, 5, 0, 1)},
    ),
    Instance(
        "a-sum-of-four-hours-is-none",  # the key is blank, and required
        {"志工.csv": csv_file(VOLUNTEERS, "V1,4", "V2,4", "V3,0", "V4,5", ",13")},
        {"4.8": "3/4"},
        3,
        ("志工編號",),
        rows={"志工.csv": (5, 4, 1, 0)},
    ),
    Instance(
        "sums-under-a-code",  # a worker like the others, or a total: both are said
        {"家支社工.tsv": tsv_file(WORKERS, *LOAD, "W9,113/03,50,8")},
        {"2.3.1": "100/3"},
        3,
        ("家支社工.tsv",),
        rows={"家支社工.tsv": (3, 3, 0, 0)},
        options=COUNTY,
    ),
    Instance(
        "a-name-under-codes-without-sums",
        {"志工.csv": csv_file(VOLUNTEERS, "V1,4", "V2,5", "V3,3", "支援人力,7")},
        {"4.8": "3/4"},
        3,
        ("志工.csv",),
        rows={"志工.csv": (4, 4, 0, 0)},
    ),
)

WRONG = (
    Instance(
        "rows-above-the-header",
        {
            "講習.xlsx": xlsx_file(
                {"講習場次": split("某縣毒品危害防制中心,,", "列印日期：114/1/5,,", ",,", SESSIONS, "113/1/2,甲,是")}
            )
        },
        {"4.7": "1/1"},
        0,
    ),
    Instance(
        "left-before-hired",
        {"人力清冊.csv": csv_file(STAFF, "本部補助,個管,王一,113/5/1,113/4/30,離職", "本部補助,個管,陳二,113/1/1,,在職")},
        {"4.2.1": "1/1"},
        3,
        ("離職日期",),
        rows={"人力清冊.csv": (2, 1, 1, 0)},
    ),
    Instance(
        "closed-before-taken-in",
        {
            "緩起訴個案.csv": csv_file(
                "個案編號,機構代碼,收案日期,結案日期,治療紀錄", "A,H1,113/5/1,113/5/1,是", "B,H1,113/5/1,113/4/30,是"
            ),
            "治療機構.csv": csv_file("機構代碼,機構名稱,勾選緩起訴附帶命令", "H1,甲院,是"),
        },
        {"3.5": "1/1"},
        3,
        ("結案日期",),
    ),
    Instance(
        "a-faulty-cell-that-one-measure-reads",  # 視訊 rejects a contact for 4.3.1 alone; 31 days of service owe one
        {
            "追蹤輔導個案.csv": csv_file("個案編號,開案日期,初評完成日期,結案日期,需求等級", "A1,113/12/1,113/12/1,,低"),
            "追蹤輔導紀錄.csv": csv_file("個案編號,追輔日期,追輔方式", "A1,113/12/5,視訊"),
        },
        {"4.3.1": "no_data", "4.3.2": "1/1"},
        3,
        ("追輔方式", "視訊"),
    ),
    Instance(
        "a-faulty-cell-that-nobody-reads",
        {"美沙冬收案.csv": csv_file("個案編號,機構代碼,新收日期,結案日期,結案原因", "A1,,113/1/1,,")},
        {"3.3": "1/1"},
        0,
    ),
    Instance(
        "a-fine-sent-before-it-was-imposed",  # a warning
        {"罰鍰案件.csv": csv_file(FINES, "F1,112/3/1,是,112/2/1", "F2,112/3/1,是,")},
        {"4.10": "1/2"},
        0,
    ),
)

INSTANCES = (*TOTALS, *HEADINGS, *SUBTOTALS, *WRONG)
