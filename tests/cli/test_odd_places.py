"""What plans, manuals and samples are written to: odd, taken or impossible places are one line."""

import os
from pathlib import Path

import pytest

from antidrug_kpi.cli.program import app
from antidrug_kpi.errors import UserError


def run_here(*arguments: str | Path) -> None:
    app([*map(str, arguments)], standalone_mode=False)


@pytest.mark.parametrize("command", ["issues", "vocabulary", "manual", "new", "demo"])
def test_places_where_nothing_can_be_written_are_one_line(command: str, tmp_path: Path) -> None:
    start = {
        "issues": ("plan", "issues", "-o"),
        "vocabulary": ("plan", "vocabulary", "-o"),
        "manual": ("plan", "manual", "-o"),
        "new": ("plan", "new", "--year", "114"),
        "demo": ("demo",),
    }[command]
    taken, pipe = tmp_path / "taken", tmp_path / "pipe"
    taken.write_text("x", encoding="utf-8")
    os.mkfifo(pipe)
    for place in (pipe, taken / "a", tmp_path / ("長" * 90), *([] if command in {"issues", "vocabulary"} else [taken])):
        with pytest.raises(UserError) as refusal:
            run_here(*start, place)
        assert "\n" not in str(refusal.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pipe", "taken"]
    assert pipe.is_fifo()


def test_odd_names_are_written_and_told_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, folder = tmp_path / "a\x1b\nb.md", tmp_path / "c\u202ed"
    run_here("plan", "issues", "-o", page)
    (folder / "x.md").mkdir(parents=True)
    os.mkfifo(folder / "y.md")
    run_here("plan", "manual", "-o", folder)
    told = capsys.readouterr().out.splitlines()
    assert [line.partition("：")[0] for line in told] == [
        f"已寫入 {tmp_path}/a\\x1b\\nb.md",
        f"已寫入 {tmp_path}/c\\u202ed",
    ]
    assert page.is_file()
    assert (folder / "README.md").is_file()
