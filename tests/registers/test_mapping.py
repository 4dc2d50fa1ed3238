"""An office's mapping file: which sheets are which registers, what headers and values mean, what is said of a wrong one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import Cell, ShownNumber, UnreadableCell
from antidrug_kpi.issues import Level
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.mapping.mapping_reading import read_mapping
from antidrug_kpi.registers.register import MatchedBy

from .offices import Rows, get_plan, list_issues, list_values, make_sheet, read_sheets

Write = Callable[[str], OfficeMapping]

CASES: Rows = [
    ["身分代號", "開案日期", "風險等級", "結案日期", "離開原因"],
    ["A0001", "113/1/5", "H", None, None],
    ["A0002", "113/1/6", "低", "113/9/1", "往生者"],
]
CASES_MAPPED = """\
registers:
  追蹤輔導個案:
    sheet: 個管名冊*
    columns:
      身分代號: 個案編號
      風險等級: 需求等級
      離開原因: 結案原因
    values:
      需求等級: {H: 高, M: 中, L: 低}
      結案原因: {往生者: 死亡}
"""
VOLUNTEERS: Rows = [["志工編號", "繼續教育時數"], ["V1", 4]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a mapping file and reads it back for the shipped plan."""

    def write_and_read(text: str) -> OfficeMapping:
        path = tmp_path / "對應.yaml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path, get_plan())

    return write_and_read


def refuse(write: Write, text: str) -> list[str]:
    """The problems of a mapping file, without its name."""
    with pytest.raises(UserError) as caught:
        write(text)
    return [line.removeprefix("對應.yaml ") for line in str(caught.value).splitlines()]


def test_the_example_of_the_page_is_in_order(write: Write) -> None:
    page = (Path(__file__).parents[2] / "docs" / "mapping.md").read_text(encoding="utf-8")
    text = page.partition("```yaml\n")[2].partition("```")[0]
    assert [entry.spec.id if entry.spec else None for entry in write(text).entries] == ["cases", None]


def test_sheet_headers_and_values_of_the_office(write: Write) -> None:
    reading = read_sheets(make_sheet("個管.xlsx", CASES, "個管名冊113"), mapping=write(CASES_MAPPED))
    assert list_values(reading, "cases", "個案編號") == ["A0001", "A0002"]
    assert list_values(reading, "cases", "需求等級") == ["高", "低"]
    assert list_values(reading, "cases", "結案原因") == [None, "死亡"]
    (source,) = reading.registers["cases"].sources
    assert (source.match, source.columns["個案編號"], source.columns["需求等級"]) == (MatchedBy.MAPPING, 1, 3)
    assert {issue.code for issue in reading.issues} == {"column-missing"}


CODES_MAPPED = "registers:\n  佐證清冊:\n    values:\n      指標代碼: {{醫療之二: '{}'}}\n"


@pytest.mark.parametrize("code", ["3.2", "三(二)", "9.9"])
def test_codes_of_the_office(write: Write, code: str) -> None:
    if code == "9.9":
        (problem,) = refuse(write, CODES_MAPPED.format(code))
        assert "「指標代碼」的「9.9」" in problem
    else:
        rows: Rows = [["指標代碼", "項目名稱", "要件"], ["醫療之二", "甲", "服務對象"]]
        reading = read_sheets(make_sheet("佐證清冊.csv", rows), mapping=write(CODES_MAPPED.format(code)))
        assert list_values(reading, "evidence", "指標代碼") == ["3.2"]


@pytest.mark.parametrize("key", ["追蹤輔導個案", "追輔個案", "cases", "追蹤輔導　個案"])
def test_a_register_goes_by_title_alias_or_id(write: Write, key: str) -> None:
    mapping = write(CASES_MAPPED.replace("追蹤輔導個案", key))
    assert list(read_sheets(make_sheet("a.xlsx", CASES, "個管名冊"), mapping=mapping).registers) == ["cases"]


