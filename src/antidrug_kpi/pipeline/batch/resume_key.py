"""The digest of everything that an office's outputs are made from: what is unchanged need not be computed again."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import antidrug_kpi
from antidrug_kpi.files.visible_files import walk_files
from antidrug_kpi.pipeline.batch.batch_options import BatchJob
from antidrug_kpi.pipeline.resolved_settings import resolve_settings
from antidrug_kpi.plans.loading.loader import digest_plan
from antidrug_kpi.settings import DEFAULT_PLAN, Settings

_LIBRARIES = ("lxml", "msoffcrypto-tool", "odfdo", "openpyxl", "pandas", "python-calamine", "python-docx")
_SETTINGS = ("plan", "report", "jurisdiction", "as_of", "year", "only", "strict", "readings", "password_env")


def digest_program() -> str:
    """The SHA-256 of the program's own modules and of the versions of Python and of the libraries that read and write."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(antidrug_kpi.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".css"}:
            digest.update(f"\0{path.relative_to(package).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"\0{name} {_find_version(name)}".encode())
    return digest.hexdigest()


def _find_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def make_key(job: BatchJob, data: Path) -> str:
    """The digest of an office's files, its settings, its plan's specs, the outputs asked for, and the program.

    Raises UserError where office.yaml is wrong or the plan is not there, OSError where a file cannot be read.
    """
    settings = resolve_settings(job.settings, data)
    described = {
        "program": job.program,
        "specs": digest_plan(settings.plan or DEFAULT_PLAN, settings.specs),
        "settings": {name: getattr(settings, name) for name in _SETTINGS},
        "has_password": settings.password_env is not None and bool(os.environ.get(settings.password_env)),
        "outputs": [job.options.form, *job.options.suffixes, job.options.show_ids],
        "inputs": [*_list_files(data), *_list_named(settings, data)],
    }
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()


def _list_files(data: Path) -> Iterator[tuple[str, str]]:
    """Every file of the office by its path from there, links by where they lead and by what is behind them."""
    for _, _, files in walk_files(data):
        for path in files:
            link = str(path.readlink()) if path.is_symlink() else ""
            yield f"{path.relative_to(data).as_posix()}\0{link}", _digest(path)


def _list_named(settings: Settings, data: Path) -> Iterator[tuple[str, str]]:
    """The files that the settings name, wherever they lie."""
    for path in (settings.mapping, settings.answers):
        if path is not None:
            yield _show_relative(path, data), _digest(path)


def _show_relative(path: Path, data: Path) -> str:
    try:
        return os.path.relpath(path, data)
    except ValueError:  # on another drive
        return str(path)


def _digest(path: Path) -> str:
    """The digest of a file; what is none, and cannot be read to its end, has an empty one."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
