"""`run`: everything from one reading, and again whenever an input changes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.command_server import SOURCE
from cli.running import check_refused, run, write_csv

from .small_batches import OPTIONS, write_office

pytestmark = pytest.mark.slow

MAPPING = "registers:\n  志工:\n    columns: {{時數: {}}}\n"
FILES = {"result.json", "indicators.odt", "indicators.html", "checked.xlsx", "report.html", "issues.json", "manifest.json"}


def test_the_files_are_those_of_the_commands(tmp_path: Path) -> None:
    data, out = write_office(tmp_path / "data"), tmp_path / "out"
    done = run("run", data, "-o", out, "--to", "odt,html", *OPTIONS, cwd=tmp_path)
    assert (done.status, done.out, {path.name for path in out.iterdir()}) == (0, "", FILES)
    assert done.err.startswith(f"已寫入 {out}：result.json、indicators.odt、indicators.html、checked.xlsx、report.html、")
    for command, file in (("compute", "result.json"), ("check", "issues.json")):
        printed = run(command, data, *OPTIONS, "--format", "json", cwd=tmp_path)
        assert printed.out.encode() == (out / file).read_bytes()
    for command, file in (("fill", "indicators.odt"), ("fill", "report.html"), ("check", "checked.xlsx")):
        run(command, data, *OPTIONS, "-o", tmp_path / file, cwd=tmp_path)
        assert (tmp_path / file).read_bytes() == (out / file).read_bytes()
    assert load_workbook(out / "checked.xlsx").sheetnames[:2] == ["總覽", "檢核訊息"]
    assert {file: (out / file).stat().st_mode & 0o777 for file in ("checked.xlsx", "issues.json")} == {
        "checked.xlsx": 0o600,
        "issues.json": 0o600,
    }
    outputs = [entry["file"] for entry in json.loads((out / "manifest.json").read_text(encoding="utf-8"))["outputs"]]
    assert set(outputs) == FILES - {"manifest.json"}
    assert run("verify", out / "manifest.json", data, cwd=tmp_path).status == 0


def test_statuses_are_those_of_compute(tmp_path: Path) -> None:
    data = write_office(tmp_path / "data", volunteers=(4, 3))
    assert run("run", data, "-o", tmp_path / "out", *OPTIONS, "--fail-on-miss", "--quiet", cwd=tmp_path).status == 4
    assert run("run", data, "-o", tmp_path / "out", "--quiet", cwd=tmp_path).status == 3
    assert run("run", tmp_path / "none", "-o", tmp_path / "out", cwd=tmp_path).status == 1


def test_a_folder_inside_the_data_is_refused(tmp_path: Path) -> None:
    data = write_office(tmp_path / "data")
    for out in (data, data / "out"):
        said = f"輸出資料夾「{out}」在讀入的「{data}」裡面；請改用以外的資料夾"
        check_refused(run("run", data, "-o", out, cwd=tmp_path), 2, said)


def test_a_report_finished_by_hand_stops_the_run(tmp_path: Path) -> None:
    data, out = write_office(tmp_path / "data"), tmp_path / "out"
    run("run", data, "-o", out, *OPTIONS, cwd=tmp_path)
    finished = (out / "report.html").read_bytes() + b"<!-- mine -->"
    (out / "report.html").write_bytes(finished)
    done = run("run", data, "-o", out, *OPTIONS, cwd=tmp_path)
    assert (done.status, (out / "report.html").read_bytes()) == (2, finished)
    assert run("run", data, "-o", out, *OPTIONS, "--replace", cwd=tmp_path).status == 0


@contextmanager
def watching(data: Path, out: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "antidrug_kpi", "run", str(data), "-o", str(out), "--only", "4.8", "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def read_figure(out: Path) -> object:
    """The numerator of 4.8, None where nothing is written yet."""
    try:
        return json.loads((out / "result.json").read_text(encoding="utf-8"))["measures"][0]["numerator"]
    except OSError:
        return None


@pytest.mark.slow
def test_watched_the_outputs_follow_the_inputs(tmp_path: Path) -> None:
    data, out = write_office(tmp_path / "data", volunteers=(4, 3)), tmp_path / "out"
    with watching(data, out) as process:
        wait_until(lambda: read_figure(out) == 1 and (out / "manifest.json").exists())
        (data / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\nV2,4\n", encoding="utf-8")
        wait_until(lambda: read_figure(out) == 2)
        # What is wrong is said, and waited out; a file that grows is read when it is whole.
        (data / "office.yaml").write_text("year: x\n", encoding="utf-8")
        time.sleep(3)
        (data / "office.yaml").write_text("", encoding="utf-8")
        with (data / "志工.csv").open("a", encoding="utf-8") as file:
            for number in range(3, 6):
                file.write(f"V{number},4\n")
                file.flush()
                time.sleep(0.4)
        wait_until(lambda: read_figure(out) not in {1, 2})
        assert read_figure(out) == 5
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "office.yaml 第 1 行：「year」的值「x」應為整數" in errors.decode("utf-8")


@pytest.mark.slow
def test_watched_data_that_are_replaced_are_followed_and_missed_when_gone(tmp_path: Path) -> None:
    data, out = write_office(tmp_path / "data", volunteers=(4, 3)), tmp_path / "out"
    new = write_office(tmp_path / "new", volunteers=(4, 4))
    with watching(data, out) as process:
        wait_until(lambda: read_figure(out) == 1 and (out / "manifest.json").exists())
        data.rename(tmp_path / "old")
        time.sleep(1)
        new.rename(data)
        wait_until(lambda: read_figure(out) == 2)
        # What is watched is the new folder.
        write_csv(data, "志工", "志工編號,繼續教育時數\nV1,4\nV2,4\nV3,4\n")
        wait_until(lambda: read_figure(out) == 3)
        time.sleep(1)
        shutil.rmtree(data)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    said = f"「{data}」已不在原處（被刪除、移走或改名），不再等候變動；請確認路徑後再執行"
    assert errors.decode("utf-8").splitlines()[-1] == said
    assert read_figure(out) == 3


@pytest.mark.slow
def test_watched_a_mapping_named_later_is_followed(tmp_path: Path) -> None:
    data, out = write_office(tmp_path / "data", volunteers=(4, 3)), tmp_path / "out"
    mapping = tmp_path / "elsewhere" / "mapping.yaml"
    mapping.parent.mkdir()
    mapping.write_text(MAPPING.format("不讀取"), encoding="utf-8")
    with watching(data, out) as process:
        wait_until(lambda: read_figure(out) == 1 and (out / "manifest.json").exists())
        (data / "志工.csv").write_text("志工編號,時數\nV1,4\nV2,4\n", encoding="utf-8")
        (data / "office.yaml").write_text(f"mapping: {mapping}\n", encoding="utf-8")
        wait_until(lambda: read_figure(out) is None)
        mapping.write_text(MAPPING.format("繼續教育時數"), encoding="utf-8")
        wait_until(lambda: read_figure(out) == 2)
        assert process.poll() is None


def test_a_file_is_at_rest_when_nothing_changes_for_a_while(tmp_path: Path) -> None:
    from antidrug_kpi.pipeline.watching import STABLE_SECONDS, watch_inputs
    from antidrug_kpi.settings import Settings

    data = write_office(tmp_path / "data")
    began = time.monotonic()
    watched = watch_inputs(data, Settings())
    next(watched)
    assert time.monotonic() - began >= STABLE_SECONDS
    watched.close()  # type: ignore[attr-defined]
