"""Which sheets are further registers and which columns further ones: by name alone, and without any say in today's reading."""

from pathlib import Path

import pytest

from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.registers.mapping.mapping_reading import read_mapping
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import LeftOutReason
from antidrug_kpi.registers.register import MatchedBy as By

from .duty_offices import TRAININGS, VOLUNTEERS, get_plan, list_codes, make_file, read

CASES = (
    ("個案編號", "開案日期", "需求等級", "性別", "共管議題"),
    ("A1", "113/1/5", "高", "男", "就業"),
    ("A2", "113/2/5", "低", "女", ""),
)


@pytest.mark.parametrize("name", ["訓練紀錄.csv", "教育訓練紀錄.csv", "07_訓練紀錄113年度.csv", "113年訓練紀錄.csv"])
def test_further_register_is_found_by_its_name(name: str) -> None:
    reading = read({name: TRAININGS})
    assert len(reading.registers["trainings"]) == 2
    assert list_codes(reading) == []


def test_headers_alone_make_no_further_register() -> None:
    reading = read({"上課名單.csv": TRAININGS})
    assert not reading.registers
    assert list_codes(reading) == ["sheet-unmatched"]


def test_sheet_with_the_headers_of_an_own_register_stays_that_one() -> None:
    reading = read({"訓練紀錄.csv": VOLUNTEERS})
    assert {name: register.sources[0].match for name, register in reading.registers.items()} == {"volunteers": By.HEADERS}


def test_workbook_of_the_name_gives_its_sheets() -> None:
    file = make_file("訓練紀錄.xlsx", {"1月": TRAININGS, "2月": (TRAININGS[0], ("林三", "Level 2", "壓力調適", "3", "113/2/1"))})
    reading = read_registers([file], get_plan(), with_duties=True)
    assert len(reading.registers["trainings"]) == 3


def test_sheet_in_the_workbook_of_an_own_register_is_no_part_of_it() -> None:
    staff = (("人力來源", "職稱", "姓名", "到職日期"), ("本部補助", "個管", "林一", "112/1/1"))
    file = make_file("人力清冊.xlsx", {"人力清冊": staff, "訓練紀錄": TRAININGS})
    reading = read_registers([file], get_plan(), with_duties=True)
    assert set(reading.registers) == {"staff", "trainings"}
    assert not reading.unread


def test_sheet_without_its_header_is_told_as_the_further_register() -> None:
    reading = read({"訓練紀錄.csv": (("甲", "乙"), ("1", "2"))})
    assert list_codes(reading) == ["header-not-found trainings"]
    assert set(reading.unread) == {"trainings"}


def test_part_of_a_further_register_is_told_as_one() -> None:
    file = make_file("訓練.xlsx", {"訓練紀錄": TRAININGS, "訓練紀錄(乙組)": (("名", "級"), ("林四", "2"))})
    reading = read_registers([file], get_plan(), with_duties=True)
    assert list_codes(reading) == ["header-not-found trainings"]
    assert set(reading.unread) == {"trainings"}
    assert not read_registers([file], get_plan()).issues


def test_empty_workbook_of_the_name_is_told_as_the_register_that_it_names() -> None:
    for name, register in (("志工.xlsx", "volunteers"), ("訓練紀錄.xlsx", "trainings")):
        reading = read_registers([make_file(name, {"工作表1": [[None]]})], get_plan(), with_duties=True)
        assert list_codes(reading) == [f"header-not-found {register}"]


def test_nothing_is_typed_or_said_where_no_duties_are_wanted() -> None:
    faulty = (*TRAININGS, ("林三", "Level 9", "", "x", "113/2/30"))
    reading = read({"訓練紀錄.csv": faulty, "個案報告.csv": (("甲", "乙"), ("1", "2"))}, with_duties=False)
    assert not reading.registers
    assert not reading.issues
    assert [(left.register, left.why) for left in reading.left_out] == [("trainings", LeftOutReason.NOT_NEEDED)]
    assert not reading.has_register


def test_faulty_cells_are_listed_as_warnings() -> None:
    faulty = (*TRAININGS, ("林三", "Level 9", "", "8", "113/2/30"))
    reading = read({"訓練紀錄.csv": faulty})
    assert sorted(list_codes(reading)) == [
        "blank-of-duties trainings 課程",
        "cell-of-duties trainings 層級",
        "cell-of-duties trainings 日期",
    ]
    assert reading.registers["trainings"].find_faulty_rows(["課程"]).tolist() == [False, False, True]


