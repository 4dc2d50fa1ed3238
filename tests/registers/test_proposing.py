"""The draft of a mapping file: what it proposes and why, that nothing of it is active, and that all of it is in order."""

from pathlib import Path

import pytest

from antidrug_kpi.files import Cell, FileReading
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.mapping.drafting import write_draft
from antidrug_kpi.registers.mapping.mapping_reading import read_mapping
from antidrug_kpi.registers.mapping.proposing import list_proposals

from .offices import Rows, get_plan, list_files, list_values, make_sheet, read_sheets

HEAD = 6  # the lines that say how to use the file, and `registers:`


def draft(*files: FileReading) -> str:
    return write_draft(list_proposals(files, get_plan()), get_plan())


def list_lines(*files: FileReading) -> list[str]:
    """The draft without its manual."""
    return [line for line in draft(*files).splitlines()[HEAD:] if line]


def load(tmp_path: Path, text: str) -> OfficeMapping:
    path = tmp_path / "對應.yaml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path, get_plan())


def take_up(text: str) -> str:
    """The draft with one mark taken off every commented line, as editors do it: remarks stay remarks."""
    return "\n".join(line.removeprefix("# ") if line.startswith("# ") else line.removeprefix("#") for line in text.splitlines())


CASES = make_sheet(
    "個管.xlsx",
    [
        ["身分代號", "開案日", "風險等級", "結案日期", "備註欄"],
        ["A0001", "113/1/5", "高度", None, "x"],
        ["A0002", "113/1/6", "H", "113/9/1", "y"],
        ["A0003", "113/1/6", "低", "113/9/1", "y"],
    ],
    "個管名冊113",
)
CONTACTS = make_sheet("個管.xlsx", [["個案編號", "追輔日期", "方式"], ["A0001", "113/2/5", "電話訪談"]], "面訪表")


def test_a_sheet_that_is_no_register_gets_the_closest() -> None:
    assert list_lines(*list_files(CASES, CONTACTS)) == [
        "## 個管.xlsx 工作表「個管名冊113」：認不出是哪一份清冊，最接近「追蹤輔導個案」（2 個欄名相同或相近）",
        "##   已認得的欄名：結案日期",
        "##   沒有找到的欄名：初評完成日期、結案原因、無需轉介就業原因、就業轉介日期",
        "##   沒有用到的欄名：備註欄",
        "##   「需求等級」不能用、也沒有相近者的值：H（可用：低、中、高）",
        "#   追蹤輔導個案:",
        "#     sheet: 個管名冊",
        "#     columns:",
        "#       身分代號: 個案編號  ## 內容像編號",
        "#       開案日: 開案日期  ## 名稱相似 86%",
        "#       風險等級: 需求等級  ## 名稱相似 50%",
        "#     values:",
        "#       需求等級:",
        "#         高度: 高  ## 相似 67%",
        "## 個管.xlsx 工作表「面訪表」：認不出是哪一份清冊，最接近「追蹤輔導紀錄」（2 個欄名相同或相近）",
        "##   已認得的欄名：個案編號、追輔日期",
        "##   沒有找到的欄名：追輔結果",
        "#   追蹤輔導紀錄:",
        "#     sheet: 面訪表",
        "#     columns:",
        "#       方式: 追輔方式  ## 名稱相似 67%",
        "#     values:",
        "#       追輔方式:",
        "#         電話訪談: 電訪  ## 相似 67%",
    ]


def test_nothing_holds_until_it_is_taken_up(tmp_path: Path) -> None:
    text = draft(*list_files(CASES, CONTACTS))
    assert load(tmp_path, text).entries == ()
    reading = read_sheets(CASES, CONTACTS, mapping=load(tmp_path, take_up(text)))
    assert list_values(reading, "cases", "個案編號") == ["A0001", "A0002", "A0003"]
    assert list_values(reading, "cases", "需求等級") == ["高", None, "低"]
    assert list_values(reading, "contacts", "追輔方式") == ["電訪"]
    # The remarks of a block from which an editor took one mark are remarks still, so that both give one file.
    assert load(tmp_path, take_up(text)) == load(tmp_path, "\n".join(line.removeprefix("# ") for line in text.splitlines()))


SCHOOLS: Rows = [["學校代碼", "特定人員數", "應追蹤輔導次數", "學生總數", "宣導"], ["001", 1, 2, 3, "有辦理"]]


def test_unknown_headers_get_the_closest_column_that_is_still_free() -> None:
    assert list_lines(*list_files(make_sheet("學校清冊.csv", SCHOOLS))) == [
        "## 學校清冊.csv：「學校清冊」（依名稱）",
        "##   已認得的欄名：學校代碼、特定人員數",
        "##   沒有找到的欄名：學校名稱、前一年同期學生數、前一年同期特定人員數",
        "##   沒有用到的欄名：應追蹤輔導次數",
        "#   學校清冊:",
        "#     columns:",
        "#       學生總數: 學生數  ## 名稱相似 86%",
        "#       宣導: 學校日宣導  ## 名稱相似 57%",
        "#     values:",
        "#       學校日宣導:",
        "#         有辦理: 是  ## 相似 50%",
    ]


