"""A batch killed at any moment: whatever stands under its final name is whole, and resumed it comes to the same bytes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from cli.command_server import SOURCE

from .small_batches import OPTIONS, list_digests, write_office

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed") / "root"
    for number in range(4):
        write_office(folder / f"機關 {number}", admissions=(number, 4), settings="report: x\n" if number == 2 else "")
    return folder


@pytest.fixture(scope="module")
def whole(root: Path) -> dict[str, str]:
    """The files of a run that nobody interrupts."""
    out = root.parent / "whole"
    assert start(root, out).wait() == 3
    return list_digests(out)


def start(root: Path, out: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "antidrug_kpi", "batch", str(root), "-o", str(out), *OPTIONS, "--jobs", "2", *options]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check_whole(out: Path) -> int:
    """Every file under its final name parses; returns how many there are."""
    files = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".")]
    for path in files:
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
        else:
            assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    return len(files)


def wait_for_files(process: "subprocess.Popen[bytes]", out: Path, count: int) -> None:
    while process.poll() is None and len([path for path in out.rglob("*") if path.is_file()]) < count:
        time.sleep(0.005)


def kill_and_resume(root: Path, out: Path, whole: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The digests of what a batch leaves that was killed at some moment and then resumed; every file is whole in between."""
    process = start(root, out)
    wait_for_files(process, out, chance.randrange(1, len(whole)))
    time.sleep(chance.random() * 0.05)
    process.kill()
    process.wait()
    check_whole(out)
    assert start(root, out, "--resume").wait() == 3
    return list_digests(out)


@pytest.mark.parametrize("seed", [1])
def test_killed_and_resumed(root: Path, whole: dict[str, str], tmp_path: Path, seed: int) -> None:
    assert kill_and_resume(root, tmp_path / "out", whole, random.Random(seed)) == whole


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_killed_and_resumed_more_often(root: Path, whole: dict[str, str], tmp_path: Path, seed: int) -> None:
    assert kill_and_resume(root, tmp_path / "out", whole, random.Random(seed)) == whole


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.slow)])
def test_interrupted_it_leaves_nothing_half_written(
    root: Path, whole: dict[str, str], tmp_path: Path, number: signal.Signals, status: int
) -> None:
    out = tmp_path / "out"
    process = start(root, out)
    wait_for_files(process, out, 3)
    process.send_signal(number)
    assert process.wait() == status
    assert 0 < check_whole(out) < len(whole)
    assert not list(out.rglob(".*"))
    assert not (out / "summary.json").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_when_it_is_killed_its_processes_end(root: Path, tmp_path: Path) -> None:
    process = start(root, tmp_path / "out")
    wait_for_files(process, tmp_path / "out", 2)
    children = find_children(process.pid)
    process.kill()
    process.wait()
    assert children
    deadline = time.monotonic() + 10
    while any(map(is_alive, children)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def find_children(parent: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_alive(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