@pytest.mark.parametrize(
    ("pattern", "file", "sheet", "is_named"),
    [
        ("個管名冊", "a.xlsx", "個管名冊", True),
        ("個管名冊", "a.xlsx", "03_個管 名冊113年度", True),
        ("個管名冊", "a.xlsx", "個管名冊備份", False),
        ("個管名冊*", "a.xlsx", "個管名冊備份", True),
        ("個管名冊?", "a.xlsx", "個管名冊甲", True),
        ("個管名冊?", "a.xlsx", "個管名冊甲乙", False),
        ("個管名冊[甲乙]", "a.xlsx", "個管名冊乙", True),
        ("個管名冊[甲乙]", "a.xlsx", "個管名冊［甲乙］", True),
        ("ａｂｃ*", "a.xlsx", "ABC1", True),
        ("個管名冊*", "個管名冊.csv", None, True),
        ("個管名冊*", "甲院/個管名冊.csv", None, True),
        ("個管名冊*", "個管名冊.xlsx", "工作表1", False),
    ],
)
def test_patterns_of_sheets(write: Write, pattern: str, file: str, sheet: str | None, is_named: bool) -> None:
    mapping = write(f'registers:\n  志工:\n    sheet: "{pattern}"\n')
    other = make_sheet(file, [], "工作表2")  # so that the workbook has not one sheet only, which would go by the file's name
    reading = read_sheets(make_sheet(file, VOLUNTEERS, sheet), *([other] if sheet else []), mapping=mapping)
    (source,) = reading.registers["volunteers"].sources
    assert (source.match is MatchedBy.MAPPING) == is_named


def test_only_sheet_of_a_workbook_goes_by_the_name_of_the_file(write: Write) -> None:
    mapping = write("registers:\n  志工:\n    sheet: 人員*\n")
    reading = read_sheets(make_sheet("人員名單.xlsx", VOLUNTEERS, "工作表1"), mapping=mapping)
    assert reading.registers["volunteers"].sources[0].match is MatchedBy.MAPPING


@pytest.mark.parametrize(
    ("pattern", "is_named"), [("b.xlsx", True), ("甲/b.xlsx", True), ("*.XLSX", True), ("乙/*", False), ("b", False)]
)
def test_patterns_of_files(write: Write, pattern: str, is_named: bool) -> None:
    mapping = write(f'registers:\n  志工:\n    file: "{pattern}"\n')
    reading = read_sheets(make_sheet("甲/b.xlsx", VOLUNTEERS, "x"), mapping=mapping)
    assert (reading.registers["volunteers"].sources[0].match is MatchedBy.MAPPING) == is_named


def test_sheet_and_file_must_both_fit(write: Write) -> None:
    mapping = write("registers:\n  志工:\n    sheet: 名單\n    file: 甲*\n")
    headless: Rows = [["編號", "時數"], ["V1", 4]]
    reading = read_sheets(make_sheet("甲.xlsx", VOLUNTEERS, "名單"), make_sheet("乙.xlsx", headless, "名單"), mapping=mapping)
    assert [source.file for source in reading.registers["volunteers"].sources] == ["甲.xlsx"]
    assert [issue.code for issue in reading.issues] == ["sheet-unmatched"]


def test_the_mapping_goes_before_the_name(write: Write) -> None:
    rows: Rows = [["案件編號", "裁罰日期", "應移送執行"], ["F1", "113/1/5", "否"]]
    mapping = write("registers:\n  罰鍰案件:\n    sheet: 志工\n")
    assert list(read_sheets(make_sheet("志工.csv", rows), mapping=mapping).registers) == ["fines"]


def test_sheets_of_unlike_headers_are_joined(write: Write) -> None:
    mapping = write(
        "registers:\n  志工:\n"
        "    - {sheet: 甲隊, columns: {代號: 志工編號}}\n"
        "    - {sheet: [乙隊, 丙隊], columns: {號碼: 志工編號, 時數: 繼續教育時數}}\n"
    )
    sheets = [
        make_sheet("a.xlsx", [["代號", "繼續教育時數"], ["V1", 1]], "甲隊"),
        make_sheet("a.xlsx", [["號碼", "時數"], ["V2", 2]], "乙隊"),
        make_sheet("a.xlsx", [["時數", "號碼"], [3, "V3"]], "丙隊"),
    ]
    reading = read_sheets(*sheets, mapping=mapping)
    assert list_values(reading, "volunteers", "志工編號") == ["V1", "V2", "V3"]
    assert [issue.code for issue in reading.issues] == ["sheets-joined"]


