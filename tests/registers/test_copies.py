"""The same data twice: copies are read once, what overlaps counts and is said."""

import datetime as dt
import random
from itertools import combinations

import pytest

from antidrug_kpi.files import Cell, FileReading, Sheet, ShownNumber
from antidrug_kpi.issues import Level
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

from .offices import Rows, compute_sheets, count_rows, get_plan, list_issues, make_sheet, read_sheets

pytestmark = pytest.mark.slow

COPIES = ("copy-left-out", "copy-suspected", "sheets-overlap")
VOLUNTEERS = ["志工編號", "繼續教育時數"]
WORKSHOPS = ["辦理日期", "主辦單位", "主題"]
CONTACTS = ["個案編號", "追輔日期", "追輔方式", "追輔結果"]
# One of each kind that the contract names: told by an identifier, by the † columns together, by all columns.
REGISTERS = ("schools", "fines", "cases", "staff", "contacts", "urine_tests", "evidence", "family_group_members")


def make_cell(column: Column, number: int) -> Cell:
    match column.type:
        case ColumnType.DATE:
            return f"113/{number % 12 + 1}/{number % 28 + 1}"
        case ColumnType.MONTH:
            return f"113/{number % 12 + 1:02d}"
        case ColumnType.YEAR:
            return 113
        case ColumnType.CATEGORY:
            return column.values[number % len(column.values)].name
        case ColumnType.FLAG:
            return "是"
        case ColumnType.CODE:
            return "3.2"
        case ColumnType.COUNT | ColumnType.NUMBER | ColumnType.MONEY | ColumnType.PERCENT:
            return number % 5
        case _:
            return f"N{number:04d}"


def make_table(register: str, numbers: range, title: str | None = None, file: str | None = None, seed: int = 0) -> Sheet:
    """A file of the register with these records, in an order of its own."""
    spec = get_plan().find_register(register)
    rows: list[list[Cell]] = [[make_cell(column, number) for column in spec.columns] for number in numbers]
    random.Random(seed).shuffle(rows)
    return make_sheet(file or f"{spec.title}.csv", [[column.name for column in spec.columns], *rows], title)


def tell(reading: Reading) -> list[tuple[str, str, str | None]]:
    """Code, file and sheet of each issue about data that stand twice."""
    return [(issue.code, issue.address.file, issue.address.sheet) for issue in reading.issues if issue.code in COPIES]


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_sheet_that_stands_in_another_one_is_read_once(register: str, is_first: bool) -> None:
    title = get_plan().find_register(register).title
    part, whole = (1, 2) if is_first else (2, 1)
    sheets = {
        part: make_table(register, range(10, 16), f"{part}", f"{title}.xlsx", seed=1),
        whole: make_table(register, range(30), f"{whole}", f"{title}.xlsx", seed=2),
    }
    reading = read_sheets(sheets[1], sheets[2])
    assert tell(reading) == [("copy-left-out", f"{title}.xlsx", f"{part}")]
    assert len(reading.registers[register]) == 30
    assert [(left.file, left.sheet, left.register, left.why.value) for left in reading.left_out] == [
        (f"{title}.xlsx", f"{part}", register, "copy")
    ]
    assert list_issues(reading.issues, "copy-left-out") == [
        f"{title}.xlsx 工作表「{part}」：與 {title}.xlsx 工作表「{whole}」 重複（這裡的 6 筆都在其中），"
        "只讀取後者；請確認後刪去其中一份的工作表，不要移出整個檔案"
    ]


def test_nobody_is_told_to_move_out_a_file_that_holds_other_registers() -> None:
    other = make_table("schools", range(9), "學校清冊", "新.xlsx")
    small, wide, large = range(3), range(4, 20), range(20)

    def advise(new: range, old: range, file: str = "舊.csv", *more: Sheet) -> list[str]:
        table = make_table("contacts", old, None if file.endswith("csv") else "追蹤輔導紀錄", file)
        reading = read_sheets(make_table("contacts", new, "追蹤輔導紀錄", "新.xlsx"), other, table, *more)
        return [issue.write_message().split("；")[-1] for issue in reading.issues if issue.code in COPIES]

    mixed = make_table("fines", range(9), "罰鍰案件", "舊.xlsx")
    assert advise(wide, large) == ["請確認後刪去這個工作表，或把後者移出資料夾"]
    assert advise(wide, large, "舊.xlsx", mixed) == ["請確認後刪去其中一份的工作表，不要移出整個檔案"]
    assert advise(large, wide) == ["請確認後把這一份移出資料夾"]
    assert advise(small, large) == advise(large, small) == ["如果是同一份資料，請刪去其中一份的工作表，不要移出整個檔案"]
    assert advise(range(5, 25), large) == ["其中一份可能是上個月或去年的，請刪去那個工作表後再算"]


