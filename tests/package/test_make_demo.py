"""`make demo` makes the sample office once: what somebody mended in it stays."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_a_sample_that_is_there_is_kept(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "antidrug-kpi"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nmkdir "$2" && echo "made $2"\n', encoding="utf-8")
    program.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)

    def make() -> str:
        command = ["make", "--no-print-directory", "--old-file=kept", "demo", "BIN=bin"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True, encoding="utf-8").stdout

    assert make() == "made demo-office\n"
    mended = tmp_path / "demo-office" / "01_預防宣導組.xlsx"
    mended.write_bytes(b"mended")
    assert make() == "demo-office 已經有了，保留不動；要重做，請先把它改名或刪除，再執行 make demo\n"
    assert mended.read_bytes() == b"mended"