@pytest.mark.parametrize("name", ["志工", "工作表1"])
def test_entry_without_a_pattern_holds_wherever_the_register_is_found(write: Write, name: str) -> None:
    mapping = write("registers:\n  志工:\n    columns: {代號: 志工編號, 時數: 繼續教育時數}\n")
    sheets = [make_sheet("a.xlsx", [["代號", "時數"], ["V1", 1]], name), make_sheet("a.xlsx", [], "空")]
    assert list_values(read_sheets(*sheets, mapping=mapping), "volunteers", "繼續教育時數") == [1]


@pytest.mark.parametrize("header", ["身分代號", "身分　代號", "＊身分代號", "身分代號（必填）", "身分代號ID", "身分\n代號"])
def test_headers_are_compared_as_elsewhere(write: Write, header: str) -> None:
    rows = [[header, *CASES[0][1:]], *CASES[1:]]
    reading = read_sheets(make_sheet("個管名冊.csv", rows), mapping=write(CASES_MAPPED))
    assert list_values(reading, "cases", "個案編號") == ["A0001", "A0002"]


def test_header_of_two_lines(write: Write) -> None:
    rows: Rows = [["代號", "教育", ""], ["", "時數", "地點"], ["V1", 4, "甲"]]
    mapping = write("registers:\n  志工:\n    columns: {代號: 志工編號, 教育時數: 繼續教育時數}\n")
    reading = read_sheets(make_sheet("志工.csv", rows), mapping=mapping)
    assert list_values(reading, "volunteers", "繼續教育時數") == [4]
    assert list_issues(reading.issues, "mapping-header-missing") == []


def test_a_mapped_header_wins_over_the_alias_of_another_column(write: Write) -> None:
    rows: Rows = [["學校代碼", "學生人數"], ["001", 7]]
    mapping = write("registers:\n  學校清冊:\n    columns: {學生人數: 特定人員數}\n")
    reading = read_sheets(make_sheet("學校清冊.csv", rows), mapping=mapping)
    assert (list_values(reading, "schools", "特定人員數"), reading.registers["schools"].has_column("學生數")) == ([7], False)


def test_mapped_header_beside_the_official_one_is_the_column_twice(write: Write) -> None:
    rows: Rows = [["序", "志工編號", "繼續教育時數", "卡號"], [1, "V1", 4, "C1"]]
    text = "registers:\n  志工:\n    columns:\n      卡號: 志工編號\n"
    reading = read_sheets(make_sheet("志工.csv", rows), mapping=write(text))
    (issue,) = [issue for issue in reading.issues if issue.code == "column-twice"]
    assert (issue.level, str(issue)) == (
        Level.FILE,
        "志工.csv 第 1 列 欄「志工編號」：欄位「志工編號」出現兩次（B 欄「志工編號」與 D 欄「卡號」），"
        "無法確定用哪一欄，未讀取；請刪去其一，或以對應檔寫明其一不讀取（--mapping）",
    )
    assert not reading.registers["volunteers"].has_column("志工編號")
    settled = read_sheets(make_sheet("志工.csv", rows), mapping=write(text + "      志工編號: 不讀取\n"))
    assert list_values(settled, "volunteers", "志工編號") == ["C1"]
    assert list_issues(settled.issues, "column-twice") == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("甲", "是"),
        (" 甲　", "是"),
        (1, "否"),
        (1.0, "否"),
        (ShownNumber(1.0, "1.00"), "否"),
        ("０１", "是"),
        ("待查", None),
        ("是", "是"),
        (None, None),
    ],
)
def test_values_are_compared_without_blanks_and_widths(write: Write, cell: Cell, value: str | None) -> None:
    rows: Rows = [["辦理日期", "出席"], ["113/1/5", cell]]
    mapping = write("registers:\n  本部教育訓練:\n    values:\n      出席: {甲: 是, 1: 否, 01: V, 待查: 無資料}\n")
    assert list_values(read_sheets(make_sheet("本部教育訓練.csv", rows), mapping=mapping), "ministry_trainings", "出席") == [
        value
    ]


