"""Temporary folders: those of killed runs go with the next one, those of living runs stay, however close they begin."""

import subprocess
import sys
from pathlib import Path

import pytest

from antidrug_kpi.forms.output import temporary
from antidrug_kpi.forms.output.locks import hold, take_over

KILLED = """
import os, signal
from antidrug_kpi.forms.output.temporary import use_private_folder
with use_private_folder() as folder:
    (folder / "text").write_text("王小明")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_what_a_killed_run_left_goes_with_the_next(room: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert len(list(room.iterdir())) == 2  # the folder and its lock
    temporary.remove_left_folders()
    assert list(room.iterdir()) == []


def test_the_folder_of_a_living_run_stays_from_its_first_moment(room: Path) -> None:
    with temporary.use_private_folder() as folder:
        temporary.remove_left_folders()
        assert sorted(room.iterdir()) == [folder, folder.with_name(f"{folder.name}.lock")]
    assert list(room.iterdir()) == []


def test_a_lock_that_is_being_removed_is_held_by_nobody_else(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with lock.open("wb") as file:
        with take_over(lock) as is_left:
            assert is_left
            assert not hold(file.fileno())
        assert hold(file.fileno())
        with take_over(lock) as is_left:
            assert not is_left
