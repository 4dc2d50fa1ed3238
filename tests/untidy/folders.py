"""What an office hands in: names, copies, overlaps, years in names, empty and unreadable registers."""

from __future__ import annotations

from datetime import date

from .build import BROKEN, Rows, csv_file, tsv_file, xlsx_file
from .instance import Instance

FINES = "案件編號,裁罰日期,應移送執行,移送執行日期"
URINE = "個案編號,應採驗年度,實際採驗日期"
SESSIONS = "辦理日期,課程名稱,含藥愛及愛滋防治"
REPORTS = "通報編號,通報日期,派案期限,派案日期"
SEEKERS = "個案編號,求職登記日期,就業結果,就業日期"
SCORES = "家屬編號,前測分數,後測分數"
CLOSURES = "個案編號,結案日期,家庭支持或關係修復"
WORKSHOPS = "辦理日期,主辦單位,主題"
FIGURES = "指標代碼,項目,數值"

FOUR_FINES = ("F1,112/3/1,是,112/6/1", "F2,112/4/1,是,", "F3,112/5/1,否,", "F4,112/6/1,是,112/9/1")  # 2 of 3
THREE_TESTS = ("U1,113,113/2/1", "U2,113,", "U3,2024,113/5/5")  # 2 of 3
FIVE_SESSIONS = ("113/1/10,甲,是", "113/2/10,乙,是", "113/3/10,丙,否", "113/4/10,丁,是", "113/5/10,戊,是")
SEVEN_DAYS: Rows = [
    [date(2024, month, 10), name, flag]
    for month, (name, flag) in enumerate(zip("甲乙丙丁戊己庚", "是是否是是是是", strict=True), start=1)
]
SEVEN_SESSIONS = xlsx_file({"講習場次": [SESSIONS.split(","), *SEVEN_DAYS]})  # 6 of 7
SIX_SCORES = ("P1,60,70", "P2,50,50", "P3,40,45", "P4,30,20", "P5,55,60", "P6,70,80")  # P1, P3, P5, P6: 4 of 6
HALF = csv_file(CLOSURES, "K1,113/3/1,是", "K2,113/4/1,否")


def schools(count: int) -> bytes:
    return csv_file("學校代碼", *(f"S{number:03d}" for number in range(count)))


def workshops(*days: str) -> bytes:
    return csv_file(WORKSHOPS, *(f"{day},教育局,講座{day}" for day in days))


def rows_of(header: str, *lines: str) -> list[list[str]]:
    return [line.split(",") for line in (header, *lines)]


EIGHT_DAYS = tuple(f"113/{month}/7" for month in range(1, 9))
NAMES = (
    Instance("number-and-date-in-the-name", {"07_罰鍰案件_1131231.csv": csv_file(FINES, *FOUR_FINES)}, {"4.10": "2/3"}, 0),
    Instance(
        "folders-below-the-folder",
        {"教育局/113年/家長研習場次.tsv": tsv_file(WORKSHOPS, "113/3/1,甲,乙"), "教育局/學校清冊.csv": schools(4)},
        {"1.1.1": "1/4"},
        0,
    ),
)

