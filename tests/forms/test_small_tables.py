"""Small tables within an answer of the report: numbers stay whole, and a short table on one page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from antidrug_kpi.files.package import open_package
from antidrug_kpi.forms.document import Document, Section, Table, TableRow, make_plain_paragraph
from antidrug_kpi.forms.into import open_form
from antidrug_kpi.forms.printed.column_shares import ROOM, count_lines, measure_good, measure_least, share_columns
from antidrug_kpi.forms.printed.told_parts import ToldItem, ToldTable
from antidrug_kpi.forms.printed.work_item_table import lay_out_items, lay_out_parts
from antidrug_kpi.forms.writers.docx.docx_writer import write_docx
from antidrug_kpi.forms.writers.html_writer import write_html
from antidrug_kpi.forms.writers.odf.ods_writer import write_ods
from antidrug_kpi.forms.writers.odf.odt_writer import write_odt
from antidrug_kpi.forms.writers.sheets.xlsx_writer import write_xlsx
from antidrug_kpi.forms.writers.table_grid import leave_out_repeated, place_cells
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


COLUMNS = (WorkItemColumn(role="item", text="工作項目", width=10), WorkItemColumn(role="answer", text="說明", width=40))
# Five lines at its column's width, and one.
LONG, SHORT = "治療機構之基本資料及治療人員基本資料與完成 8 小時教育訓練情形等" * 3, "短"


def lay_out_answer(*labels: str) -> Table:
    """An answer of a sentence, a table of these rows and another sentence."""
    plan = load_plan("mohw-113")
    table = ToldTable("表", ("個管員", "人"), tuple((label, "1") for label in labels))
    return lay_out_items(plan, [ToldItem(plan.all_work_items[1], (table, make_plain_paragraph("末")))], COLUMNS)


def list_pieces(table: Table) -> list[list[TableRow]]:
    """The rows of an answer's table under each of its headings, which comes first."""
    _, _, caption, *lines, last = table.rows
    assert (caption.cells[1].text, last.cells[0].text) == ("表：", "末")
    heads = [number for number, row in enumerate(lines) if row.cells[0].is_shaded]
    return [lines[start:end] for start, end in pairwise([*heads, len(lines)])]


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (29, [29]),
        (30, [30]),  # as much as a page holds
        (31, [16, 15]),
        (47, [24, 23]),
        (48, [24, 24]),
        (49, [16, 17, 16]),
    ],
)
def test_a_table_longer_than_a_page_has_its_heading_again(rows: int, counts: list[int]) -> None:
    """No office suite repeats a heading in the middle of a table, so that a page would begin with figures of unknown columns."""
    labels = [f"個管員 {number}" for number in range(1, rows + 1)]
    pieces = list_pieces(lay_out_answer(*labels))
    assert [len(piece) - 1 for piece in pieces] == counts
    assert [row.cells[0].text for _, *piece in pieces for row in piece] == labels
    assert [head.is_repeated for head, *_ in pieces] == [False, *[True] * (len(counts) - 1)]
    assert all([row.keeps_next for row in piece] == [True] * (len(piece) - 1) + [False] for piece in pieces)


@pytest.mark.parametrize(("rows", "counts"), [(9, [9]), (10, [5, 5]), (11, [6, 5])])
def test_no_piece_has_fewer_than_five_rows(rows: int, counts: list[int]) -> None:
    assert count_lines(LONG, share_columns(("個管員", "人"), [(LONG, "1")], GRID)[0], GRID) == 5
    assert [len(piece) - 1 for piece in list_pieces(lay_out_answer(*[LONG] * rows))] == counts


def test_a_table_of_few_long_rows_goes_over_the_page() -> None:
    """Kept whole it would fit on none."""
    ((head, *rows),) = list_pieces(lay_out_answer(*[LONG] * 9))
    assert head.keeps_next
    assert not any(row.keeps_next for row in rows)


@pytest.mark.parametrize(("long", "counts"), [(4, [5, 19]), (5, [5, 20]), (6, [5, 5, 16])])
def test_pieces_are_of_like_height_where_rows_are_not(long: int, counts: list[int]) -> None:
    """Half of 40 lines stand in four rows, half of 45 in five, and a third of 50 in three."""
    pieces = list_pieces(lay_out_answer(*[LONG] * long, *[SHORT] * 20))
    assert [len(piece) - 1 for piece in pieces] == counts
    turned = list_pieces(lay_out_answer(*[SHORT] * 20, *[LONG] * long))
    assert min(len(piece) - 1 for piece in turned) == 5


def test_a_format_without_pages_leaves_repeated_headings_out() -> None:
    table = lay_out_answer(*[SHORT] * 49)
    whole = leave_out_repeated(table)
    assert [row.is_repeated for row in table.rows].count(True) == 2
    assert [row.cells for row in whole.rows if row.cells[0].rows == 1] == [
        row.cells for row in table.rows if row.cells[0].rows == 1 and not row.is_repeated
    ]
    title, shorter = table.rows[2].cells[0], whole.rows[2].cells[0]
    assert (title.text, title.rows - 2) == (shorter.text, shorter.rows)
    assert len(place_cells(whole)) == len(table.rows) - 2
    assert leave_out_repeated(whole) == whole


@pytest.mark.parametrize(
    ("suffix", "write", "count"),
    [(".docx", write_docx, 3), (".odt", write_odt, 3), (".xlsx", write_xlsx, 1), (".ods", write_ods, 1)],
)
def test_headings_as_each_format_has_them(suffix: str, write: Callable[[Document], bytes], count: int) -> None:
    document = Document("報告", (Section("報告", (lay_out_answer(*[SHORT] * 49),)),))
    grids = open_form(open_package(write(document), f"報告{suffix}"), suffix).read_grids()
    texts = [text for grid in grids for row in grid.rows for text in row]
    assert (texts.count("個管員"), texts.count(SHORT)) == (count, 49)


def test_a_page_on_the_screen_hides_repeated_headings() -> None:
    page = write_html(Document("報告", (Section("報告", (lay_out_answer(*[SHORT] * 49),)),))).decode()
    assert page.count('<tr class="again">') == 2
    assert "  tr.again { visibility: collapse; }" in page.partition("@media screen {")[2].partition("@media")[0]
