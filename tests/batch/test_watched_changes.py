"""What a change to a watched office came to is said in one line; nothing more where a note among the registers changed."""

from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.pipeline.batch.watched_changes import KeptFigures, is_idle, keep_figures, say_change
from antidrug_kpi.settings import Settings
from cli.running import write_csv

HEADER = "志工編號,繼續教育時數\n"


def test_the_files_the_rejected_rows_and_the_figures_are_said(tmp_path: Path) -> None:
    data = write_csv(tmp_path / "office", "志工", f"{HEADER}V1,四\nV2,3\n")
    settings = Settings(only=("4.8",))
    before = keep_figures(pipeline.compute(data, settings))
    write_csv(data, "志工", f"{HEADER}V1,4\nV2,3\n")
    run = pipeline.compute(data, settings)
    after = keep_figures(run)
    changed = [data / "志工.csv", data / "office.yaml"]
    assert say_change(run, before, after, changed, data) == "變動：志工.csv、office.yaml；剔退 1→0；4.8 0／1→1／2"
    assert say_change(run, after, after, changed, data) == "變動：志工.csv、office.yaml；各項數字不變"


def test_of_many_figures_the_first_five_are_said(tmp_path: Path) -> None:
    data = write_csv(tmp_path / "office", "志工", f"{HEADER}V1,4\n")
    run = pipeline.compute(data, Settings(only=("4.8",)))
    before, after = (KeptFigures(frozenset(), 0, {f"1.{number}": f"{value}／9" for number in range(6)}) for value in (1, 2))
    told = "、".join(f"1.{number} 1／9→2／9" for number in range(5))
    assert say_change(run, before, after, [data], data) == f"變動：office；{told} 等 6 項"


def test_a_file_that_cannot_be_read_is_more_than_a_note(tmp_path: Path) -> None:
    data = write_csv(tmp_path / "office", "志工", f"{HEADER}V1,4\n")
    settings = Settings(only=("4.8",))
    before = keep_figures(pipeline.compute(data, settings))
    (data / "壞.xlsx").write_bytes(b"PK\x03\x04" + bytes(20))
    after = keep_figures(pipeline.compute(data, settings))
    assert (before.measures, before.rejected) == (after.measures, after.rejected)
    assert not is_idle(before, after, [data / "壞.xlsx"], data)


@pytest.mark.parametrize(
    ("changed", "is_quiet"), [("note.txt", True), ("志工.csv", False), ("office.yaml", False), ("/elsewhere/mapping.yaml", False)]
)
def test_a_note_among_the_registers_is_no_input(changed: str, is_quiet: bool) -> None:
    figures, data = KeptFigures(frozenset({"志工.csv"}), 1, {"4.8": "1／2"}), Path("/office")
    assert is_idle(figures, figures, [data / changed], data) == is_quiet
    assert not is_idle(figures, KeptFigures(figures.files, 0, figures.measures), [data / changed], data)
