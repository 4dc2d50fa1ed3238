"""The results on terminals of several widths: nothing is cut off, wide characters stay aligned, near is not met."""

import io
from fractions import Fraction
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from antidrug_kpi import pipeline
from antidrug_kpi.forms.result_screen import draw_bar, print_results
from antidrug_kpi.forms.terminal import PIPED_WIDTH
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.settings import Settings

OFFICE = Path(__file__).resolve().parents[2] / "sample_data" / "office"


@pytest.fixture(scope="module")
def run() -> pipeline.Run:
    return pipeline.compute(OFFICE, Settings())


def show(run: pipeline.Run, width: int) -> list[str]:
    text = io.StringIO()
    print_results(Console(file=text, width=width, highlight=False), run.plan, run.result)
    return text.getvalue().splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 139, 140, 150, 200])
def test_every_figure_is_whole_and_in_its_column(run: pipeline.Run, width: int) -> None:
    lines = show(run, width)
    assert max(cell_len(line) for line in lines) <= width
    assert "…" not in "".join(lines)
    (row,) = [line for line in lines if " 3.3 " in line and "64.86%" in line]
    (head,) = [line for line in lines if "項目" in line and "狀態" in line]
    start = cell_len(head[: head.index("狀態")])
    cells = "".join(character + "\0" * (cell_len(character) - 1) for character in row)
    assert cells[start : start + 6].replace("\0", "") == "未達成"
    assert any(line.strip() == "三、醫療服務組" for line in lines)


ALL_COLUMNS = ["指標", "項目", "名稱", "分子／分母", "數值", "目標", "狀態", "達成率", "進度", "尚差", "剔退"]


@pytest.mark.parametrize(
    ("width", "hidden"),
    [
        (60, ["指標", "分子／分母", "目標", "達成率", "進度", "尚差", "剔退"]),
        (80, ["指標", "達成率", "進度", "尚差", "剔退"]),
        (100, ["指標", "剔退"]),
        (139, []),
        (140, []),
    ],
)
def test_a_narrow_terminal_says_which_columns_it_hides(run: pipeline.Run, width: int, hidden: list[str]) -> None:
    lines = show(run, width)
    (head,) = [line for line in lines if "項目" in line and "狀態" in line]
    # The bar goes before any column does.
    assert head.split() == [
        name
        for column in ALL_COLUMNS
        if column not in hidden
        for name in ((column, "達成度") if column == "目標" and width >= 140 else (column,))
    ]
    said = "".join(lines[lines.index(next(line for line in lines if line.startswith("寬"))) :][:2]) if hidden else ""
    expected = f"寬 {width}，隱去 {len(hidden)} 欄（{'、'.join(hidden)}）；-o 結果.xlsx 或 --format csv 看全部" if hidden else ""
    assert said.replace(" ", "").startswith(expected.replace(" ", ""))


def test_the_bar_of_near_is_not_full(run: pipeline.Run) -> None:
    # 168 of 259 is 99.79 % of the target: nine tenths of the bar, not ten.
    (row,) = [line for line in show(run, 140) if " 3.3 " in line and "64.86%" in line]
    assert "#########." in row.split()


def test_a_pipe_has_every_column_and_a_line_for_each_measure(run: pipeline.Run) -> None:
    lines = show(run, PIPED_WIDTH)
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines if line.startswith("|")]
    assert rows[0] == ALL_COLUMNS
    found = {row[1]: row for row in rows}
    assert len(rows) == len(found) == len(run.result.measures) + 1
    assert found["3.3"][3:] == ["168／259", "64.86%", "≥ 65%", "未達成", "99.79%", "落後", "1", "3"]
    assert found["2.11.2"][3:] == ["", "", "≥ 20%", "資料未備", "", "", "", ""]
    assert "#" not in "".join(lines)
    title = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
    assert f"|三(三)|3.3|{title}|168／259|64.86%|≥ 65%|未達成|99.79%|落後|1|3|" in lines


@pytest.mark.parametrize(
    ("status", "attainment", "bar"),
    [
        (Status.MISSED, Fraction(0), ".........."),
        (Status.MISSED, Fraction(-5), ".........."),
        (Status.MISSED, Fraction(50), "#####....."),
        (Status.MISSED, Fraction(599, 10), "#####....."),
        (Status.MISSED, Fraction(9999, 100), "#########."),
        (Status.MISSED, None, ".........."),
        (Status.MET, Fraction(100), "##########"),
        (Status.MET, Fraction(150), "##########"),
        (Status.REPORTED, None, ""),
        (Status.NO_DATA, None, ""),
    ],
)
def test_a_bar_is_as_long_as_the_attainment(status: Status, attainment: Fraction | None, bar: str) -> None:
    measure = MeasureResult("3.3", "三(三)", "留置率", status, "%", attainment=attainment)
    assert draw_bar(measure, has_colour=False).plain == bar


def test_a_coloured_bar_is_as_long_as_a_plain_one() -> None:
    measure = MeasureResult("3.3", "三(三)", "留置率", Status.MISSED, "%", attainment=Fraction(70))
    bar = draw_bar(measure, has_colour=True)
    assert bar.plain == " " * 10
    assert [(span.start, span.end, str(span.style)) for span in bar.spans] == [(0, 7, "on red"), (7, 10, "on grey30")]
