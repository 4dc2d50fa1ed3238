"""Tables for a terminal: as rich would print them, which is asked here to print the whole of them itself."""

import io

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text

from antidrug_kpi.forms.screen.screen_table import print_table
from antidrug_kpi.forms.terminal import PIPED_WIDTH
from antidrug_kpi.printable import escape_controls

HEADERS = ("衡量項目", "", "對象的名稱", "檔案", "A")
ROWS = [
    ("4.3.1", "", "…725", "追蹤輔導個案.csv", "1"),
    ("4.3.1", "", "[b]甲\x1b[/b] 乙丙丁戊", "a long name of a file.csv", "12"),
    ("4.3.10", "", "  前後有空白  ", "檔\n案\t.csv", "堃"),
    ("4.3.1", "", "e\u0301 👩\u200d🚀", "追蹤輔導個案.csv", "2"),
]


def print_with_rich(console: Console, headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = Table(pad_edge=False)
    for header in headers:
        table.add_column(Text(escape_controls(header)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(escape_controls(cell)) for cell in row))
    console.print(table)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize(("columns", "rows"), [(5, 4), (5, 0), (2, 4), (1, 4)])
def test_a_table_looks_as_rich_would_print_it(encoding: str, columns: int, rows: int) -> None:
    headers, cells = HEADERS[:columns], [row[:columns] for row in ROWS[:rows]]
    for width in (*range(1, 50, 3), *range(50, 80, 7), 1999):
        printed = []
        for print_it in (print_table, print_with_rich):
            file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
            console = Console(
                file=file, width=width, force_terminal=True, color_system="truecolor", highlight=False, markup=False
            )
            print_it(console, headers, cells)
            file.flush()
            printed.append(file.buffer.getvalue())
        assert printed[0] == printed[1], width


def test_a_pipe_gets_a_line_for_each_row_and_nothing_that_only_aligns() -> None:
    file = io.StringIO()
    print_table(Console(file=file, width=PIPED_WIDTH), HEADERS, ROWS)
    assert file.getvalue().splitlines() == [
        "┃衡量項目┃┃對象的名稱┃檔案┃A┃",
        "│4.3.1││…725│追蹤輔導個案.csv│1│",
        "│4.3.1││[b]甲\\x1b[/b] 乙丙丁戊│a long name of a file.csv│12│",
        "│4.3.10││  前後有空白  │檔\\n案\\t.csv│堃│",
        "│4.3.1││e\u0301 👩\\u200d🚀│追蹤輔導個案.csv│2│",
    ]
