"""Tables of statistics, worked by hand: labels and their order, cells of several values, totals, the latest of rows."""

from fractions import Fraction

from antidrug_kpi.measures.duties.duty_results import StatisticStatus

from .statistic_samples import compute, compute_all, show

LINKS = """
- kind: table
  population: {register: resource_links, rows: {column: 連結日期, within: period}}
  rows: {column: 資源類型}
  figures:
    - {label: 連結單位, distinct: [連結單位]}
    - {label: 人數, distinct: [個案編號]}
    - {label: 人次}
"""


def test_a_cell_of_several_counts_under_each_and_once_in_the_total() -> None:
    table = """
        個案編號 | 連結日期 | 資源類型   | 連結單位
        P1       | 113/1/1  | 就業、社福 | 甲中心
        P1       | 113/2/1  | 就業       | 甲 中心
        P2       | 113/3/1  | 就業       |
        P3       | 114/1/1  | 法律       | 乙中心
    """
    # 就業: three rows of P1 and P2, one unit (甲 中心 is the same, a blank is none); 社福: one of each.
    assert show(compute(LINKS, resource_links=table)) == [
        "連結單位 人數 人次",
        *(f"{label} 0 0 0" for label in ("法律",)),
        "就業 1 2 3",
        "社福 1 1 1",
        *(f"{label} 0 0 0" for label in ("醫療", "家庭", "就學", "安置", "交通", "其他")),
        "合計 1 2 3",
    ]


NEEDS = """
- kind: table
  population:
    register: cases
    each: [個案編號]
    rows: {open_in: {opened: 開案日期, closed: 結案日期, window: period}}
    decisive: {latest: 開案日期}
  rows: {column: 處遇需求}
  columns: {column: 需求等級}
"""


def test_several_needs_are_split_at_every_mark_and_a_repeated_one_counts_once() -> None:
    table = """
        個案編號 | 開案日期 | 需求等級 | 處遇需求
        P1       | 113/1/1  | 高       | 就業；醫療
        P2       | 113/1/1  |          | 醫療、醫　療，住宿
        P3       | 113/1/1  | 低       | 就業/無;住宿
        P4       | 113/1/1  | 低       | 無
        P5       | 113/1/1  | 低       | 就業
        P5       | 113/6/1  | 中       |
    """
    # P5's last row has no need. 就業 (P1, P3), 醫療 (P1, P2) and 住宿 (P2, P3) are two each, as first seen.
    assert show(compute(NEEDS, cases=table)) == [
        "低 中 高 未填 合計",
        "就業 1 0 1 0 2",
        "醫療 0 0 1 1 2",
        "住宿 1 0 0 1 2",
        "未填 1 1 0 0 2",
        "合計 2 1 1 1 5",
    ]


ACCOUNTS = """
- kind: table
  population: {register: account_reviews, rows: {column: 清查日期, within: period}}
  figures:
    - {label: 新增, sum: 新增帳號數}
    - {label: 清查帳號數, latest: 清查帳號數, by: 清查日期}
"""


def test_the_latest_row_of_one_day_is_the_first_in_the_file() -> None:
    table = """
        清查日期 | 清查帳號數 | 新增帳號數
        113/3/1  | 50         | 3
        113/6/1  | 60         |
        113/6/1  | 70         | 4
        114/1/1  | 90         | 9
    """
    result = compute(ACCOUNTS, account_reviews=table)
    assert show(result) == ["新增 清查帳號數", "合計 7 60"]
    assert result.notes == ("「新增帳號數」空白 1 列",)


def test_nothing_is_the_latest_of_no_row() -> None:
    assert show(compute(ACCOUNTS, account_reviews="清查日期 | 清查帳號數 | 新增帳號數")) == ["新增 清查帳號數", "合計 0 –"]


CHECKS = """
- kind: table
  population:
    register: quality_checks
    rows: {all: [{column: 抽查日期, within: period}, {column: 業務別, is: 個案管理}]}
  rows: {column: 評核項目}
  figures:
    - {label: 抽查, sum: 抽查件數}
    - {label: 合格, sum: 合格件數}
    - {label: "%", percent: 合格, of: 抽查}
"""


def test_percentages_are_exact_and_of_the_sums_in_the_total() -> None:
    table = """
        抽查日期 | 業務別   | 評核項目 | 抽查件數 | 合格件數
        113/3/1  | 個案管理 | 時效     | 3        | 1
        113/4/1  | 個案管理 | 紀錄     | 0        | 0
        113/5/1  | 個案管理 | 紀 錄    | 0        | 0
        113/4/1  | 毒品危害講習 | 紀錄 | 9        | 9
    """
    result = compute(CHECKS, quality_checks=table)
    assert show(result) == ["抽查 合格 %", "紀錄 0 0 –", "時效 3 1 33.33", "合計 3 1 33.33"]
    assert result.table is not None
    assert (result.table.cells[1][2], result.table.cells[0][2]) == (Fraction(100, 3), None)
    assert (result.table.row_totals, result.table.total) == (None, None)


STAFF = """
- kind: table
  population:
    register: staff
    rows: {all: [{column: 到職日期, happened: true}, {column: 離職日期, happened: false}]}
  rows: {column: 業務組別, first: [預防宣導組, 綜合規劃組], whole: true}
  columns: {column: 職務名稱, otherwise: 職稱}
"""


