"""What a bundle holds for a computer without a network, and what its installer refuses."""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from bundle.collecting import refuse_download
from bundle.packing import SHIPPED, pack
from bundle.resolving import BundleError, gather
from bundle.targets import LINUX, PLATFORMS, PYTHONS, WINDOWS, Target
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from .small_wheels import write_wheel

ROOT = Path(__file__).resolve().parents[2]
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"


def pin(*names: str) -> dict[NormalizedName, Version]:
    return {canonicalize_name(name): Version("1.0") for name in names}


def list_gathered(folder: Path, target: Target, *pinned: str) -> list[str]:
    return [wheel.path.name for wheel in gather("tool", target, folder, pin("tool", *pinned), refuse_download)]


def test_what_only_windows_asks_for_is_in_the_bundle_for_windows(tmp_path: Path) -> None:
    write_wheel(tmp_path, "tool", "py3-none-any", "screen", 'checker; extra == "dev"')
    write_wheel(tmp_path, "screen", "py3-none-any", 'colours; platform_system == "Windows"', 'old; python_version < "3.12"')
    write_wheel(tmp_path, "colours", "py3-none-any")
    write_wheel(tmp_path, "old", "py3-none-any")
    seen = {
        (platform.name, python): [name.partition("-")[0] for name in list_gathered(tmp_path, Target(platform, python), *NAMES)]
        for platform in PLATFORMS.values()
        for python in ("3.11", "3.12")
    }
    assert seen == {
        ("windows", "3.11"): ["colours", "old", "screen", "tool"],
        ("windows", "3.12"): ["colours", "screen", "tool"],
        ("linux", "3.11"): ["old", "screen", "tool"],
        ("linux", "3.12"): ["screen", "tool"],
    }


NAMES = ("screen", "colours", "old", "checker")


def test_the_wheel_is_the_one_that_pip_would_take(tmp_path: Path) -> None:
    for tags in (
        "py3-none-any",
        "cp311-abi3-win_amd64",
        "cp313-cp313-win_amd64",
        "cp313-cp313-win32",
        "cp313-cp313-musllinux_1_2_x86_64",
    ):
        write_wheel(tmp_path, "tool", tags)
    for tags in ("cp312-cp312-manylinux_2_28_x86_64", "cp312-cp312-manylinux_2_29_x86_64"):
        write_wheel(tmp_path, "tool", tags)
    assert list_gathered(tmp_path, Target(WINDOWS, "3.13")) == ["tool-1.0-cp313-cp313-win_amd64.whl"]
    assert list_gathered(tmp_path, Target(WINDOWS, "3.12")) == ["tool-1.0-cp311-abi3-win_amd64.whl"]
    assert list_gathered(tmp_path, Target(LINUX, "3.13")) == ["tool-1.0-py3-none-any.whl"]
    assert list_gathered(tmp_path, Target(LINUX, "3.12")) == ["tool-1.0-cp312-cp312-manylinux_2_28_x86_64.whl"]


def test_a_bundle_that_would_not_be_whole_is_none(tmp_path: Path) -> None:
    write_wheel(tmp_path, "tool", "py3-none-any", "screen>=1", "fast")
    write_wheel(tmp_path, "screen", "py3-none-any")
    write_wheel(tmp_path, "fast", "cp312-cp312-win_amd64")
    assert len(list_gathered(tmp_path, Target(WINDOWS, "3.12"), "screen", "fast")) == 3
    with pytest.raises(BundleError, match=r"^lacking for Python 3\.13 on windows: fast==1\.0$"):
        list_gathered(tmp_path, Target(WINDOWS, "3.13"), "screen", "fast")
    with pytest.raises(BundleError, match=r"^constraints\.txt pins no version of screen$"):
        list_gathered(tmp_path, Target(WINDOWS, "3.12"), "fast")
    pins = {**pin("tool", "fast"), canonicalize_name("screen"): Version("0.9")}
    with pytest.raises(BundleError, match=r"pins screen 0\.9, but screen>=1 is asked for"):
        gather("tool", Target(WINDOWS, "3.12"), tmp_path, pins, refuse_download)


