"""Headers: brackets that are harmless and brackets that change the meaning, two lines, columns that lack."""

from __future__ import annotations

from .answers import COUNTY
from .build import csv_file, split, tsv_file, xlsx_file
from .folders import FINES, URINE
from .instance import Instance

INSTANCES = (
    Instance(
        "harmless-brackets-of-volunteers",
        {"志工.csv": csv_file("志工編號（必填）,繼續教育時數（小時）", "V1,4", "V2,3.5")},
        {"4.8": "1/2"},
        0,
    ),
    Instance(
        "harmless-brackets-of-dates",
        {
            "春暉.xlsx": xlsx_file(
                {
                    "春暉離校個案": split(
                        "個案編號(必填),離校類型,離校日期（YYY/MM/DD）,轉銜評估會議日期(年/月/日)", "A,畢業,113/6/20,113/6/30"
                    )
                }
            )
        },
        {"1.5": "1/1"},
        0,
    ),
    Instance(
        "a-fine-that-is-planned-to-be-sent",
        {"罰鍰案件.csv": csv_file("案件編號,裁罰日期,應移送執行,移送執行日期（預定）", "F1,112/3/1,是,112/6/1")},
        {"4.10": "no_data"},
        3,
        ("移送執行日期", "預定"),
    ),
    Instance(
        "hours-in-minutes",
        {"志工.xlsx": xlsx_file({"志工": split("志工編號,繼續教育時數(分鐘)", "V1,240", "V2,60")})},
        {"4.8": "no_data"},
        3,
        ("繼續教育時數", "分鐘"),
    ),
    Instance(
        "money-in-thousands",
        {"經費.tsv": tsv_file("中央補助金額（千元）,自籌金額,最低自籌比率", "700,300000,10%")},
        {"4.1.3": "no_data"},
        3,
        ("中央補助金額", "千元"),
    ),
    Instance(
        "the-numbers-of-the-year-before",
        {"家支社工.csv": csv_file("社工編號,年月,服務案家數(前一年),新開案數", "W1,113/1,30,5")},
        {"2.3.1": "no_data", "2.3.2": "5/1"},
        3,
        ("服務案家數", "前一年"),
        options=COUNTY,
    ),
    Instance(
        "a-header-of-two-lines",
        {
            "尿.xlsx": xlsx_file(
                {"尿液採驗": split("個案編號,應採驗,實際採驗", ",年度,日期", "U1,113,113/3/1", "U2,113,")}, merged=("A1:A2",)
            )
        },
        {"4.9": "1/2"},
        0,
    ),
    Instance(
        "a-header-of-two-lines-over-several-columns",
        {
            "罰鍰.xlsx": xlsx_file(
                {
                    "罰鍰案件": split(
                        "案件編號,裁罰,應移送,移送", ",日期,執行,執行日期", "F1,112/3/1,是,112/6/1", "F2,112/3/1,是,"
                    )
                },
                merged=("A1:A2",),
            )
        },
        {"4.10": "1/2"},
        0,
    ),
    Instance(
        "two-files-of-which-one-lacks-a-column",  # blank there
        {
            "罰鍰案件_1月.csv": csv_file(FINES, "F1,112/1/5,是,112/6/1"),
            "罰鍰案件_2月.csv": csv_file("案件編號,裁罰日期,應移送執行", "F2,112/2/5,是"),
        },
        {"4.10": "1/2"},
        0,
    ),
    Instance(
        "two-sheets-a-year-written-in-two-ways",
        {"尿.xlsx": xlsx_file({"尿液採驗": split(URINE, "U1,113,113/3/1"), "02_尿液採驗": split(URINE, "U2,2024,")})},
        {"4.9": "1/2"},
        0,
    ),
    Instance(
        "the-only-file-lacks-a-column",
        {"罰鍰案件.csv": csv_file("案件編號,裁罰日期,應移送執行", "F2,112/2/5,是")},
        {"4.10": "no_data"},
        3,
        ("4.10",),
    ),
)
