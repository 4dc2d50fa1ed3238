"""Streams in the encoding that PYTHONIOENCODING names: what it lacks is replaced where it can be seen, and nothing fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .command_server import SOURCE
from .running import ADMISSIONS, write_csv

NAMED = "個案編號,機構代碼,新收日期,結案日期,結案原因\nM00179,甲\U0001f680醫院,113/1/1,,\n"


def run_in(encoding: str | None, *arguments: str, cwd: Path) -> tuple[int, bytes, bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    named = {} if encoding is None else {"PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "antidrug_kpi", *arguments],
        cwd=cwd,
        env={**inherited, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", **named},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


@pytest.mark.parametrize(
    ("encoding", "target"),
    [
        (None, "≥ 65%"),
        ("", "≥ 65%"),
        ("utf-8", "≥ 65%"),
        ("cp950", "≧ 65%"),
        ("cp950:strict", "≧ 65%"),
        ("big5:replace", "≧ 65%"),
        ("gb18030", "≥ 65%"),
    ],
)
def test_the_table_in_the_encoding_that_was_asked_for(office: Path, encoding: str | None, target: str) -> None:
    status, out, err = run_in(encoding, "compute", "office", "--only", "3.3", cwd=office.parent)
    name = (encoding or "utf-8").partition(":")[0]
    (row,) = [line for line in out.decode(name).splitlines() if line.startswith("|三(三)")]
    assert (status, err, row.split("|")[6]) == (0, b"", target)


def test_what_has_no_neighbour_is_escaped_as_json_escapes_it(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", NAMED)
    command = ("compute", "office", "--only", "3.3", "--by", "機構代碼", "--show-ids", "--format", "json")
    status, out, _ = run_in("cp950", *command, cwd=tmp_path)
    assert (status, "甲\\ud83d\\ude80醫院" in out.decode("cp950")) == (0, True)
    (measure,) = json.loads(out.decode("cp950"))["measures"]
    assert [stratum["stratum"] for stratum in measure["strata"]] == ["甲\U0001f680醫院"]


@pytest.mark.parametrize("arguments", [("help", "fill"), ("show", "3.3"), ("list", "--plan", "mohw-113"), ("comput",)])
def test_a_console_of_big5_gets_every_command_without_a_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, out, err = run_in("cp950", *arguments, cwd=tmp_path)
    assert status == (2 if arguments == ("comput",) else 0)
    text = (out + err).decode("cp950")
    assert "Traceback" not in text
    assert "\\u" not in text