def test_sheets_of_one_register_get_an_entry_each(tmp_path: Path) -> None:
    header: Rows = [["代號", "繼續教育時數"]]
    sheets = [
        make_sheet("a.xlsx", [*header, ["V1", 1]], "志工甲"),
        make_sheet("a.xlsx", [*header, ["V2", 2]], "志工乙"),
        make_sheet("b.xlsx", [*header, ["V3", 3]], "志工乙"),
        make_sheet("b.xlsx", [], "空"),
    ]
    text = draft(*list_files(*sheets))
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "#   志工:",
        "#     - sheet: 志工甲",
        "#       columns:",
        "#         代號: 志工編號  ## 內容像編號",
        "#     - sheet: 志工乙",
        '#       file: "a.xlsx"',
        "#       columns:",
        "#         代號: 志工編號  ## 內容像編號",
        "#     - sheet: 志工乙",
        '#       file: "b.xlsx"',
        "#       columns:",
        "#         代號: 志工編號  ## 內容像編號",
    ]
    reading = read_sheets(*sheets, mapping=load(tmp_path, take_up(text)))
    assert list_values(reading, "volunteers", "志工編號") == ["V1", "V2", "V3"]


def test_a_sheet_that_could_be_two_registers_names_both(tmp_path: Path) -> None:
    sheet = make_sheet("匯出.xlsx", [["個案編號", "機構代碼", "收案日期"], ["A001", "H1", "113/1/5"]], "工作表1")
    lines = list_lines(*list_files(sheet))
    assert lines[0] == (
        "## 匯出.xlsx 工作表「工作表1」：認不出是哪一份清冊，"
        "最接近「緩起訴個案」（3 個欄名相同或相近；欄名也符合「替代治療個案」）"
    )
    assert lines[-2:] == ["#   緩起訴個案:", "#     sheet: 匯出"]
    mapping = load(tmp_path, take_up(draft(*list_files(sheet))))
    assert list(read_sheets(sheet, mapping=mapping).registers) == ["deferred_prosecutions"]


def test_of_a_column_that_is_there_twice_the_other_name_is_left_unread(tmp_path: Path) -> None:
    sheet = make_sheet("學校清冊.csv", [["學校代碼", "學生人數", "學生數"], ["001", 10, 11]])
    text = draft(*list_files(sheet))
    assert text.splitlines()[-3:] == [
        "#   學校清冊:",
        "#     columns:",
        "#       學生人數: 不讀取  ## 與「學生數」重複，都是「學生數」",
    ]
    assert list_values(read_sheets(sheet, mapping=load(tmp_path, take_up(text))), "schools", "學生數") == [11]


def test_sheets_that_are_no_tables_may_be_left_unread(tmp_path: Path) -> None:
    sheets = [make_sheet("a.xlsx", [["甲"], ["1"]], "目錄"), make_sheet("a.xlsx", [["乙", "丙"], ["1"]], "雜項")]
    text = draft(*list_files(*sheets))
    assert text.splitlines()[HEAD + 1 :] == [
        "## a.xlsx 工作表「目錄」：不是表格，可以不讀取",
        "## a.xlsx 工作表「雜項」：不是表格，可以不讀取",
        "#   不讀取:",
        "#     - sheet: 目錄",
        "#     - sheet: 雜項",
    ]
    issues = read_sheets(*sheets, mapping=load(tmp_path, take_up(text))).issues
    assert [issue.code for issue in issues] == ["sheet-left-out", "sheet-left-out"]


OWN_WORDS: Rows = [
    ["身分代號", "收案日", "初評日", "結案日", "原因", "需求", "備考"],
    ["A0001", "113/1/1", "113/1/5", None, None, "高", "x"],
    ["A0002", "113/2/1", "113/2/5", "113/5/1", None, "低", None],
]


def test_a_sheet_of_nothing_but_own_words_gets_the_likeliest_register_that_is_lacking(tmp_path: Path) -> None:
    sheet = make_sheet("個管名冊113.csv", OWN_WORDS)
    lines = list_lines(*list_files(sheet))
    assert lines[0] == "## 個管名冊113.csv：認不出是哪一份清冊，最接近「追蹤輔導個案」（6 個欄名或內容相近）"
    assert lines[1] == "##   也可能是：「替代治療個案」（4 個欄名或內容相近）、「安置結案」（3 個欄名或內容相近）"
    assert lines[2].startswith("##   其他還缺的清冊：「")
    assert lines[2].endswith(f"等 {len(get_plan().registers) - 1} 份")
    assert "追蹤輔導個案" not in lines[2]
    assert lines[3:] == [
        "##   沒有找到的欄名：無需轉介就業原因、就業轉介日期",
        "##   沒有用到的欄名：備考",
        "#   追蹤輔導個案:",
        "#     sheet: 個管名冊",
        "#     columns:",
        "#       身分代號: 個案編號  ## 內容像編號",
        "#       收案日: 開案日期  ## 名稱相似 57%",
        "#       初評日: 初評完成日期  ## 名稱相似 67%",
        "#       結案日: 結案日期  ## 名稱相似 86%",
        "#       原因: 結案原因  ## 名稱相似 67%",
        "#       需求: 需求等級  ## 名稱相似 67%",
    ]
    text = draft(*list_files(sheet))
    assert load(tmp_path, text).entries == ()
    reading = read_sheets(sheet, mapping=load(tmp_path, take_up(text)))
    assert list_values(reading, "cases", "個案編號") == ["A0001", "A0002"]