def test_numbers_and_years_take_values_too(write: Write) -> None:
    mapping = write(
        "registers:\n  尿液採驗:\n    values: {應採驗年度: {本年: 113}}\n  志工:\n    values: {繼續教育時數: {半天: 4}}\n"
    )
    urine = make_sheet("尿液採驗.csv", [["個案編號", "應採驗年度"], ["A1", "本年"], ["A2", 2023]])
    volunteers = make_sheet("志工.csv", [["志工編號", "繼續教育時數"], ["V1", "半天"], ["V2", 3]])
    reading = read_sheets(urine, volunteers, mapping=mapping)
    assert list_values(reading, "urine_tests", "應採驗年度") == [113, 112]
    assert list_values(reading, "volunteers", "繼續教育時數") == [4, 3]


def test_what_is_not_mapped_is_said_as_it_stands_in_the_file(write: Write) -> None:
    rows: Rows = [
        CASES[0],
        ["A0001", "113/1/5", "Ｘ ", None, None],
        ["A0002", "113/1/5", UnreadableCell("#REF!", "公式錯誤"), None, None],
    ]
    reading = read_sheets(make_sheet("個管名冊.csv", rows), mapping=write(CASES_MAPPED))
    assert list_issues(reading.issues, "cell-unreadable") == [
        "個管名冊.csv 第 2 列 欄「需求等級」：「Ｘ 」不在可用的值之內，應為低、中、高之一；請改正",
        "個管名冊.csv 第 3 列 欄「需求等級」：「#REF!」公式錯誤；請改正",
    ]


def test_a_record_whose_values_are_mapped_is_no_footer(write: Write) -> None:
    rows: Rows = [["機構名稱", "當年度安置涉毒少年"], ["註：之家", "有收"], ["合計", ""]]
    plain = read_sheets(make_sheet("安置機構.csv", rows))
    mapping = write("registers:\n  安置機構:\n    values: {當年度安置涉毒少年: {有收: 是}}\n")
    mapped = read_sheets(make_sheet("安置機構.csv", rows), mapping=mapping)
    assert len(plain.registers["placement_institutions"]) == 0
    assert list_values(mapped, "placement_institutions", "當年度安置涉毒少年") == ["是"]


def test_two_entries_for_one_sheet_are_an_error_that_names_both(write: Write) -> None:
    mapping = write("registers:\n  志工:\n    sheet: 名單*\n  罰鍰案件:\n    file: a*\n")
    (issue,) = read_sheets(make_sheet("a.xlsx", VOLUNTEERS, "名單"), mapping=mapping).issues
    assert (issue.code, issue.level, str(issue)) == (
        "sheet-mapped-twice",
        Level.FILE,
        "a.xlsx 工作表「名單」：對應檔 對應.yaml 有不只一組指這份資料（第 2 行「志工」、第 4 行「罰鍰案件」），"
        "無法確定用哪一組，未讀取；請改正 sheet 或 file",
    )


def test_sheets_that_are_left_unread(write: Write) -> None:
    mapping = write("registers:\n  不讀取:\n    sheet: [草稿*, 目錄]\n")
    sheets = [make_sheet("a.xlsx", VOLUNTEERS, "草稿1"), make_sheet("a.xlsx", [["甲"], ["1"]], "目錄")]
    reading = read_sheets(*sheets, mapping=mapping)
    assert reading.registers == {}
    assert [(issue.level, str(issue)) for issue in reading.issues] == [
        (Level.NOTE, "a.xlsx 工作表「草稿1」：對應檔 對應.yaml 指明不讀取"),
        (Level.NOTE, "a.xlsx 工作表「目錄」：對應檔 對應.yaml 指明不讀取"),
    ]


def test_mapped_sheet_without_its_headers(write: Write) -> None:
    mapping = write("registers:\n  志工:\n    sheet: 名單\n")
    reading = read_sheets(make_sheet("a.xlsx", [["甲", "乙"], ["1", "2"]], "名單"), mapping=mapping)
    assert [(issue.code, issue.level) for issue in reading.issues] == [("header-not-found", Level.FILE)]


