"""The rows of a register's sheet as markup, with the looks of some cells."""

import pytest

from antidrug_kpi.files import Cell, Sheet, ShownNumber, number_rows
from antidrug_kpi.forms.check import copied_rows

CELLS: list[list[Cell]] = [
    ["編號", "\u3000", None, "值"],
    ["A\x00<1>", 2, "", " x\r"],
    ["A\x00<1>", ShownNumber(0.5, "50%"), True, 10**15],
]


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_each_cell_is_marked_up_in_its_place(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(copied_rows, "_MOST_KEPT", kept)
    sheet = Sheet("a.xlsx", "甲", number_rows(CELLS), [4, 5, 7], columns_left_out=1)
    text, spaced = 't="inlineStr"><is><t>', 't="inlineStr"><is><t xml:space="preserve">'
    end = "</t></is></c>"
    assert list(copied_rows.mark_up_sheet(sheet, header=4, head=9, styles={4: {1: 3}, 7: {0: 5, 1: 6}})) == [
        f'<row r="4"><c r="B4" s="3" {text}編號{end}<c r="C4" {spaced}\u3000{end}<c r="E4" s="9" {text}值{end}</row>',
        f'<row r="5"><c r="B5" {text}A&lt;1&gt;{end}<c r="C5" t="n"><v>2</v></c><c r="E5" {spaced} x&#13;{end}</row>',
        f'<row r="7"><c r="A7" s="5"/><c r="B7" s="6" {text}A&lt;1&gt;{end}<c r="C7" {text}50%{end}'
        f'<c r="D7" {text}TRUE{end}<c r="E7" {text}1000000000000000{end}</row>',
    ]


@pytest.mark.parametrize(("last", "copied"), [(3, [1, 2]), (2, [1, 2]), (1, [1])])
def test_rows_and_columns_beyond_a_worksheet_are_left_out(monkeypatch: pytest.MonkeyPatch, last: int, copied: list[int]) -> None:
    monkeypatch.setattr(copied_rows, "MOST_ROWS", last)
    monkeypatch.setattr(copied_rows, "MOST_COLUMNS", last)
    sheet = Sheet("a.csv", None, number_rows([["a", "b"], ["c", "d"]]), [1, 2])
    rows = list(copied_rows.mark_up_sheet(sheet, header=1, head=9, styles={}))
    assert [row.partition(">")[0] for row in rows] == [f'<row r="{number}"' for number in copied]
    assert [row.count("<c ") for row in rows] == [len(copied)] * len(copied)
