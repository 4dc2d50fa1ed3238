"""Tables and lines for a terminal: coloured where one reads, plain where it is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from antidrug_kpi.printable import escape_controls, escape_lines

if TYPE_CHECKING:
    from antidrug_kpi.measures.results import MeasureResult

# Lines that are piped are never broken, so that an address can be searched for.
PIPED_WIDTH = 2000


def make_console(file: IO[str] | None = None) -> Console:
    """A console as wide as the terminal, or wide enough for a table where the output is piped or goes to a file; a bracket in
    a text is a bracket.
    """
    # Asked first whether it is a terminal, since a width that is given would hold there too.
    console = Console(file=file, highlight=False, markup=False)
    return console if console.is_terminal else Console(file=file, highlight=False, markup=False, width=PIPED_WIDTH)


def is_piped(console: Console) -> bool:
    """Whether lines are for another program or a file: whole, and without blanks that only align them."""
    return console.width >= PIPED_WIDTH


def print_piped_rows(console: Console, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for another program: a line a row, cells between bars, no blank that only aligns; heavy bars for the headers."""
    console.file.write(f"┃{'┃'.join(map(escape_controls, headers))}┃\n")
    console.file.writelines(f"│{'│'.join(map(escape_controls, row))}│\n" for row in rows)


def make_text(text: str, style: str = "") -> Text:
    """A text in one line, of which a terminal obeys nothing."""
    return Text(escape_controls(text), style=style)


def print_broken(console: Console, text: str, style: str = "") -> None:
    """A sentence, which a terminal gets in lines that break as Chinese is read."""
    from antidrug_kpi.forms.line_breaks import break_lines

    line = escape_controls(text)
    for part in [line] if is_piped(console) else break_lines(line, console.width):
        console.print(Text(part, style=style))


def print_lines(console: Console, lines: Iterable[tuple[str, str]]) -> None:
    """Labelled lines, the labels in one column."""
    if is_piped(console):
        _write_lines(console, [(escape_controls(label), escape_lines(text)) for label, text in lines])
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for label, text in lines:
        table.add_row(make_text(label), Text(escape_lines(text)))
    console.print(table)


def _write_lines(console: Console, lines: Sequence[tuple[str, str]]) -> None:
    from antidrug_kpi.forms.text_widths import measure_text

    width = max((measure_text(label) for label, _ in lines), default=0) + 2
    for label, text in lines:
        first, *more = text.split("\n")
        console.file.write(f"{label}{' ' * (width - measure_text(label))}{first}".rstrip() + "\n")
        console.file.writelines(f"{' ' * width}{line}".rstrip() + "\n" for line in more)


def print_figures(console: Console, measures: Iterable[MeasureResult]) -> None:
    """What each measure comes to, a line each."""
    from antidrug_kpi.forms.figure_words import say_figures

    for measure in measures:
        print_broken(console, f"{measure.id}　{say_figures(measure)}", "bold")


def print_waterfall(console: Console, measure: MeasureResult) -> None:
    """The steps from the register's rows to the numerator, and where they lead."""
    from antidrug_kpi.forms.figure_words import say_figures, say_step
    from antidrug_kpi.forms.reading_notes import say_own_reading

    console.print(make_text(f"{measure.id} {measure.title}", "bold"))
    for note in say_own_reading(measure):
        console.print(make_text(note, "yellow"))
    for step in measure.waterfall:
        console.print(make_text(f"{'　－ ' if step.is_part else ''}{step.text}：{say_step(step)}"))
    console.print(make_text(f"結果：{say_figures(measure)}"))