@pytest.mark.parametrize(
    ("count", "code", "level"),
    [(4, "copy-suspected", Level.QUESTION), (5, "copy-left-out", Level.WARNING), (6, "copy-left-out", Level.WARNING)],
)
def test_fewer_than_five_records_raise_a_question(count: int, code: str, level: Level) -> None:
    reading = read_sheets(make_table("contacts", range(20)), make_table("contacts", range(count), file="追輔紀錄.csv"))
    assert tell(reading) == [(code, "追輔紀錄.csv", None)]
    assert [issue.level for issue in reading.issues if issue.code == code] == [level]
    assert len(reading.registers["contacts"]) == (24 if count == 4 else 20)


@pytest.mark.parametrize(("count", "told"), [(1, "copy-suspected"), (2, "sheets-overlap"), (4, "sheets-overlap")])
def test_a_few_records_told_by_their_key_are_an_overlap(count: int, told: str) -> None:
    reading = read_sheets(make_table("volunteers", range(20)), make_table("volunteers", range(count), file="志工清冊.csv"))
    assert tell(reading) == [(told, "志工清冊.csv", None)]
    assert len(reading.registers["volunteers"]) == 20 + count


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize(("shared", "is_said"), [(4, False), (5, True), (6, True)])
def test_half_of_the_smaller_ones_records_is_an_overlap(register: str, shared: int, is_said: bool) -> None:
    title = get_plan().find_register(register).title
    reading = read_sheets(
        make_table(register, range(100, 130), file=f"{title}.csv"),
        make_table(register, range(130 - shared, 140 - shared), file=f"{title}2.csv", seed=3),
    )
    assert tell(reading) == ([("sheets-overlap", f"{title}2.csv", None)] if is_said else [])
    assert len(reading.registers[register]) == 40
    assert all(issue.level is Level.FILE for issue in reading.issues if issue.code in COPIES)


@pytest.mark.parametrize(
    ("register", "shared", "is_said"),
    [
        ("contacts", 4, False),
        ("contacts", 5, True),
        ("fines", 1, False),
        ("fines", 2, True),
        ("staff", 1, False),
        ("staff", 2, True),
    ],
)
def test_so_many_records_must_be_shared(register: str, shared: int, is_said: bool) -> None:
    title = get_plan().find_register(register).title
    small = make_table(register, range(50 - shared, 50 + shared), file=f"{title}2.csv")
    reading = read_sheets(make_table(register, range(50), file=f"{title}.csv"), small)
    assert [code for code, _, _ in tell(reading)] == (["sheets-overlap"] if is_said else [])


def test_an_overlap_names_both_and_how_they_were_compared() -> None:
    reading = read_sheets(
        make_sheet("志工_1130630.csv", [VOLUNTEERS, ["V1", 4], ["V2", 2], ["V3", 1]]),
        make_sheet("志工_1131231.csv", [VOLUNTEERS, ["V1", 4], ["v2", 5], ["Ｖ3", 1]]),
    )
    assert list_issues(reading.issues, *COPIES) == [
        "志工_1131231.csv：「志工」有 3 筆與 志工_1130630.csv 的相同（比對「志工編號」），兩份都列計；"
        "其中一份可能是上個月或去年的，請移出後再算"
    ]


def test_a_copy_in_another_format_is_read_once() -> None:
    text: Rows = [
        ["個案編號", "應採驗年度", "實際採驗日期"],
        *[[f"00{n}", "113", f"113/1/{n}"] for n in range(1, 6)],
        ["006", "民國", "113/2/30"],
    ]
    dated: list[list[Cell]] = [[dt.datetime(2024, 1, n), "07", 2024, ShownNumber(n, f"00{n}")] for n in range(5, 0, -1)]
    cells: Rows = [
        ["實際採驗日期", "電話", "應採驗年度", "個案編號"],
        *dated,
        ["113/2/30", "", "民國", "006"],
    ]
    result = compute_sheets(make_sheet("尿液採驗.csv", text), make_sheet("尿液採驗.xlsx", cells, "工作表1"))
    assert list_issues(result.issues, "copy-left-out", "sheets-overlap") == [
        "尿液採驗.xlsx 工作表「工作表1」：與 尿液採驗.csv 重複（這裡的 6 筆都在其中），只讀取後者；請確認後把這一份移出資料夾"
    ]
    assert count_rows(result, "urine_tests") == [(6, 5, 1, 0)]


