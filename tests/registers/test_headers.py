"""Which register a sheet is, by its name or its headers, and where its headers stand."""

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.issues import Level
from antidrug_kpi.registers.finding.header_variants import list_candidates
from antidrug_kpi.registers.finding.headers import find_by_headers, find_by_name, find_header

from .offices import Rows, compute_sheets, count_rows, find_measure, get_plan, list_issues, list_values, make_sheet, read_sheets


def name_register(name: str) -> str | None:
    register = find_by_name([name], get_plan().registers)
    return register.id if register else None


@pytest.mark.parametrize(
    "name",
    [
        "學校清冊",
        "學校名冊",
        "轄屬學校清冊",
        "學　校 清冊",
        "03_學校清冊",
        "3.學校清冊",
        "03-學校清冊",
        "３＿學校清冊",
        "03 學校清冊",
        "學校清冊113年度",
        "學校清冊 113年",
        "學校清冊_113年度",
        "學校清冊(113年度)",
        "學校清冊年度",
        "學校清冊_1130105",
        "學校清冊1130105",
        "學校清冊_20240105",
        "學校清冊_2024-01-05",
        "學校清冊113.01",
        "學校清冊_113年1月",
        "學校清冊_113年1月5日",
        "學校清冊_113年10月15日",
        "03_學校名冊_113年度",
        "113年學校清冊",
        "113年度_學校清冊",
        "民國113年度學校清冊",
        "學校清冊1月",
        "學校清冊_十二月份",
        "學校清冊(1-6月)",
        "學校清冊113年7-12月",
        "學校清冊第一季",
        "學校清冊 Q1",
        "學校清冊上半年",
    ],
)
def test_names_with_numbers_and_dates(name: str) -> None:
    assert name_register(name) == "schools"


@pytest.mark.parametrize(
    "name", ["學校", "學校清冊備份", "清冊", "113", "03_113年度", "工作表1", "", "1月", "113年一月", "第一季"]
)
def test_names_of_no_register(name: str) -> None:
    assert name_register(name) is None


def find_columns(rows: Rows, register: str = "schools") -> dict[str, int]:
    header = find_header(list_candidates(make_sheet("x.csv", rows)), get_plan().find_register(register))
    return dict(header.columns) if header else {}


PLAIN = {"學校代碼": 0, "學生數": 1, "特定人員數": 2}


@pytest.mark.parametrize(
    "headers",
    [
        ["學校代碼", "學生數", "特定人員數"],
        ["學校代號", "學生人數", "特定人員人數"],
        ["學 校　代碼", "學生\n數", " 特定人員數 "],
        ["學校代碼", "學生數（人）", "特定人員數[人]"],
        ["＊學校代碼", "學生數 (人次)", "特定人員數："],
        ["學校代碼School ID", "學生數 Students", "特定人員數"],
        ["School ID\n學校代碼", "No. 學生數", "特定人員數/Listed"],
        ["(A)學校代碼", "【B】學生數[人]", "（三）特定人員數(人)(C)"],
        ["1.學校代碼", "2、學生數", "③特定人員數 單位：人"],
        ["學校代碼", "學生數", "特定人員數", "承辦人", None],
    ],
)
def test_spellings_of_headers(headers: list[Cell]) -> None:
    assert find_columns([headers, ["001", 10, 1]]) == PLAIN


@pytest.mark.parametrize(("header", "is_found"), [("C肝轉介機制 HCV", True), ("HCV C肝轉介機制", True), ("A C肝轉介機制", False)])
def test_an_english_twin_before_a_header_that_begins_with_a_letter(header: str, *, is_found: bool) -> None:
    columns = find_columns([["機構代碼", "機構名稱", header]], "treatment_institutions")
    assert ("C肝轉介機制" in columns) == is_found


@pytest.mark.parametrize(
    ("register", "headers", "found"),
    [
        ("cases", ["個案編號", "姓名"], []),
        ("cases", ["個案編號"], ["個案編號"]),  # among no others
        ("cases", ["個案編號", "結案日期", "姓名"], ["個案編號", "結案日期"]),
        ("schools", ["學生數", "姓名"], []),
        ("schools", ["學校代碼", "姓名"], ["學校代碼"]),  # every required one
    ],
)
def test_one_known_header_among_others_is_no_header(register: str, headers: list[Cell], found: list[str]) -> None:
    assert list(find_columns([headers], register)) == found


def test_headers_are_no_prefixes() -> None:
    assert find_columns([["學校代碼", "學生數增減", "前一年同期學生數"]]) == {"學校代碼": 0, "前一年同期學生數": 2}
    assert find_columns([["學校代碼", "(前一年同期)學生數", "A學生數"]]) == {"學校代碼": 0}


