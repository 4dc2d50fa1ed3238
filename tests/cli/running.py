"""Runs the program as a user does, in a process of its own, and writes small offices for it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from .command_server import SECONDS, SOURCE, can_serve, get_server

SAMPLE = SOURCE.parent / "sample_data"

ADMISSIONS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00179,H1,113/1/1,113/6/28,自行中斷
M00180,H1,113/1/1,113/6/29,自行中斷
M00181,H1,113/1/1,113/6/30,自行中斷
M00182,H1,113/1/1,113/2/1,死亡
"""
VOLUNTEERS = """\
志工編號,繼續教育時數
V1,4
V2,3.99
"""


@dataclass(frozen=True)
class Done:
    """What a finished run left: its status and what it wrote to either stream."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """Standard output read as JSON."""
        read: dict[str, Any] = json.loads(self.out)
        return read


def run(*arguments: str | Path, cwd: Path) -> Done:
    """Run the program in a folder; both streams are UTF-8 wherever the tests run."""
    environment = _make_environment()
    if not can_serve(environment):
        return run_apart(*arguments, cwd=cwd)
    return _decode(*get_server().run(list(map(str, arguments)), cwd, environment))


def run_apart(*arguments: str | Path, cwd: Path, python: tuple[str, ...] = ("-m", "antidrug_kpi")) -> Done:
    """Run the program in an interpreter that starts for it: for what it imports, and how long that takes."""
    command = [sys.executable, *python, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=_make_environment(), capture_output=True, check=False, timeout=SECONDS)
    return _decode(done.returncode, done.stdout, done.stderr)


def _make_environment() -> dict[str, str]:
    path = os.pathsep.join([str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "COLUMNS": "200"}


def _decode(status: int, out: bytes, err: bytes) -> Done:
    return Done(status, out.decode("utf-8"), err.decode("utf-8"))


def write_csv(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """Write a register into an office's folder as .csv and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.csv").write_bytes(text.encode(encoding))
    return folder


def write_xlsx(path: Path, sheets: dict[str, str]) -> Path:
    """Write registers into a workbook, a sheet each, every cell as text."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, text in sheets.items():
        sheet = workbook.create_sheet(title)
        for line in text.splitlines():
            sheet.append(line.split(","))
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def say_check(data: Path, *options: str) -> str:
    """The command that a message gives to paste."""
    return " ".join(("antidrug-kpi check", str(data), *options))


def check_refused(done: Done, status: int, sentence: str) -> None:
    """The run ended with `status` and exactly this one line on standard error."""
    assert (done.status, done.out, done.err) == (status, "", sentence + "\n")


def find_rows(done: Done, start: str) -> list[list[str]]:
    """The cells of the table's lines that begin with a word."""
    lines = [line for line in done.out.splitlines() if line.startswith(f"│{start}")]
    return [[cell.strip() for cell in line[1:-1].split("│")] for line in lines]
