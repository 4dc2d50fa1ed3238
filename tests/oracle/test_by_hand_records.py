"""Which rows are records, and what a measure does without data: worked by hand."""

import pytest

from .calculate import calculate, count_rows
from .contract import COLUMNS
from .records import sift
from .rows import table

HOURS = "志工編號 繼續教育時數"
SCHOOLS = "學校代碼 學校名稱 學生數 特定人員數 學校日宣導"


def kept(title: str, header: str, *rows: str) -> tuple[int, int, bool]:
    """How many rows count, how many are skipped, and whether one bears one sign of a subtotal alone."""
    found = sift(title, table(header, *rows))
    return len(found.rows), found.skipped, found.is_doubtful


@pytest.mark.parametrize("word", ["合計", "總計", "小計", "加總", "計數", "全縣", "合　計"])
def test_totals_beside_bare_numbers(word: str) -> None:
    rows = [*table(HOURS, "V1 4", "V2 3"), {"志工編號": word, "繼續教育時數": "7"}]
    result = calculate({"志工": rows})["4.8"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (1, 2, 0)
    assert count_rows({"志工": rows})["志工"] == {"rows": 3, "accepted": 2, "rejected": 0, "skipped": 1}


def test_the_word_stands_anywhere() -> None:
    assert kept("志工", HOURS, "V1 4", "2 合計") == (1, 1, False)
    assert kept("學校清冊", SCHOOLS, "A1 甲 10 1 是", "_ 全縣 10 1 1") == (1, 1, False)
    assert kept("學校清冊", SCHOOLS, "A1 甲 10 1 是", "3 _ 小計 _ _") == (1, 1, False)


def test_a_word_beside_a_text_is_a_record() -> None:
    assert kept("學校清冊", SCHOOLS, "A1 合計 10 1 是") == (1, 0, False)


def test_notes_and_blank_rows() -> None:
    assert kept("志工", HOURS, "V1 4", "備註：志工 _", "製表人：王 _", "註：無 _", "_ _", "－ /") == (1, 5, False)


def test_headings_of_groups() -> None:
    rows = ("國中 _ _ _ _", "A1 甲 10 1 是", "A2 乙 10 1 是", "國小 _ _ _ _", "A3 丙 10 1 是")
    assert kept("學校清冊", SCHOOLS, *rows) == (3, 2, False)
    assert kept("學校清冊", SCHOOLS, "A1 _ _ _ _", "A2 乙 10 1 是", "A3 丙 10 1 是") == (3, 0, False)  # a code
    named = ("衛生局 _", "教育局 2", "警察局 1")  # all in words: 衛生局 is a bureau whose number is blank
    assert kept("主責局處", "局處名稱 專責人力數", *named) == (3, 0, False)


def test_subtotals() -> None:
    # 10 + 20 = 30 and 1 + 2 = 3; after it 5 + 6 = 11 and 1 + 1 = 2.
    rows = ("A1 甲 10 1 是", "A2 乙 20 2 否", "_ _ 30 3 _", "A3 丙 5 1 是", "A4 丁 6 1 是", "東區 _ 11 2 _")
    assert kept("學校清冊", SCHOOLS, *rows) == (4, 2, False)
    # The second sum holds the first block too: no sum since the last, and a key in words: a record, and said.
    assert kept("學校清冊", SCHOOLS, *rows[:5], "東區 _ 41 5 _") == (5, 1, True)


def test_one_sign_of_a_subtotal_alone() -> None:
    rows = ("A1 甲 10 1 是", "A2 乙 20 2 否")
    assert kept("學校清冊", SCHOOLS, *rows, "A3 丙 30 3 是") == (3, 0, True)  # sums beside a code
    assert kept("學校清冊", SCHOOLS, *rows, "分校 丙 30 4 是") == (3, 0, True)  # a word beside no sums
    assert kept("學校清冊", SCHOOLS, *rows, "A3 丙 30 4 是") == (3, 0, False)
    assert kept("學校清冊", SCHOOLS, rows[0], "_ _ 10 1 _") == (2, 0, False)  # of one record nothing is a sum


def test_sums_of_one_column_take_five_records_of_which_two_are_not_zero() -> None:
    four = [f"V{number} 2" for number in range(4)]
    assert kept("志工", HOURS, *four, "_ 8") == (5, 0, False)
    assert kept("志工", HOURS, *four, "V4 2", "_ 10") == (5, 1, False)
    assert kept("志工", HOURS, *four, "V4 2", "V5 2", "_ 12") == (6, 1, False)
    one = [f"V{number} 0" for number in range(4)]
    assert kept("志工", HOURS, *one, "V4 3", "_ 3") == (6, 0, False)  # only one is not 0
    assert kept("志工", HOURS, *one, "_ 0") == (5, 0, False)


def test_masked_identifiers_count_nobody() -> None:
    urine = table("個案編號 應採驗年度 實際採驗日期", "A12***89 113 113/1/1", "B1 113 113/1/1")
    result = calculate({"尿液採驗": urine, "填報數據": table("指標代碼 項目 數值", "4.9 分子 1", "4.9 分母 2")})["4.9"]
    assert (result["status"], result["numerator"], result["source"]) == ("no_data", None, None)  # nothing stands in
    seekers = table("個案編號 求職登記日期 就業結果", "A1○○○89 113/1/1 推介就業")
    assert calculate({"求職服務": seekers}, jurisdiction="高雄市")["2.10"]["status"] == "no_data"
    assert calculate({"求職服務": seekers}, jurisdiction="望海縣")["2.10"]["status"] == "not_applicable"


def test_half_a_register_is_no_register() -> None:
    sessions = table("辦理日期 含藥愛及愛滋防治", "113/1/1 是")
    figures = table("指標代碼 項目 數值", "4.7 分子 9", "4.7 分母 10")
    tables = {"講習場次": sessions, "填報數據": figures}
    assert calculate(tables)["4.7"]["source"] == "register"
    assert calculate(tables, unreadable=["講習場次"])["4.7"]["status"] == "no_data"
    assert calculate({"填報數據": figures}, unreadable=["講習場次"])["4.7"]["status"] == "no_data"
    assert calculate({"填報數據": figures})["4.7"]["source"] == "figures"
    assert calculate({"填報數據": figures}, unreadable=["填報數據"])["4.7"]["status"] == "no_data"


def test_years_of_two_digits_are_faulty_where_one_can_only_be_read_month_first() -> None:
    header = "個案編號 機構代碼 新收日期"
    rows = table(header, "A H 07/25/23", "B H 07/01/23", "C H 112/8/1")
    result = calculate({"美沙冬收案": rows})["3.3"]
    assert (result["numerator"], result["denominator"], result["rejected"]) == (1, 1, 2)
    assert calculate({"美沙冬收案": rows[1:]})["3.3"]["rejected"] == 0  # 07/01/23 is a day of ROC 7


def test_every_register_has_a_key_or_only_days() -> None:
    assert all(any(column.always_read for column in columns) for title, columns in COLUMNS.items() if title != "經費")