def test_required_column_that_is_absent_is_told() -> None:
    reading = read(
        {"訓練紀錄.csv": tuple((*row[:4], row[4]) if number else (*row[:4], "上課日") for number, row in enumerate(TRAININGS))}
    )
    assert [str(issue) for issue in reading.issues if issue.code == "column-missing-of-duties"] == [
        "訓練紀錄.csv：「訓練紀錄」沒有欄位「日期」；報告中需要此欄的統計、勾稽與附件規定因此空白（衡量項目不受影響），請補上此欄"
    ]
    assert list_codes(reading) == ["column-unknown trainings 上課日", "column-missing-of-duties trainings"]


def test_required_column_of_a_register_of_measures_is_told_as_before() -> None:
    reading = read({"講習場次.csv": (("辦理日期", "課程名稱"), ("113/1/1", "甲"))})
    assert list_codes(reading) == ["column-missing lecture_sessions"]


def test_further_columns_are_known_and_typed() -> None:
    reading = read({"追蹤輔導個案.csv": CASES})
    register = reading.registers["cases"]
    assert [register.frame["性別"].tolist(), register.frame["共管議題"].isna().tolist()] == [["男", "女"], [False, True]]
    assert register.has_column("性別")
    assert not register.has_column("個管員")
    assert "個管員" in register.frame
    assert not [code for code in list_codes(reading) if code.startswith("column-unknown")]


def test_without_duties_further_columns_are_known_and_left_out() -> None:
    reading = read({"追蹤輔導個案.csv": CASES}, with_duties=False)
    assert "性別" not in reading.registers["cases"].frame
    assert list_codes(reading) == list_codes(read({"追蹤輔導個案.csv": CASES}))


def test_other_headers_stay_unknown() -> None:
    with_unit = [(*CASES[0], "性別代碼"), *((*row, "1") for row in CASES[1:])]
    assert "column-unknown cases 性別代碼" in list_codes(read({"追蹤輔導個案.csv": with_unit}))


def test_further_column_that_stands_there_twice_is_none() -> None:
    twice = [(*CASES[0], "性別"), *((*row, "女") for row in CASES[1:])]
    reading = read({"追蹤輔導個案.csv": twice})
    assert not reading.registers["cases"].has_column("性別")
    assert [str(issue) for issue in reading.issues if issue.address.column == "性別"] == [
        "追蹤輔導個案.csv 第 1 列 欄「性別」：欄位「性別」出現兩次（D 欄「性別」與 F 欄「性別」），無法確定用哪一欄，未讀取；"
        "報告中需要此欄的統計因此空白（衡量項目不受影響），請刪去其一，或以對應檔寫明其一不讀取（--mapping）"
    ]
    assert not reading.unread
    without = read({"追蹤輔導個案.csv": twice}, with_duties=False)
    assert not [issue for issue in without.issues if issue.address.column == "性別"]


def test_faulty_cell_of_a_further_column_is_a_warning() -> None:
    reading = read({"追蹤輔導個案.csv": (*CASES, ("A3", "113/3/5", "中", "不詳男", ""))})
    assert "cell-of-duties cases 性別" in list_codes(reading)
    assert reading.registers["cases"].faulty["性別"].tolist() == [False, False, True]


def test_further_columns_find_no_register_and_no_header_row() -> None:
    # With 性別 and 出生日期 the upper row would hold more known headers than the lower one.
    rows = (("性別", "出生日期", "主要用藥"), ("個案編號", "機構代碼", "收案日期"), ("S1", "H1", "113/1/1"))
    reading = read({"替代治療個案.csv": rows})
    assert reading.registers["substitution_patients"].sources[0].header == 2
    assert not read({"某表.csv": (("性別", "出生日期", "主要用藥"), ("男", "70/1/1", "海洛因"))}).registers


def test_row_with_nothing_but_a_further_cell_is_no_record() -> None:
    reading = read({"追蹤輔導個案.csv": (*CASES, ("", "", "", "男", ""))})
    assert len(reading.registers["cases"]) == 2


def test_rows_that_differ_in_a_further_column_are_duplicates_as_before() -> None:
    reading = read({"追蹤輔導個案.csv": (*CASES, ("A1", "113/1/5", "高", "女", "就業"))})
    assert "row-duplicate cases" in list_codes(reading)