def test_a_cell_that_differs_makes_no_copy() -> None:
    rows: list[list[Cell]] = [[f"112/1/{n}", "甲", "乙"] for n in range(1, 13)]
    other: Rows = [*rows[:-1], ["112/1/12", "甲", "丙"]]
    reading = read_sheets(make_sheet("家長研習場次.csv", [WORKSHOPS, *rows]), make_sheet("家長研習.csv", [WORKSHOPS, *other]))
    assert tell(reading) == [("sheets-overlap", "家長研習.csv", None)]
    assert len(reading.registers["parent_workshops"]) == 24


def test_a_column_that_only_one_has_makes_no_copy() -> None:
    rows: list[list[Cell]] = [[f"112/1/{n}", "甲", ""] for n in range(1, 7)]
    reading = read_sheets(
        make_sheet("家長研習場次.csv", [WORKSHOPS, *rows]),
        make_sheet("家長研習.csv", [WORKSHOPS[:2], *(row[:2] for row in rows)]),
    )
    assert list_issues(reading.issues, *COPIES) == [
        "家長研習.csv：「家長研習場次」有 6 筆與 家長研習場次.csv 的相同（比對「辦理日期」、「主辦單位」），兩份都列計；"
        "其中一份可能是上個月或去年的，請移出後再算"
    ]


def test_a_set_however_often_a_record_stands() -> None:
    """The fuller sheet is read: two equal contacts on one day may well be two."""
    few: list[list[Cell]] = [["A1", f"113/1/{n}", "電訪", ""] for n in range(1, 6)]
    reading = read_sheets(
        make_sheet("追蹤輔導紀錄.csv", [CONTACTS, *few]), make_sheet("追輔紀錄.csv", [CONTACTS, *few, *few[:2]])
    )
    assert tell(reading) == [("copy-left-out", "追蹤輔導紀錄.csv", None)]
    assert len(reading.registers["contacts"]) == 7


def test_of_equal_sheets_the_one_called_as_the_register_is_is_read() -> None:
    equal = [make_table("volunteers", range(6), name, "清冊.xlsx") for name in ("志工1月", "志工", "志工清冊")]
    reading = read_sheets(*equal)
    assert [left.sheet for left in reading.left_out] == ["志工1月", "志工清冊"]
    assert {str(issue).partition("：與 ")[2].partition(" 重複")[0] for issue in reading.issues if issue.code in COPIES} == {
        "清冊.xlsx 工作表「志工」"
    }


def test_a_chain_of_copies_ends_at_the_fullest() -> None:
    months = [make_table("contacts", range(10 * n), f"1-{n}月", "追蹤輔導紀錄.xlsx") for n in range(1, 13)]
    reading = read_sheets(*months)
    assert [left.sheet for left in reading.left_out] == [f"1-{n}月" for n in range(1, 12)]
    assert len(reading.registers["contacts"]) == 120
    assert all("工作表「1-12月」" in str(issue) for issue in reading.issues if issue.code in COPIES)


def test_three_snapshots_are_two_lines() -> None:
    header = ["個案編號", "開案日期", "結案日期"]
    days = ["113/3/1", "113/6/1", "113/9/1"]
    snapshots = [
        make_sheet(f"追蹤輔導個案{n}月.csv", [header, *([f"C{k}", "113/1/2", day if k == 0 else ""] for k in range(5))])
        for n, day in enumerate(days, start=1)
    ]
    reading = read_sheets(*snapshots)
    assert tell(reading) == [("sheets-overlap", "追蹤輔導個案2月.csv", None), ("sheets-overlap", "追蹤輔導個案3月.csv", None)]


@pytest.mark.parametrize(("day", "told"), [("113/1/2", ["sheets-overlap"]), ("", [])])
def test_records_without_a_whole_key_are_equal_to_no_others(day: str, told: list[str]) -> None:
    """The key is the number and the opening date; without the date it may be another opening of the same person."""
    header = ["個案編號", "開案日期", "結案日期"]
    sheets = [
        make_sheet(f"追蹤輔導個案{month}月.csv", [header, *([f"C{case}", day, f"113/{month}/{case}"] for case in (1, 2, 3))])
        for month in (3, 6)
    ]
    assert [code for code, _, _ in tell(read_sheets(*sheets))] == told