@pytest.mark.parametrize(
    "titles", [[], [["高雄市學校清冊"]], [["高雄市學校清冊"], ["列印日期：113/1/5"], [None], ["學校代碼一覽"]]]
)
def test_title_rows_above(titles: list[list[Cell]]) -> None:
    header = find_header(
        list_candidates(make_sheet("x.csv", [*titles, list(PLAIN), ["001", 10, 1]])), get_plan().find_register("schools")
    )
    assert header is not None
    assert (header.position, header.columns) == (len(titles), PLAIN)


@pytest.mark.parametrize(
    ("above", "is_found"),
    [(38, True), (39, True), (40, False)],
)
def test_headers_are_sought_in_forty_rows(above: int, is_found: bool) -> None:
    columns = find_columns([*[["說明"]] * above, list(PLAIN)])
    assert columns == (PLAIN if is_found else {})


def test_two_lines_of_which_the_upper_names_groups() -> None:
    rows: Rows = [
        ["個案編號", "開案", "", "結案", ""],
        ["", "日期", "人員", "日期", "原因"],
        ["A001", "113/1/5", "王", "113/2/5", "期滿"],
    ]
    assert find_columns(rows, "cases") == {"個案編號": 0, "開案日期": 1, "結案日期": 3, "結案原因": 4}
    result = read_sheets(make_sheet("追蹤輔導個案.csv", rows))
    assert list_values(result, "cases", "結案日期") == ["2024-02-05"]
    assert [(source.rows, source.skipped) for source in result.registers["cases"].sources] == [(1, 0)]


def test_two_lines_with_headers_merged_downwards() -> None:
    rows: Rows = [["個案編號", "追輔資料", "", "追輔結果"], ["", "追輔日期", "追輔方式", ""], ["A001", "113/1/5", "電訪", "正常"]]
    assert find_columns(rows, "contacts") == {"個案編號": 0, "追輔日期": 1, "追輔方式": 2, "追輔結果": 3}


def test_first_row_of_data_is_no_second_line() -> None:
    reading = read_sheets(make_sheet("學校清冊.csv", [list(PLAIN), ["001", 10, 1], ["002", 20, 2]]))
    assert list_values(reading, "schools", "學校代碼") == ["001", "002"]


def test_repeated_column_is_left_out_and_said() -> None:
    rows: Rows = [["學校代碼", "學生數", "學生人數", "特定人員數"], ["001", 10, 11, 1]]
    reading = read_sheets(make_sheet("學校清冊.csv", rows))
    assert list_issues(reading.issues, "column-twice") == [
        "學校清冊.csv 第 1 列 欄「學生數」：欄位「學生數」出現兩次（B 欄「學生數」與 C 欄「學生人數」），"
        "無法確定用哪一欄，未讀取；請刪去其一，或以對應檔寫明其一不讀取（--mapping）"
    ]
    assert not reading.registers["schools"].has_column("學生數")
    assert list_values(reading, "schools", "特定人員數") == [1]


def find_candidates(*headers: str) -> list[str]:
    candidates = list_candidates(make_sheet("x.csv", [headers]))
    return [register.id for register, _ in find_by_headers(candidates, get_plan().registers)]


@pytest.mark.parametrize(
    ("headers", "registers"),
    [
        (("個案編號", "追蹤日期"), ["leaver_followups"]),
        (("志工編號", "繼續教育時數"), ["volunteers"]),
        (("家屬編號", "姓名"), []),  # all that is required, and one column alone
        (("家屬編號", "前測分數"), ["family_assessments"]),
        (("機構名稱", "當年度安置涉毒少年"), ["placement_institutions"]),
        (("個案編號", "機構代碼", "收案日期", "治療紀錄"), ["deferred_prosecutions"]),
        (("個案編號", "機構代碼", "收案日期", "C肝篩檢日期"), ["substitution_patients"]),
        (("個案編號", "機構代碼", "收案日期", "結案日期"), ["deferred_prosecutions", "substitution_patients"]),
        (("辦理日期", "主題", "出席"), ["parent_workshops", "ministry_trainings"]),
        (("個案編號", "結案日期"), []),  # a required column of every register with these is lacking
        (("家屬編號",), []),  # one header alone tells nothing
        (("甲", "乙"), []),
    ],
)
def test_registers_that_fit_headers(headers: tuple[str, ...], registers: list[str]) -> None:
    assert find_candidates(*headers) == registers


