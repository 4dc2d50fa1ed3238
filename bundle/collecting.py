"""Gets wheels with pip: the program's own is built, the others are downloaded once and kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bundle.resolving import BundleError, Fetch
from bundle.targets import Target

_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")


def build_own(source: Path, folder: Path) -> Path:
    """Build the program's wheel, as the development environment can without a network."""
    with TemporaryDirectory() as name:
        _call("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", name, str(source))
        (built,) = Path(name).glob("antidrug_kpi-*.whl")
        for old in folder.glob("antidrug_kpi-*.whl"):
            old.unlink()
        return Path(shutil.copy(built, folder))


def download_into(folder: Path) -> Fetch:
    """What lays wheels for a target into the folder."""

    def fetch(pinned: list[str], target: Target) -> None:
        platforms = [word for tag in target.platform.tags for word in ("--platform", tag)]
        python = ("--python-version", target.python, "--implementation", "cp")
        _call("download", "--no-deps", "--only-binary=:all:", *platforms, *python, "--dest", str(folder), *pinned)

    return fetch


def refuse_download(pinned: list[str], target: Target) -> None:
    """For a folder that must hold everything."""
    raise BundleError(f"lacking for Python {target.python} on {target.platform.name}: {', '.join(pinned)}")


def _call(command: str, *arguments: str) -> None:
    done = subprocess.run([*_PIP, command, *arguments], capture_output=True, check=False)
    if done.returncode:
        raise BundleError(f"pip {command}: {done.stderr.decode('utf-8', 'replace').strip()}")
