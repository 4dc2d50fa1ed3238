"""What Tab completes, asked for as bash asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .command_server import SOURCE

# Completes, and says at its end whether it waited for data frames.
WITHOUT_DATA = """\
import atexit, runpy, sys
atexit.register(lambda: print("LOADED", sorted({"pandas", "numpy"} & set(sys.modules)), file=sys.stderr))
runpy.run_module("antidrug_kpi", run_name="__main__", alter_sys=True)
"""


def complete(*words: str, cwd: Path) -> tuple[list[str], str]:
    asked = {
        "_ANTIDRUG_KPI_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("antidrug-kpi", *words)),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DATA],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split(), done.stderr


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("comp",), ["compute", "compare"]),
        (("show", "3.3"), ["3.3"]),
        (("show", "annex"), ["annex1", "annex5"]),
        (("trace", "x", "4.12"), ["4.12", "4.12.1", "4.12.2"]),
        (("compute", "x", "--only", "3.3,4.2"), ["3.3,4.2", "3.3,4.2.1", "3.3,4.2.2"]),
        (("compute", "x", "--report", "期"), ["期中", "期末"]),
        (("compute", "x", "--reading", "3.3"), ["3.3=inclusive", "3.3=calendar-months"]),
        (("compute", "x", "--plan", "mol-1"), ["mol-107"]),
        (("show", "--plan", "mol-107", "7"), ["7.3.2", "7.3.2.1", "7.3.2.2"]),
        (("show", "--plan", "nowhere", "1"), []),
    ],
)
def test_a_word_is_completed_without_data(words: tuple[str, ...], found: list[str], tmp_path: Path) -> None:
    completed, err = complete(*words, cwd=tmp_path)
    assert (completed, err) == (found, "LOADED []\n")
