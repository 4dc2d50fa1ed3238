"""What every command prints with: texts of specs and files as they are."""

import io

from antidrug_kpi.forms.screen.screen_table import print_table
from antidrug_kpi.forms.terminal import make_console, print_lines, print_waterfall
from antidrug_kpi.measures.results import MeasureResult, Status, WaterfallStep

ODD = "[b]甲[/i] [/b]"


def test_brackets_are_brackets() -> None:
    text = io.StringIO()
    console = make_console(text)
    print_lines(console, [(ODD, ODD)])
    print_table(console, [ODD], [[ODD]])
    steps = (WaterfallStep(ODD, 3),)
    print_waterfall(console, MeasureResult("1", "一", ODD, Status.NO_DATA, "%", waterfall=steps))
    lines = [line.rstrip() for line in text.getvalue().splitlines()]
    assert lines[0] == f"{ODD}  {ODD}"
    assert [line.count(ODD) for line in lines if "甲" in line] == [2, 1, 1, 1, 1]
    assert f"{ODD}：3" in lines
