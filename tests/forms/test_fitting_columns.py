"""Tables on narrow terminals: columns leave in their order and are said, counts stay whole, a pipe gets everything."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from antidrug_kpi.audit.collection.collected import BureauReturn, Collection, Lateness
from antidrug_kpi.audit.collection.collection_screen import print_collection
from antidrug_kpi.forms.screen.fitting_columns import Fitting, choose_columns, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_fitted_table
from antidrug_kpi.forms.terminal import PIPED_WIDTH

HEADERS = ("項目", "說明", "件數", "說明")
FITTING = Fitting(("說明", "件數"), frozenset({"說明"}))
ROWS = [("4.3.1", "一" * 30, "1,234,567", "二" * 4), ("4.10", "三", "7", "四")]


def print_at(width: int) -> tuple[list[str], list[str]]:
    text = io.StringIO()
    console = Console(file=text, width=width, force_terminal=True, color_system=None, highlight=False, markup=False)
    hidden = print_fitted_table(console, HEADERS, ROWS, FITTING)
    return text.getvalue().splitlines(), hidden


def test_columns_leave_in_their_order_until_the_rest_has_room() -> None:
    needed = (8, 23, 12, 11)
    chosen = {room: choose_columns(HEADERS, needed, room, FITTING) for room in (54, 53, 43, 42, 20, 1)}
    assert chosen == {54: [0, 1, 2, 3], 53: [0, 1, 2], 43: [0, 1, 2], 42: [0, 1], 20: [0, 1], 1: [0, 1]}


@pytest.mark.parametrize(("width", "hidden"), [(120, []), (53, []), (52, ["說明"]), (42, ["說明"]), (41, ["件數", "說明"])])
def test_no_line_is_wider_than_the_terminal_and_no_count_is_folded(width: int, hidden: list[str]) -> None:
    lines, found = print_at(width)
    assert found == hidden
    assert max(map(cell_len, lines)) <= width
    assert any("1,234,567" in line for line in lines) == ("件數" not in hidden)
    assert sum(line.count("一") for line in lines) == 30


def test_what_is_hidden_is_said_with_what_shows_it() -> None:
    text = io.StringIO()
    console = Console(file=text, width=80, force_terminal=True, color_system=None, highlight=False)
    say_hidden_columns(console, [], FITTING)
    say_hidden_columns(console, ["說明", "件數"], Fitting((), frozenset(), seen_by="--format json"))
    assert text.getvalue() == "寬 80，隱去 2 欄（說明、件數）；--format json 看全部\n"


def test_a_pipe_gets_every_column() -> None:
    text = io.StringIO()
    assert print_fitted_table(Console(file=text, width=PIPED_WIDTH), HEADERS, ROWS, FITTING) == []
    assert text.getvalue().splitlines()[2] == "│4.10│三│7│四│"


def test_a_table_without_rows_has_its_headers() -> None:
    text = io.StringIO()
    console = Console(file=text, width=13, force_terminal=True, color_system=None)
    assert print_fitted_table(console, HEADERS, [], FITTING) == ["件數", "說明"]
    assert "項目" in text.getvalue()


@pytest.mark.parametrize(("width", "hidden"), [(80, []), (60, ["寬 60，隱去 2 欄（最後存檔、清冊）；--format json 看全部"])])
def test_the_bureaus_on_a_narrow_terminal(width: int, hidden: list[str]) -> None:
    bureaus = (
        BureauReturn("教育局", file="教育局交回的清冊活頁簿.xlsx", is_untouched=True),
        BureauReturn("警察局", lateness=Lateness.MISSING),
    )
    text = io.StringIO()
    console = Console(file=text, width=width, force_terminal=True, color_system=None, highlight=False, markup=False)
    print_collection(console, Collection(None, bureaus, (), ()))
    lines = text.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= width
    assert [line for line in lines if line.startswith("寬")] == hidden
