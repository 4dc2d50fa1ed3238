"""Identifiers and codes of measures."""

from __future__ import annotations

from .build import csv_file, split, tsv_file, xlsx_file
from .folders import FIGURES, URINE
from .instance import Instance

LEAVERS = "個案編號,離校類型,離校日期,轉介日期"
FOLLOWUPS = "個案編號,追蹤日期"
CLINICS = "機構代碼,機構名稱,替代治療"
PATIENTS = "個案編號,機構代碼,收案日期,結案日期,曾檢出C肝陽性,C肝篩檢日期"
CASES = "個案編號,開案日期,初評完成日期,結案日期,需求等級,無需轉介就業原因,就業轉介日期"
CONTACTS = "個案編號,追輔日期,追輔方式"
# Referred on 113/1/10: quarters until 4/9, 7/9 and 10/9 are due in 113, the fourth ends on 114/1/9.
QUARTERS = ("113/2/1", "113/5/1", "113/8/1")
DEFERRED = "個案編號,機構代碼,收案日期,結案日期,治療紀錄"

INSTANCES = (
    Instance(
        "a-number-here-and-a-text-with-point-zero-there",
        {
            "春暉.xlsx": xlsx_file({"春暉離校個案": [LEAVERS.split(","), [2001, "離校未就學", "113/1/5", "113/1/10"]]}),
            "離校追蹤.csv": csv_file(FOLLOWUPS, *(f"2001.0,{day}" for day in QUARTERS)),
        },
        {"1.6": "1/1"},
        0,
    ),
    Instance(
        "point-zero-in-one-of-two-files-of-tests",  # one person, tested in the second row
        {"尿液採驗.tsv": tsv_file(URINE, "3007,113,", "3007.0,113,113/4/1", "03007,113,")},
        {"4.9": "1/2"},
        0,
    ),
    Instance(
        "dashes-and-apostrophes",  # one institution, one patient, screened
        {
            "治療機構.csv": csv_file(CLINICS, "H‑1,甲院,是"),
            "替代治療個案.csv": csv_file(PATIENTS, "'0007,ｈ－1,113/1/5,,否,113/2/1", "0007,'H–1,113/3/5,,否,"),
        },
        {"3.6.1": "1/1"},
        0,
    ),
    Instance(
        "an-apostrophe-in-a-sheet",
        {"尿.xlsx": xlsx_file({"尿液採驗": split(URINE, "'A1—05,113,", "a1-05,113,113/4/1", "A1−06,113,")})},
        {"4.9": "1/2"},
        0,
    ),
    Instance(
        "masked-with-stars",
        {
            "緩起訴個案.csv": csv_file(DEFERRED, "A12*****78,H1,113/1/5,,是", "A12*****78,H1,113/2/5,,否", "B1,H1,113/2/5,,是"),
            "治療機構.csv": csv_file("機構代碼,機構名稱,勾選緩起訴附帶命令", "H1,甲院,是"),
        },
        {"3.5": "no_data"},
        3,
        ("緩起訴個案.csv", "個案編號"),
    ),
    Instance(
        "masked-with-circles-in-the-contacts-alone",  # 2.9 does not join contacts
        {
            "追蹤輔導個案.csv": csv_file(CASES, "C100001,113/1/1,113/1/2,,低,,113/2/1", "C100002,113/1/1,113/1/2,,低,,"),
            "聯繫.xlsx": xlsx_file({"追蹤輔導紀錄": split(CONTACTS, "C1○○○01,113/3/1,電訪", "C1○○○02,113/3/1,家訪")}),
        },
        {"4.3.2": "no_data", "2.9": "1/2"},
        3,
        ("追蹤輔導紀錄", "個案編號"),
    ),
    Instance(
        "masked-workers-of-whom-none-is-counted",  # 2.3.2 counts workers; nobody could tell how many these are
        {"家支社工.csv": csv_file("社工編號,年月,服務案家數,新開案數", "W○○1,113/1,30,5", "W○○1,113/1,30,5")},
        {"2.3.2": "no_data"},
        3,
        ("社工編號",),
        options=("--jurisdiction", "南投縣"),
    ),
    Instance(
        "four-point-one-of-a-sheet",  # 4.10 lost its 0
        {"填報.xlsx": xlsx_file({"填報數據": [FIGURES.split(","), [4.1, "分子", 7], [4.1, "分母", 10]]})},
        {"4.10": "no_data"},
        3,
        ("4.10", "四(十)"),
    ),
    Instance(
        "four-point-ten-as-displayed",
        {
            "填報.xlsx": xlsx_file(
                {"填報數據": [FIGURES.split(","), [4.1, "分子", 7], [4.1, "分母", 10]]}, formats={"A2": "0.00", "A3": "0.00"}
            )
        },
        {"4.10": "7/10 met"},
        0,
    ),
)
