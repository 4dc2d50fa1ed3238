"""Which wheels a target needs, from the program's own to the last that any of them asks for, in the pinned versions.

pip answers the markers of requirements for the computer on which it runs, even where it is told to download for another: on
Linux it leaves out what is asked for on Windows alone. So the requirements are followed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from bundle.targets import Target
from bundle.wheel_pool import Wheel, find_best, list_asked, list_wheels

Fetch = Callable[[list[str], Target], None]
"""Lays the wheels of `name==version` for a target into the folder."""


class BundleError(Exception):
    """Why no bundle was made, in a sentence."""


def read_pins(constraints: Path) -> dict[NormalizedName, Version]:
    """The versions of constraints.txt."""
    pins = {}
    for line in constraints.read_text("utf-8").splitlines():
        name, mark, version = line.partition("==")
        if mark:
            pins[canonicalize_name(name)] = Version(version)
    return pins


def gather(root: str, target: Target, folder: Path, pins: Mapping[NormalizedName, Version], fetch: Fetch) -> list[Wheel]:
    """The wheels that `root` needs on the target; those that the folder lacks are fetched, all of a round at once. Raises
    BundleError where a requirement has no pin, a pin does not fulfil it, or no wheel fits.
    """
    chosen: dict[NormalizedName, Wheel] = {}
    followed: set[tuple[NormalizedName, frozenset[str]]] = set()
    waiting = [Requirement(root)]
    while waiting:
        _choose({canonicalize_name(asked.name): _pick_version(asked, pins) for asked in waiting}, target, folder, fetch, chosen)
        following = []
        for asked in waiting:
            key = canonicalize_name(asked.name), frozenset(asked.extras)
            if key not in followed:
                followed.add(key)
                following += list_asked(chosen[key[0]], key[1], target)
        waiting = following
    return sorted(chosen.values(), key=lambda wheel: wheel.path.name)


def _pick_version(asked: Requirement, pins: Mapping[NormalizedName, Version]) -> Version:
    version = pins.get(canonicalize_name(asked.name))
    if version is None:
        raise BundleError(f"constraints.txt pins no version of {asked.name}")
    if not asked.specifier.contains(version, prereleases=True):
        raise BundleError(f"constraints.txt pins {asked.name} {version}, but {asked} is asked for")
    return version


def _choose(
    wanted: Mapping[NormalizedName, Version], target: Target, folder: Path, fetch: Fetch, chosen: dict[NormalizedName, Wheel]
) -> None:
    """Add the wheel of every name to those chosen."""
    new = {name: version for name, version in wanted.items() if name not in chosen}
    wheels = list_wheels(folder)
    lacking = [f"{name}=={version}" for name, version in new.items() if find_best(wheels, name, version, target) is None]
    if lacking:
        fetch(lacking, target)
        wheels = list_wheels(folder)
    for name, version in new.items():
        found = find_best(wheels, name, version, target)
        if found is None:
            raise BundleError(f"no wheel of {name} {version} fits Python {target.python} on {target.platform.name}")
        chosen[name] = found
