"""Counts, ratios, means and sums of statistics, worked by hand: amounts of several populations, parts, what stands in."""

from fractions import Fraction

from antidrug_kpi.measures.duties.duty_results import StatisticStatus

from .statistic_samples import compute, compute_all, show

TURNOVER = """
- kind: ratio
  unit: "%"
  numerator:
    - population: &services
        register: staff
        takes: {measure: 4.2.1, parts: [each, joined]}
        rows: &ministry
          all:
            - {column: 人力來源, is: 本部補助}
            - {column: 到職日期, happened: true}
            - not: {all: [{column: 異動別, in: [離職, 轉任他職, 留職停薪]}, {column: 離職日期, present: false}]}
        numerator:
          all:
            - not: {any_row: {column: 離職日期, happened: false}}
            - {any_row: {column: 離職日期, within: period}}
      times: 2
  denominator:
    - population: &in_post
        register: staff
        takes: {measure: 4.2.1, parts: [each, joined]}
        rows: *ministry
        keep: {any_row: {column: 離職日期, happened: false}}
      as_of: prior_year
    - population: *in_post
"""
STAFF = """
    人力來源 | 職稱 | 姓名 | 到職日期  | 離職日期  | 異動別
    本部補助 | 個管 | 甲   | 112/1/1   | 113/6/30  | 轉任他職
    本部補助 | 督導 | 甲   | 113/7/1   |           | 在職
    本部補助 | 個管 | 乙   | 112/12/31 | 113/1/1   | 離職
    本部補助 | 個管 | 丙   | 112/1/1   | 112/12/31 | 離職
    本部補助 | 個管 | 丁   | 113/1/1   | 114/1/1   | 離職
    本部補助 | 個管 | 戊   | 112/1/1   |           | 離職
    機關自有 | 個管 | 己   | 112/1/1   | 113/5/1   | 離職
"""


def test_turnover_counts_who_was_in_post_on_both_last_days() -> None:
    result = compute(TURNOVER, staff=STAFF)
    # 乙 left; in post on 31 December 2023: 甲, 乙 (丙 left that day); a year later 甲 and 丁. 2 × 1 / (2 + 2).
    assert (result.numerator, result.denominator, result.value) == (2, 4, Fraction(50))


def test_a_chosen_reading_of_the_measure_holds_in_the_statistic() -> None:
    [result] = compute_all(TURNOVER, {"staff": STAFF}, readings=("4.2=each-post",))
    # By posts 甲's first one ended as well: 2 × 2 / (2 + 2).
    assert (result.numerator, result.denominator, result.value) == (4, 4, Fraction(100))


CONTACTS = """
- kind: mean
  unit: 次
  population:
    register: cases
    takes: {measure: 4.3.2, parts: [each, rows, derive, numerator_sum]}
  parts:
    電訪:
      register: cases
      takes: {measure: 4.3.2, parts: [each, rows]}
      derive:
        - name: 電訪次數
          count:
            register: contacts
            on: 個案編號
            where: {all: [{column: 追輔日期, within: period}, {column: 追輔方式, is: 電訪}]}
      numerator_sum: [電訪次數]
  note_others:
    rows: {register: contacts, on: 個案編號, where: {column: 追輔日期, within: period}}
    column: 追輔結果
    known: [未遇]
"""
CASES = """
    個案編號 | 開案日期 | 初評完成日期 | 結案日期 | 需求等級 | 個管員
    P1       | 113/1/1  | 113/1/2      |          | 高       | 王甲
    P2       | 113/1/1  | 113/1/2      |          | 低       | 李乙
    P3       | 113/1/1  | 113/1/2      |          |          | 李 乙
    P4       | 113/1/1  | 113/1/2      |          | 中       |
    P5       | 113/1/1  | 113/1/2      | 113/5/1  | 中       | 王甲
"""


def test_a_part_accepts_rows_for_itself() -> None:
    contacts = """
        個案編號 | 追輔日期 | 追輔方式 | 追輔結果
        P1       | 113/2/1  | 電訪     | 未遇
        P1       | 113/2/2  | 信件     | 已聯繫
        P2       | 113/2/2  | 家訪     |
        P2       | 114/1/1  | 家訪     | 他處
        P9       | 113/2/2  | 電訪     | 未開案
    """
    result = compute(CONTACTS, cases=CASES, contacts=contacts)
    # 信件 is no way of contact: its row counts in all three of five persons, and in no part.
    assert (result.value, result.parts, result.rejected) == (Fraction(3, 5), {"電訪": Fraction(1, 5)}, 1)
    assert result.notes == ("「追輔結果」未計入者：已聯繫 1 次、空白 1 次",)


CASELOAD = """
- kind: mean
  unit: 人
  population:
    register: cases
    each: [個案編號]
    rows: {all: [{column: 開案日期, happened: true}, {column: 結案日期, happened: false}]}
    decisive: {latest: 開案日期}
  per:
    by: {column: 個管員}
    least: 最少
    most: 最多
    lacking: 無個管員
    columns: {column: 需求等級}
  otherwise:
    columns: [個管員]
    population:
      register: staff
      rows: {all: [{column: 職稱, is: 個管}, {column: 在案案量, present: true}]}
      numerator_sum: [在案案量]
"""


