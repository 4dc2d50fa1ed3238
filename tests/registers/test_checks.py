"""Warnings for which no row is rejected: duplicates, repeated keys, unknown parents."""

from .offices import Rows, compute_sheets, count_rows, find_measure, list_issues, make_sheet, read_sheets

ADMISSIONS = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]


def test_exact_duplicates_both_count() -> None:
    row = ["A0001", "H1", "112/8/1", None, None]
    rows: Rows = [ADMISSIONS, row, ["A0002", "H1", "112/8/1"], ["ａ0001", "h1", "1120801", "－", " "], row]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert [(issue.level.value, str(issue)) for issue in result.issues] == [
        ("警告", "美沙冬收案.csv 第 4 列：與第 2 列完全相同，兩列都保留，不因此剔退；請確認是否重複登錄"),
        ("警告", "美沙冬收案.csv 第 5 列：與第 2 列完全相同，兩列都保留，不因此剔退；請確認是否重複登錄"),
    ]
    assert find_measure(result, "3.3").denominator == 4
    assert count_rows(result, "methadone_admissions") == [(4, 4, 0, 0)]
    assert [own.warnings for own in result.inputs] == [2]


def test_admissions_twice_on_one_day() -> None:
    rows: Rows = [
        ADMISSIONS,
        ["A0001", "H1", "112/8/1", "112/8/1", None],
        ["A0001", "H2", "112/8/1", "112/8/2", None],
        ["A0001", "H1", "112/8/2", None, None],
        ["A0002", "H1", "112/8/1", None, None],
    ]
    result = compute_sheets(make_sheet("美沙冬收案.csv", rows))
    assert [str(issue) for issue in result.issues] == [
        "美沙冬收案.csv 第 3 列 欄「個案編號」：個案編號＋新收日期「…001」與第 2 列相同，不因此剔退；請確認是否重複登錄"
    ]
    assert find_measure(result, "3.3").denominator == 4


def test_rows_alike_but_for_faulty_cells_repeat_their_key() -> None:
    rows: Rows = [
        ADMISSIONS,
        ["A0001", "H1", "112/8/1", "x", None],
        ["A0001", "H1", "112/8/1", "y", None],
        ["A0002", "H1", "112/8/1", "x", None],
    ]
    reading = read_sheets(make_sheet("美沙冬收案.csv", rows))
    assert list_issues(reading.issues, "row-duplicate", "key-repeated") == [
        "美沙冬收案.csv 第 3 列 欄「個案編號」：個案編號＋新收日期「…001」與第 2 列相同，不因此剔退；請確認是否重複登錄"
    ]


def test_repeats_across_sheets_name_the_sheet() -> None:
    header = ["志工編號", "繼續教育時數"]
    reading = read_sheets(
        make_sheet("a.xlsx", [header, ["V0001", 4], ["V0002", 4]], "志工"),
        make_sheet("b.xlsx", [header, ["V0001", 4], ["V0002", 5]], "志工"),
    )
    assert list_issues(reading.issues, "row-duplicate", "key-repeated") == [
        "b.xlsx 工作表「志工」 第 2 列：與 a.xlsx 工作表「志工」 第 2 列 完全相同，兩列都保留，不因此剔退；請確認是否重複登錄",
        "b.xlsx 工作表「志工」 第 3 列 欄「志工編號」：志工編號「…002」與 a.xlsx 工作表「志工」 第 3 列 相同，"
        "不因此剔退；請確認是否重複登錄",
    ]


def test_blank_keys_do_not_repeat() -> None:
    rows: Rows = [["志工編號", "繼續教育時數"], [None, 4], [None, 5]]
    assert list_issues(read_sheets(make_sheet("志工.csv", rows)).issues, "row-duplicate", "key-repeated") == []


def test_contacts_on_one_day_are_no_repeats() -> None:
    rows: Rows = [["個案編號", "追輔日期", "追輔方式"], ["A0001", "113/1/5", "電訪"], ["A0001", "113/1/5", "家訪"]]
    assert read_sheets(make_sheet("追蹤輔導紀錄.csv", rows)).issues == ()


def test_unknown_parents() -> None:
    institutions: Rows = [["機構代碼", "機構名稱", "替代治療"], ["h1", "甲院", "是"]]
    patients: Rows = [
        ["個案編號", "機構代碼", "收案日期"],
        ["A0001", "Ｈ1", "113/1/5"],
        ["A0002", "H2", "113/1/5"],
        ["A0003", None, "113/1/5"],
    ]
    reading = read_sheets(make_sheet("治療機構.csv", institutions), make_sheet("替代治療個案.csv", patients))
    assert list_issues(reading.issues, "parent-unknown") == [
        "替代治療個案.csv 第 3 列 欄「機構代碼」：「H2」不在「治療機構」內；請確認編號"
    ]


def test_every_child_register_is_held_against_its_parent() -> None:
    reading = read_sheets(
        make_sheet("a.xlsx", [["個案編號", "離校類型", "離校日期"], ["A0001", "畢業", "113/1/5"]], "春暉離校個案"),
        make_sheet("a.xlsx", [["個案編號", "追蹤日期"], ["A0002", "113/1/5"]], "離校追蹤"),
        make_sheet("a.xlsx", [["團體編號", "聚會次數"], ["G1", 3]], "家屬團體"),
        make_sheet("a.xlsx", [["團體編號", "家屬編號", "請假次數"], ["G2", "F0001", 0]], "家屬團體成員"),
        make_sheet("a.xlsx", [["個案編號", "開案日期"], ["A0001", "113/1/5"]], "追蹤輔導個案"),
        make_sheet("a.xlsx", [["個案編號", "追輔日期", "追輔方式"], ["A0003", "113/1/5", "電訪"]], "追蹤輔導紀錄"),
        make_sheet("a.xlsx", [["機構代碼", "機構名稱"], ["H1", "甲"]], "治療機構"),
        make_sheet("a.xlsx", [["個案編號", "機構代碼", "收案日期"], ["A0001", "H3", "113/1/5"]], "緩起訴個案"),
    )
    assert list_issues(reading.issues, "parent-unknown") == [
        "a.xlsx 工作表「離校追蹤」 第 2 列 欄「個案編號」：「…002」不在「春暉離校個案」內；請確認編號",
        "a.xlsx 工作表「家屬團體成員」 第 2 列 欄「團體編號」：「G2」不在「家屬團體」內；請確認編號",
        "a.xlsx 工作表「追蹤輔導紀錄」 第 2 列 欄「個案編號」：「…003」不在「追蹤輔導個案」內；請確認編號",
        "a.xlsx 工作表「緩起訴個案」 第 2 列 欄「機構代碼」：「H3」不在「治療機構」內；請確認編號",
    ]


def test_absent_parent_register_makes_no_orphans() -> None:
    rows: Rows = [["個案編號", "追輔日期", "追輔方式"], ["A0001", "113/1/5", "電訪"]]
    assert read_sheets(make_sheet("追蹤輔導紀錄.csv", rows)).issues == ()
