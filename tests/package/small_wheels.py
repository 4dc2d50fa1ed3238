"""Wheels of a few bytes: a name, a version, tags and what they ask for."""

from pathlib import Path
from zipfile import ZipFile


def write_wheel(folder: Path, name: str, tags: str, *asked: str) -> Path:
    """A wheel `name` 1.0 for the tags, which holds nothing."""
    path = folder / f"{name}-1.0-{tags}.whl"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {line}" for line in asked), "", ""]
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(lines))
    return path
