"""A drive without room: one line, the old file as it was, and nothing left behind."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.output.saving import save_bytes
from antidrug_kpi.settings import Settings
from cli.running import SAMPLE
from forms.test_printed_pages import needs_suite


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Path]:
    """A folder that takes 256 KiB."""
    folder = tmp_path / "drive"
    folder.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a small drive")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture(scope="module")
def traced() -> pipeline.Run:
    settings = Settings(only=("4.3",))
    run = pipeline.compute(SAMPLE / "office", settings, keep="cells")
    files = pipeline.compute(SAMPLE / "office", settings, keep="files").reading.files
    return replace(run, reading=replace(run.reading, files=files))


def write(kind: str, run: pipeline.Run, folder: Path) -> None:
    if kind == "check":
        pipeline.save_checkup(run, pipeline.build_checkup(run), folder / "x.xlsx")
    elif kind == "trace":
        pipeline.save_trace(pipeline.build_trace(run, show_ids=False), folder / "x.xlsx")
    else:
        pipeline.fill_form(run, folder / f"x.{kind}")


@needs_suite
def test_full_temporary_folder_is_one_line(
    drive: Path, tmp_path: Path, traced: pipeline.Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(drive))
    with pytest.raises(UserError, match=r"\A無法輸出 PDF：[^\n]+\Z"):
        write("pdf", traced, tmp_path)
    assert (list(drive.iterdir()), list(tmp_path.iterdir())) == ([], [drive])
    (drive / "rest").write_bytes(b"0" * 256 * 1024)  # what a workbook needs of it is small
    for kind in ("check", "trace", "xlsx"):
        with pytest.raises(UserError, match=r"\A無法使用暫存資料夾：[^\n]+\Z"):
            write(kind, traced, tmp_path)
        assert ([path.name for path in drive.iterdir()], list(tmp_path.iterdir())) == (["rest"], [drive])
    assert capfd.readouterr().err == ""


def test_full_drive_keeps_the_old_file_and_no_copy(drive: Path, traced: pipeline.Run) -> None:
    place = drive / "x.csv"
    save_bytes(place, b"old")
    with pytest.raises(UserError, match=r"^無法寫入 .*磁碟空間不足"):
        save_bytes(place, b"0" * 300 * 1024)
    (drive / "rest").write_bytes(b"0" * 252 * 1024)
    with pytest.raises(UserError, match=r"^無法寫入 .*磁碟空間不足"):
        pipeline.save_results(traced, drive / "x.xlsx")
    assert (place.read_bytes(), sorted(path.name for path in drive.iterdir())) == (b"old", ["rest", "x.csv"])
