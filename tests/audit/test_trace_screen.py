"""A trace on a narrow terminal: two rows of one file do not look the same, and the figures stand below a long table."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

from .small_offices import ADMISSIONS

SCREEN_LINES = 24


class Terminal(io.StringIO):
    """A file that is a terminal."""

    def isatty(self) -> bool:
        return True


def print_at(monkeypatch: pytest.MonkeyPatch, folder: Path, sheets: int, rows: int, day: str = "113/1/1") -> list[str]:
    """A trace of 3.3 as a terminal of 80 columns and 24 lines has it."""
    from cli.running import write_xlsx

    text = f"{ADMISSIONS}{{0}}"
    made = {
        f"第{number}期美沙冬收案一一三年度": text.format(
            "".join(f"M{number}{row:04},H1,{day},113/6/28,自行中斷\n" for row in range(rows))
        )
        for number in range(1, sheets + 1)
    }
    folder.mkdir()
    write_xlsx(folder / "美沙冬替代治療收案清冊.xlsx", made)
    for name, value in {"COLUMNS": "80", "LINES": str(SCREEN_LINES), "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    run = pipeline.compute(folder, Settings(only=("3.3",), report="final"), skip_unneeded=True, keep="cells")
    stream = Terminal()
    pipeline.print_trace(pipeline.build_trace(run, show_ids=False), stream)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("sheets", [1, 2])
def test_a_sheet_stays_where_its_file_has_rows_of_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sheets: int) -> None:
    lines = print_at(monkeypatch, tmp_path / "office", sheets, 2, "112/6/30")
    (head,) = [line for line in lines if line.startswith("┃")]
    assert ("檔案" in head, "列" in head, "原因" in head) == (True, True, True)
    assert ("工作表" in head) == (sheets == 2)
    told = [line for line in lines if "│ …" in line or line.startswith("│…")]
    assert len(set(told)) == len(told) == 2 * sheets
    (hidden,) = [number for number, line in enumerate(lines) if line.startswith("寬 80")]
    assert "；-o 明細.xlsx 或 --format csv看全部" in "".join(lines[hidden:]).replace("csv 看", "csv看").replace("或--", "或 --")


def test_the_figures_stand_again_below_a_table_longer_than_the_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    short = print_at(monkeypatch, tmp_path / "short", 1, 2)
    long = print_at(monkeypatch, tmp_path / "long", 1, SCREEN_LINES + 1)
    figures = f"分子 0 人次／分母 {SCREEN_LINES + 1} 人次＝0.00%"
    assert long[-1] == f"3.3　{figures}"
    assert short[-1].endswith("看全部")