def test_what_is_found_nowhere_is_a_warning_with_the_closest(write: Write) -> None:
    mapping = write(
        "registers:\n"
        "  志工:\n"
        "    sheet: [名單, 志工名單]\n"
        "    columns:\n"
        "      志工代號: 志工編號\n"
        "      時數: 繼續教育時數\n"
        "  罰鍰案件:\n"
        "    sheet: x\n"
        "    file: 罰鍰*.csv\n"
        "  尿液採驗:\n"
        "    columns: {甲: 個案編號}\n"
        "  不讀取:\n"
        "    file: zz\n"
    )
    rows: Rows = [["志工編號", "時數", "志工代碼"], ["V1", 4, "x"]]
    sheets = [make_sheet("a.xlsx", rows, "名單"), make_sheet("罰緩.csv", [["甲"], ["1"]])]
    warnings = [issue for issue in read_sheets(*sheets, mapping=mapping).issues if issue.code.startswith("mapping-")]
    assert {issue.level for issue in warnings} == {Level.WARNING}
    assert [(issue.code, str(issue)) for issue in warnings] == [
        ("mapping-sheet-missing", "對應.yaml：第 3 行：沒有工作表符合「志工名單」，最接近的是「名單」；請改正或刪去"),
        ("mapping-header-missing", "對應.yaml：第 5 行：「志工」沒有欄名「志工代號」，最接近的是「志工代碼」；請改正或刪去"),
        ("mapping-sheet-missing", "對應.yaml：第 9 行：沒有檔案符合「罰鍰*.csv」，最接近的是「罰緩.csv」；請改正或刪去"),
        ("mapping-register-missing", "對應.yaml：第 10 行：資料中沒有「尿液採驗」；請加上 sheet 或 file，或刪去"),
        ("mapping-sheet-missing", "對應.yaml：第 13 行：沒有檔案符合「zz」；請改正或刪去"),
    ]


