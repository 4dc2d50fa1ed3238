"""The computers that a bundle is for: which wheels fit them, and what they answer to the markers of requirements."""

from __future__ import annotations

from dataclasses import dataclass

from packaging.tags import Tag, compatible_tags, cpython_tags

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
"""What the README asks for, as far as every dependency has a wheel: a test tells when pyproject.toml asks for another."""
GLIBC = 28
"""Minor version of the oldest glibc 2 that a Linux bundle is for: wheels for it run wherever Python 3.11 is found today."""


@dataclass(frozen=True)
class Platform:
    """A kind of computer; its tags are in the order in which pip prefers them."""

    name: str
    tags: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Target:
    """A Python on a kind of computer."""

    platform: Platform
    python: str

    def list_tags(self) -> list[Tag]:
        """The tags of the wheels that it can use, the best first."""
        version = [int(part) for part in self.python.split(".")]
        interpreter = f"cp{version[0]}{version[1]}"
        platforms = list(self.platform.tags)
        return [*cpython_tags(version, platforms=platforms), *compatible_tags(version, interpreter, platforms)]

    def answer_markers(self) -> dict[str, str]:
        """What it answers to the markers of requirements."""
        own = {
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_version": f"{self.python}.0",
        }
        cpython = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        return {**own, **cpython, **dict(self.platform.markers), "platform_release": "", "platform_version": ""}


def _list_linux_tags() -> tuple[str, ...]:
    old = {17: "manylinux2014_x86_64", 12: "manylinux2010_x86_64", 5: "manylinux1_x86_64"}
    tags = []
    for minor in range(GLIBC, 4, -1):
        tags += [f"manylinux_2_{minor}_x86_64", *([old[minor]] if minor in old else [])]
    return (*tags, "linux_x86_64")


WINDOWS = Platform(
    "windows",
    ("win_amd64",),
    (("os_name", "nt"), ("sys_platform", "win32"), ("platform_system", "Windows"), ("platform_machine", "AMD64")),
)
LINUX = Platform(
    "linux",
    _list_linux_tags(),
    (("os_name", "posix"), ("sys_platform", "linux"), ("platform_system", "Linux"), ("platform_machine", "x86_64")),
)
PLATFORMS = {platform.name: platform for platform in (WINDOWS, LINUX)}