def test_first_labels_stand_whole_and_another_column_stands_in_for_blanks() -> None:
    table = """
        人力來源 | 職稱 | 姓名 | 到職日期   | 離職日期   | 業務組別   | 職務名稱
        本部補助 | 個管 | 甲   | 113/12/31  |            | 其他       | 組長
        機關自有 | 個管 | 乙   | 113/1/1    | 113/12/31  | 綜合規劃組 |
        機關自有 | 個管 | 丙   | 113/1/1    | 114/1/1    | 綜合規劃組 |
        機關自有 | 督導 | 丁   | 114/1/1    |            | 綜合規劃組 |
        機關自有 | 個管 | 戊   | 113/1/1    |            |            | 個管
    """
    assert show(compute(STAFF, staff=table)) == [
        "個管 組長 合計",
        "預防宣導組 0 0 0",
        "綜合規劃組 1 0 1",
        "其他 0 1 1",
        "未填 1 0 1",
        "合計 2 1 3",
    ]


MEETINGS = """
- {kind: list, population: {register: safety_net_meetings, rows: {column: 毒防中心出席, is: 是}}}
"""


def test_a_list_has_every_column_by_the_first_date_and_marks_what_is_private() -> None:
    table = """
        會議日期 | 會議類別     | 毒防中心出席 | 討論主題
        113/5/1  | 網絡聯繫會議 | 是           | 甲
        113/2/1  | 專題討論會議 | 是           | 乙
        113/2/1  | 網絡聯繫會議 | 是           |
        113/2/30 | 網絡聯繫會議 | 是           | 丙
        113/1/1  | 網絡聯繫會議 | 否           | 丁
    """
    result = compute(MEETINGS, safety_net_meetings=table)
    assert result.listing is not None
    assert result.listing.rows == (
        ("2024-02-01", "專題討論會議", "是", "乙", None, None, None),
        ("2024-02-01", "網絡聯繫會議", "是", None, None, None, None),
        ("2024-05-01", "網絡聯繫會議", "是", "甲", None, None, None),
    )
    assert result.listing.private_columns == {"討論主題", "重要決議", "應辦事項", "辦理情形"}
    assert result.rejected == 1


REVIEWS = """
- kind: table
  population:
    register: staff_reviews
    each: [姓名]
    rows: {column: 評核日期, within: period}
    decisive: {latest: 評核日期}
  rows: {column: 評核結果}
  columns:
    related: {register: staff, on: 姓名, where: {all: [{column: 人力來源, is: 本部補助}, {column: 到職日期, happened: true}]}}
    latest: 到職日期
    column: 職稱
"""


def test_labels_of_another_register_are_those_of_its_latest_row() -> None:
    reviews = """
        姓名 | 評核日期  | 評核結果
        甲   | 113/8/1   | 優
        乙   | 113/8/1   | 優
        丙   | 113/12/31 | 良
        丙   | 114/1/1   | 優
    """
    staff = """
        人力來源 | 職稱 | 姓名 | 到職日期
        本部補助 | 個管 | 甲   | 112/1/1
        本部補助 | 督導 | 甲   | 113/12/31
        本部補助 | 專管 | 甲   | 114/1/1
        機關自有 | 個管 | 乙   | 112/1/1
        本部補助 | 個管 | 丙   | 112/1/1
        本部補助 | 督導 | 丙   | 112/1/1
    """
    assert show(compute(REVIEWS, staff_reviews=reviews, staff=staff)) == [
        "個管 督導 專管 其他 未填 合計",
        "優 0 1 0 0 1 2",
        "良 1 0 0 0 0 1",
        "合計 1 1 0 0 1 3",
    ]


RESULTS = """
- kind: table
  results:
    of: measures
    rows: {初次: 4.6.1.1, 二次(含)以上: 4.6.1.2}
    columns: {獲通知: denominator, 完成: numerator, 未完成: lacking, 出席率: value}
"""


def test_results_of_measures_stand_as_they_are_and_without_any_there_is_no_table() -> None:
    figures = """
        指標代碼   | 項目 | 數值
        4.6.1.1    | 分母 | 3
        4.6.1.1    | 分子 | 1
    """
    result = compute(RESULTS, figures=figures)
    assert show(result) == ["獲通知 完成 未完成 出席率", "初次 3 1 2 33.33", "二次(含)以上 – – – –"]
    assert compute(RESULTS, schools="學校代碼").status is StatisticStatus.BLANK


def test_a_name_of_a_person_as_a_label_is_private() -> None:
    text = "- {kind: table, population: {register: cases}, rows: {column: 個管員}, columns: {column: 需求等級}}"
    [result] = compute_all(text, {"cases": "個案編號 | 開案日期 | 個管員 | 需求等級\nP1 | 113/1/1 | 王甲 | 高"})
    assert result.table is not None
    assert (result.table.is_row_private, result.table.is_column_private) == (True, False)


PLACES = """
- kind: table
  population: {register: cases, each: [個案編號], decisive: {latest: 開案日期}}
  rows: {column: 居住地區}
  figures: [{label: 人}]
"""


def test_a_name_stands_as_the_first_of_the_counted_rows_has_it() -> None:
    table = """
        個案編號 | 開案日期 | 居住地區
        P1       | 113/1/1  | 東區(港)
        P1       | 113/2/1  |
        P2       | 113/1/1  | 東 區（港）
        P3       | 113/1/1  | 東區（港）
        P4       | 113/1/1  | 西區
    """
    # P1's last row says nothing, so that P2's is the first that counts.
    assert show(compute(PLACES, cases=table)) == ["人", "東 區（港） 2", "西區 1", "未填 1", "合計 4"]


def test_a_list_shows_names_as_they_stand() -> None:
    text = "- {kind: list, population: {register: release_meetings}}"
    table = """
        會議日期 | 矯正機關     | 毒防中心出席
        113/2/1  | 甲監（北） 獄 | 是
        113/1/1  | 甲監(北)獄   | 否
    """
    result = compute(text, release_meetings=table)
    assert show(result) == ["會議日期 矯正機關 毒防中心出席", "2024-01-01 甲監(北)獄 否", "2024-02-01 甲監（北） 獄 是"]
