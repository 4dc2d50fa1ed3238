"""Records of a delimited file that do not fit the header: too long, too short, cut off; and what looks like one and is none."""

from pathlib import Path

import pytest

from antidrug_kpi.files import read_data
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

from .offices import compute_reading, count_rows, find_measure, get_plan, list_issues, list_values

CODES = ("record-too-long", "record-cut-off", "records-short", "records-shortened")
ADMISSIONS = "個案編號,機構代碼,新收日期,結案日期,結案原因\n"
SCHOOLS = "學校代碼,學校名稱,學生數,特定人員數\n"


def read_text(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Reading:
    (tmp_path / name).write_bytes(text.encode(encoding))
    return read_registers(read_data(tmp_path), get_plan())


def list_said(reading: Reading) -> list[str]:
    return list_issues(reading.issues, *CODES)


LONG = "有 {} 欄，標題只有 {} 欄，多出的欄有內容，可能錯位；請更正這一列（千分位的逗號要加引號），或為多出的欄加上標題"
# File, text, encoding; row, number of fields and headers; register and its key.
TOO_LONG = [
    ("學校清冊.csv", SCHOOLS + "1,甲,1,234,20\n2,乙,800,10\n", "utf-8", (2, 5, 4), ("schools", "學校代碼")),
    ("學校清冊.csv", "甲市學校\n\n" + SCHOOLS + "2,乙,8,1\n1,甲,1,234,20\n", "cp950", (5, 5, 4), ("schools", "學校代碼")),
    (
        "經費.tsv",
        "中央補助金額\t自籌金額\t最低自籌比率\n100\t\t50\t30\n200\t90\t30\n",
        "utf-16",
        (2, 4, 3),
        ("funding", "中央補助金額"),
    ),
    (
        "美沙冬收案.csv",
        ADMISSIONS.replace(",", ";") + "A2;H1;113/1/2;;\nA1;H1;113/1/1;;;違規\n",
        "utf-8-sig",
        (3, 6, 5),
        ("methadone_admissions", "個案編號"),
    ),
    # Saved again by a spreadsheet program, the header has as many fields as the longest record.
    ("志工.csv", "志工編號,繼續教育時數,,\nV2,8,,\nV1,1,234,\n", "utf-8", (3, 3, 2), ("volunteers", "志工編號")),
]


@pytest.mark.parametrize(("name", "text", "encoding", "place", "found"), TOO_LONG)
def test_a_record_with_more_than_the_header_is_faulty_in_all_columns(
    tmp_path: Path, name: str, text: str, encoding: str, place: tuple[int, int, int], found: tuple[str, str]
) -> None:
    (row, fields, headers), (register, key) = place, found
    reading = read_text(tmp_path, name, text, encoding)
    assert list_said(reading) == [f"{name} 第 {row} 列：{LONG.format(fields, headers)}"]
    own = reading.registers[register]
    record = next(record for record in range(len(own)) if own.get_row_number(record) == row)
    assert all(mask[record] for mask in own.faulty.values())
    assert sum(mask.sum() for mask in own.faulty.values()) == len(own.faulty)
    assert list_values(reading, register, key)[record] is None
    # It is said once, and not for each of its cells.
    assert not list_issues(reading.issues, "cell-blank", "blank-unused", "cell-unreadable")


def test_delimiters_at_the_end_of_a_record_are_no_fields(tmp_path: Path) -> None:
    """Blank fields beyond the last header, a header line that ends in delimiters, titles and totals of any length."""
    text = (
        "甲市,學校,清冊,,,,,,備查\n"
        + SCHOOLS
        + '1,甲,"1,234",20,,,\n2,乙,800,10, ,　\n合計,,2034,30,,,,多\n備註：一,二,三,四,五,六\n'
    )
    reading = read_text(tmp_path, "學校清冊.csv", text)
    assert not list_said(reading)
    assert list_values(reading, "schools", "學生數") == [1234, 800]


CUT = "最後一筆只有 {} 欄，標題有 {} 欄，而且沒有換行，檔案可能被截斷；請重新匯出"


@pytest.mark.parametrize(
    ("last", "fields"), [("A010,H1,113/3/1", 3), ("A010,H1,113/3/15,", 4), ("A010,H1,113/3/15,113/4/1", 4), ("A010", 1)]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp950", "utf-16"])
def test_a_last_record_that_was_cut_off_is_faulty(tmp_path: Path, last: str, fields: int, encoding: str) -> None:
    text = ADMISSIONS + "A001,H1,113/1/1,,\n" + last
    reading = read_text(tmp_path, "美沙冬收案.csv", text, encoding)
    assert list_said(reading) == [f"美沙冬收案.csv 第 3 列：{CUT.format(fields, 5)}"]
    result = compute_reading(reading, "3.3")
    assert count_rows(result, "methadone_admissions") == [(2, 1, 1, 0)]
    assert (find_measure(result, "3.3").numerator, find_measure(result, "3.3").denominator) == (1, 1)


@pytest.mark.parametrize("last", ["A010,H1,113/3/1,,", "A010,H1,113/3/1,113/9/1,違規", "合計,2", "備註：以上", "", "  "])
def test_a_last_line_without_an_end_is_ordinary_where_it_is_whole(tmp_path: Path, last: str) -> None:
    assert not list_said(read_text(tmp_path, "美沙冬收案.csv", ADMISSIONS + "A001,H1,113/1/1,,\n" + last))


SHORT = "有 {} 筆（第 {} 列）的欄數少於標題，缺的欄讀作空白，各欄可能錯位；請補足分隔符號或重新匯出"
SHORTENED = "有 {} 筆（第 {} 列）的欄數少於標題，只缺可以空白的欄，讀作空白；請確認"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, SHORT.format(1, "2")),
        (9, SHORT.format(9, "2–10")),
        (10, SHORTENED.format(10, "2–11")),
        (11, SHORTENED.format(11, "2–12")),
    ],
)
def test_ten_shorter_records_are_left_out_blanks(tmp_path: Path, count: int, said: str) -> None:
    """They lack 結案原因, which may be blank."""
    short = "".join(f"A{number:03},H1,113/1/1,\n" for number in range(count))
    reading = read_text(tmp_path, "美沙冬收案.csv", ADMISSIONS + short + "A999,H1,113/1/1,113/9/1,違規\n")
    assert list_said(reading) == [f"美沙冬收案.csv：{said}"]
    assert len(reading.registers["methadone_admissions"]) == count + 1