A_REPORTS = csv_file(REPORTS, "R1,113/2/1,113/2/5,113/2/4", "R2,113/3/1,113/3/5,", "R3,113/4/1,113/4/5,113/4/9")  # R1 of 3
A_SEEKERS = csv_file(SEEKERS, "J1,113/2/1,未就業,", "J2,113/3/1,推介就業,113/4/1", "J3,113/5/1,未就業,")
COPIES = (
    Instance(
        "same-bytes-under-a-name-of-no-register",
        {"尿液採驗.csv": csv_file(URINE, *THREE_TESTS), "送件/複本.csv": csv_file(URINE, *THREE_TESTS)},
        {"4.9": "2/3"},
        0,
        ("複本.csv",),
    ),
    Instance(
        "same-bytes-of-a-workbook", {"清冊.xlsx": SEVEN_SESSIONS, "清冊 (2).xlsx": SEVEN_SESSIONS}, {"4.7": "6/7"}, 0, ("清冊",)
    ),
    Instance(
        "five-records-in-another-format",  # dates as texts here, as dates there
        {"全年.xlsx": SEVEN_SESSIONS, "匯出/講習場次.csv": csv_file(SESSIONS, *reversed(FIVE_SESSIONS))},
        {"4.7": "6/7"},
        0,
        ("講習場次.csv",),
    ),
    Instance(
        "five-records-in-a-second-sheet-with-a-column-more",
        {
            "團體.xlsx": xlsx_file(
                {
                    "家屬前後測": rows_of(SCORES, *SIX_SCORES),
                    "02_家屬前後測": rows_of(SCORES + ",記錄人", *(f"{line},王" for line in SIX_SCORES[1:])),
                }
            )
        },
        {"2.7": "4/6"},
        0,
        ("02_家屬前後測",),
    ),
    Instance(
        "four-records-are-a-question",  # 6 of 7, and 3 of 4 once more
        {"全年.xlsx": SEVEN_SESSIONS, "講習場次.csv": csv_file(SESSIONS, *FIVE_SESSIONS[:4])},
        {"4.7": "9/11"},
        0,
    ),
    Instance(
        "four-records-with-keys-are-an-overlap",  # 3 of 5 (F1, F4, F5 of all but F3), and 2 of 3 once more
        {
            "罰鍰案件.csv": csv_file(FINES, *FOUR_FINES, "F5,112/7/1,是,112/9/9", "F6,112/8/1,是,"),
            "乙科/罰鍰案件.csv": csv_file(FINES, *FOUR_FINES),
        },
        {"4.10": "5/8"},
        3,
        ("罰鍰案件.csv",),
    ),
)
OVERLAPS = (
    Instance(
        "five-of-six-records-shared",
        {
            "家長研習場次.csv": workshops(*EIGHT_DAYS),
            "下半年/家長研習場次.csv": workshops(*EIGHT_DAYS[3:], "113/9/9"),
            "學校清冊.csv": schools(20),
        },
        {"1.1.1": "14/20"},
        3,
        ("家長研習場次.csv",),
    ),
    Instance(
        "four-of-six-records-shared",
        {
            "家長研習場次.csv": workshops(*EIGHT_DAYS),
            "下半年/家長研習場次.csv": workshops(*EIGHT_DAYS[4:], "113/9/9", "113/10/9"),
            "學校清冊.csv": schools(20),
        },
        {"1.1.1": "14/20"},
        0,
    ),
    Instance(
        "two-of-three-keys-shared",  # R2, done since, and R3 again late: 1 of 3 and R2, R4 of 3
        {
            "兒少通報.csv": A_REPORTS,
            "更新/兒少通報.csv": csv_file(
                REPORTS, "R2,113/3/1,113/3/5,113/3/4", "R3,113/4/1,113/4/5,113/4/9", "R4,113/5/1,113/5/5,113/5/5"
            ),
        },
        {"2.1": "3/6"},
        3,
        ("兒少通報.csv",),
    ),
    Instance(
        "one-of-three-keys-shared",
        {
            "兒少通報.csv": A_REPORTS,
            "更新/兒少通報.csv": csv_file(
                REPORTS, "R3,113/4/1,113/4/5,113/4/9", "R5,113/5/1,113/5/5,113/5/5", "R6,113/6/1,113/6/5,113/6/6"
            ),
        },
        {"2.1": "2/6"},
        0,
    ),
    Instance(
        "two-of-three-persons-of-one-day-shared",  # J1, J2, J3 of J1 … J4
        {
            "求職服務.csv": A_SEEKERS,
            "年底/求職服務.csv": csv_file(
                SEEKERS, "J1,113/2/1,推介就業,113/8/1", "J3,113/5/1,自行就業,113/9/1", "J4,113/6/1,未就業,"
            ),
        },
        {"2.10": "3/4"},
        3,
        ("求職服務.csv",),
        options=("--jurisdiction", "高雄市"),
    ),
    Instance(
        "the-same-persons-on-other-days",
        {
            "求職服務.csv": A_SEEKERS,
            "年底/求職服務.csv": csv_file(
                SEEKERS, "J1,113/7/1,推介就業,113/8/1", "J3,113/8/1,自行就業,113/9/1", "J4,113/6/1,未就業,"
            ),
        },
        {"2.10": "3/4"},
        0,
        options=("--jurisdiction", "高雄市"),
    ),
)