def test_subjects_per_value_with_the_least_the_most_and_those_without() -> None:
    result = compute(CASELOAD, cases=CASES)
    assert (result.numerator, result.denominator, result.value) == (3, 2, Fraction(3, 2))
    assert result.parts == {"最少": 1, "最多": 2, "無個管員": 1}
    assert show(result) == ["低 中 高 未填 合計", "李乙 1 0 0 1 2", "王甲 0 0 1 0 1", "未填 0 1 0 0 1", "合計 1 1 1 1 4"]


def test_another_population_stands_in_for_an_absent_register() -> None:
    staff = (
        "人力來源 | 職稱 | 姓名 | 到職日期 | 在案案量\n本部補助 | 個管 | 甲 | 113/1/1 | 30\n機關自有 | 個管 | 乙 | 113/1/1 | 21"
    )
    result = compute(CASELOAD, staff=staff)
    assert (result.numerator, result.denominator, result.value, result.table) == (51, 2, Fraction(51, 2), None)


def test_without_either_it_is_blank() -> None:
    result = compute(CASELOAD, schools="學校代碼")
    assert (result.status, result.notes) == (StatisticStatus.BLANK, ("缺清冊「人力清冊」",))


ADDED = """
- kind: table
  population:
    register: staff
    each: [姓名]
    rows: {not: {all: [{column: 異動別, is: 離職}, {column: 離職日期, present: false}]}}
    decisive: {latest: 到職日期}
  added:
    population: {register: staff, rows: {all: [{column: 異動別, is: 離職}, {column: 離職日期, present: false}]}}
    counted_in: {進用: {column: 到職日期, within: period}, 無日期: null}
  rows: {column: 職稱}
  figures:
    - {label: 進用, when: {decisive_row: {column: 到職日期, within: period}}}
    - {label: 無日期, added_only: true}
"""


def test_added_subjects_count_in_the_figures_that_say_so() -> None:
    table = """
        人力來源 | 職稱 | 姓名 | 到職日期 | 離職日期 | 異動別
        本部補助 | 個管 | 甲   | 113/1/1  |          | 在職
        本部補助 | 個管 | 乙   | 113/1/1  |          | 離職
        本部補助 | 督導 | 丙   | 112/1/1  |          | 離職
    """
    assert show(compute(ADDED, staff=table)) == ["進用 無日期", "個管 2 1", "督導 0 1", "專管 0 0", "其他 0 0", "合計 2 2"]


LACKING = """
- kind: list
  lacking:
    - {rule: A2.1, hours: {第一級時數: 28}}
    - {rule: A3.2, topics: 完成主題數}
    - {rule: A2.3, hours: {第三級時數: 8}, reports: {個案報告篇數: 1}}
"""
TRAININGS = """
    姓名 | 層級         | 課程                     | 時數 | 日期
    甲   | Level 1      | 概論                     | 20.5 | 113/3/1
    乙   | Level 1      | 概論                     | 28   | 113/3/1
    丁   | 督導 Level 2 | 領導及管理實務           | 2    | 113/3/1
    丁   | 督導 Level 2 | 風險管理及危機處理       | 1.5  | 113/3/1
"""
POSTS = """
    人力來源 | 職稱 | 姓名 | 到職日期
    本部補助 | 個管 | 甲   | 113/1/1
    本部補助 | 個管 | 乙   | 113/1/1
    本部補助 | 督導 | 丁   | 113/1/1
"""


def test_who_lacks_what_for_the_rules_and_which_rule_cannot_be_told() -> None:
    result = compute(LACKING, staff=POSTS, trainings=TRAININGS)
    topics = "、".join(
        (
            "社區心理衛生中心及毒品危害防制中心角色及功能",
            "社區資源開發及方案設計",
            "訪視人力資源管理及運用（含資訊系統）",
            "風險管理及危機處理",
        )
    )
    assert show(result) == [
        "規定 姓名 缺時數 缺主題 缺個案報告",
        "A2.1 甲 7.5  ",
        f"A3.2 丁  {topics} ",
    ]
    assert result.listing is not None
    assert result.listing.private_columns == {"姓名"}
    assert result.notes == ("A2.3：缺清冊「個案報告」",)


DIFFERENCE = """
- {kind: count, population: {register: volunteers}}
- {kind: count, population: {register: release_meetings}}
- {kind: difference, minuend: S1, subtrahend: S2}
"""


def test_a_difference_is_exact_and_may_be_below_zero() -> None:
    meetings = "會議日期 | 矯正機關 | 毒防中心出席\n113/1/1 | 甲監 | 是\n113/2/1 | 甲監 | 否"
    registers = {"volunteers": "志工編號\nV1", "release_meetings": meetings}
    assert [result.value for result in compute_all(DIFFERENCE, registers)] == [1, 2, -1]


def test_a_difference_of_a_blank_is_blank() -> None:
    result = compute(DIFFERENCE, volunteers="志工編號\nV1")
    assert (result.status, result.value, result.notes) == (StatisticStatus.BLANK, None, ("缺清冊「出監轉銜會議」",))
