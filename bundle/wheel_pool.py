"""A folder of wheels: the best of a name for a target, and what it asks for in turn."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from functools import cache
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from bundle.targets import Target


@dataclass(frozen=True)
class Wheel:
    """A wheel as its file's name describes it."""

    path: Path
    name: NormalizedName
    version: Version
    tags: frozenset[Tag]


def list_wheels(folder: Path) -> list[Wheel]:
    """The wheels of a folder, by their files' names."""
    wheels = []
    for path in sorted(folder.glob("*.whl")):
        name, version, _, tags = parse_wheel_filename(path.name)
        wheels.append(Wheel(path, name, version, tags))
    return wheels


def find_best(wheels: list[Wheel], name: str, version: Version, target: Target) -> Wheel | None:
    """The wheel of a name and version that pip would take on the target; none where it would take none."""
    ranks = _rank_tags(target)
    fitting = [
        (min(ranks[tag] for tag in wheel.tags if tag in ranks), wheel)
        for wheel in wheels
        if wheel.name == canonicalize_name(name) and wheel.version == version and not wheel.tags.isdisjoint(ranks)
    ]
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


@cache
def _rank_tags(target: Target) -> dict[Tag, int]:
    ranks: dict[Tag, int] = {}
    for rank, tag in enumerate(target.list_tags()):
        ranks.setdefault(tag, rank)
    return ranks


@cache
def list_requirements(path: Path) -> tuple[Requirement, ...]:
    """What a wheel asks for, on any computer."""
    with ZipFile(path) as archive:
        (name,) = [name for name in archive.namelist() if name.count("/") == 1 and name.endswith(".dist-info/METADATA")]
        lines = message_from_bytes(archive.read(name)).get_all("Requires-Dist") or []
    return tuple(Requirement(line) for line in lines)


def list_asked(wheel: Wheel, extras: frozenset[str], target: Target) -> list[Requirement]:
    """What a wheel with these extras asks for on the target."""
    answers = target.answer_markers()
    return [
        asked
        for asked in list_requirements(wheel.path)
        if asked.marker is None or any(asked.marker.evaluate({**answers, "extra": extra}) for extra in ("", *extras))
    ]
