"""The wheel holds everything: built from the tracked files and installed elsewhere, it runs the demonstration."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command away from this checkout: nothing of the tests' own paths reaches it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=environment, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode("utf-8")


def test_installed_wheel_runs_the_demonstration(tmp_path: Path) -> None:
    copy, wheels, elsewhere = tmp_path / "copy", tmp_path / "wheels", tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in filter(None, call("git", "ls-files", "-z", cwd=ROOT).split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    call(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", wheels, ".", cwd=copy)
    (wheel,) = wheels.glob("antidrug_kpi-*.whl")

    venv.create(tmp_path / "fresh", with_pip=True)
    programs = tmp_path / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    call(programs / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, cwd=elsewhere)

    told = call(programs / "antidrug-kpi", "demo", "示範", cwd=elsewhere)
    assert "範例清冊刻意含有錯誤" in told
    form = elsewhere / "示範" / "期末成果報告_衡量指標達成情形.xlsx"
    texts = [cell.value for row in load_workbook(form).worksheets[0].iter_rows() for cell in row]
    assert any("分子 168 人次／分母 259 人次＝64.86%" in str(text) for text in texts)

    # The plans that the build has checked are there, and hold for the specs that are.
    kept = "from antidrug_kpi.plans.loading.kept import find_kept; print(find_kept('mohw-113').summary.measures)"
    assert call(programs / "python", "-c", kept, cwd=elsewhere) == "48\n"

    (elsewhere / "縣").mkdir()
    (elsewhere / "縣" / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    call(programs / "antidrug-kpi", "fill", "縣", "--only", "4.8", "-o", "報告.html", cwd=elsewhere)
    # The style sheet is a file of the package.
    assert "@media print" in (elsewhere / "報告.html").read_text(encoding="utf-8")