def test_a_register_that_is_there_is_no_candidate() -> None:
    cases: Rows = [["個案編號", "開案日期", "需求等級"], ["A1", "113/1/1", "高"]]
    lines = list_lines(*list_files(make_sheet("追蹤輔導個案.csv", cases), make_sheet("個管名冊113.csv", OWN_WORDS)))
    (told,) = [line for line in lines if line.startswith("## 個管名冊113.csv")]
    assert "追蹤輔導個案" not in told
    assert not any("還缺" in line and "追蹤輔導個案" in line for line in lines)


def test_a_table_that_is_like_nothing_is_never_proposed_to_be_thrown_away(tmp_path: Path) -> None:
    sheets = [
        make_sheet("器材.csv", [["甲乙", "丙丁"], ["壹", "2.5"], ["貳", "3.5"]]),
        make_sheet("名單.csv", [["王小明", "臺北"], ["李大同", "高雄"]]),
    ]
    text = draft(*list_files(*sheets))
    lines = text.splitlines()[HEAD:]
    assert not [line for line in lines if line and not line.startswith("## ")]
    assert [line for line in lines if "欄名" in line] == ["##   欄名：甲乙、丙丁"]
    every = f"等 {len(get_plan().registers)} 份"
    assert sum(line.startswith("##   還缺的清冊：「") and line.endswith(every) for line in lines) == 2
    how = "##   若是其中一份，在 registers 下加上「清冊名稱: {sheet: 器材}」；若不是清冊，加上「不讀取: {sheet: 器材}」"
    assert how in lines
    assert "王小明" not in text
    for kept in (text, take_up(text)):
        assert load(tmp_path, kept).entries == ()
    # What the remark says to write is read.
    for name in ("志工", "不讀取"):
        assert len(load(tmp_path, f"{text}  {name}: {{sheet: 器材}}\n").entries) == 1


def test_what_is_known_already_is_only_told() -> None:
    assert list_lines(*list_files(make_sheet("志工.csv", [["志工編號", "繼續教育時數"], ["V1", 4]]))) == [
        "## 志工.csv：「志工」（依名稱）",
        "##   已認得的欄名：志工編號、繼續教育時數",
    ]


def test_no_identifier_of_a_person_is_in_a_draft() -> None:
    shifted: Rows = [
        ["個案編號", "開案日期", "需求等級"],
        ["A123456789", "113/1/5", "高"],
        ["B223456789", "113/1/5", "A123456789"],
    ]
    headless: Rows = [["C123456789", "王小明", "113/1/5"], ["D123456789", "李大同", "113/1/6"]]
    many: Rows = [["案件編號", "查獲來源"], *[[f"K{number}", f"林{number}號"] for number in range(13)]]
    text = draft(
        *list_files(
            make_sheet("追蹤輔導個案.csv", shifted), make_sheet("追輔個案.csv", headless), make_sheet("涉毒學生.csv", many)
        )
    )
    for word in ("456789", "王小明", "李大同", "林", "K1"):
        assert word not in text


@pytest.mark.parametrize(
    "header",
    ["代號: 甲", "#代號", "代號 # 甲", '"代號"', "'", "- 代號", "*代號", "&a", "yes", "012", "代\x07號", "代\u2028號", "😀"],
)
@pytest.mark.parametrize("name", ["名單: 甲", "[名單]", "名單 #1", "*", "不讀取", "\u2028名單", "a\\b"])
def test_any_header_and_name_is_written_so_that_it_is_read_back(tmp_path: Path, header: str, name: str) -> None:
    rows: list[list[Cell]] = [[header, "年月", "服務案家數", "新開案數"], ["W1", "113/01", 30, 3]]
    sheets = [make_sheet("a.xlsx", rows, name), make_sheet("a.xlsx", [["甲"], ["1"]], "雜項")]
    text = draft(*list_files(*sheets))
    assert load(tmp_path, text).entries == ()
    assert draft(*list_files(*sheets)) == text
    reading = read_sheets(*sheets, mapping=load(tmp_path, take_up(text)))
    assert list_values(reading, "family_workers", "社工編號") == ["W1"]
