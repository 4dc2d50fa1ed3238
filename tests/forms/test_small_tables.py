"""Small tables within an answer of the report: numbers stay whole, and a short table on one page."""

from __future__ import annotations

from itertools import pairwise

import pytest

from antidrug_kpi.forms.document import TableRow, make_plain_paragraph
from antidrug_kpi.forms.printed.column_shares import ROOM, measure_good, measure_least, share_columns
from antidrug_kpi.forms.printed.told_parts import ToldItem, ToldTable
from antidrug_kpi.forms.printed.work_item_table import lay_out_items, lay_out_parts
from antidrug_kpi.plans.form_specs import WorkItemColumn
from antidrug_kpi.plans.loading.loader import load_plan

GRID = 48
BESIDE = 1.8


def measure_room(share: int) -> float:
    """What a column's text has, in Latin characters."""
    return ROOM * share / GRID - BESIDE


def test_a_number_has_its_room_beside_many_columns() -> None:
    """1413 is 5.6 wide in a face that is wider than the office's own, 性別 and 合計 4."""
    headings = ("性別", *(f"{first}歲以上" for first in range(20, 80, 10)), "合計")
    rows = [("男", "241", "219", "202", "212", "256", "18", "1413")]
    shares = share_columns(headings, rows, GRID)
    assert sum(shares) == GRID
    assert measure_room(shares[0]) >= 4 - 0.6
    assert measure_room(shares[-1]) >= 5.6 - 0.6  # half a column of the grid may be lost, which BESIDE makes up for


def test_a_long_label_gets_what_the_figures_leave() -> None:
    headings = ("訪查項目", "符合", "部分符合", "不符合", "不適用", "合計")
    rows = [("治療機構之基本資料及治療人員基本資料與完成 8 小時教育訓練情形等", "6", "0", "0", "0", "6")]
    first, *others = share_columns(headings, rows, GRID)
    assert first >= 2 * max(others)
    assert measure_room(others[2]) >= 6 - 0.6  # 不符合 in one line


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("合計", 4.0),
        ("預防宣導組", 4.0),  # breaks after any two characters
        ("1413", 5.6),
        ("100.00%", 9.8),
        ("18–29", 7.6),
        ("未滿18歲", 4.0),
        ("", 0.0),
    ],
)
def test_what_must_not_break(text: str, least: float) -> None:
    assert measure_least(("",), [(text,)]) == pytest.approx(least + BESIDE)


@pytest.mark.parametrize(
    ("heading", "good"), [("人", 2.0), ("不符合", 6.0), ("部分符合", 6.0), ("預防宣導組", 6.0), ("清查帳號數量", 6.0)]
)
def test_a_heading_stands_in_two_lines_at_most(heading: str, good: float) -> None:
    assert measure_good((heading,), [("1",)]) == pytest.approx(good + BESIDE)


def lay_out(rows: int, label: str = "海洛因") -> tuple[TableRow, ...]:
    *_, table = lay_out_parts([make_plain_paragraph("一句"), ToldTable("表", ("主要用藥", "人"), ((label, "1"),) * rows)])
    return table.rows  # type: ignore[union-attr]


@pytest.mark.parametrize(("rows", "is_whole"), [(13, True), (14, True), (15, False)])
def test_a_short_table_stands_whole_on_a_page(rows: int, is_whole: bool) -> None:
    head, *others = lay_out(rows)
    assert head.keeps_next
    assert [row.keeps_next for row in others] == [is_whole] * (rows - 1) + [False]


def test_lines_are_counted_where_a_label_is_long() -> None:
    assert not lay_out(8, "治療機構之基本資料及治療人員基本資料與完成 8 小時教育訓練情形等")[1].keeps_next


@pytest.mark.parametrize(("rows", "pieces"), [(14, [14]), (15, [8, 7]), (28, [14, 14]), (34, [12, 11, 11])])
def test_a_long_table_within_an_answer_has_its_heading_again(rows: int, pieces: list[int]) -> None:
    """No office suite repeats a heading in the middle of a table, so that a page would begin with figures of unknown columns."""
    plan = load_plan("mohw-113")
    columns = (WorkItemColumn(role="item", text="工作項目", width=10), WorkItemColumn(role="answer", text="說明", width=40))
    table = ToldTable("表", ("個管員", "人"), tuple((f"個管員 {number}", "1") for number in range(1, rows + 1)))
    told = ToldItem(plan.all_work_items[1], (table, make_plain_paragraph("末")))
    _, _, caption, *lines, last = lay_out_items(plan, [told], columns).rows
    assert (caption.cells[1].text, last.cells[0].text) == ("表：", "末")
    heads = [number for number, row in enumerate(lines) if row.cells[0].is_shaded]
    assert [end - start - 1 for start, end in pairwise([*heads, len(lines)])] == pieces
    assert all(lines[number].keeps_next for number in heads)
    ends = {end - 1 for end in [*heads[1:], len(lines)]}
    assert [number for number, row in enumerate(lines) if not row.keeps_next] == sorted(ends)
    assert [row.cells[0].text for row in lines if not row.cells[0].is_shaded] == [row[0] for row in table.rows]


def test_a_row_of_many_lines_leaves_no_piece_too_long() -> None:
    plan = load_plan("mohw-113")
    columns = (WorkItemColumn(role="item", text="工作項目", width=10), WorkItemColumn(role="answer", text="說明", width=40))
    long = "治療機構之基本資料及治療人員基本資料與完成 8 小時教育訓練情形等" * 3
    rows = tuple((long if number % 4 == 0 else "短", "1") for number in range(20))
    told = ToldItem(plan.all_work_items[1], (ToldTable("表", ("訪查項目", "家"), rows),))
    *_, before, last = lay_out_items(plan, [told], columns).rows
    assert before.keeps_next
    assert not last.keeps_next
