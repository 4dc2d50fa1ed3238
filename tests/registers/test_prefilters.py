"""What a search over many cells at once looks for stands in every text that the rule behind it takes."""

import pytest

from antidrug_kpi.files import number_cells
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.registers.cells.identifier_text import read_identifier, read_plain_identifiers
from antidrug_kpi.registers.cells.missing_marks import MISSING_PREFILTER, MISSING_WORDS, is_missing
from antidrug_kpi.registers.rows.records import mark_empty
from antidrug_kpi.registers.vocabulary.footer_words import FOOTER_PREFILTER
from antidrug_kpi.registers.vocabulary.footers import could_be_footer
from antidrug_kpi.registers.vocabulary.total_words import TOTAL_PREFILTER, TotalWord, classify_total

TOTALS = (
    "合計",
    "總計",
    "小計",
    "總和",
    "加總",
    "總數",
    "累計",
    "承上頁",
    "全縣",
    "共3校",
    "Total",
    "sum",
    "東區小計",
)
SIGNS = ("-", "--", "－", "…", "/", "//", "__/__/__", "年月日", "民國 年 月 日", "113 ", " ", "\u3000", "n a n", "nULL")


@pytest.mark.parametrize("word", sorted(MISSING_WORDS))
def test_every_missing_mark_is_found_among_identifiers(word: str) -> None:
    cells = number_cells(["C0000001", word, word.lower(), "C0000002"])
    assert mark_empty(cells, ColumnType.IDENTIFIER).tolist() == [False, True, True, False]
    assert MISSING_PREFILTER.search(f"C1\n{word}\nC2")


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_are_found_among_identifiers_as_alone(sign: str) -> None:
    alone = mark_empty(number_cells([sign]), ColumnType.IDENTIFIER).tolist()
    assert mark_empty(number_cells(["C1", sign, "C2"]), ColumnType.IDENTIFIER).tolist() == [False, *alone, False]


@pytest.mark.parametrize("word", TOTALS)
def test_every_word_of_a_total_is_found_among_codes(word: str) -> None:
    assert isinstance(classify_total(word), TotalWord)
    assert TOTAL_PREFILTER.search(f"S001\n{word}\nS002")
    assert could_be_footer(word)
    assert FOOTER_PREFILTER.search(f"S001\n{word}\nS002")


def test_plain_identifiers_are_read_all_at_once() -> None:
    cells = ["C0000001", "a-12", "", "0x"]
    assert read_plain_identifiers(number_cells(cells)) == ["C0000001", "A-12", None, "0X"]
    assert [read_identifier(cell) for cell in cells] == ["C0000001", "A-12", None, "0X"]


@pytest.mark.parametrize("cell", ["-", "nan", "王小明", "1.0", "A 1", "Ａ1", 12])
def test_identifiers_are_read_one_by_one_where_one_is_not_plain(cell: str | int) -> None:
    assert read_plain_identifiers(number_cells(["C0000001", cell, "C0000002"])) is None


@pytest.mark.parametrize(("length", "is_mark"), [(39, True), (40, True), (41, False)])
def test_no_missing_mark_is_longer_than_forty_signs(length: int, *, is_mark: bool) -> None:
    """What is longer is a text, and an identifier of that length one that no other person has."""
    assert is_missing("-" * length) is is_mark
    assert read_identifier("A" * length) == "A" * length