def test_sheets_that_differ_in_a_further_column_are_copies_as_before() -> None:
    rows = [("志工編號", "繼續教育時數", "志工類別"), *((f"V{number}", "4", "甲") for number in range(6))]
    others = [rows[0], *((*row[:2], "乙") for row in rows[1:])]
    reading = read({"志工.csv": rows, "備份/志工.csv": others})
    assert len(reading.registers["volunteers"]) == 6
    assert [left.why for left in reading.left_out] == [LeftOutReason.COPY]


def test_copy_of_a_further_register_is_left_out() -> None:
    rows = [TRAININGS[0], *((f"林{number}", "Level 1", "相關法規", "2", "113/3/2") for number in range(6))]
    reading = read({"訓練紀錄.csv": rows, "訓練紀錄(1).csv": rows, "備份/訓練紀錄.csv": rows})
    assert len(reading.registers["trainings"]) == 6


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("就業", "就業"),
        ("就業、醫療", "就業、醫療"),
        ("就業；醫療,就業／社福", "就業、醫療、社福"),
        ("就業，無", "就業"),
        ("無", None),
        ("", None),
        ("■就業□醫療■社福", "就業、社福"),
        ("□就業□醫療", None),
    ],
)
def test_several_values_of_a_list(cell: str, typed: str | None) -> None:
    rows = (("個案編號", "連結日期", "資源類型", "連結單位"), ("A1", "113/1/5", cell, "甲站"))
    values = read({"資源連結.csv": rows}).registers["resource_links"].frame["資源類型"].tolist()
    assert values == [typed] or (typed is None and values[0] != values[0])


def test_value_outside_the_list_makes_the_cell_faulty() -> None:
    rows = (("個案編號", "連結日期", "資源類型"), ("A1", "113/1/5", "就業、娛樂"), ("A2", "113/1/5", "就業"))
    reading = read({"資源連結.csv": rows})
    assert reading.registers["resource_links"].faulty["資源類型"].tolist() == [True, False]
    assert [str(issue) for issue in reading.issues] == [
        "資源連結.csv 第 2 列 欄「資源類型」：「就業、娛樂」中的「娛樂」不在可用的值之內，應為法律、就業、社福、醫療、家庭、"
        "就學、安置、交通、其他；請改正（只有報告的統計、勾稽與附件規定讀取，該列不列入其中；衡量項目不受影響）"
    ]


def test_mapping_names_further_registers_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "對應.yaml"
    path.write_text(
        "registers:\n"
        "  訓練紀錄: {sheet: 上課名單, columns: {學員: 姓名}}\n"
        "  追蹤輔導個案: {columns: {生理性別: 性別, 代碼: 不讀取}, values: {性別: {M: 男, F: 女}}}\n",
        encoding="utf-8",
    )
    mapping = read_mapping(path, get_plan())
    trainings = (("學員", *TRAININGS[0][1:]), *TRAININGS[1:])
    cases = (("個案編號", "開案日期", "生理性別", "需求等級"), ("A1", "113/1/5", "M", "高"), ("A2", "113/1/6", "F", "高"))
    reading = read({"上課名單.csv": trainings, "追蹤輔導個案.csv": cases}, mapping=mapping)
    assert reading.registers["trainings"].frame["姓名"].tolist() == ["林一", "林二"]
    assert reading.registers["cases"].frame["性別"].tolist() == ["男", "女"]
    assert [code for code in list_codes(reading) if "mapping" in code] == ["mapping-header-missing cases"]  # 代碼 is nowhere


def test_duties_change_no_issue_of_a_name() -> None:
    rows = (
        ("人力來源", "業務組別", "職稱", "姓名", "到職日期"),
        ("本部補助", "綜合規劃組", "個管", "林 一", "112/1/1"),
        ("本部補助", "綜合規劃組", "督導", "林　一", "112/1/1"),
    )
    told = [[str(issue) for issue in read({"人力清冊.csv": rows}, with_duties=asked).issues] for asked in (False, True)]
    assert told[0] == told[1]
    assert [text for text in told[0] if "姓名" in text and "第 3 列" in text and "讀作" not in text]


def test_no_further_register_bears_the_name_of_another() -> None:
    plan = get_plan()
    names = [word for spec in (*plan.registers, *plan.further_registers) for word in (spec.title, *spec.aliases)]
    assert len(names) == len(set(names))
    assert all(column.type is not ColumnType.CODE for spec in plan.further_registers for column in spec.columns)
