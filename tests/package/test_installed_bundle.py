"""The bundles themselves: the one for Linux installs where no network is, the one for Windows lacks nothing."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from bundle.__main__ import ROOT, write_bundle
from bundle.collecting import build_own, refuse_download
from bundle.resolving import BundleError, gather, read_pins
from bundle.targets import LINUX, PYTHONS, WINDOWS, Platform, Target
from bundle.wheel_pool import list_wheels

pytestmark = pytest.mark.slow  # downloads and installs every dependency

KEPT = ROOT / ".bundle"
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
# Every Python more is some forty megabytes to fetch.
TRIED = (RUNNING if RUNNING in PYTHONS else PYTHONS[0],)
LONGEST_PATH = 259
# Where a namespace without a network is not allowed, whatever asks for one is sent where nobody answers.
NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "PIP_INDEX_URL"), "http://127.0.0.1:9")


@pytest.fixture(scope="module", autouse=True)
def own() -> None:
    KEPT.mkdir(exist_ok=True)
    build_own(ROOT, KEPT)


def unpack(platform: Platform, pythons: tuple[str, ...], folder: Path) -> Path:
    """The bundle, made and unpacked. A wheel that no pin resolves to is a failure; a download that fails says nothing of it."""
    try:
        place = write_bundle(platform, pythons, KEPT, folder)
    except BundleError as error:
        if not str(error).startswith("pip download"):
            raise
        pytest.skip(f"NOT CHECKED: the bundle needs downloads, and {error}")
    with ZipFile(place) as archive:
        archive.extractall(folder)
    return folder / place.stem


def cut_off() -> list[str]:
    """What a command begins with to run where no network is; nothing where that is not allowed."""
    try:
        done = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    except OSError:
        return []
    return [] if done.returncode else ["unshare", "--net"]


def call(folder: Path, *command: str | Path) -> str:
    """Run a command without a network and without anything of the tests' own environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    environment |= NOWHERE | {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*cut_off(), *map(str, command)], cwd=folder, env=environment, capture_output=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux" or RUNNING not in PYTHONS, reason="installs the bundle for Linux")
def test_without_a_network_the_linux_bundle_installs_and_the_demonstration_runs(tmp_path: Path) -> None:
    bundle = unpack(LINUX, (RUNNING,), tmp_path)
    if cut_off():
        reach = "import socket; print(socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect_ex(('192.0.2.1', 80)) != 0)"
        assert call(tmp_path, sys.executable, "-c", reach) == "True\n"
    home = tmp_path / "家"
    home.mkdir()
    told = call(home, "sh", bundle / "安裝.sh")
    assert f"已安裝 antidrug-kpi 0.1.0：{home / 'antidrug-kpi'}\n" in told
    terminal = home / "antidrug-kpi" / "開啟終端機.sh"
    shown = call(home, terminal, "antidrug-kpi", "demo", "示範")
    assert "範例清冊刻意含有錯誤" in shown
    assert (home / "示範" / "期末成果報告_衡量指標達成情形.xlsx").is_file()


def test_the_windows_bundle_has_a_wheel_for_every_requirement(tmp_path: Path) -> None:
    bundle = unpack(WINDOWS, TRIED, tmp_path)
    wheels = bundle / "wheels"
    (kept,) = [wheel for wheel in list_wheels(wheels) if wheel.name == "antidrug-kpi"]
    pins = {**read_pins(ROOT / "constraints.txt"), kept.name: kept.version}
    resolved = {python: gather(kept.name, Target(WINDOWS, python), wheels, pins, refuse_download) for python in TRIED}
    # Nothing is lacking, nothing is there that no Python takes, and what only Windows asks for is there.
    assert {wheel.path for found in resolved.values() for wheel in found} == set(wheels.iterdir())
    for found in resolved.values():
        assert {"antidrug-kpi", "colorama", "pandas", "lxml"} <= {wheel.name for wheel in found}
    # pip, which answers markers for this computer but tags for that one, finds the same.
    options = ("--platform", "win_amd64", "--only-binary=:all:", "--python-version", TRIED[-1], "--target", tmp_path / "none")
    pip = (sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "--dry-run", "--no-index")
    told = call(tmp_path, *pip, "--ignore-installed", *options, "--find-links", wheels, "antidrug-kpi")
    assert "Would install" in told


def test_no_file_of_the_windows_bundle_has_a_path_that_windows_cannot_hold(tmp_path: Path) -> None:
    place = r"C:\Users\twenty-letters-long-\antidrug-kpi\app\Lib\site-packages" + "\\"
    wheels = unpack(WINDOWS, TRIED, tmp_path) / "wheels"
    names = [name for wheel in wheels.iterdir() for name in ZipFile(wheel).namelist()]
    assert max(len(place + name) for name in names) <= LONGEST_PATH
