"""`python -m bundle`: the archives of all platforms in dist/; status 1 where one cannot be made whole."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bundle.collecting import build_own, download_into
from bundle.packing import pack
from bundle.resolving import BundleError, gather, read_pins
from bundle.targets import PLATFORMS, PYTHONS, Platform, Target
from bundle.wheel_pool import list_wheels

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bundle", description=__doc__)
    parser.add_argument("--platform", action="append", choices=PLATFORMS, help="all of them where none is said")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="all of them where none is said")
    parser.add_argument("--kept", type=Path, default=ROOT / ".bundle", help="where downloads are kept")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = parser.parse_args(arguments)
    asked.kept.mkdir(parents=True, exist_ok=True)
    asked.out.mkdir(parents=True, exist_ok=True)
    pythons = [python for python in PYTHONS if python in (asked.python or PYTHONS)]
    try:
        build_own(ROOT, asked.kept)
        for name in asked.platform or PLATFORMS:
            print(write_bundle(PLATFORMS[name], pythons, asked.kept, asked.out))
    except BundleError as error:
        print(f"no bundle: {error}", file=sys.stderr)
        return 1
    return 0


def write_bundle(platform: Platform, pythons: Sequence[str], kept: Path, out: Path) -> Path:
    """Write a platform's archive from the wheels that are kept, and those that must be downloaded. Raises BundleError."""
    (own,) = [wheel for wheel in list_wheels(kept) if wheel.name == "antidrug-kpi"]
    pins = {**read_pins(ROOT / "constraints.txt"), own.name: own.version}
    fetch = download_into(kept)
    wheels = {wheel.path for python in pythons for wheel in gather(own.name, Target(platform, python), kept, pins, fetch)}
    place = out / f"antidrug-kpi-{own.version}-{platform.name}.zip"
    pack(place, platform, pythons, str(own.version), sorted(wheels))
    return place


if __name__ == "__main__":
    sys.exit(main())