def test_the_pythons_are_those_that_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert asked == f">={PYTHONS[0]}"
    assert [int(python.removeprefix("3.")) for python in PYTHONS] == list(range(11, 11 + len(PYTHONS)))


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A bundle of one small wheel, unpacked."""
    return unpack(tmp_path, RUNNING)


def unpack(folder: Path, python: str) -> Path:
    wheel = write_wheel(folder, "antidrug_kpi", "py3-none-any")
    place = folder / "antidrug-kpi-1.0-linux.zip"
    pack(place, LINUX, [python], "1.0", [wheel])
    with ZipFile(place) as archive:
        archive.extractall(folder)
    return folder / place.stem


def install(bundle: Path, folder: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, bundle / "install.py", folder], capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


def test_every_file_has_its_digest(unpacked: Path) -> None:
    lines = (unpacked / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = [path for path in unpacked.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    assert listed == {path.relative_to(unpacked).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert {"安裝.bat", "安裝.sh", "讀我.txt", "install.py", "wheels/antidrug_kpi-1.0-py3-none-any.whl"} <= set(listed)


def test_what_windows_reads_is_written_as_it_reads(unpacked: Path) -> None:
    batches = [path.read_bytes() for path in unpacked.rglob("*.bat")]
    assert len(batches) == 2
    for batch in batches:
        assert not batch.startswith(b"\xef\xbb\xbf")
        assert batch.count(b"\r\n") == batch.count(b"\n")
    # Before the console is told that the file is UTF-8, it holds letters alone.
    install_batch = (unpacked / "安裝.bat").read_bytes()
    assert install_batch[: install_batch.index(b"chcp 65001")].isascii()
    assert (unpacked / "讀我.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    texts = [path.read_text("utf-8") for path in unpacked.rglob("*") if path.suffix in {".bat", ".sh", ".txt", ".py"}]
    assert [found for text in texts for found in re.findall(r"@[A-Z]+@", text)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the small bundle is for Linux")
def test_a_changed_a_missing_and_an_added_file_are_refused(unpacked: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    (unpacked / "wheels" / "more-1.0-py3-none-any.whl").touch()
    told = "沒有安裝：wheels 資料夾多了 more-1.0-py3-none-any.whl，不是安裝檔的內容；請刪除後再執行一次\n"
    assert install(unpacked, target) == (1, told)
    wheel = unpacked / "wheels" / "antidrug_kpi-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b" ")
    told = "沒有安裝：安裝檔的 wheels/antidrug_kpi-1.0-py3-none-any.whl 與 SHA256SUMS 不符；請重新取得 .zip\n"
    assert install(unpacked, target) == (1, told)
    wheel.unlink()
    told = "沒有安裝：安裝檔缺 wheels/antidrug_kpi-1.0-py3-none-any.whl；請把整個 .zip 重新解壓縮\n"
    assert install(unpacked, target) == (1, told)
    assert not target.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the small bundle is for Linux")
def test_a_folder_with_anything_else_is_left_as_it_is(unpacked: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "清冊.csv").touch()
    assert install(unpacked, target) == (1, f"沒有安裝：{target} 已有其他內容；請在命令後面寫另一個資料夾\n")
    assert [path.name for path in target.iterdir()] == ["清冊.csv"]


def test_another_python_is_told_which_are_needed(tmp_path: Path) -> None:
    told = f"沒有安裝：這部電腦的 Python 是 {RUNNING}，需要 Python 3.2 之一（64 位元）；請資訊單位安裝後再執行一次\n"
    assert install(unpack(tmp_path, "3.2"), tmp_path / "target") == (1, told)


def test_the_installers_name_no_place_on_a_network() -> None:
    assert [path.name for path in SHIPPED.rglob("*") if path.is_file() and "://" in path.read_text("utf-8")] == []