MEETINGS = csv_file("會議日期,會議名稱,秘書長或主任秘書以上主持", "113/3/1,甲,是", "112/12/1,乙,否")
YEARS = (
    Instance(
        "another-year-in-a-files-name",
        {"講習場次112年度.csv": csv_file(SESSIONS, *FIVE_SESSIONS)},
        {"4.7": "4/5"},
        3,
        ("講習場次112年度.csv",),
    ),
    Instance(
        "another-year-in-a-folders-name",
        {"家屬前後測.csv": csv_file(SCORES, *SIX_SCORES[:2]), "112年/家屬前後測.csv": csv_file(SCORES, *SIX_SCORES[2:])},
        {"2.7": "4/6"},
        3,
        ("112年",),
    ),
    Instance(
        "another-year-in-a-sheets-name",
        {"結案.xlsx": xlsx_file({"安置結案112年度": rows_of(CLOSURES, "K1,113/3/1,是", "K2,113/4/1,否")})},
        {"2.11.2": "1/2"},
        3,
        ("安置結案112年度",),
    ),
    Instance("registers-that-read-other-years", {"罰鍰案件112年.csv": csv_file(FINES, *FOUR_FINES)}, {"4.10": "2/3"}, 0),
    Instance(
        "leavers-of-the-year-before",
        {"112年/春暉離校個案.csv": csv_file("個案編號,離校類型,離校日期,轉銜評估會議日期", "A,畢業,113/6/20,113/7/1")},
        {"1.5": "1/1"},
        0,
    ),
    Instance("a-span-of-years", {"跨局處會議112-113年.csv": MEETINGS}, {"4.1.2": "1/1"}, 0),
    Instance("a-span-in-words", {"112至114年/尿液採驗.csv": csv_file(URINE, *THREE_TESTS)}, {"4.9": "2/3"}, 0),
    Instance("the-reports-own-year", {"尿液採驗113年.csv": csv_file(URINE, *THREE_TESTS)}, {"4.9": "2/3"}, 0),
)

TAKEN = csv_file(FIGURES, "4.7,分子,18", "4.7,分母,20", "2.8,分子,8", "2.8,分母,10")
ABSENT = (
    Instance(
        "a-header-and-no-record",
        {"家長研習場次.csv": csv_file(WORKSHOPS), "學校清冊.csv": schools(2)},
        {"1.1.1": "0/2 missed"},
        0,
        ("家長研習場次",),
    ),
    Instance(
        "no-meeting-at-all",
        {"會議.xlsx": xlsx_file({"跨局處會議": rows_of("會議日期,會議名稱,秘書長或主任秘書以上主持")})},
        {"4.1.2": "0/0 missed"},
        0,
        ("跨局處會議",),
    ),
    Instance(
        "half-a-register",
        {"安置結案.csv": HALF, "02_安置結案.xlsx": BROKEN},
        {"2.11.2": "no_data"},
        3,
        ("02_安置結案.xlsx",),
    ),
    Instance(
        "half-a-register-as-text",  # a quote that nothing closes
        {"安置結案.csv": HALF, "北區/安置結案.csv": csv_file(CLOSURES, 'K8,"113/3/1,是', "K9,113/4/1,是")},
        {"2.11.2": "no_data"},
        3,
        ("北區",),
    ),
    Instance("figures-stand-in", {"填報數據.csv": TAKEN}, {"4.7": "18/20 met", "2.8": "8/10 met"}, 0),
    Instance(
        "figures-do-not-stand-in-for-a-broken-file",
        {"填報數據.csv": TAKEN, "講習場次.xlsx": BROKEN},
        {"4.7": "no_data", "2.8": "8/10"},
        3,
        ("講習場次.xlsx",),
    ),
    Instance(
        "figures-do-not-stand-in-for-a-register-without-its-header",
        {"填報數據.csv": TAKEN, "本部教育訓練.csv": csv_file("甲,乙,丙", "一,二,三", "四,五,六")},
        {"4.7": "18/20", "2.8": "no_data"},
        3,
        ("本部教育訓練.csv",),
    ),
)

INSTANCES = (*NAMES, *COPIES, *OVERLAPS, *YEARS, *ABSENT)