def make_twin(file: str, rows: Rows, digest: str = "same") -> FileReading:
    return FileReading(file, digest, (make_sheet(file, rows),), ())


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (("志工.csv", "志工 - 複製.csv"), "志工.csv"),
        (("A.csv", "志工.csv"), "志工.csv"),
        (("備份/志工.csv", "志工.csv"), "志工.csv"),
        (("志工(1).csv", "志工.csv"), "志工.csv"),
        (("A.csv", "B.csv"), "A.csv"),
    ],
)
@pytest.mark.parametrize("count", [0, 1, 6])
def test_files_of_the_same_bytes_are_read_once(names: tuple[str, str], kept: str, count: int) -> None:
    records: list[list[Cell]] = [[f"V{n}", 4] for n in range(count)]
    rows: Rows = [VOLUNTEERS, *records]
    reading = read_registers([make_twin(name, rows) for name in names], get_plan())
    (left,) = reading.left_out
    assert {left.file, kept} == set(names)
    assert [source.file for source in reading.registers["volunteers"].sources] == [kept]
    assert list_issues(reading.issues, "copy-left-out") == [
        f"{left.file}：與 {kept} 重複（兩檔逐位元組相同），只讀取後者；請確認後把這一份移出資料夾"
    ]


CASES = ["個案編號", "機構代碼", "收案日期"]


def test_empty_files_of_two_registers_are_no_copies() -> None:
    reading = read_registers([make_twin(f"{name}.csv", [CASES]) for name in ("替代治療個案", "緩起訴個案")], get_plan())
    assert (set(reading.registers), reading.left_out) == ({"substitution_patients", "deferred_prosecutions"}, ())


def test_one_list_under_the_names_of_two_registers_is_read_as_one_of_them() -> None:
    rows: Rows = [CASES, ["P1", "H1", "113/1/5"]]
    reading = read_registers([make_twin(f"{name}.csv", rows) for name in ("替代治療個案", "緩起訴個案")], get_plan())
    assert set(reading.registers) == {"substitution_patients"}
    assert [left.register for left in reading.left_out] == ["deferred_prosecutions"]
    assert [str(place) for place in reading.unread["deferred_prosecutions"]] == ["緩起訴個案.csv"]


def test_files_that_could_not_be_read_are_no_copies_of_each_other() -> None:
    sound, empty = make_twin("學校清冊.csv", [["學校代碼"], ["S1"]], "other"), "e3b0"
    files = [FileReading(f"{name}.csv", empty, (), ()) for name in ("志工", "罰鍰案件")]
    assert read_registers([sound, *files], get_plan()).left_out == ()


def test_months_are_no_copies_though_some_rows_are_alike() -> None:
    """Two of ten visits of a month stand in the next one's sheet again: exported at the turn of the month."""
    months = [make_table("contacts", range(8 * n, 8 * n + 10), f"{n}月", "追蹤輔導紀錄.xlsx") for n in range(1, 13)]
    assert tell(read_sheets(*months)) == []


@pytest.mark.parametrize("register", [spec.id for spec in get_plan().registers if spec.id not in {"funding", "figures"}])
def test_sheets_of_other_records_are_nothing_to_speak_of(register: str) -> None:
    """Two institutions' lists, which happen to share a record and many dates, categories and numbers."""
    title = get_plan().find_register(register).title
    one, two = (
        make_table(register, numbers, name, f"{title}.xlsx") for name, numbers in (("甲院", range(20)), ("乙院", range(19, 40)))
    )
    assert tell(read_sheets(one, two)) == []


@pytest.mark.parametrize("count", [64, 65, 66])
def test_many_copies_are_read_once(count: int) -> None:
    """Records that more than 64 sheets hold are counted another way."""
    sheets = [make_table("volunteers", range(6), f"志工{number}", "志工.xlsx") for number in range(count)]
    more = make_table("volunteers", range(3, 12), "志工", "志工.xlsx")
    reading = read_sheets(*sheets, more)
    told = tell(reading)
    assert [code for code, _, _ in told] == ["copy-left-out"] * (count - 1) + ["sheets-overlap"]
    assert "有 3 筆與" in list_issues(reading.issues, "sheets-overlap")[0]


def test_sheets_of_many_sets_of_columns() -> None:
    """Any two sets would be the square of their number; sheets of the same columns are compared all the same."""
    spec = get_plan().find_register("treatment_institutions")
    names = [column.name for column in spec.columns if column.name not in spec.same_record]
    sets = list(combinations(names, 5))[:300]
    rows: list[list[Cell]] = [["甲"] * 5 for _ in range(2)]
    tables = [make_sheet("a.html", [list(names), *rows], f"{spec.title}({number})") for number, names in enumerate(sets)]
    records: list[list[Cell]] = [[f"甲{number}"] * 5 for number in range(8)]
    alike = [make_sheet("b.html", [list(sets[0]), *records], f"{spec.title}({title})") for title in (301, 302)]
    reading = read_sheets(*tables, *alike)
    told = {issue.address.sheet for issue in reading.issues if issue.code in COPIES and issue.address.file == "b.html"}
    assert told == {f"{spec.title}(302)"}
