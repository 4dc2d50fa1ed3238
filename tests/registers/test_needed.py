"""Which registers a few measures need, and what is said and listed of the others."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, Sheet
from antidrug_kpi.files.kinds import TEXT_PRIVATE
from antidrug_kpi.issues import Address, report_issue
from antidrug_kpi.registers.finding.header_variants import ROWS_SEARCHED
from antidrug_kpi.registers.finding.needed_registers import choose_sheets, list_registers_to_read
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, OfficeMapping
from antidrug_kpi.registers.mapping.mapping_reading import read_mapping
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

from .offices import Rows, get_plan, list_files, make_sheet

VOLUNTEERS: Rows = [["志工編號", "繼續教育時數"], ["V1", "4"], ["V2", "四"]]
ADMISSIONS: Rows = [["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"], ["M1", "H1", "113/1/1", None, None]]
NEEDED = frozenset({"methadone_admissions"})


def list_needed(*ids: str) -> set[str]:
    return set(list_registers_to_read(get_plan(), [measure for _, measure in get_plan().measures if measure.id in ids]))


def make_long(file: str, name: str | None = None, rows: int = ROWS_SEARCHED) -> Sheet:
    """A sheet of volunteers of so many rows, the header among them."""
    return make_sheet(file, [VOLUNTEERS[0], *([f"V{number}", "4"] for number in range(rows - 1))], name)


def choose(*sheets: Sheet, mapping: OfficeMapping = NO_MAPPING, needed: Collection[str] = NEEDED) -> list[int]:
    (file,) = list_files(*sheets)
    return sorted(choose_sheets(file, get_plan().registers, mapping, frozenset(needed)))


def read(*files: FileReading) -> Reading:
    return read_registers(files, get_plan(), needed=NEEDED)


def tell(reading: Reading) -> list[tuple[str, str | None, str | None, str]]:
    """What was left out: file, sheet, register and why."""
    return [(left.file, left.sheet, left.register, left.why.value) for left in reading.left_out]


def test_parents_and_what_is_entered_by_hand_are_read_with_the_registers() -> None:
    assert list_needed("3.3") == {"methadone_admissions", "evidence", "figures"}
    assert list_needed("4.3.1") == {"contacts", "cases", "evidence", "figures"}
    assert list_needed("3.3", "4.8") == {"methadone_admissions", "volunteers", "evidence", "figures"}


@pytest.mark.parametrize(("rows", "chosen"), [(ROWS_SEARCHED - 1, [0]), (ROWS_SEARCHED, []), (ROWS_SEARCHED + 1, [])])
def test_a_head_must_show_all_rows_in_which_a_header_may_stand(rows: int, chosen: list[int]) -> None:
    assert choose(make_long("志工.csv", rows=rows)) == chosen


def test_a_sheet_that_is_needed_or_not_told_is_read_as_a_whole() -> None:
    book = [make_long("全部.xlsx", name) for name in ("志工", "統計", "美沙冬收案")]
    assert choose(*book) == [2]  # 統計 is told by its headers; a sheet named 美沙冬收案 has none
    assert choose(*book, needed=["volunteers"]) == [0, 1, 2]
    unknown = make_sheet("甲.csv", [["姓名", "電話"], *[["王", "1"]] * ROWS_SEARCHED])
    assert choose(unknown) == [0]


def test_a_mapping_tells_what_a_head_is(tmp_path: Path) -> None:
    (tmp_path / "對應.yaml").write_text(
        "registers:\n  志工:\n    sheet: 名單\n    columns: {代號: 志工編號, 時數: 繼續教育時數}\n", "utf-8"
    )
    mapping = read_mapping(tmp_path / "對應.yaml", get_plan())
    sheet = make_sheet("名單.csv", [["代號", "時數"], *[["V1", "4"]] * ROWS_SEARCHED])
    assert choose(sheet) == [0]
    assert choose(sheet, mapping=mapping) == []
    reading = read_registers(list_files(sheet), get_plan(), mapping, needed=NEEDED)
    assert (reading.issues, tell(reading)) == ((), [("名單.csv", None, "volunteers", "not_needed")])


def test_nothing_is_said_of_a_register_that_is_not_needed() -> None:
    private = report_issue(TEXT_PRIVATE, Address("名單.csv", row=2), facts={"byte": "0xFA 0x40"})
    (named,) = list_files(make_sheet("名單.csv", VOLUNTEERS))  # told by its headers, which would be said
    (own,) = list_files(make_sheet("美沙冬收案.csv", ADMISSIONS))
    reading = read(replace(named, issues=(private,)), own)
    assert (set(reading.registers), reading.issues) == ({"methadone_admissions"}, ())
    assert tell(reading) == [("名單.csv", None, "volunteers", "not_needed")]
    whole = read_registers((replace(named, issues=(private,)), own), get_plan())
    assert [issue.code for issue in whole.issues] == ["text-private", "matched-by-headers", "cell-unreadable"]


def test_of_a_workbook_each_sheet_is_listed_that_is_not_needed() -> None:
    sheets = [make_sheet("全部.xlsx", VOLUNTEERS, "志工"), make_sheet("全部.xlsx", ADMISSIONS, "美沙冬收案")]
    reading = read(*list_files(*sheets, make_sheet("全部.xlsx", VOLUNTEERS, "統計")))
    assert set(reading.registers) == {"methadone_admissions"}
    assert tell(reading) == [
        ("全部.xlsx", "志工", "volunteers", "not_needed"),
        ("全部.xlsx", "統計", "volunteers", "not_needed"),
    ]


def test_a_copy_of_what_is_not_needed_is_as_little_a_matter() -> None:
    first, second = list_files(make_sheet("志工.csv", VOLUNTEERS), make_sheet("副本.csv", VOLUNTEERS))
    reading = read(first, replace(second, sha256=first.sha256))
    assert reading.issues == ()
    assert tell(reading) == [(file, None, "volunteers", "not_needed") for file in ("志工.csv", "副本.csv")]


def test_a_needed_register_that_is_a_copy_of_another_one_is_unread_all_the_same() -> None:
    first, second = list_files(make_sheet("志工.csv", VOLUNTEERS), make_sheet("美沙冬收案.csv", VOLUNTEERS))
    files = (first, replace(second, sha256=first.sha256))
    for reading in (read(*files), read_registers(files, get_plan())):
        assert list(reading.unread) == ["methadone_admissions"]
        assert ("美沙冬收案.csv", None, "methadone_admissions", "copy") in tell(reading)
        assert [str(issue) for issue in reading.issues if issue.register == "methadone_admissions"] == [
            "美沙冬收案.csv：與 志工.csv 重複（兩檔逐位元組相同），只讀取後者；請確認後把這一份移出資料夾"
        ]