PROBLEMS = {
    "unknown register": ("  志公: {sheet: a}", "第 2 行：沒有清冊「志公」，最接近的是「志工」；請改正"),
    "unknown key": ("  志工: {colums: {a: 志工編號}}", "第 2 行：不認得的鍵「colums」，最接近的是「columns」；請改正拼字或刪去"),
    "empty": ("  志工:", "第 2 行：「志工」沒有內容；應有 sheet、file、columns 或 values，請補上或刪去"),
    "empty keys": (
        "  志工: {sheet: , columns: }",
        "第 2 行：「志工」沒有內容；應有 sheet、file、columns 或 values，請補上或刪去",
    ),
    "no entry": ("  志工: []", "第 2 行：「志工」應為至少一項的清單，讀到「[]」；請改正"),
    "unknown header": (
        "  志工:\n    columns: {代號: 志工編碼}",
        "第 3 行：沒有欄位「志工編碼」，最接近的是「志工編號」；請改正",
    ),
    "no header": (
        "  志工:\n    columns:\n      代號:",
        "第 4 行：「代號」沒有寫對應的欄名；請補上計畫的欄名，不用此欄者寫「不讀取」",
    ),
    "two headers for one": (
        "  志工:\n    columns:\n      代號: 志工編號\n      號碼: 志工編號",
        "第 5 行：「代號」與「號碼」都對應到「志工編號」；請只留其一，另一欄寫「不讀取」",
    ),
    "one header twice": (
        "  志工:\n    columns:\n      代號: 志工編號\n      代　號: 繼續教育時數",
        "第 5 行：「代　號」與「代號」是同一個欄名，對應了兩次；請刪去其一",
    ),
    "one header twice, letter by letter": (
        "  志工:\n    columns:\n      代號: 志工編號\n      代號: 繼續教育時數",
        "第 5 行：「代號」重複出現；同一層每個鍵只能寫一次，請刪去其一",
    ),
    "blank header": ('  志工:\n    columns: {"": 志工編號}', "第 3 行：本機關的欄名不可空白；請補上或刪去"),
    "value that is not allowed": (
        "  cases:\n    values:\n      需求等級: {H: 很高}",
        "第 4 行：「需求等級」的「很高」不在可用的值之內，應為低、中、高之一，最接近的是「高」；請改正",
    ),
    "value that is no number": (
        "  志工:\n    values: {繼續教育時數: {半天: 四}}",
        "第 3 行：「繼續教育時數」的「四」應為數字；請改正",
    ),
    "no value": (
        "  cases:\n    values: {需求等級: {H: }}",
        "第 3 行：「H」沒有寫對應的值；請補上，視為空白者寫「無資料」",
    ),
    "one value twice": (
        "  cases:\n    values: {需求等級: {H: 高, Ｈ: 低}}",
        "第 3 行：「Ｈ」與「H」是同一個值，對應了兩次；請刪去其一",
    ),
    "value of a date": (
        "  cases:\n    values: {開案日期: {年初: 113/1/1}}",
        "第 3 行：「開案日期」是日期，不能對應值；請在清冊中改正",
    ),
    "values of an unknown column": (
        "  cases:\n    values: {需求等及: {H: 高}}",
        "第 3 行：沒有欄位「需求等及」，最接近的是「需求等級」；請改正",
    ),
    "values by the office's header": (
        "  cases:\n    columns: {風險等級: 需求等級}\n    values: {風險等級: {H: 高}}",
        "第 4 行：values 內要寫計畫的欄名：「風險等級」請改為「需求等級」",
    ),
    "register under two names": (
        "  cases: {sheet: a}\n  追輔個案: {sheet: b}",
        "第 3 行：「追輔個案」與「cases」是同一份清冊；請合併，各組 sheet 寫成清單",
    ),
    "two general entries": (
        "  志工:\n    - columns: {a: 志工編號}\n    - columns: {b: 志工編號}",
        "第 4 行：「志工」有兩組沒有 sheet 或 file，無法確定用哪一組；請寫明各組所指的工作表",
    ),
    "columns of what is not read": (
        "  不讀取:\n    sheet: a\n    columns: {a: b}",
        "第 2 行：「不讀取」只能寫 sheet 或 file，指出不讀取的工作表或檔案；請改正",
    ),
    "text in place of columns": ("  志工:\n    columns: 代號", "第 3 行：「columns」應為鍵與值，讀到「代號」；請改正"),
    "pattern that is longer than any name": (
        f"  志工: {{sheet: {'a' * 1001}}}",
        "第 2 行：工作表或檔案的樣式超過 1000 字元；請改正",
    ),
    "key that is no word": ("  ? [a, b]\n  : c", "第 2 行：YAML 語法有誤；請檢查縮排、冒號與引號"),
    "star without quotes": ("  志工:\n    sheet: *名單", "第 3 行：YAML 語法有誤；請檢查縮排、冒號與引號"),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_wrong_file_is_refused_with_its_line(write: Write, problem: str) -> None:
    text, sentence = PROBLEMS[problem]
    assert refuse(write, f"registers:\n{text}\n") == [sentence]


def test_all_problems_are_told_in_the_order_of_their_lines(write: Write) -> None:
    text = "registers:\n  志工:\n    columns:\n      a: x\n      b: y\n  cases:\n  foo: {sheet: a}\n"
    assert [line.split("：")[0] for line in refuse(write, text)] == ["第 4 行", "第 5 行", "第 6 行", "第 7 行"]


@pytest.mark.parametrize(("count", "is_taken"), [(999, True), (1_000, True), (1_001, False)])
def test_so_many_patterns_are_taken(write: Write, count: int, is_taken: bool) -> None:
    text = f"registers:\n  志工:\n    sheet: [{', '.join(f'a{number}' for number in range(count))}]\n"
    if is_taken:
        write(text)
    else:
        assert refuse(write, text) == ["第 1 行：sheet 與 file 共超過 1000 個；請以 * 代表任意文字，合併樣式"]


def test_of_a_thousand_problems_the_first_are_told(write: Write) -> None:
    lines = refuse(write, "registers:\n" + "".join(f"  a{number}: {{sheet: b}}\n" for number in range(1_000)))
    assert (len(lines), lines[-1]) == (101, "還有其他錯誤，只列出前 100 項；請先改正以上各項")


@pytest.mark.parametrize("text", ["", "# 尚未填寫\n", "registers:\n", "\ufeffregisters:\r\n"])
def test_an_empty_file_maps_nothing(write: Write, text: str) -> None:
    assert write(text).entries == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"- a\n", "對應.yaml：應為「registers: …」；請參考 antidrug-kpi map 產生的對應檔"),
        ("registers: {志工: {sheet: a}}".encode("cp950"), "對應.yaml：無法讀取，應為 UTF-8 編碼的 YAML 檔；請確認檔案存在且可讀"),
    ],
)
def test_a_file_that_is_no_mapping(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "對應.yaml"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_mapping(path, get_plan())
    assert str(caught.value) == sentence