@pytest.mark.parametrize(
    ("name", "header", "whole", "short"),
    [
        (
            "美沙冬收案.csv",
            "個案編號,機構代碼,結案日期,新收日期",
            "A1,H1,113/6/1,113/1/1",
            "A2,H1,113/6/1",
        ),  # 新收日期 is required
        ("追蹤輔導紀錄.csv", "個案編號,追輔結果,追輔日期,追輔方式", "A1,好,113/1/1,電訪", "A2,好,113/1/1"),
        ("尿液採驗.csv", "實際採驗日期,個案編號,應採驗年度", "113/1/1,A1,113", "113/1/1,A1"),
        ("佐證清冊.csv", "說明,指標代碼,項目名稱,要件", "x,3.2,甲,辦理時間", "x,3.2,甲"),
        ("家屬團體.csv", "團體名稱,團體編號,聚會次數", "甲,G1,6", "甲,G1"),
    ],
)
def test_records_that_lack_a_required_column_are_said_however_many(
    tmp_path: Path, name: str, header: str, whole: str, short: str
) -> None:
    reading = read_text(tmp_path, name, "\n".join([header, whole, *[short] * 12, ""]))
    assert list_said(reading) == [f"{name}：{SHORT.format(12, '3–14')}"]


def test_one_whole_record_is_no_reason_to_doubt_the_others(tmp_path: Path) -> None:
    """Blank lines, repeated headers and a title are no records; a line over several lines is numbered by its first."""
    text = "美沙冬收案清冊\n" + ADMISSIONS + 'A1,H1,113/1/1,,"一\n二"\n\n' + ADMISSIONS + "A2,H1\n"
    assert list_said(read_text(tmp_path, "美沙冬收案.csv", text)) == [f"美沙冬收案.csv：{SHORT.format(1, '7')}"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_even_records_say_nothing(tmp_path: Path, line_end: str) -> None:
    text = ADMISSIONS + "".join(f"A{number},H1,113/1/1,,\n" for number in range(30))
    assert not list_said(read_text(tmp_path, "美沙冬收案.csv", text.replace("\n", line_end)))


CUT_NUMBER = "［錯誤］志工.csv 第 {} 列：最後一筆只有 1 欄，標題有 3 欄，而且沒有換行，檔案可能被截斷；請重新匯出"


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("4", [CUT_NUMBER.format(5)]),
        ("4\n", []),  # with its line break it is a row that was numbered beforehand
        ("4,,", []),
        ("3", []),  # a count of the records, or anything else
        ("5", []),
    ],
)
def test_a_record_cut_off_within_its_running_number(tmp_path: Path, below: str, said: list[str]) -> None:
    reading = read_text(tmp_path, "志工.csv", f"序號,志工編號,繼續教育時數\n1,V1,4\n2,V2,3\n3,V3,2\n{below}")
    assert [f"［{issue.level.value}］{issue}" for issue in reading.issues if issue.code in CODES] == said
    assert len(reading.registers["volunteers"]) == (4 if said else 3)
    assert find_measure(compute_reading(reading, "4.8"), "4.8").rejected == len(said)


@pytest.mark.parametrize(("number", "is_said"), [(99_999_998, True), (999_999_998, True), (9_999_999_998, False)])
def test_a_running_number_has_at_most_nine_digits(tmp_path: Path, number: int, *, is_said: bool) -> None:
    reading = read_text(tmp_path, "志工.csv", f"序號,志工編號,繼續教育時數\n1,V1,4\n{number},V2,3\n{number + 1}")
    assert [issue.code for issue in reading.issues if issue.code in CODES] == ["record-cut-off"] * is_said