def test_sheet_known_by_its_headers_is_read_and_said() -> None:
    result = compute_sheets(make_sheet("匯出.xlsx", [["志工編號", "繼續教育時數"], ["V001", 4]], "工作表1"))
    assert find_measure(result, "4.8").numerator == 1
    assert [str(issue) for issue in result.issues] == ["匯出.xlsx 工作表「工作表1」：名稱認不出，依欄名認定為「志工」"]


def test_ambiguous_headers_are_not_guessed() -> None:
    sheet = make_sheet("匯出.xlsx", [["個案編號", "機構代碼", "收案日期"], ["A001", "H1", "113/1/5"]], "工作表1")
    result = compute_sheets(sheet)
    assert result.inputs == ()
    assert {issue.level for issue in result.issues} == {Level.FILE}
    assert [str(issue) for issue in result.issues] == [
        "匯出.xlsx 工作表「工作表1」：欄名同時符合 「緩起訴個案」、「替代治療個案」，"
        "無法確定是哪一份，未讀取；請把名稱改為清冊名稱，或以對應檔指明（--mapping）"
    ]


@pytest.mark.parametrize(
    ("name", "register"),
    [
        ("替代治療個案(甲醫院)", "substitution_patients"),
        ("甲醫院緩起訴個案", "deferred_prosecutions"),
        ("緩起訴個案與替代治療個案", None),
    ],
)
def test_a_sheet_per_institution_has_the_name_of_its_register_within_its_own(name: str, register: str | None) -> None:
    """By their headers alone both could be either."""
    sheet = make_sheet("匯出.xlsx", [["個案編號", "機構代碼", "收案日期"], ["A001", "H1", "113/1/5"]], name)
    assert list(read_sheets(sheet).registers) == ([register] if register else [])


def test_unknown_sheet_gets_the_nearest_name() -> None:
    rows: Rows = [["甲", "乙"], ["1", "2"]]
    reading = read_sheets(make_sheet("a.xlsx", rows, "志工名冊"), make_sheet("a.xlsx", rows, "雜項"))
    assert [str(issue) for issue in reading.issues] == [
        "a.xlsx 工作表「志工名冊」：認不出是哪一份清冊（名稱最接近「志工」），未讀取；請把名稱改為清冊名稱，或確認欄名",
        "a.xlsx 工作表「雜項」：認不出是哪一份清冊，未讀取；請把名稱改為清冊名稱，或確認欄名",
    ]


def test_only_the_name_of_a_workbooks_only_sheet_is_also_the_files() -> None:
    rows: Rows = [["甲", "乙"], ["1", "2"]]
    only = read_sheets(make_sheet("美沙冬收安.xlsx", rows, "工作表1"))
    assert [str(issue) for issue in only.issues] == [
        "美沙冬收安.xlsx 工作表「工作表1」：認不出是哪一份清冊（名稱最接近「美沙冬收案」），未讀取；"
        "請把名稱改為清冊名稱，或確認欄名"
    ]
    several = read_sheets(*(make_sheet("美沙冬收安.xlsx", rows, name) for name in ("工作表1", "統計")))
    assert [str(issue) for issue in several.issues] == [
        f"美沙冬收安.xlsx 工作表「{name}」：認不出是哪一份清冊，未讀取；請把名稱改為清冊名稱，或確認欄名"
        for name in ("工作表1", "統計")
    ]


@pytest.mark.parametrize("name", ["說明", "01_目錄", "封面（113年度）", "填表須知", "代碼表", "目 錄"])
def test_sheets_beside_the_registers_are_no_registers(name: str) -> None:
    """A table of codes has headers of 治療機構, and the workbook its name."""
    codes: Rows = [["機構代碼", "機構名稱"], ["H1", "第一醫院"]]
    registers = make_sheet("治療機構.xlsx", codes, "清單")
    reading = read_sheets(registers, make_sheet("治療機構.xlsx", codes, name), make_sheet("治療機構.xlsx", [], "說明"))
    assert list_values(reading, "treatment_institutions", "機構代碼") == ["H1"]
    assert [(issue.level.value, str(issue)) for issue in reading.issues if issue.code.startswith("sheet")] == [
        ("說明", f"治療機構.xlsx 工作表「{name}」：不像清冊，未讀取")
    ]


def test_a_sheet_named_as_a_register_too_is_one() -> None:
    reading = read_sheets(make_sheet("志工.xlsx", [["志工編號", "繼續教育時數"], ["V001", 4]], "說明"))
    assert list_values(reading, "volunteers", "志工編號") == ["V001"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["請於年底前填報"], [None, "承辦人：王小明"]], "sheet-aside"),
        ([["請於年底前填報"], ["電話", "02-12345678"]], "sheet-unmatched"),
    ],
)
def test_a_sheet_without_a_table_is_no_register(rows: Rows, code: str) -> None:
    reading = read_sheets(make_sheet("a.xlsx", rows, "雜項"), make_sheet("a.xlsx", [], "工作表2"))
    assert [issue.code for issue in reading.issues] == [code]


