"""Standard output that is closed, full, or left by its reader; a run that is ended from outside."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.command_server import SOURCE
from cli.running import ADMISSIONS, SAMPLE, run, write_csv

COMMAND = (sys.executable, "-m", "antidrug_kpi")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", "COLUMNS": "200"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def run_in_shell(line: str, folder: Path) -> tuple[int, str, str]:
    """Status, output and errors of a line of bash in which `$K` is the program."""
    environment = {**ENVIRONMENT, "K": " ".join(COMMAND)}
    done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("$K compute office --only 3.3 --format csv >&-", "已經關閉"),
        ("$K compute office --only 3.3 >/dev/full", "磁碟空間不足"),
        ("$K list >&-", "已經關閉"),
        ("$K compute office --only 3.3 --format json -o - >/dev/full", "磁碟空間不足"),
    ],
)
def test_output_that_takes_nothing_is_one_line(office: Path, line: str, reason: str) -> None:
    status, out, err = run_in_shell(line, office.parent)
    assert (status, out, err) == (1, "", f"無法寫到標準輸出：{reason}；請確認磁碟空間，或改用 -o 檔名\n")


def test_a_reader_that_has_seen_enough_is_no_error(office: Path) -> None:
    line = "$K compute office --format json | head -1; echo ${PIPESTATUS[0]}"
    status, out, err = run_in_shell(line, office.parent)
    assert (status, out) == (0, "{\n3\n")
    assert len(err.splitlines()) == 1  # the line that explains the status 3
    assert err.startswith(
        "計算完成但不完整（47 項資料未備，缺 30 份清冊：學校清冊、家長研習場次、涉毒學生…）；請以 antidrug-kpi check office 查看"
    )


def test_a_closed_output_is_not_written_into_a_file_that_is_opened_later(office: Path) -> None:
    status, _, err = run_in_shell("$K compute office --only 3.3 --quiet -o a.json >&- 2>&-", office.parent)
    assert (status, err) == (0, "")
    assert (office.parent / "a.json").read_text(encoding="utf-8").endswith("}\n")


def test_standard_output_under_its_names(office: Path) -> None:
    texts = {
        run("compute", office, "--only", "3.3", "--format", "json", *more, cwd=office.parent).out
        for more in ((), ("-o", "-"), ("-o", "/dev/stdout"))
    }
    assert len(texts) == 1
    assert not (office.parent / "-").exists()
    done = subprocess.run([*COMMAND, "template", "-o", "-"], cwd=office.parent, env=ENVIRONMENT, capture_output=True, check=True)
    assert (done.stdout[:4], done.stderr) == (b"PK\x03\x04", b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_from_outside_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    temporary, output = tmp_path / "tmp", tmp_path / "out"
    temporary.mkdir()
    output.mkdir()
    environment = {**ENVIRONMENT, "TMPDIR": str(temporary)}
    command = [*COMMAND, "check", str(SAMPLE / "office"), "-o", str(output / "a.xlsx")]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while not list(temporary.iterdir()) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(number)
        status = process.wait(60)
    assert status == 128 + number
    assert (list(temporary.iterdir()), list(output.iterdir())) == ([], [])
