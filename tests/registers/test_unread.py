"""Sheets of our own template, and registers that are there by name and could not be read."""

import pytest

from antidrug_kpi.files import Cell, FileReading, Sheet
from antidrug_kpi.files import kinds as file_kinds
from antidrug_kpi.issues import Address, report_issue
from antidrug_kpi.registers.office_reading import read_registers

from .offices import Rows, compute_reading, find_measure, get_plan, list_issues, make_sheet, read_sheets

HEADERS = {spec.title: [column.name for column in spec.columns] for spec in get_plan().registers}


def make_template(title: str, answer: Cell, *records: list[Cell], file: str = "清冊.xlsx", label: str = "本期無資料") -> Sheet:
    """A sheet of our template as a spreadsheet program saves it: a title, the cell for 是, the header."""
    return make_sheet(file, [[title], ["", label, answer], HEADERS[title], *records], title)


@pytest.mark.parametrize("title", ["志工", "美沙冬收案", "跨局處會議", "安置機構", "佐證清冊"])
@pytest.mark.parametrize("answer", [None, "", "否", "是或否"])
def test_a_template_sheet_that_nobody_filled_in_is_no_register(title: str, answer: Cell) -> None:
    reading = read_sheets(make_template(title, answer))
    assert reading.registers == {}
    assert list_issues(reading.issues, "template-unfilled") == [
        f"清冊.xlsx：範本有 1 張工作表沒有填寫（「{title}」），視為沒有這些清冊；"
        "本期確實沒有資料的，請在該表的「本期無資料」填「是」"
    ]


@pytest.mark.parametrize("title", ["志工", "美沙冬收案", "跨局處會議", "安置機構", "佐證清冊"])
@pytest.mark.parametrize("answer", ["是", " 是 ", "Y", "✓"])
def test_one_that_says_so_holds_no_record(title: str, answer: Cell) -> None:
    reading = read_sheets(make_template(title, answer, label="本期 無資料："))
    (register,) = reading.registers.values()
    assert (register.spec.title, len(register)) == (title, 0)
    assert [issue.code for issue in reading.issues if issue.level.value != "說明"] == []
    assert list_issues(reading.issues, "register-empty", "template-unfilled") == []


def test_all_of_them_are_one_line_and_have_no_data() -> None:
    reading = read_sheets(make_template("志工", None), make_template("尿液採驗", "否"), make_template("跨局處會議", "是"))
    assert len(list_issues(reading.issues, "template-unfilled")) == 1
    assert "2 張工作表沒有填寫（「志工」、「尿液採驗」）" in list_issues(reading.issues, "template-unfilled")[0]
    result = compute_reading(reading, "4.8", "4.9")
    assert [(measure.id, measure.status.value) for measure in result.measures] == [("4.8", "no_data"), ("4.9", "no_data")]
    assert find_measure(result, "4.8").notes == ("缺清冊「志工」",)


def test_records_beside_yes_count_and_raise_a_question() -> None:
    reading = read_sheets(make_template("志工", "是", ["V1", 4], ["V2", 3]))
    assert len(reading.registers["volunteers"]) == 2
    assert list_issues(reading.issues, "nothing-contradicted") == [
        "清冊.xlsx 工作表「志工」：「本期無資料」填的是「是」，下面卻有 2 筆，照樣列計；請改正其中之一"
    ]


def test_a_filled_sheet_needs_no_answer_and_an_unfilled_one_beside_it_is_no_part_of_it() -> None:
    reading = read_sheets(make_template("志工", None, ["V1", 4]), make_template("志工", None, file="乙.xlsx"))
    assert [source.file for source in reading.registers["volunteers"].sources] == ["清冊.xlsx"]


def test_the_words_below_the_header_are_a_record_and_elsewhere_a_header_alone_is_zero_records() -> None:
    rows: Rows = [HEADERS["志工"], ["本期無資料", ""]]
    assert len(read_sheets(make_sheet("志工.csv", rows)).registers["volunteers"]) == 1
    reading = read_sheets(make_sheet("志工.csv", rows[:1]))
    assert (len(reading.registers["volunteers"]), reading.unfilled) == (0, ())
    assert len(list_issues(reading.issues, "register-empty")) == 1


def refuse(file: str, sheet: str | None = None) -> FileReading:
    issue = report_issue(file_kinds.FILE_DAMAGED, Address(file, sheet), facts={"reason": "壓縮檔不完整"})
    return FileReading(file, "d", (), (issue,))


@pytest.mark.parametrize(
    ("file", "sheet", "register"),
    [
        ("美沙冬收案.xlsx", None, "methadone_admissions"),
        ("甲院/02_美沙冬收案清冊(113年).xls", None, "methadone_admissions"),
        ("志工_1131231.csv", None, "volunteers"),
        ("學校名冊.ods", None, "schools"),
        ("資料.xlsx", "追輔紀錄", "contacts"),
        ("資料.xlsx", None, None),
        ("備份.xlsx", "工作表1", None),
    ],
)
def test_a_file_that_could_not_be_read_is_of_the_register_that_its_name_names(
    file: str, sheet: str | None, register: str | None
) -> None:
    reading = read_registers([refuse(file, sheet)], get_plan())
    assert reading.unread == ({} if register is None else {register: (Address(file, sheet),)})
    assert [(left.file, left.register, left.why.value) for left in reading.left_out] == [(file, register, "unreadable")]


def test_a_file_that_is_no_register_on_purpose_is_no_loss() -> None:
    issue = report_issue(file_kinds.FILE_IGNORED, Address("志工.pdf"), facts={"suffix": ".pdf"})
    reading = read_registers([FileReading("志工.pdf", "d", (), (issue,))], get_plan())
    assert (reading.unread, reading.left_out) == ({}, ())


def test_a_column_that_stands_twice_takes_away_the_measures_that_read_it() -> None:
    rows: Rows = [["志工編號", "繼續教育時數", "繼續教育時數"], ["V1", 4, 5]]
    figures: Rows = [["指標代碼", "項目", "數值"], ["4.8", "分子", 1], ["4.8", "分母", 1]]
    result = compute_reading(read_sheets(make_sheet("志工.csv", rows), make_sheet("填報數據.csv", figures)), "4.8")
    assert find_measure(result, "4.8").status.value == "no_data"
    assert find_measure(result, "4.8").notes == (
        "「志工」有無法讀取的部分（志工.csv 第 1 列 欄「繼續教育時數」），不予採計，也不以「填報數據」代替",
    )


def test_a_sheet_that_may_be_one_of_two_is_that_which_is_not_there() -> None:
    cases: Rows = [["個案編號", "機構代碼", "收案日期"], ["P1", "H1", "113/1/5"]]
    reading = read_sheets(make_sheet("名單.csv", cases), make_sheet("緩起訴個案.csv", cases))
    assert list(reading.unread) == ["substitution_patients"]


def test_figures_that_could_not_be_read_as_a_whole_stand_in_for_nothing() -> None:
    figures: Rows = [["指標代碼", "項目", "數值"], ["4.8", "分子", 1], ["4.8", "分母", 1], ["3.7", "分子", 1], ["3.7", "分母", 1]]
    sheet = make_sheet("填報數據.csv", figures)
    files = [FileReading(sheet.file, "e", (sheet,), ()), refuse("填報數據2月.xlsx")]
    result = compute_reading(read_registers(files, get_plan()), "4.8", "3.7")
    place = "「填報數據」有無法讀取的部分（填報數據2月.xlsx），不予採計"
    assert find_measure(result, "4.8").notes == ("缺清冊「志工」", place)
    assert find_measure(result, "3.7").notes == (place,)