def test_without_two_cells_in_a_row_it_may_still_be_a_register() -> None:
    """A file whose delimiter is unknown, and a sheet whose name is nearly a register's."""
    rows: Rows = [["志工編號|繼續教育時數"], ["V001|4"]]
    reading = read_sheets(
        make_sheet("匯出.csv", rows), make_sheet("a.xlsx", rows, "志工名冊"), make_sheet("a.xlsx", rows, "雜項")
    )
    assert [issue.code for issue in reading.issues] == ["sheet-unmatched", "sheet-unmatched", "sheet-aside"]


def test_named_sheet_without_headers() -> None:
    reading = read_sheets(make_sheet("a.xlsx", [["V001", 4]], "志工"))
    assert reading.registers == {}
    assert [(issue.level.value, str(issue)) for issue in reading.issues] == [
        (
            "檔案",
            "a.xlsx 工作表「志工」：「志工」找不到標題列；前 40 列內應有欄名 「志工編號」、「繼續教育時數」；請確認標題列",
        )
    ]


@pytest.mark.parametrize("rows", [[], [[None, ""], ["　", None]]])
def test_an_empty_sheet_is_said_only_where_it_bears_the_name_of_a_register(rows: Rows) -> None:
    reading = read_sheets(make_sheet("a.xlsx", rows, "志工"), make_sheet("a.xlsx", rows, "工作表2"))
    assert reading.registers == {}
    assert [(issue.code, issue.address.sheet) for issue in reading.issues] == [("header-not-found", "志工")]


def test_headers_alone_are_a_register_of_no_rows() -> None:
    result = compute_sheets(make_sheet("志工.csv", [["志工編號", "繼續教育時數"]]))
    assert count_rows(result, "volunteers") == [(0, 0, 0, 0)]
    assert [(issue.level.value, str(issue)) for issue in result.issues] == [
        ("說明", "志工.csv：「志工」一列也沒有，視為 0 筆；若尚無資料，請刪除此工作表或檔案")
    ]
    measure = find_measure(result, "4.8")
    assert (measure.status.value, measure.numerator, measure.denominator) == ("not_applicable", 0, 0)


def test_sheet_of_a_workbook_named_after_the_register() -> None:
    header = ["志工編號", "繼續教育時數"]
    workbook = "志工清冊_113年度.xlsx"
    reading = read_sheets(make_sheet(workbook, [header, ["V001", 4]], "1月"), make_sheet(workbook, [header, ["V002", 3]], "2月"))
    assert list_values(reading, "volunteers", "志工編號") == ["V001", "V002"]
    assert list_issues(reading.issues, "matched-by-headers") == []


@pytest.mark.parametrize(("second", "is_empty"), [([], True), ([["合計", 0]], True), ([["V001", 4]], False)])
def test_a_register_is_empty_where_none_of_its_sheets_has_a_record(second: Rows, *, is_empty: bool) -> None:
    header = ["志工編號", "繼續教育時數"]
    reading = read_sheets(make_sheet("a.xlsx", [header], "志工"), make_sheet("b.xlsx", [header, *second], "志工"))
    expected = "a.xlsx 工作表「志工」：「志工」一列也沒有，視為 0 筆；若尚無資料，請刪除此工作表或檔案"
    assert list_issues(reading.issues, "register-empty") == ([expected] if is_empty else [])


def test_entered_figures_are_lacking_and_not_zero_where_there_are_none() -> None:
    reading = read_sheets(make_sheet("填報數據.csv", [["指標代碼", "項目", "數值"]]))
    assert list_issues(reading.issues, "register-empty") == []


def test_a_register_whose_rows_were_passed_over_is_not_called_empty() -> None:
    """Both required columns are called otherwise, so that no column of the register holds anything."""
    rows: Rows = [["個案號碼", "新收日", "結案日期", "結案原因"], ["A1", "112/7/1", None, None]]
    reading = read_sheets(make_sheet("美沙冬收案.csv", rows))
    assert list_issues(reading.issues, "register-empty") == []
    assert list_issues(reading.issues, "rows-passed-over") == [
        "美沙冬收案.csv：有 1 列（第 2 列）只在不使用的欄位「個案號碼」、「新收日」有內容，未讀取；如果是漏填，請補填清冊的欄位"
    ]
